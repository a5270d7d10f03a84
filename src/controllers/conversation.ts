import type { ReactiveController, ReactiveElement } from 'lit';
import type { Comment, CommentPage } from '../model/comment.js';
import { followed } from '../sources/midad-follow.js';
import type { Problem, Source } from '../sources/source.js';
import type { Place } from './place.js';
import { beside, type Branch, type More, type Shown } from './shown.js';
import type { ThreadController } from './thread.js';

/** What is kept of a branch. */
interface Kept {
  replies: readonly Comment[];
  next: string | undefined;
  total: number;
  more: More;
}

/**
 * What becomes of a thread after its first page: other pages and replies when they are asked for, and what is posted,
 * changed and deleted meanwhile. It writes what there is to see into `shown` of its thread.
 */
export class Conversation implements ReactiveController {
  readonly #host: ReactiveElement;
  readonly #place: () => Place;
  readonly #thread: ThreadController;
  #page: CommentPage | undefined;
  #source: Source | undefined;
  #article: string | undefined;
  #loaded: readonly Comment[] = [];
  #branches = new Map<string, Kept>();
  // Kept apart, so that a page that was asked for before they were posted cannot take them away.
  #posted: readonly Comment[] = [];
  #cursors: { next?: string | undefined; previous?: string | undefined } = {};
  #more: Pick<Shown, 'next' | 'previous'> = { next: 'none', previous: 'none' };

  constructor(host: ReactiveElement, place: () => Place, thread: ThreadController) {
    this.#host = host;
    this.#place = place;
    this.#thread = thread;
    host.addController(this);
    this.hostUpdate();
  }

  hostUpdate(): void {
    const { source, article } = this.#place();
    if (source !== this.#source || article !== this.#article) this.#posted = [];
    [this.#source, this.#article] = [source, article];
    const { page } = this.#thread;
    if (page === this.#page) return;
    this.#page = page;
    this.#loaded = [];
    this.#branches.clear();
    this.#more = { next: 'none', previous: 'none' };
    if (page !== undefined) {
      this.#take(page, 'next');
      this.#offer(page, 'previous');
    }
    this.#thread.shown = this.#shown;
  }

  /** Loads the page after or before and gives its first comment, or undefined when there was none. */
  async loadMore(way: 'next' | 'previous'): Promise<Comment | undefined> {
    if (this.#more[way] === 'loading') return undefined;
    const page = this.#page;
    this.#more = { ...this.#more, [way]: 'loading' };
    this.#tell();
    try {
      const asked = { sort: this.#thread.sort, cursor: this.#cursors[way] };
      const other = await this.#source!.comments!(this.#article!, asked, new AbortController().signal);
      if (page !== this.#page) return undefined;
      const known = new Set(this.#loaded.map(({ id }) => id));
      this.#take(other, way);
      return other.comments.find(({ id }) => !known.has(id));
    } catch (error) {
      if (page !== this.#page) return undefined;
      this.#more = { ...this.#more, [way]: 'failed' };
      // It is none any more, and never will be: another try reads from the beginning, past what is known.
      if ((error as Partial<Problem>).code === 'cursor_invalid') this.#cursors = { ...this.#cursors, [way]: undefined };
      return undefined;
    } finally {
      this.#tell();
    }
  }

  /** Loads more replies below a comment at the top and gives the first of them. */
  async loadReplies(top: string): Promise<Comment | undefined> {
    const kept = this.#branches.get(top);
    if (kept?.next === undefined || kept.more === 'loading') return undefined;
    kept.more = 'loading';
    this.#tell();
    try {
      const { comments, next } = await followed(this.#source!).replies!(top, kept.next);
      const known = new Set(kept.replies.map(({ id }) => id));
      const others = comments.filter(({ id }) => !known.has(id));
      Object.assign(kept, { replies: [...kept.replies, ...others], next, more: beside(next) });
      return others[0];
    } catch {
      kept.more = 'failed';
      return undefined;
    } finally {
      this.#tell();
    }
  }

  /** Shows a comment that was just posted: at the head of its article's thread, or below the one it answers. */
  add({ source, article }: Place, comment: Comment): void {
    const { source: shown, article: current } = this.#place();
    if (source !== shown || article !== current) return;
    this.#posted = [comment, ...this.#posted.filter(({ id }) => id !== comment.id)];
    this.#tell();
  }

  /** Shows a comment as it stands now, wherever it is; one that is not loaded at the head, or below what it answers. */
  show(comment: Comment): void {
    const now = (each: Comment) => (each.id === comment.id ? { ...each, ...comment } : each);
    const known = this.#thread.comments.some(({ id }) => id === comment.id);
    this.#loaded = this.#loaded.map(now);
    for (const kept of this.#branches.values()) kept.replies = kept.replies.map(now);
    this.#posted = known ? this.#posted.map(now) : [comment, ...this.#posted];
    this.#tell();
  }

  /** Takes a comment away that its author has deleted; what others have answered keeps its place. */
  hide(id: string): void {
    const all = this.#thread.comments;
    const comment = all.find((each) => each.id === id);
    if (comment === undefined) return;
    const { author: _author, ...rest } = comment;
    if (all.some(({ parent }) => parent === id))
      return this.show({ ...rest, status: 'deleted', author: { name: '' }, text: '' });
    const others = (list: readonly Comment[]) => list.filter((each) => each.id !== id);
    this.#loaded = others(this.#loaded);
    this.#posted = others(this.#posted);
    for (const kept of this.#branches.values()) {
      const left = others(kept.replies);
      kept.total -= kept.replies.length - left.length;
      kept.replies = left;
    }
    this.#tell();
  }

  #tell(): void {
    this.#thread.shown = this.#shown;
    this.#host.requestUpdate();
  }

  /** What was posted here at the head, newest first, and what is loaded. */
  get #shown(): Shown | undefined {
    if (this.#page === undefined && this.#posted.length === 0) return undefined;
    const loaded = new Set(this.#loaded.map(({ id }) => id));
    for (const { replies } of this.#branches.values()) for (const { id } of replies) loaded.add(id);
    const known = new Set([...loaded, ...this.#posted.map(({ id }) => id)]);
    // An answer to what is not loaded stands at the head until that is.
    const posted = this.#posted.filter(
      ({ id, parent }) => !(parent !== undefined && known.has(parent)) && !loaded.has(id),
    );
    const added = this.#posted.filter(({ id, status }) => status !== 'pending' && !loaded.has(id));
    return {
      branches: [...posted, ...this.#loaded].map((each) => this.#branch(each)),
      ...this.#more,
      total: this.#page && this.#page.total + added.length,
    };
  }

  #branch(comment: Comment): Branch {
    const { replies, total, more } = this.#branches.get(comment.id) ?? { replies: [], total: 0, more: 'none' as const };
    const ids = new Set([comment.id, ...replies.map(({ id }) => id)]);
    const hidden = total + 1 - ids.size;
    const posted: Comment[] = [];
    // Oldest first, so that an answer to a posted answer finds it.
    for (const reply of this.#posted.slice().sort((a, b) => a.dateCreated.localeCompare(b.dateCreated))) {
      if (reply.parent === undefined || !ids.has(reply.parent) || ids.has(reply.id)) continue;
      ids.add(reply.id);
      posted.push(reply);
    }
    return { comment, replies: [...replies, ...posted], hidden, more };
  }

  #take(page: CommentPage, way: 'next' | 'previous'): void {
    const known = new Set(this.#loaded.map(({ id }) => id));
    const others = page.comments.filter(({ id }) => !known.has(id));
    for (const { id, replies } of others) {
      const { comments = [], next, total = 0 } = replies ?? {};
      this.#branches.set(id, { replies: comments, next, total, more: beside(next) });
    }
    this.#loaded = way === 'next' ? [...this.#loaded, ...others] : [...others, ...this.#loaded];
    this.#offer(page, way);
  }

  #offer(page: CommentPage, way: 'next' | 'previous'): void {
    this.#cursors = { ...this.#cursors, [way]: page[way] };
    this.#more = { ...this.#more, [way]: beside(page[way]) };
  }
}
