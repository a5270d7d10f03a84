/**
 * What holds of every state whatever it looks like: runs in the page, and gives the faults in words. What is hidden or only for
 * the ear is left out.
 */
export function faults() {
  const found = [];
  const within = (inner, outer) =>
    inner.left >= outer.left - 1 &&
    inner.right <= outer.right + 1 &&
    inner.top >= outer.top - 1 &&
    inner.bottom <= outer.bottom + 1;
  const apart = (a, b) =>
    a.right <= b.left + 1 || a.left >= b.right - 1 || a.bottom <= b.top + 1 || a.top >= b.bottom - 1;

  for (const stage of document.querySelectorAll('[data-state]:not([hidden])')) {
    const room = stage.getBoundingClientRect();
    for (const element of deep(stage)) {
      if (
        !element.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true }) ||
        element.closest('.spoken, .trap, svg')
      )
        continue;
      // What the page wrote is set as the page likes.
      if (element.getRootNode() === document) continue;
      const name = `${stage.dataset.state}: <${element.localName} class="${element.className}">`;
      const fault = (what) => found.push(`${name} ${what}`);
      const style = getComputedStyle(element);
      const box = element.getBoundingClientRect();
      if (box.width === 0 || box.height === 0) continue;
      if (box.left < room.left - 13 || box.right > room.right + 13)
        fault(`stands out of its page's room: ${box.left} to ${box.right}`);
      if (style.overflow === 'hidden' && element.localName !== 'textarea') {
        const clamped = style.webkitLineClamp !== 'none' || style.textOverflow === 'ellipsis';
        for (const child of clamped ? [] : element.children) {
          const inner = child.getBoundingClientRect();
          if (!within(inner, box) && !apart(inner, box)) fault(`cuts <${child.localName} class="${child.className}">`);
        }
      }
      if (![...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim() !== ''))
        continue;
      typography(element, style, fault);
    }
    for (const element of deep(stage)) {
      if (
        element.getRootNode() !== document &&
        element.matches('button, a[href], select, input:not(.trap, [type=checkbox]), textarea') &&
        element.checkVisibility({ visibilityProperty: true })
      ) {
        target(element, (what) =>
          found.push(`${stage.dataset.state}: <${element.localName} part="${element.part}"> ${what}`),
        );
      }
    }
  }
  return [...new Set(found)];

  function* deep(node) {
    for (const child of node.children) {
      yield child;
      yield* deep(child);
      if (child.shadowRoot) yield* deep(child.shadowRoot);
    }
  }

  function typography(element, style, fault) {
    if (style.letterSpacing !== 'normal' && style.letterSpacing !== '0px')
      fault(`has letters spaced by ${style.letterSpacing}`);
    if (style.fontStyle !== 'normal') fault(`is ${style.fontStyle}`);
    if (style.textTransform !== 'none') fault(`is ${style.textTransform}`);
    if (style.textAlign === 'justify') fault('is justified');
    if (getComputedStyle(element, '::first-letter').float !== 'none') fault('has a drop cap');
    if (style.textDecorationLine === 'underline' && style.textUnderlineOffset === 'auto')
      fault('is underlined through its letters');
    const [size, leading] = [style.fontSize, style.lineHeight].map(Number.parseFloat);
    if (size < 12) fault(`is ${size} px small`);
    // Between the lines of a headline marks may touch; a single letter has one line.
    const least =
      element.closest('.words, .body') && !element.closest('h2, h3')
        ? 1.75
        : element.closest('.avatar, .rank')
          ? 1
          : 1.45;
    if (leading / size < least - 0.001 && element.closest('.midad')) fault(`has lines ${leading / size} high`);
  }

  /** WCAG 2.5.8: 24 by 24 px, or as much room of its own around it; what stands in a sentence is as high as its line. */
  function target(element, fault) {
    const { width, height } = element.getBoundingClientRect();
    const inSentence =
      element.closest('.words, .body, .permalink') || (element.localName === 'a' && !element.closest('[part]'));
    if (!inSentence && (width < 24 || height < 24)) fault(`is a target of ${width} × ${height} px`);
    if (element.matches('button, select, input, textarea') && height < 43.9) fault(`is ${height} px high`);
  }
}
