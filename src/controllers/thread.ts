import type { ReactiveController, ReactiveElement } from 'lit';
import type { Comment, CommentPage } from '../model/comment.js';
import { countsOf } from '../sources/counts.js';
import type { Source } from '../sources/source.js';
import { LoadController, type LoadStatus } from './load.js';
import type { Place } from './place.js';

/** An article's comments, newest first: the first page at once, older ones when asked, new ones when posted. */
export class ThreadController implements ReactiveController {
  /** Of the older page asked for last. */
  more: 'none' | 'ready' | 'loading' | 'failed' = 'none';

  readonly #host: ReactiveElement;
  readonly #wanted: () => Place;
  readonly #first: LoadController<CommentPage>;
  #key: string | undefined;
  #page: CommentPage | undefined;
  #loaded: readonly Comment[] = [];
  // Kept apart, so that a page that was asked for before they were posted cannot take them away.
  #posted: readonly Comment[] = [];
  #next: string | undefined;
  #source: Source | undefined;
  // A source has no name; numbering them makes "another source, same article" another key.
  #sources = 0;

  constructor(host: ReactiveElement, wanted: () => Place) {
    this.#host = host;
    this.#wanted = wanted;
    this.#first = new LoadController<CommentPage>(
      host,
      () => this.#keyOf(wanted()),
      (_key, signal) => this.#ask(undefined, signal),
      'source',
    );
    host.addController(this);
  }

  get status(): LoadStatus {
    return this.#first.status;
  }

  get comments(): readonly Comment[] {
    const posted = this.#posted.filter(({ id }) => !this.#loaded.some((comment) => comment.id === id));
    return [...posted, ...this.#loaded];
  }

  /** How many the article has, loaded or not; undefined until its first page is there. */
  get total(): number | undefined {
    return this.#page && this.#page.total + this.comments.length - this.#loaded.length;
  }

  hostUpdate(): void {
    const key = this.#keyOf(this.#wanted());
    if (key !== this.#key) this.#posted = [];
    this.#key = key;
    const page = this.#first.value;
    if (page === this.#page) return;
    this.#page = page;
    this.#loaded = [];
    this.more = 'none';
    if (page !== undefined) this.#take(page);
  }

  /** Tries the first page again. */
  retry = (): void => this.#first.retry();

  /** Loads the next older page and gives its first comment, or undefined when there was none. */
  async loadMore(): Promise<Comment | undefined> {
    const page = this.#page;
    this.more = 'loading';
    this.#host.requestUpdate();
    try {
      const older = await this.#ask(this.#next, new AbortController().signal);
      if (page !== this.#page) return undefined;
      const known = this.#loaded.length;
      this.#take(older);
      return this.#loaded[known];
    } catch {
      if (page === this.#page) this.more = 'failed';
      return undefined;
    } finally {
      this.#host.requestUpdate();
    }
  }

  /** Puts a comment that was just posted at the head of its article's thread. */
  add({ source, article }: Place, comment: Comment): void {
    if (source !== undefined && article !== undefined) countsOf(source).addComment(article);
    const { source: shown, article: current } = this.#wanted();
    if (source !== shown || article !== current) return;
    this.#posted = [comment, ...this.#posted.filter(({ id }) => id !== comment.id)];
    this.#host.requestUpdate();
  }

  #keyOf({ source, article }: Place): string | undefined {
    if (source !== this.#source) this.#sources++;
    this.#source = source;
    return source && article && `${this.#sources} ${article}`;
  }

  #ask(cursor: string | undefined, signal: AbortSignal): Promise<CommentPage> {
    const { source, article } = this.#wanted();
    return source!.comments(article!, cursor, signal);
  }

  #take(page: CommentPage): void {
    const known = new Set(this.#loaded.map(({ id }) => id));
    this.#loaded = [...this.#loaded, ...page.comments.filter(({ id }) => !known.has(id))];
    this.#next = page.next;
    this.more = page.next === undefined ? 'none' : 'ready';
    const { source, article } = this.#wanted();
    if (source && article && this.total !== undefined) countsOf(source).setComments(article, this.total);
  }
}
