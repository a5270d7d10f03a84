import { parseCount } from './counts.js';
import { parseIsoDate } from './date.js';
import { httpUrl } from './url.js';

/** The orders of a thread: `best` puts what readers liked first. */
export type Sort = 'newest' | 'oldest' | 'best';

/** What a reader can say of a comment without words. */
export type Reaction = 'like' | 'dislike';

/** A comment as every source gives it, in schema.org's terms (https://schema.org/Comment). */
export interface Comment {
  /** Stable and unique within the source. */
  readonly id: string;
  /** The comment that this one answers. */
  readonly parent?: string | undefined;
  /** `deleted` is what is left of one that others had answered: it says nothing. `approved` where a source does not say. */
  readonly status?: 'approved' | 'pending' | 'deleted' | undefined;
  readonly author: { readonly name: string; /** http(s), or none. */ readonly url?: string | undefined };
  /** An author of the site has written it. */
  readonly byAuthor?: boolean | undefined;
  /** Plain text; paragraphs are parted by line ends. */
  readonly text: string;
  /** The text as untrusted HTML, where its source knows more of it than paragraphs. */
  readonly html?: string | undefined;
  /** When it was posted: ISO 8601 with a zone. */
  readonly dateCreated: string;
  /** When its author changed it. */
  readonly dateModified?: string | undefined;
  /** How many like it: a whole number, 0 or more. */
  readonly upvoteCount?: number | undefined;
  /** How many do not. */
  readonly downvoteCount?: number | undefined;
  /** All the replies below it, for a comment at the top of a thread. */
  readonly replies?: Replies | undefined;
}

/** Replies below one comment at the top, oldest first: each comes after the one it answers. */
export interface Replies {
  readonly comments: readonly Comment[];
  /** Give this to get the following ones; undefined with the last. */
  readonly next?: string | undefined;
  /** How many there are in all. */
  readonly total: number;
}

/** One page of an article's comments, in one of the orders, each with its first replies. */
export interface CommentPage extends Replies {
  /** Give this to get the page before, on a page that does not begin the list. */
  readonly previous?: string | undefined;
  /** Where this page stands in what the source tells of the article's comments. */
  readonly lastEventId?: string | undefined;
  /** What holds for the article; a source that does not say takes comments. */
  readonly rules?: Rules | undefined;
}

/** What holds for the comments of an article. */
export interface Rules {
  /** Whether new ones are taken. */
  readonly open: boolean;
  /** Whether posting costs the browser some work, which `Source.prepare` begins. */
  readonly proofOfWork: boolean;
  /** Which reactions there are: likes and dislikes, likes alone, none. */
  readonly reactions?: 'both' | 'like' | undefined;
}

/** How many like a comment, and how many do not. */
export interface Reactions {
  readonly upvoteCount: number;
  readonly downvoteCount: number;
}

/** The same after a reader's own reaction. */
export interface Reacted extends Reactions {
  /** Changes the reaction or takes it back. */
  readonly receipt?: string;
}

/** One comment out of untrusted JSON, or undefined. */
export function parseComment(json: unknown): Comment | undefined {
  const given = objectOf(json);
  const { status, byAuthor, replies } = given;
  const deleted = status === 'deleted';
  const author = objectOf(given['author']);
  const id = stringOf(given['id']);
  const name = deleted ? '' : stringOf(author['name']);
  const text = deleted ? '' : stringOf(given['text']);
  const dateCreated = parseIsoDate(given['dateCreated']);
  if (id === undefined || name === undefined || text === undefined || dateCreated === undefined) return undefined;
  return {
    id,
    parent: stringOf(given['parent']),
    status: deleted || status === 'pending' ? status : undefined,
    author: { name, url: httpUrl(author['url']) },
    byAuthor: byAuthor === true || undefined,
    text,
    html: deleted ? undefined : stringOf(given['html']),
    dateCreated,
    dateModified: parseIsoDate(given['dateModified']),
    ...(!deleted && parseReactions(json)),
    replies: parseCommentPage(replies),
  };
}

/** A page of comments or replies out of untrusted JSON, or undefined; one that is wrong is left out, the others stay. */
export function parseCommentPage(json: unknown): CommentPage | undefined {
  const { comments, next, previous, total, lastEventId, rules } = objectOf(json);
  if (!Array.isArray(comments) || typeof total !== 'number') return undefined;
  return {
    comments: comments.map(parseComment).filter((comment) => comment !== undefined),
    next: stringOf(next),
    previous: stringOf(previous),
    total,
    lastEventId: stringOf(lastEventId),
    rules: rules === undefined ? undefined : parseRules(objectOf(rules)),
  };
}

function parseRules({ open, proofOfWork, reactions }: Record<string, unknown>): Rules {
  const known = reactions === 'both' || reactions === 'like' ? reactions : undefined;
  return { open: open !== false, proofOfWork: proofOfWork === true, reactions: known };
}

/** A comment's reactions out of untrusted JSON, or undefined when a number is missing or wrong. */
export function parseReactions(json: unknown): Reactions | undefined {
  const given = objectOf(json);
  const upvoteCount = parseCount(given['upvoteCount']);
  const downvoteCount = parseCount(given['downvoteCount']);
  return upvoteCount === undefined || downvoteCount === undefined ? undefined : { upvoteCount, downvoteCount };
}

/** What is no object has no fields that are asked for. */
const objectOf = (json: unknown) => Object(json) as Record<string, unknown>;

const stringOf = (json: unknown) => (typeof json === 'string' ? json : undefined);
