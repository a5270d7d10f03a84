import type { ReactiveController, ReactiveElement } from 'lit';
import type { Comment, CommentPage, Sort } from '../model/comment.js';
import { countComments } from '../sources/counts.js';
import type { PageAsked, Problem, Source } from '../sources/source.js';
import { LoadController, type LoadStatus } from './load.js';
import type { Place } from './place.js';
import { beside, type Branch, type Shown } from './shown.js';

/** The first page of an article's comments. What a reader does with it afterwards is a `Conversation`, which loads later. */
export class ThreadController implements ReactiveController {
  /** The order; another one loads the thread anew. */
  sort: Sort = 'newest';
  /** The comment to begin with, of a permalink; undefined for the beginning. */
  around: string | undefined;
  /** As its source gave it; undefined until it is there. */
  page: CommentPage | undefined;
  shown: Shown | undefined;

  readonly #wanted: () => Place;
  readonly #first: LoadController<CommentPage>;
  #source: Source | undefined;
  // A source has no name; numbering them makes "another source, same article" another key.
  #sources = 0;

  constructor(host: ReactiveElement, wanted: () => Place) {
    this.#wanted = wanted;
    this.#first = new LoadController<CommentPage>(
      host,
      () => this.#key(),
      (_key, signal) => this.#load(signal),
      'source',
    );
    host.addController(this);
  }

  get status(): LoadStatus {
    return this.#first.status;
  }

  /** All comments that are shown. */
  get comments(): readonly Comment[] {
    return this.shown?.branches.flatMap(({ comment, replies }) => [comment, ...replies]) ?? [];
  }

  hostUpdate(): void {
    const page = this.#first.value;
    if (page === this.page) return;
    this.page = page;
    this.shown = page && {
      branches: page.comments.map(branchOf),
      next: beside(page.next),
      previous: beside(page.previous),
      total: page.total,
    };
    const { source, article } = this.#wanted();
    if (page && source && article) countComments(source, article, () => page.total);
  }

  /** Tries the first page again. */
  retry = (): void => this.#first.retry();

  #key(): string | undefined {
    const { source, article } = this.#wanted();
    if (source !== this.#source) this.#sources++;
    this.#source = source;
    return source && article && `${this.#sources} ${article} ${this.sort} ${this.around ?? ''}`;
  }

  async #load(signal: AbortSignal): Promise<CommentPage> {
    const { source, article } = this.#wanted();
    const { sort, around } = this;
    const page = (asked: PageAsked) => source!.comments!(article!, asked, signal);
    return page({ sort, around }).catch((error: unknown) => {
      // A link to a comment that is no more leads to the thread.
      if (around !== undefined && (error as Problem | undefined)?.code === 'not_found') return page({ sort });
      throw error;
    });
  }
}

function branchOf(comment: Comment): Branch {
  const { comments = [], next, total = 0 } = comment.replies ?? {};
  return { comment, replies: comments, hidden: total - comments.length, more: beside(next) };
}
