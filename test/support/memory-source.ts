import type { Comment, CommentDraft } from '../../src/model/comment.js';
import type { Counts } from '../../src/model/counts.js';
import { Problem, type Source } from '../../src/sources/source.js';

/** A source in memory whose answers a test can hold back, fail and look at. */
export class MemorySource implements Source {
  /** Every call, in order. */
  readonly calls: string[] = [];
  readonly keys: string[] = [];
  /** Set to make every call fail with it. */
  problem: Problem | undefined;
  pageSize = 20;
  views = 1081;
  comments_: Comment[];
  #held: Promise<void> | undefined;

  constructor(comments: Comment[] = []) {
    this.comments_ = comments;
  }

  /** Holds every answer back until the function it gives is called. */
  hold(): () => void {
    let release = () => {};
    this.#held = new Promise((resolve) => (release = resolve));
    return () => {
      this.#held = undefined;
      release();
    };
  }

  async counts(articles: readonly string[]): Promise<readonly Counts[]> {
    await this.#answer(`counts ${articles.join(' ')}`);
    return articles.map(() => ({ views: this.views, comments: this.comments_.length }));
  }

  async view(article: string): Promise<Counts> {
    await this.#answer(`view ${article}`);
    return { views: ++this.views, comments: this.comments_.length };
  }

  async comments(article: string, cursor: string | undefined) {
    await this.#answer(`comments ${article}${cursor === undefined ? '' : ` ${cursor}`}`);
    const start = Number(cursor ?? 0);
    const end = start + this.pageSize;
    const page = { comments: this.comments_.slice(start, end), total: this.comments_.length };
    return end < this.comments_.length ? { ...page, next: String(end) } : page;
  }

  async post(article: string, draft: CommentDraft, key: string): Promise<Comment> {
    this.keys.push(key);
    await this.#answer(`post ${article}`);
    const comment = madeComment({ id: `new-${this.comments_.length}`, author: { name: draft.name }, text: draft.text });
    this.comments_ = [comment, ...this.comments_];
    return comment;
  }

  async #answer(call: string): Promise<void> {
    this.calls.push(call);
    await (this.#held ?? Promise.resolve());
    if (this.problem) throw this.problem;
  }
}

export const offline = () => new Problem('offline', 'nothing answered');

export function madeComment(comment: Partial<Comment> & { id: string }): Comment {
  return {
    author: { name: 'سعيد الوزاني' },
    text: 'مبادرة جيدة، نتمنى أن تشمل باقي الجهات.',
    dateCreated: new Date(Date.now() - 5 * 60_000).toISOString(),
    ...comment,
  };
}

export const threeComments = (): Comment[] => [
  madeComment({
    id: 'c3',
    author: { name: 'Youssef Amrani', url: 'https://example.org/' },
    text: 'Merci pour cet article.',
  }),
  madeComment({
    id: 'c2',
    author: { name: 'ليلى بنعمر' },
    text: 'هل من موعد لاجتماع جهة الشرق؟\nتابعوا @pam_maroc للجديد.',
  }),
  madeComment({ id: 'c1' }),
];
