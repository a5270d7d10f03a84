import type { ReactiveController, ReactiveElement } from 'lit';
import type { Comment } from '../model/comment.js';
import { cleaner, sanitiseComment, type Clean } from '../sources/sanitise.js';
import { formatted } from '../styles/formatted.js';
import { adopt } from '../styles/late.js';
import { directionOfWords, foreignLanguage, OF_ITS_OWN, type Direction } from '../text/direction.js';
import { guessDirection, runs } from '../text/runs.js';

const CODE = 'code, pre';

/** What is shown of a comment: its HTML, where its source gives that, or its text. */
type Words = Pick<Comment, 'id' | 'html' | 'text'>;

/**
 * Comments that are more than paragraphs of plain words, as nodes that are safe to show, each made once while it is in the
 * thread. Loaded with the first such comment of a thread.
 */
export class FormattedController implements ReactiveController {
  readonly #clean: Clean | undefined;
  readonly #known = new Map<
    string,
    { readonly said: string; readonly around: string | undefined; readonly nodes: Element }
  >();
  #shown = new Set<string>();

  /** @param clean Undefined where nothing that cleans can be had: then comments stay plain text. */
  private constructor(host: ReactiveElement, clean: Clean | undefined) {
    this.#clean = clean;
    adopt(host, formatted);
    host.addController(this);
  }

  /** One that has all it needs, so that a thread is rendered once more and not twice. */
  static async for(host: ReactiveElement): Promise<FormattedController> {
    return new FormattedController(host, await cleaner().catch(() => undefined));
  }

  /** The comment's nodes. @param around The direction of the words around them. */
  of({ id, html, text }: Words, around?: Direction): Element {
    this.#shown.add(id);
    const said = html ?? text;
    const known = this.#known.get(id);
    if (known?.said === said && known.around === around) return known.nodes;
    const nodes = document.createElement('div');
    nodes.append(...(html && this.#clean ? [sanitiseComment(html, this.#clean)] : paragraphs(text)));
    direct(nodes, around);
    this.#known.set(id, { said, around, nodes });
    return nodes;
  }

  /** Forgets the comments that were not asked for this time. */
  hostUpdated(): void {
    for (const id of this.#known.keys()) if (!this.#shown.has(id)) this.#known.delete(id);
    this.#shown = new Set();
  }
}

/** Gives each line, quote and link the direction of its letters, code its own, and sets apart what keeps its own order. */
function direct(root: Element, around: Direction | undefined): void {
  for (const lineEnd of root.querySelectorAll('p > br')) part(lineEnd);
  for (const code of root.querySelectorAll<HTMLElement>(CODE)) code.dir = 'ltr';
  for (const link of root.querySelectorAll('a')) {
    // An address runs from left to right, whatever its letters.
    const words = link.textContent;
    const address = OF_ITS_OWN.test(words) && runs(words)[0]?.kind === 'url';
    link.dir = address ? 'ltr' : (lineDirection(words) ?? '');
  }
  for (const block of root.querySelectorAll<HTMLElement>('p, blockquote')) {
    const words = wordsIn(block)
      .map(({ data }) => data)
      .join('');
    const dir = lineDirection(words);
    if (dir === undefined) continue;
    block.dir = dir;
    const lang = foreignLanguage(words, dir, around ?? dir);
    if (lang !== undefined) block.lang = lang;
  }
  for (const words of wordsIn(root)) if (words.parentElement?.closest('a') === null) setApart(words);
}

function paragraphs(text: string): Element[] {
  return text.split(/\n+/).map((line) => {
    const paragraph = document.createElement('p');
    paragraph.textContent = line;
    return paragraph;
  });
}

/** As `guessDirection` has it, and where it sees no words that of the letters; most lines need no such look. */
function lineDirection(words: string): Direction | undefined {
  return (OF_ITS_OWN.test(words) && guessDirection(words)) || directionOfWords(words);
}

/** A line end makes two paragraphs of one, for each line has a direction of its own. */
function part(lineEnd: Element): void {
  const before = lineEnd.parentElement!;
  const after = document.createElement('p');
  while (lineEnd.nextSibling) after.append(lineEnd.nextSibling);
  lineEnd.remove();
  before.after(after);
}

/** The text in an element, without its code. */
function wordsIn(root: Element): Text[] {
  const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const found: Text[] = [];
  while (texts.nextNode()) found.push(texts.currentNode as Text);
  return found.filter((text) => text.parentElement?.closest(CODE) === null);
}

function setApart(words: Text): void {
  if (!OF_ITS_OWN.test(words.data)) return;
  const pieces = runs(words.data).map(({ text, kind, dir }) => {
    // The bidi algorithm puts the signs of numbers where Arabic has them.
    if (dir === undefined || kind === 'number') return text;
    const piece = document.createElement('bdi');
    piece.dir = dir;
    piece.append(text);
    return piece;
  });
  words.replaceWith(...pieces);
}
