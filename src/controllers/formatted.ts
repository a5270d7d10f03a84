import type { ReactiveController, ReactiveElement } from 'lit';
import { sanitiseComment } from '../sources/sanitise.js';
import { formatted } from '../styles/formatted.js';
import { adopt } from '../styles/late.js';
import { directionOfWords } from '../text/direction.js';
import { guessDirection, runs } from '../text/runs.js';

const CODE = 'code, pre';

/**
 * Comments whose HTML is more than paragraphs, as nodes that are safe to show, each cleaned once while it is in the thread.
 * Loaded with the first such comment of a thread.
 */
export class FormattedController implements ReactiveController {
  /** For lines that hold an address, a phone or a mention: it is loaded for these too. */
  readonly runs = runs;
  readonly guessDirection = guessDirection;

  readonly #host: ReactiveElement;
  readonly #known = new Map<string, { readonly html: string; nodes: Element | undefined }>();
  #shown = new Set<string>();

  constructor(host: ReactiveElement) {
    this.#host = host;
    adopt(host, formatted);
    host.addController(this);
  }

  /** The comment's nodes, or undefined while they are being made and where they cannot be. */
  of(id: string, html: string): Element | undefined {
    this.#shown.add(id);
    if (this.#known.get(id)?.html !== html) void this.#make(id, html);
    return this.#known.get(id)?.nodes;
  }

  /** Forgets the comments that were not asked for this time. */
  hostUpdated(): void {
    for (const id of this.#known.keys()) if (!this.#shown.has(id)) this.#known.delete(id);
    this.#shown = new Set();
  }

  async #make(id: string, html: string): Promise<void> {
    const made: { html: string; nodes: Element | undefined } = { html, nodes: undefined };
    this.#known.set(id, made);
    // Where DOMPurify cannot be had, the comment stays plain text.
    const fragment = await sanitiseComment(html).catch(() => undefined);
    if (fragment === undefined) return;
    made.nodes = document.createElement('div');
    made.nodes.append(fragment);
    direct(made.nodes);
    this.#host.requestUpdate();
  }
}

/** Gives each line, quote and link the direction of its letters, code its own, and sets apart what keeps its own order. */
function direct(root: Element): void {
  for (const lineEnd of root.querySelectorAll('p > br')) part(lineEnd);
  for (const code of root.querySelectorAll<HTMLElement>(CODE)) code.dir = 'ltr';
  for (const link of root.querySelectorAll('a')) {
    // An address runs from left to right, whatever its letters.
    const address = runs(link.textContent)[0]?.kind === 'url';
    link.dir = address ? 'ltr' : (guessDirection(link.textContent) ?? '');
  }
  for (const block of root.querySelectorAll<HTMLElement>('p, blockquote')) {
    const words = wordsIn(block)
      .map(({ data }) => data)
      .join('');
    const dir = guessDirection(words) ?? directionOfWords(words);
    if (dir !== undefined) block.dir = dir;
  }
  for (const words of wordsIn(root)) if (words.parentElement?.closest('a') === null) setApart(words);
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
