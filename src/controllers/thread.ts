import type { ReactiveController, ReactiveElement } from 'lit';
import type { Comment, CommentPage } from '../model/comment.js';
import { countsOf } from '../sources/counts.js';
import type { Source } from '../sources/source.js';
import { LoadController, type LoadStatus } from './load.js';
import type { Place } from './place.js';

/** An article's comments, newest first: the first page at once, older ones when asked, new ones when posted. */
export class ThreadController implements ReactiveController {
  comments: readonly Comment[] = [];
  /** How many the article has, loaded or not. */
  total = 0;
  /** Of the older page asked for last. */
  more: 'none' | 'ready' | 'loading' | 'failed' = 'none';

  readonly #host: ReactiveElement;
  readonly #wanted: () => Place;
  readonly #first: LoadController<CommentPage>;
  #page: CommentPage | undefined;
  #next: string | undefined;
  #source: Source | undefined;
  // A source has no name; numbering them makes "another source, same article" another key.
  #sources = 0;

  constructor(host: ReactiveElement, wanted: () => Place) {
    this.#host = host;
    this.#wanted = wanted;
    this.#first = new LoadController<CommentPage>(
      host,
      () => {
        const { source, article } = wanted();
        if (source !== this.#source) this.#sources++;
        this.#source = source;
        return source && article && `${this.#sources} ${article}`;
      },
      (_key, signal) => this.#ask(undefined, signal),
      'source',
    );
    host.addController(this);
  }

  get status(): LoadStatus {
    return this.#first.status;
  }

  hostUpdate(): void {
    const page = this.#first.value;
    if (page === this.#page) return;
    this.#page = page;
    this.comments = [];
    if (page === undefined) this.more = 'none';
    else this.#take(page);
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
      const known = this.comments.length;
      this.#take(older);
      return this.comments[known];
    } catch {
      if (page === this.#page) this.more = 'failed';
      return undefined;
    } finally {
      this.#host.requestUpdate();
    }
  }

  /** Puts a comment that was just posted at the head of the thread. */
  add(comment: Comment): void {
    if (this.comments.some(({ id }) => id === comment.id)) return;
    this.comments = [comment, ...this.comments];
    this.#count(this.total + 1);
    this.#host.requestUpdate();
  }

  #ask(cursor: string | undefined, signal: AbortSignal): Promise<CommentPage> {
    const { source, article } = this.#wanted();
    return source!.comments(article!, cursor, signal);
  }

  #take(page: CommentPage): void {
    const known = new Set(this.comments.map(({ id }) => id));
    this.comments = [...this.comments, ...page.comments.filter(({ id }) => !known.has(id))];
    this.#next = page.next;
    this.more = page.next === undefined ? 'none' : 'ready';
    this.#count(page.total);
  }

  #count(total: number): void {
    this.total = total;
    const { source, article } = this.#wanted();
    if (source && article) countsOf(source).setComments(article, total);
  }
}
