import type { Article } from '../model/article.js';
import type { Comment, CommentPage, Reacted, Reaction, Replies, Sort } from '../model/comment.js';
import type { CommentDraft, CommentField, FieldError } from '../model/draft.js';
import type { Counts } from '../model/counts.js';

/**
 * Where articles, counts and comments live: the companion server, a WordPress, a feed, the page's own JSON-LD; and any object
 * of this shape that is given to a tag's `source`. What a source cannot do it has no method for, and the tags that need it
 * show what the page wrote in them. Every method rejects with a `Problem` when it fails, and with the signal's reason when
 * that is aborted.
 */
export interface Source {
  /**
   * What it is known by from one page to the next, an absolute URL: the companion server's own. What a reader has written
   * is kept on their device only for a source that has one; for any other it lasts as long as the page.
   */
  readonly address?: string | undefined;
  /** One article by its identity. Rejects with `not_found` when there is none. */
  article?(article: string, signal: AbortSignal): Promise<Article>;
  /** A list of articles. Rejects with `unsupported` for an order or a choice that the source does not know. */
  articles?(asked: ArticlesAsked, signal: AbortSignal): Promise<ArticlePage>;
  /** The counts of many articles, in the order asked; undefined for one that could not be had. */
  counts?(articles: readonly string[]): Promise<readonly (Counts | undefined)[]>;
  /** Counts one view and gives the counts after it. A source without it shows counts and counts nothing. */
  view?(article: string): Promise<Counts>;
  /** One page of comments. */
  comments?(article: string, asked: PageAsked, signal: AbortSignal): Promise<CommentPage>;
  /** More replies below a comment at the top. A source without it gives all replies with their comment. */
  replies?(id: string, cursor: string): Promise<Replies>;
  /**
   * Stores a comment. The same key twice is the same comment, stored once; the same key with other words is refused as
   * `idempotency_key_reused`. A source without it has no form.
   *
   * @param parent The id of the comment it answers. @param signal Aborted when the reader takes the comment back.
   */
  post?(article: string, draft: CommentDraft, key: string, parent?: string, signal?: AbortSignal): Promise<OwnComment>;
  /**
   * Hears of an article's comments from `lastEventId` of a page on. Gives what ends it.
   *
   * @throws nothing: what cannot be heard is asked for now and then.
   */
  listen?(article: string, lastEventId: string | undefined, ears: Ears): () => void;
  /**
   * Likes or dislikes a comment: at first with a key, of which the same twice is the same reaction; to change it, by the
   * receipt that came. A source without it and `unreact` has no reactions.
   */
  react?(id: string, reaction: Reaction, by: { key: string } | { receipt: string }): Promise<Reacted>;
  /** Takes a reaction back. */
  unreact?(id: string, receipt: string): Promise<Reacted>;
  /**
   * A text as HTML, as it would be shown once posted; untrusted. A source without it has no preview.
   */
  preview?(text: string): Promise<string>;
  /** Begins what posting needs, when a reader begins to write. */
  prepare?(): void;
  /** Who the reader is, where the site knows it: then the form does not ask. */
  reader?(): Promise<Reader | undefined>;
  /** What the author of a comment may do with its receipt: see how it stands, change its words, delete it. */
  own?(id: string, receipt: string): Promise<OwnComment>;
  edit?(id: string, text: string, receipt: string): Promise<OwnComment>;
  remove?(id: string, receipt: string): Promise<OwnComment>;
}

/** Who a reader says they are; every field may be ''. */
export type Reader = Pick<CommentDraft, 'name' | 'email' | 'url'>;

/** What is told of an article's comments. */
export interface Ears {
  /** A comment that is new, or as it stands now. @param id Where in the events this is. */
  readonly heard: (comment: Comment, id: string) => void;
  /** Too much to tell: the thread has to be asked for. */
  readonly missed: () => void;
  /** Nothing more can be heard. */
  readonly lost: () => void;
}

/** A comment as its author is given it. A source that knows no receipts gives the comment alone. */
export interface OwnComment extends Comment {
  /** The site has decided not to publish it. */
  readonly rejected?: boolean;
  /** For how long it may still be changed or deleted, in seconds. */
  readonly editableSeconds?: number;
  /** Opens the comment to its author, for as long as the source says. */
  readonly receipt?: string;
}

/** Which articles. */
export interface ArticlesAsked {
  /** Newest first, or most viewed, or most commented on. */
  readonly sort: ArticleSort;
  /** Only those of a section, by its name. */
  readonly section?: string | undefined;
  /** Only those with a keyword. */
  readonly tag?: string | undefined;
  /** Those like another article, by its identity; without that one itself. */
  readonly related?: string | undefined;
  /** Those that a search finds, best first. */
  readonly search?: string | undefined;
  /** Only those published in so many days before now. */
  readonly days?: number | undefined;
  /** How many, 1 to 100. */
  readonly limit: number;
  /** `next` of another page of the same list. */
  readonly cursor?: string | undefined;
}

export type ArticleSort = 'latest' | 'views' | 'comments';

/** A page of a list of articles, in its order. */
export interface ArticlePage {
  readonly articles: readonly Article[];
  /** What to ask for as `cursor`, where there are more. */
  readonly next?: string | undefined;
}

/** Which page of comments. */
export interface PageAsked {
  readonly sort: Sort;
  /** `next` or `previous` of another page in the same order. */
  readonly cursor?: string | undefined;
  /** The page that begins with the thread of this comment. */
  readonly around?: string | undefined;
}

/** Whether an error is a `Problem`, also one of a part of Midad that was built by itself. */
export const isProblem = (error: unknown): error is Problem => error instanceof Error && error.name === 'Problem';

/** Why a source did not answer, or refused. */
export class Problem extends Error {
  override readonly name = 'Problem';
  constructor(
    /** The stable code: the server's (`invalid_request`, …), or `offline`, `timeout`, `malformed`, `redirected`, `unsupported` from this side. */
    readonly code: string,
    message: string,
    /** What was wrong with which field, when the source says so. */
    readonly fields: Partial<Record<CommentField, FieldError>> = {},
    more: { readonly status?: number; readonly retryAfter?: number | undefined } = {},
  ) {
    super(message);
    Object.assign(this, more);
  }

  /** Of the HTTP answer; undefined when there was none. */
  declare readonly status: number | undefined;
  /** How long the source asks to wait before the next try, in milliseconds. */
  declare readonly retryAfter: number | undefined;
}
