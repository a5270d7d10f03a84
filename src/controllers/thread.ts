import type { ReactiveController, ReactiveElement } from 'lit';
import type { Comment, CommentPage, Rules, Sort } from '../model/comment.js';
import { countsOf } from '../sources/counts.js';
import { Problem, type PageAsked, type Source } from '../sources/source.js';
import { LoadController, type LoadStatus } from './load.js';
import type { Place } from './place.js';

/** Of what was asked for last: nothing is left, it can be asked for, it is being asked for, it could not be had. */
export type More = 'none' | 'ready' | 'loading' | 'failed';

/** A comment at the top with what is loaded of the replies below it. */
export interface Branch {
  readonly comment: Comment;
  /** Each after the one it answers. */
  readonly replies: readonly Comment[];
  /** Replies that are not loaded. */
  readonly hidden: number;
  readonly more: More;
}

/** What the thread keeps of a branch. */
interface Kept {
  replies: readonly Comment[];
  next: string | undefined;
  total: number;
  more: More;
}

/** An article's comments: a page at once, others when asked, the replies that did not come with it, new ones when posted. */
export class ThreadController implements ReactiveController {
  /** The order; another one loads the thread anew. */
  sort: Sort = 'newest';
  /** The comment to begin with, of a permalink; undefined for the beginning. */
  around: string | undefined;

  readonly #host: ReactiveElement;
  readonly #wanted: () => Place;
  readonly #first: LoadController<CommentPage>;
  #key: string | undefined;
  #page: CommentPage | undefined;
  #loaded: readonly Comment[] = [];
  #branches = new Map<string, Kept>();
  // Kept apart, so that a page that was asked for before they were posted cannot take them away.
  #posted: readonly Comment[] = [];
  #cursors: { next?: string | undefined; previous?: string | undefined } = {};
  #more: { next: More; previous: More } = { next: 'none', previous: 'none' };
  #source: Source | undefined;
  // A source has no name; numbering them makes "another source, same article" another key.
  #sources = 0;

  constructor(host: ReactiveElement, wanted: () => Place) {
    this.#host = host;
    this.#wanted = wanted;
    this.#first = new LoadController<CommentPage>(
      host,
      () => this.#keyOf(wanted()) && `${this.#keyOf(wanted())} ${this.sort} ${this.around ?? ''}`,
      (_key, signal) => this.#ask({ around: this.around }, signal),
      'source',
    );
    host.addController(this);
  }

  get status(): LoadStatus {
    return this.#first.status;
  }

  /** What holds for the article; undefined until its first page is there, and where that does not say. */
  get rules(): Rules | undefined {
    return this.#page?.rules;
  }

  /** The pages beside the loaded ones. */
  get more(): { readonly next: More; readonly previous: More } {
    return this.#more;
  }

  /** What was posted here and is at the top, newest first. */
  get posted(): readonly Branch[] {
    const known = new Set(this.#loaded.map(({ id }) => id));
    return this.#posted
      .filter(({ id, parent }) => parent === undefined && !known.has(id))
      .map((each) => this.#branch(each));
  }

  get branches(): readonly Branch[] {
    return this.#loaded.map((each) => this.#branch(each));
  }

  /** All comments that are loaded, in no order. */
  get comments(): readonly Comment[] {
    return [...this.posted, ...this.branches].flatMap(({ comment, replies }) => [comment, ...replies]);
  }

  /** How many the article has, loaded or not; undefined until its first page is there. */
  get total(): number | undefined {
    const page = this.#page;
    const known = new Set(
      [...this.#loaded, ...[...this.#branches.values()].flatMap(({ replies }) => replies)].map(({ id }) => id),
    );
    return page && page.total + this.#posted.filter(({ id }) => !known.has(id)).length;
  }

  hostUpdate(): void {
    const key = this.#keyOf(this.#wanted());
    if (key !== this.#key) this.#posted = [];
    this.#key = key;
    const page = this.#first.value;
    if (page === this.#page) return;
    this.#page = page;
    this.#loaded = [];
    this.#branches.clear();
    this.#more = { next: 'none', previous: 'none' };
    if (page === undefined) return;
    this.#take(page, 'next');
    this.#offer(page, 'previous');
  }

  /** Tries the first page again. */
  retry = (): void => this.#first.retry();

  /** Loads the page after or before and gives its first comment, or undefined when there was none. */
  async loadMore(way: 'next' | 'previous'): Promise<Comment | undefined> {
    const page = this.#page;
    this.#more = { ...this.#more, [way]: 'loading' };
    this.#host.requestUpdate();
    try {
      const other = await this.#ask({ cursor: this.#cursors[way] }, new AbortController().signal);
      if (page !== this.#page) return undefined;
      const known = new Set(this.#loaded.map(({ id }) => id));
      this.#take(other, way);
      return other.comments.find(({ id }) => !known.has(id));
    } catch {
      if (page === this.#page) this.#more = { ...this.#more, [way]: 'failed' };
      return undefined;
    } finally {
      this.#host.requestUpdate();
    }
  }

  /** Loads more replies below a comment at the top and gives the first of them. */
  async loadReplies(top: string): Promise<Comment | undefined> {
    const kept = this.#branches.get(top);
    const { source } = this.#wanted();
    if (kept?.next === undefined || kept.more === 'loading') return undefined;
    kept.more = 'loading';
    this.#host.requestUpdate();
    try {
      const { comments, next } = await source!.replies!(top, kept.next);
      const known = new Set(kept.replies.map(({ id }) => id));
      const others = comments.filter(({ id }) => !known.has(id));
      Object.assign(kept, { replies: [...kept.replies, ...others], next, more: next === undefined ? 'none' : 'ready' });
      return others[0];
    } catch {
      kept.more = 'failed';
      return undefined;
    } finally {
      this.#host.requestUpdate();
    }
  }

  /** Shows a comment that was just posted: at the head of its article's thread, or below the one it answers. */
  add({ source, article }: Place, comment: Comment): void {
    if (source !== undefined && article !== undefined) countsOf(source).addComment(article);
    const { source: shown, article: current } = this.#wanted();
    if (source !== shown || article !== current) return;
    this.#posted = [comment, ...this.#posted.filter(({ id }) => id !== comment.id)];
    this.#host.requestUpdate();
  }

  #branch(comment: Comment): Branch {
    const { replies, total, more } = this.#branches.get(comment.id) ?? { replies: [], total: 0, more: 'none' as const };
    const ids = new Set([comment.id, ...replies.map(({ id }) => id)]);
    const hidden = Math.max(0, total + 1 - ids.size);
    const posted: Comment[] = [];
    // Oldest first, so that an answer to a posted answer finds it.
    for (const reply of this.#posted.slice().sort((a, b) => a.dateCreated.localeCompare(b.dateCreated))) {
      if (reply.parent === undefined || !ids.has(reply.parent) || ids.has(reply.id)) continue;
      ids.add(reply.id);
      posted.push(reply);
    }
    return { comment, replies: [...replies, ...posted], hidden, more };
  }

  #keyOf({ source, article }: Place): string | undefined {
    if (source !== this.#source) this.#sources++;
    this.#source = source;
    return source && article && `${this.#sources} ${article}`;
  }

  async #ask(asked: Omit<PageAsked, 'sort'>, signal: AbortSignal): Promise<CommentPage> {
    const { source, article } = this.#wanted();
    const page = (about: typeof asked) => source!.comments(article!, { sort: this.sort, ...about }, signal);
    return page(asked).catch((error: unknown) => {
      // A link to a comment that is no more leads to the thread.
      if (asked.around !== undefined && error instanceof Problem && error.code === 'not_found') return page({});
      throw error;
    });
  }

  #take(page: CommentPage, way: 'next' | 'previous'): void {
    const known = new Set(this.#loaded.map(({ id }) => id));
    const others = page.comments.filter(({ id }) => !known.has(id));
    for (const { id, replies } of others) {
      const { comments = [], next, total = 0 } = replies ?? {};
      this.#branches.set(id, { replies: comments, next, total, more: next === undefined ? 'none' : 'ready' });
    }
    this.#loaded = way === 'next' ? [...this.#loaded, ...others] : [...others, ...this.#loaded];
    this.#offer(page, way);
    const { source, article } = this.#wanted();
    if (source && article && this.total !== undefined) countsOf(source).setComments(article, this.total);
  }

  #offer(page: CommentPage, way: 'next' | 'previous'): void {
    this.#cursors = { ...this.#cursors, [way]: page[way] };
    this.#more = { ...this.#more, [way]: page[way] === undefined ? 'none' : 'ready' };
  }
}
