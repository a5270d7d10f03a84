import { parseArticle, type Article } from '../../src/model/article.js';
import type { Comment, CommentPage, Reacted, Reaction, Replies, Rules } from '../../src/model/comment.js';
import type { Counts } from '../../src/model/counts.js';
import type { CommentDraft } from '../../src/model/draft.js';
import {
  Problem,
  type ArticlePage,
  type ArticlesAsked,
  type Ears,
  type OwnComment,
  type PageAsked,
  type Source,
} from '../../src/sources/source.js';

/** A source in memory whose answers a test can hold back, fail and look at. */
export class MemorySource implements Source {
  /** Every call, in order. */
  readonly calls: string[] = [];
  readonly keys: string[] = [];
  /** What was answered, in order. */
  readonly parents: string[] = [];
  /** What a source adds for the author of a comment. */
  posted_: Partial<OwnComment> = {};
  rules_: Rules | undefined;
  replies_: Replies = { comments: [], total: 0 };
  /** Set to make every call fail with it. */
  problem: Problem | undefined;
  pageSize = 20;
  views = 1081;
  articles_: Article[] = [];
  comments_: Comment[];
  /** When something began to listen, and left. */
  readonly live: string[] = [];
  /** What listens, if anything does. */
  ears: Ears | undefined;
  #own: Comment | undefined;
  /** What this reader said of a comment, by the receipt it got. */
  readonly reactions = new Map<string, Reaction>();
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

  async articles({ limit, cursor, ...asked }: ArticlesAsked): Promise<ArticlePage> {
    const said = Object.entries(asked).filter(([, value]) => value !== undefined && value !== 'latest');
    await this.#answer(`articles ${[...said.map((each) => each.join('=')), limit, cursor].join(' ').trim()}`);
    const start = Number(cursor ?? 0);
    const end = start + limit;
    return {
      articles: this.articles_.slice(start, end),
      ...(end < this.articles_.length && { next: String(end) }),
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

  async comments(article: string, { sort, cursor, around }: PageAsked, signal?: AbortSignal): Promise<CommentPage> {
    const asked = [article, ...(sort === 'newest' ? [] : [sort]), ...(cursor === undefined ? [] : [cursor])];
    await this.#answer(`comments ${asked.join(' ')}`);
    signal?.throwIfAborted();
    const [way, at] = cursor?.split(' ') ?? [];
    const first =
      around === undefined
        ? 0
        : this.comments_.findIndex(({ id, replies }) =>
            [id, ...(replies?.comments.map((reply) => reply.id) ?? [])].includes(around),
          );
    const start = way === 'before' ? Math.max(0, Number(at) - this.pageSize) : Number(at ?? first);
    const end = way === 'before' ? Number(at) : start + this.pageSize;
    return {
      comments: this.comments_.slice(start, end),
      total: this.comments_.length,
      ...(this.rules_ && { rules: this.rules_ }),
      ...(end < this.comments_.length && { next: `after ${end}` }),
      ...(start > 0 && { previous: `before ${start}` }),
    };
  }

  async replies(id: string, cursor: string): Promise<Replies> {
    await this.#answer(`replies ${id} ${cursor}`);
    return this.replies_;
  }

  async post(
    article: string,
    draft: Pick<CommentDraft, 'name' | 'text'>,
    key: string,
    parent?: string,
    _signal?: AbortSignal,
  ): Promise<OwnComment> {
    this.keys.push(key);
    if (parent !== undefined) this.parents.push(parent);
    await this.#answer(`post ${article}`);
    const comment = madeComment({
      id: `new-${this.keys.length}`,
      author: { name: draft.name },
      text: draft.text,
      ...(parent !== undefined && { parent }),
    });
    this.#own = comment;
    if (parent === undefined && this.posted_.status !== 'pending') this.comments_ = [comment, ...this.comments_];
    return { ...comment, ...this.posted_ };
  }

  listen(_article: string, lastEventId: string | undefined, ears: Ears): () => void {
    this.ears = ears;
    this.live.push(`listen ${lastEventId}`);
    return () => void this.live.push('leave');
  }

  async own(id: string, receipt: string): Promise<OwnComment> {
    await this.#answer(`own ${id} ${receipt}`);
    return { ...this.#own!, ...this.posted_ };
  }

  async edit(id: string, text: string, receipt: string): Promise<OwnComment> {
    await this.#answer(`edit ${id} ${receipt} ${text}`);
    return { ...this.#own!, ...this.posted_, text, dateModified: new Date().toISOString() };
  }

  async remove(id: string, receipt: string): Promise<OwnComment> {
    await this.#answer(`remove ${id} ${receipt}`);
    return { ...this.#own!, status: 'deleted', text: '' };
  }

  async react(id: string, reaction: Reaction, by: { key: string } | { receipt: string }): Promise<Reacted> {
    const receipt = 'key' in by ? `receipt-of-${by.key}` : by.receipt;
    await this.#answer(`react ${id} ${reaction} ${'key' in by ? 'key' : by.receipt}`);
    if ('key' in by) this.keys.push(by.key);
    return { ...this.#counted(id, receipt, reaction), receipt };
  }

  async unreact(id: string, receipt: string): Promise<Reacted> {
    await this.#answer(`unreact ${id} ${receipt}`);
    return this.#counted(id, receipt, undefined);
  }

  #counted(id: string, receipt: string, reaction: Reaction | undefined): Reacted {
    const before = this.reactions.get(receipt);
    if (reaction) this.reactions.set(receipt, reaction);
    else this.reactions.delete(receipt);
    const change = (which: Reaction) => Number(reaction === which) - Number(before === which);
    const comment = this.comments_.find((each) => each.id === id)!;
    const counts = {
      upvoteCount: (comment.upvoteCount ?? 0) + change('like'),
      downvoteCount: (comment.downvoteCount ?? 0) + change('dislike'),
    };
    this.comments_ = this.comments_.map((each) => (each === comment ? { ...comment, ...counts } : each));
    return counts;
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

/** So many articles, newest first, of which every third has no picture. */
export const someArticles = (number: number): Article[] =>
  Array.from({ length: number }, (_, i) => ({
    ...parseArticle({
      headline: `إطلاق المرحلة ${i + 1} من مشروع ربط الأحواض المائية`,
      url: `https://example.org/a-${i + 1}`,
      articleSection: i % 2 === 0 ? 'اقتصاد' : 'مجتمع',
      description: 'تشمل المرحلة إنجاز قنوات لنقل المياه نحو السدود.',
      author: 'ليلى بنعمر',
      datePublished: '2020-04-21',
      ...(i % 3 < 2 && { image: { url: '/demo/data/zellij-green.svg', width: 1200, height: 675 } }),
    })!,
  }));
