/** What a reader could do to a text, and what nothing in it may do to them. */

const response = await fetch('/test/xss/vectors.json');
export const vectors = (await response.json()) as readonly string[];

/** What ran or asked another origin since the last look. */
const wins: string[] = [];
/** Pictures that a text may show: they are loaded from wherever it says. */
const allowed = new Set<string>();

Object.defineProperty(window, '__xss', {
  set(value) {
    wins.push(`ran: ${String(value)}`);
  },
  get: () => undefined,
});
for (const name of ['alert', 'confirm', 'prompt', 'print', 'open'] as const) {
  Object.defineProperty(window, name, { value: () => void wins.push(`ran: ${name}()`) });
}
document.addEventListener('securitypolicyviolation', ({ blockedURI, effectiveDirective }) => {
  wins.push(`asked: ${effectiveDirective} ${blockedURI}`);
});
// A link is followed as far as a script in it would run. WebKit follows it for `auxclick` too.
for (const type of ['click', 'auxclick']) {
  const stay = (event: Event) => {
    const link = event.composedPath().find((node) => node instanceof HTMLAnchorElement);
    if (link?.protocol !== 'javascript:') event.preventDefault();
  };
  window.addEventListener(type, stay, { capture: true });
}
window.addEventListener('submit', (event) => event.preventDefault());
// No menu is opened: WebKit takes its time for that.
window.addEventListener('contextmenu', (event) => event.preventDefault(), { capture: true });

const EVENTS: readonly (readonly [type: string, make: (type: string) => Event])[] = [
  ...'mousedown mouseup mouseover mouseenter mousemove mouseout mouseleave dblclick contextmenu auxclick'
    .split(' ')
    .map((type) => [type, () => new MouseEvent(type, { cancelable: true })] as const),
  ...'pointerdown pointerup pointerover pointerenter pointermove pointerout pointerleave gotpointercapture'
    .split(' ')
    .map((type) => [type, () => new PointerEvent(type, { cancelable: true })] as const),
  ...'focus focusin focusout blur'.split(' ').map((type) => [type, () => new FocusEvent(type)] as const),
  ...'keydown keypress keyup'.split(' ').map((type) => [type, () => new KeyboardEvent(type, { key: 'a' })] as const),
  ...[
    ...'drag dragstart dragend dragenter dragover dragleave drop copy cut paste beforecopy select selectstart'.split(
      ' ',
    ),
    ...'touchstart touchend touchmove touchcancel wheel mousewheel scroll scrollend animationstart animationend'.split(
      ' ',
    ),
    ...'animationiteration transitionrun transitionstart transitionend beforetoggle toggle load error loadstart'.split(
      ' ',
    ),
    ...'resize beforeinput input change reset invalid formdata search slotchange beforematch command begin end'.split(
      ' ',
    ),
    ...'repeat start finish bounce readystatechange contentvisibilityautostatechange securitypolicyviolation'.split(
      ' ',
    ),
  ].map((type) => [type, (name: string) => new Event(name, { cancelable: true })] as const),
];

/** Of these, what is done to elements of Midad's own, which have no handlers in their markup: `faults` sees to that. */
const FEW = EVENTS.filter(([type]) =>
  /^(?:mouseover|pointerdown|contextmenu|focus|keydown|dragstart|drop|animationend|toggle|load|error)$/.test(type),
);

/** All elements below, those in shadows too. */
export function* elementsIn(root: ParentNode): Generator<Element> {
  for (const element of root.querySelectorAll('*')) {
    yield element;
    if (element.shadowRoot) yield* elementsIn(element.shadowRoot);
  }
}

const LINK = /^(?:https?|mailto|tel):/;
const NEVER =
  'script, style, link, meta, base, iframe, frame, object, embed, template, form[action], svg script, svg a, use, image, math, animate, set, foreignObject, video, audio, source, [is], [srcset], [style], [ping], [formaction], [background]';
/** What a text may not name itself: a page or its scripts may know elements by these. */
const NAMES = 'id name class part slot popover contenteditable autofocus accesskey draggable'.split(' ');

/** What is wrong with what is shown of texts; the elements of Midad's own may have names and classes. */
export function* faults(root: ParentNode, { own = false } = {}): Generator<string> {
  for (const element of elementsIn(root)) {
    const { localName } = element;
    if (element.matches(NEVER)) yield `<${localName}> is shown: ${element.outerHTML.slice(0, 200)}`;
    for (const { name, value } of element.attributes) {
      if (/^on/i.test(name)) yield `${name} on <${localName}>`;
      if (/^(?:href|src)$/.test(name) && !LINK.test(value) && !(own && value.startsWith('#'))) yield `${name}=${value}`;
      if (!own && NAMES.includes(name) && element.className !== 'scroller') yield `${name} on <${localName}>`;
    }
    if (element instanceof HTMLImageElement && element.referrerPolicy !== 'no-referrer')
      yield 'a picture tells a referrer';
    if (
      element instanceof HTMLAnchorElement &&
      LINK.test(element.href) &&
      !element.getAttribute('href')!.startsWith('#')
    ) {
      if (!element.relList.contains('noopener')) yield `a link has an opener: ${element.outerHTML.slice(0, 200)}`;
    }
  }
}

/** The pictures of what is shown are loaded from where it says, some of them a moment before it is in the page. */
export function allowPictures(root: ParentNode): void {
  for (const element of elementsIn(root)) {
    if (element instanceof HTMLImageElement) allowed.add(new URL(element.src, location.href).origin);
  }
}

/** Does to every element what a reader can do, and gives what came of it. The root must stand in the page. */
export async function attack(root: ParentNode, { own = false } = {}): Promise<string[]> {
  const before = wins.splice(0);
  allowPictures(root);
  // Each has the event; to move the focus takes a layout, and one of a tag's own elements is enough to make it hear.
  const focused = new Set<Node>();
  for (const element of elementsIn(root)) {
    for (const [type, make] of own ? FEW : EVENTS) element.dispatchEvent(make(type));
    if (element instanceof HTMLAnchorElement) element.click();
    if (!(element instanceof HTMLElement) || element.tabIndex < 0) continue;
    if (own && focused.has(element.getRootNode())) continue;
    focused.add(element.getRootNode());
    element.focus({ preventScroll: true });
  }
  await new Promise((resolve) => setTimeout(resolve, 20));
  await new Promise(requestAnimationFrame);
  return [...before, ...wins.splice(0)].filter((win) => {
    const picture = /^asked: img-src (.*)/s.exec(win)?.[1];
    return picture === undefined || !allowed.has(new URL(picture, location.href).origin);
  });
}

/** The pieces of a list, for many at once are as good as one alone, and much quicker. */
export function* pieces<Each>(list: readonly Each[], size: number): Generator<readonly Each[]> {
  for (let i = 0; i < list.length; i += size) yield list.slice(i, i + size);
}
