import type { Comment } from '../model/comment.js';

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

/** What is shown of an article's comments. */
export interface Shown {
  readonly branches: readonly Branch[];
  /** The pages beside the loaded ones. */
  readonly next: More;
  readonly previous: More;
  /** How many the article has, loaded or not; undefined until its first page is there. */
  readonly total: number | undefined;
}

/** What is known of what is not loaded yet. @param cursor Where it begins. */
export const beside = (cursor: string | undefined): More => (cursor === undefined ? 'none' : 'ready');
