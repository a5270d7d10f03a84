import { find, type Place } from '../text/fold.js';

/** What style sheets know the marked words by: `::highlight(midad-search)`. */
const NAME = 'midad-search';

/**
 * Marks words in elements' texts, and gives what takes the marks away. They are marked by the CSS Custom Highlight API, for
 * an element inside a word breaks its joins in WebKit; an engine without it shows the text as it is.
 */
export function mark(elements: Iterable<Element>, said: string): (() => void) | undefined {
  const words = said.split(/\s+/).filter(Boolean);
  if (words.length === 0 || typeof Highlight === 'undefined') return undefined;
  const highlight = CSS.highlights.get(NAME) ?? new Highlight();
  const ranges = [...elements].flatMap((element) => {
    const text = element.textContent;
    const places = words.flatMap((word) => find(text, word)).map((place) => unbroken(text, place));
    return rangesOf(element, places);
  });
  for (const range of ranges) highlight.add(range);
  CSS.highlights.set(NAME, highlight);
  return () => {
    // Not while it is known: Firefox looks at all of its ranges again for each one that goes.
    CSS.highlights.delete(NAME);
    for (const range of ranges) highlight.delete(range);
    if (highlight.size > 0) CSS.highlights.set(NAME, highlight);
  };
}

/** A place that cuts no ligature: lam and alef are one letter to the eye, and with the article the word is whole. */
function unbroken(text: string, { start, end }: Place): Place {
  const before = /^[اأإآٱ]/.test(text.slice(start))
    ? // Not all that stands before: looked through for every place, it takes square time.
      /(?:ا?ل)[\u064B-\u065F\u0670ـ]*$/.exec(text.slice(Math.max(0, start - 30), start))
    : null;
  const after = /ل[\u064B-\u065F\u0670]*$/.test(text.slice(start, end)) ? /^[اأإآٱ]/.exec(text.slice(end)) : null;
  return { start: start - (before?.[0].length ?? 0), end: end + (after?.[0].length ?? 0) };
}

/** The ranges of places counted in an element's text. */
function rangesOf(element: Element, places: readonly Place[]): Range[] {
  const nodes: { node: Node; start: number; end: number }[] = [];
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  for (let end = 0; walker.nextNode();) {
    const node = walker.currentNode;
    const start = end;
    end += node.nodeValue!.length;
    nodes.push({ node, start, end });
  }
  return places.map((place) => {
    const range = new Range();
    const first = nodes.find(({ end }) => place.start < end)!;
    const last = nodes.find(({ end }) => place.end <= end)!;
    range.setStart(first.node, place.start - first.start);
    range.setEnd(last.node, place.end - last.start);
    return range;
  });
}
