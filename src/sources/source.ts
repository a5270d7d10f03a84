import type { Comment, CommentPage, Reacted, Reaction, Replies, Sort } from '../model/comment.js';
import type { CommentDraft, CommentField, FieldError } from '../model/draft.js';
import type { Counts } from '../model/counts.js';

/**
 * Where counts and comments live. The companion server is one; an object of this shape, given to a tag's `source`
 * property, is another. Every method rejects with a `Problem` when it fails.
 */
export interface Source {
  /** The counts of many articles, in the order asked. */
  counts(articles: readonly string[]): Promise<readonly Counts[]>;
  /** Counts one view and gives the counts after it. */
  view(article: string): Promise<Counts>;
  /** One page of comments. */
  comments(article: string, asked: PageAsked, signal: AbortSignal): Promise<CommentPage>;
  /** More replies below a comment at the top. A source without it gives all replies with their comment. */
  replies?(id: string, cursor: string): Promise<Replies>;
  /** Stores a comment, as an answer to `parent` if that is given. The same key twice is the same comment, stored once. */
  post(article: string, draft: CommentDraft, key: string, parent?: string): Promise<Comment>;
  /**
   * Likes or dislikes a comment: at first with a key, of which the same twice is the same reaction; to change it, by the
   * receipt that came. A source without it and `unreact` has no reactions.
   */
  react?(id: string, reaction: Reaction, by: { key: string } | { receipt: string }): Promise<Reacted>;
  /** Takes a reaction back. */
  unreact?(id: string, receipt: string): Promise<Reacted>;
}

/** Which page of comments. */
export interface PageAsked {
  readonly sort: Sort;
  /** `next` or `previous` of another page in the same order. */
  readonly cursor?: string | undefined;
  /** The page that begins with the thread of this comment. */
  readonly around?: string | undefined;
}

/** Why a source did not answer, or refused. */
export class Problem extends Error {
  override readonly name = 'Problem';
  constructor(
    /** The stable code: the server's (`invalid_request`, …), or `offline`, `timeout`, `malformed` from this side. */
    readonly code: string,
    message: string,
    /** What was wrong with which field, when the source says so. */
    readonly fields: Partial<Record<CommentField, FieldError>> = {},
  ) {
    super(message);
  }
}
