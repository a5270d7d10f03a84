import type { ReactiveController, ReactiveElement } from 'lit';
import type { Place } from '../text/fold.js';
import { Later } from './later.js';

type Host = ReactiveElement & { readonly highlight: string | undefined };

/** What style sheets know the marked words by: `::highlight(midad-search)`. */
const NAME = 'midad-search';

/**
 * Marks the words of its host's `highlight` in what it shows, however they are spelled: «اعلام» marks «إعلام». They are
 * marked by the CSS Custom Highlight API, for an element inside a word breaks its joins in WebKit; an engine without it
 * shows the text as it is.
 */
export class HighlightController implements ReactiveController {
  readonly #host: Host;
  readonly #selector: string;
  readonly #fold: Later<typeof import('../text/fold.js')>;
  readonly #ranges: Range[] = [];

  /** @param selector The elements whose text is searched. */
  constructor(host: Host, selector: string) {
    this.#host = host;
    this.#selector = selector;
    this.#fold = new Later(host, () => import('../text/fold.js'));
    host.addController(this);
  }

  hostUpdated(): void {
    this.#clear();
    const words = this.#host.highlight?.split(/\s+/).filter(Boolean) ?? [];
    if (words.length === 0 || typeof Highlight === 'undefined' || !this.#host.isConnected) return;
    const find = this.#fold.module?.find;
    if (find === undefined) return;
    for (const element of this.#host.renderRoot.querySelectorAll(this.#selector)) {
      const text = element.textContent;
      const places = words.flatMap((word) => find(text, word)).map((place) => unbroken(text, place));
      this.#ranges.push(...rangesOf(element, places));
    }
    const highlight = CSS.highlights.get(NAME) ?? new Highlight();
    for (const range of this.#ranges) highlight.add(range);
    CSS.highlights.set(NAME, highlight);
  }

  hostConnected(): void {
    this.#host.requestUpdate();
  }

  hostDisconnected(): void {
    this.#clear();
  }

  #clear(): void {
    const ranges = this.#ranges.splice(0);
    const highlight = ranges.length > 0 && CSS.highlights.get(NAME);
    if (!highlight) return;
    // Not while it is known: Firefox looks at all of its ranges again for each one that goes.
    CSS.highlights.delete(NAME);
    for (const range of ranges) highlight.delete(range);
    if (highlight.size > 0) CSS.highlights.set(NAME, highlight);
  }
}

/** A place that cuts no ligature: lam and alef are one letter to the eye, and with the article the word is whole. */
function unbroken(text: string, { start, end }: Place): Place {
  // Not all that stands before: looked through for every place, it takes square time.
  const before = /^[اأإآٱ]/.test(text.slice(start))
    ? /(?:ا?ل)[\u064B-\u065F\u0670ـ]*$/.exec(text.slice(Math.max(0, start - 30), start))
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
