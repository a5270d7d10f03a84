import type { Counts } from '../model/counts.js';
import type { Source } from './source.js';

type Listener = (counts: Counts | undefined, error?: unknown) => void;

/**
 * What the page knows of a source's counts. Every tag that shows a count listens here, so that tags that ask at the
 * same moment share one request, and a view counted or a comment posted by one tag is seen by all.
 */
export class CountsStore {
  readonly #source: Source;
  readonly #known = new Map<string, Counts>();
  readonly #listeners = new Map<string, Set<Listener>>();
  readonly #views = new Map<string, Promise<Counts>>();
  #asked = new Set<string>();

  constructor(source: Source) {
    this.#source = source;
  }

  /** Calls the listener with the article's counts now and whenever they change; undefined, with the reason, when they cannot be had. */
  subscribe(article: string, listener: Listener): () => void {
    const listeners = this.#listeners.get(article) ?? new Set();
    this.#listeners.set(article, listeners.add(listener));
    const known = this.#known.get(article);
    if (known !== undefined) listener(known);
    else this.#ask(article);
    return () => void listeners.delete(listener);
  }

  /** Counts this page's view of the article: once, however many tags ask. Rejects when it could not be counted. */
  view(article: string): Promise<Counts> {
    let view = this.#views.get(article);
    if (view === undefined) {
      view = this.#source.view(article);
      this.#views.set(article, view);
      view.then(
        (counts) => this.#set(article, counts),
        () => {
          this.#views.delete(article);
          this.#ask(article);
        },
      );
    }
    return view;
  }

  /** A comment was added. */
  addComment(article: string): void {
    const known = this.#known.get(article);
    if (known !== undefined) this.#set(article, { ...known, comments: known.comments + 1 });
  }

  /** The thread has told how many there are. */
  setComments(article: string, comments: number): void {
    const known = this.#known.get(article);
    if (known !== undefined) this.#set(article, { ...known, comments });
  }

  #set(article: string, counts: Counts): void {
    this.#known.set(article, counts);
    for (const listener of this.#listeners.get(article) ?? []) listener(counts);
  }

  #ask(article: string): void {
    if (this.#asked.size === 0) queueMicrotask(() => void this.#fetch());
    this.#asked.add(article);
  }

  async #fetch(): Promise<void> {
    // A page's tags are upgraded one after another; a macrotask later all of them have asked.
    await new Promise((resolve) => setTimeout(resolve));
    // A view on its way brings the counts with it.
    const articles = [...this.#asked].filter((article) => !this.#known.has(article) && !this.#views.has(article));
    this.#asked = new Set();
    if (articles.length === 0) return;
    try {
      const counts = await this.#source.counts(articles);
      // A view that was counted meanwhile is newer than this answer.
      articles.forEach((article, i) => this.#known.has(article) || this.#set(article, counts[i]!));
    } catch (error) {
      for (const article of articles)
        for (const listener of this.#listeners.get(article) ?? []) listener(undefined, error);
    }
  }
}

const stores = new WeakMap<Source, CountsStore>();

/** The one store of a source on this page. */
export function countsOf(source: Source): CountsStore {
  let store = stores.get(source);
  if (store === undefined) stores.set(source, (store = new CountsStore(source)));
  return store;
}
