import type { Comment, CommentDraft, CommentField, CommentPage, FieldError } from '../model/comment.js';
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
  /** One page of comments, newest first. @param cursor `next` of the page before. */
  comments(article: string, cursor: string | undefined, signal: AbortSignal): Promise<CommentPage>;
  /** Stores a comment. The same key twice is the same comment, stored once. */
  post(article: string, draft: CommentDraft, key: string): Promise<Comment>;
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
