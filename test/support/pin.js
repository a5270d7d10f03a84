/** Runs in a host page, which may show another in a frame: both functions come without what is around them here. */

/**
 * Takes from it what any page may do to a tag's own box (size, margin, opacity, transform, zoom …), so
 * that what is left to differ is inside. Nothing that is inherited is touched: that is what would leak. What a page may set is
 * given back: the documented custom properties, `color-scheme`, `visibility`; and for the counters, which stand in a line of
 * the page, its face, size, weight and colour.
 *
 * @param width Of every block, and what is to be between two, in pixels. @param documented The custom properties a page may set.
 */
export async function pin(width, gap, documented) {
  const INLINE = ['view-counter', 'comment-count'];
  const GROUP = {
    opacity: 1,
    filter: 'none',
    'backdrop-filter': 'none',
    'mix-blend-mode': 'normal',
    clip: 'auto',
    'clip-path': 'none',
    mask: 'none',
    zoom: 1,
    rotate: 'none',
    scale: 'none',
    translate: 'none',
    perspective: 'none',
    animation: 'none',
    transition: 'none',
    overflow: 'visible',
    height: 'auto',
    'min-height': 0,
    'max-height': 'none',
    columns: 'auto',
    'container-type': 'normal',
    'content-visibility': 'visible',
    'will-change': 'auto',
    // WebKitGTK's fade for seconds.
    'scrollbar-width': 'none',
    // Drawn through whatever is inside: no style sheet inside can end it.
    'text-decoration': 'none',
  };
  const BOX = {
    ...GROUP,
    transform: 'none',
    contain: 'none',
    width: 'auto',
    'min-width': 0,
    'max-width': 'none',
    margin: 0,
    padding: 0,
    border: 0,
    outline: 0,
    position: 'static',
    inset: 'auto',
    float: 'none',
    clear: 'none',
    flex: 'none',
    'align-self': 'auto',
    'justify-self': 'auto',
    'place-items': 'normal',
    'place-content': 'normal',
    'grid-area': 'auto',
    background: 'none',
    'box-shadow': 'none',
    'box-sizing': 'content-box',
    'vertical-align': 'baseline',
    'color-scheme': 'light',
    visibility: 'visible',
    'shape-outside': 'none',
    resize: 'none',
    appearance: 'none',
    'initial-letter': 'normal',
  };
  const LINE = {
    'font-family': 'sans-serif',
    'font-size': '17px',
    'font-weight': 400,
    'line-height': '30px',
    color: '#000',
  };
  const STAND = {
    ...BOX,
    display: 'flow-root',
    position: 'relative',
    width: `${width}px`,
    height: 'fit-content',
    margin: `0 0 ${gap}px`,
    background: '#fff',
    'z-index': 2147483647,
  };
  const set = (node, looks) => {
    for (const [name, value] of Object.entries(looks)) node.style.setProperty(name, String(value), 'important');
  };
  const around = function* (node) {
    for (let at = node; at; at = at.parentNode ?? at.host ?? at.defaultView?.frameElement)
      if (at.nodeType === 1) yield at;
  };
  const { scenes } = await import(new URL('stage.js', location.href).href);
  const shown = (window.shown = (await scenes()).map(({ name, tag, stand }) => ({
    name,
    tag,
    stand,
    inline: INLINE.includes(tag.localName),
  })));
  const ancestors = new Set(shown.flatMap(({ stand }) => [...around(stand.parentNode)]));
  for (const node of ancestors) {
    set(node, node.localName === 'iframe' ? { ...GROUP, height: '7900px' } : GROUP);
    const look = getComputedStyle(node);
    if (look.display === 'none') set(node, { display: 'block' });
    // A box that was moved by whole pixels stays as it is.
    if (look.transform !== 'none' && !/^matrix\(1, 0, 0, 1, -?\d+, -?\d+\)$/.test(look.transform))
      set(node, { transform: 'none' });
  }
  for (const { tag, stand, inline } of shown) {
    set(stand, inline ? { ...STAND, ...LINE } : STAND);
    set(tag, inline ? { ...BOX, ...LINE, display: 'inline' } : { ...BOX, width: `${width}px` });
    if (tag.localName === 'reading-progress')
      set(tag, { display: 'block', width: '100%', height: '3px', 'pointer-events': 'none' });
    const look = getComputedStyle(tag);
    if (!['block', 'flow-root', 'inline'].includes(look.display)) set(tag, { display: 'block' });
    for (const name of documented) set(tag, { [name]: 'initial' });
  }
  // What a page writes before and after everything it writes on the tag.
  for (const { stand } of shown) stand.setAttribute('data-stand', '');
  const named = `:is([data-stand], ${[...new Set(shown.map(({ tag }) => tag.localName))]}):not(#x#x, #x#x)`;
  for (const root of new Set(shown.map(({ tag }) => tag.getRootNode()))) {
    const sheet = new (root.ownerDocument ?? root).defaultView.CSSStyleSheet();
    sheet.replaceSync(
      `${named}::before, ${named}::after, ${named}::marker { content: none !important; display: none !important }`,
    );
    root.adoptedStyleSheets.push(sheet);
  }
  const pictures = shown.flatMap(({ tag }) => [...tag.shadowRoot.querySelectorAll('img')]);
  await Promise.all(pictures.map((picture) => Object.assign(picture, { loading: 'eager' }).decode()));
  return shown.map(({ name, tag }) => ({ name, tag: tag.localName }));
}

/**
 * Lays as many tags below one another as fit into the window, at whole pixels wherever the page has put them, and hides the
 * others. Gives where they are: `{ x, y, width, height }`.
 */
export function arrange(from, gap) {
  const set = (node, name, value) => node.style.setProperty(name, value, 'important');
  const seen = ({ tag, stand, inline }) => {
    const { x, y, width, height } = (inline ? tag.shadowRoot.querySelector('.midad') : stand).getBoundingClientRect();
    const frame = stand.ownerDocument.defaultView.frameElement;
    const outer = frame?.getBoundingClientRect() ?? { x: 0, y: 0 };
    return { x: x + outer.x + (frame?.clientLeft ?? 0), y: y + outer.y + (frame?.clientTop ?? 0), width, height };
  };
  // Engines keep lengths in 64ths of a pixel, or in 60ths: what a sum adds to them would be cut off.
  const whole = (length) => Math.round(length * 64) / 64;
  for (const { stand } of window.shown) set(stand, 'display', 'none');
  const places = [];
  let below = gap;
  for (const scene of window.shown.slice(from)) {
    const { stand } = scene;
    set(stand, 'display', 'flow-root');
    const { height } = seen(scene);
    if (below + height + gap > innerHeight && places.length > 0) {
      set(stand, 'display', 'none');
      break;
    }
    places.push({ scene, y: below });
    below += Math.ceil(height) + gap;
  }
  // Twice, because where a page puts one may depend on the others.
  for (let round = 0; round < 3; round++) {
    for (const { scene, y } of places) {
      const now = seen(scene);
      const { style } = scene.stand;
      set(scene.stand, 'left', `${whole((parseFloat(style.left) || 0) + gap - now.x)}px`);
      set(scene.stand, 'top', `${whole((parseFloat(style.top) || 0) + y - now.y)}px`);
    }
  }
  return places.map(({ scene }) => seen(scene));
}
