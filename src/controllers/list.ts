import type { ReactiveController, ReactiveElement } from 'lit';
import type { Article } from '../model/article.js';
import type { Counts } from '../model/counts.js';
import { articleId } from '../model/identity.js';
import { subscribe } from '../sources/counts.js';
import type { ArticlePage, ArticlesAsked, Source } from '../sources/source.js';
import { LoadController, type LoadStatus } from './load.js';
import { beside, type More } from './shown.js';

/** A list of articles: its first page, the pages that a reader asks for after it, and what of their counts it did not tell. */
export class ListController implements ReactiveController {
  articles: readonly Article[] = [];
  /** What is known of the articles after those. */
  more: More = 'none';

  readonly #host: ReactiveElement;
  readonly #source: () => Source | undefined;
  readonly #asked: () => ArticlesAsked | undefined;
  readonly #first: LoadController<ArticlePage>;
  #shown: ArticlePage | undefined;
  #next: string | undefined;
  #abort = new AbortController();
  #known: Source | undefined;
  // A source has no name; numbering them makes "another source, same list" another key.
  #sources = 0;
  readonly #counts = new Map<string, { counts: Counts | undefined; leave: () => void }>();

  /** @param asked Undefined while there is nothing to be asked. */
  constructor(host: ReactiveElement, source: () => Source | undefined, asked: () => ArticlesAsked | undefined) {
    this.#host = host;
    this.#source = source;
    this.#asked = asked;
    this.#first = new LoadController<ArticlePage>(
      host,
      () => this.#key(),
      (_key, signal) => this.#source()!.articles!(this.#asked()!, signal),
      'source',
    );
    host.addController(this);
  }

  get status(): LoadStatus {
    return this.#first.status;
  }

  /** What the list told of an article, else what its source says; undefined while nobody knows. */
  countsOf({ id, views, comments }: Article): Counts {
    const live = id === undefined ? undefined : this.#counts.get(id)?.counts;
    return { comments: comments ?? live?.comments, views: views ?? live?.views };
  }

  hostUpdate(): void {
    const page = this.#first.value;
    if (page === this.#shown) return;
    this.#shown = page;
    this.#abort.abort();
    this.#leave();
    this.articles = [];
    this.#add(page);
  }

  hostDisconnected(): void {
    this.#abort.abort();
    this.#leave();
    this.#shown = undefined;
  }

  /** Tries the first page again. */
  retry = (): void => this.#first.retry();

  /** Asks for the articles after those that are shown, and tells whether they came. */
  async loadMore(): Promise<boolean> {
    const [source, asked] = [this.#source(), this.#asked()];
    if (this.more === 'loading' || this.#next === undefined || !source || !asked) return false;
    const { signal } = (this.#abort = new AbortController());
    this.more = 'loading';
    this.#host.requestUpdate();
    try {
      const page = await source.articles!({ ...asked, cursor: this.#next }, signal);
      if (signal.aborted) return false;
      this.#add(page);
    } catch {
      if (signal.aborted) return false;
      this.more = 'failed';
    }
    this.#host.requestUpdate();
    return this.more !== 'failed';
  }

  #add(page: ArticlePage | undefined): void {
    // What came meanwhile moves a list that is sorted by a number: an article is shown once.
    const known = new Set(this.articles.map(({ id }) => id ?? ''));
    const added = page?.articles.filter(({ id }) => id === undefined || !known.has(id)) ?? [];
    this.articles = [...this.articles, ...added];
    this.#next = page?.next;
    this.more = beside(page?.next);
    const source = this.#source();
    for (const { id, views, comments } of added) {
      const article = articleId(id ?? '');
      if (!source?.counts || article === undefined || (views !== undefined && comments !== undefined)) continue;
      const one = { counts: undefined as Counts | undefined, leave: () => {} };
      this.#counts.set(id!, one);
      one.leave = subscribe(source, article, (counts) => {
        one.counts = counts;
        this.#host.requestUpdate();
      });
    }
  }

  #leave(): void {
    for (const { leave } of this.#counts.values()) leave();
    this.#counts.clear();
  }

  #key(): string | undefined {
    const [source, asked] = [this.#source(), this.#asked()];
    if (source !== this.#known) this.#sources++;
    this.#known = source;
    return source && asked && `${this.#sources} ${JSON.stringify(asked)}`;
  }
}
