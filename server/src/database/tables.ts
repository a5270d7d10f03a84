import type { Moderation } from '../comments/rules.js';
import type { Action, Status } from '../comments/status.js';

/** The rows as both databases hold them. Times are milliseconds since 1970, UTC; a flag is 0 or 1. */
export interface Tables {
  article: ArticleRow;
  move: MoveRow;
  ruling: RulingRow;
  comment: CommentRow;
  change: ChangeRow;
  reaction: ReactionRow;
  secret: SecretRow;
  spent: SpentRow;
  page: PageRow;
  feed: FeedRow;
  view_reader: ViewReaderRow;
  view_shard: ViewShardRow;
}

export interface ArticleRow {
  id: string;
  /** Those that were counted elsewhere; see views.ts. */
  views: number;
  /** How many of its comments are approved. */
  comments: number;
  /** Counts every change to its comments, so that a reader can ask what came after. */
  version: number;
  /** When it was first viewed or commented on. */
  created_at: number;
  /** How its comments begin; null: as the site's do. */
  moderation: Moderation | null;
  /** Whether it takes no more comments. */
  closed: number;
  /** The article that it was merged into: whatever is asked of this one is asked of that one. */
  moved_to: string | null;
  /** How many views went along. */
  moved_views: number;
  /** The version at which comments last came from another article or went back: what changed then cannot be told one by one. */
  rebuilt: number;
}

/** One line of the record of who set what holds for an article's comments. */
export interface RulingRow extends Pick<ArticleRow, 'moderation' | 'closed'> {
  id: string;
  article: string;
  at: number;
  /** A moderator's name. */
  actor: string;
}

/** One line of the record of who merged articles, and who took them apart again. */
export interface MoveRow {
  id: string;
  at: number;
  /** A moderator's name. */
  actor: string;
  action: 'merge' | 'unmerge';
  from_article: string;
  to_article: string;
  /** What went from the one to the other, or back. */
  comments: number;
  views: number;
}

export interface CommentRow {
  /** A UUIDv7. */
  id: string;
  article: string;
  /** The article that its thread began at, where that was merged into this one. */
  origin: string | null;
  /** The comment that this one answers; null at the top. */
  parent: string | null;
  /** The comment at the top of this one's thread; null for that one itself. */
  root: string | null;
  created_at: number;
  edited_at: number | null;
  status: Status;
  /** Whether readers see it: it is approved, or its place is kept because replies to it are seen. */
  shown: number;
  /** How many direct replies are shown. */
  children: number;
  /** At the top: how many comments of its thread below it are approved. */
  replies: number;
  likes: number;
  dislikes: number;
  /** What `best` sorts by; see reactions.ts. */
  score: number;
  /** Whether an author of the site proved to have written it. */
  by_author: number;
  name: string;
  url: string | null;
  text: string;
  /** The text as HTML; null: to be made when it is read. */
  html: string | null;
  /** Ciphertext, see email.ts; null where no key is set. */
  email: string | null;
  /** The same for all comments of one name and address; see email.ts. Null where no key is set. */
  person: string | null;
  idempotency_key: string;
  /** A hash of what was sent with the key. */
  sent_hash: string | null;
  /** The same for comments that say the same; see content.ts. */
  duplicate_hash: string | null;
}

/** One line of the record of who did what to a comment, and when. */
export interface ChangeRow {
  article: string;
  /** The article's version that this change made. */
  version: number;
  comment: string;
  at: number;
  /** `reader`, or a moderator's name. */
  actor: string;
  action: Action | 'post' | 'edit';
  from_status: Status | null;
  to_status: Status;
  /** What an edit replaced. */
  text: string | null;
}

export interface ReactionRow {
  /** Named by the receipt that the page keeps. */
  id: string;
  comment: string;
  value: 'like' | 'dislike';
  /** A hash of the address with a key that is destroyed after the day; null from then on. */
  reader: string | null;
}

export interface SecretRow {
  name: string;
  /** Base64. */
  value: string;
  created_at: number;
}

/** A proof of work that was used. */
export interface SpentRow {
  id: string;
  expires_at: number;
}

/** An article as the site's feeds tell of it; what readers did with it is in `article`. */
export interface PageRow {
  article: string;
  /** A hash of `article`, by which articles of the same time are in one order on both databases. */
  id: string;
  url: string;
  headline: string;
  description: string | null;
  section: string | null;
  /** JSON: `[{ name, url? }]`. */
  authors: string;
  /** What lists sort by: the time of `date_published`, else when it was found. */
  published_at: number;
  /** ISO 8601 as the feed gives it; null where it gives none. */
  date_published: string | null;
  image_url: string | null;
  image_width: number | null;
  image_height: number | null;
  image_alt: string | null;
  /** JSON: an array of texts. */
  keywords: string;
  language: string | null;
  /** What the following hold is folded: see words.ts. */
  section_key: string;
  tag_keys: string;
  headline_words: string;
  /** All that is searched: headline, description and keywords. */
  words: string;
}

/** A feed that is read, and when it is to be read again. */
export interface FeedRow {
  url: string;
  /** Until then nobody reads it: it was read lately, or somebody is reading it. */
  next_at: number;
  /** How often in a row it could not be read. */
  failures: number;
  etag: string | null;
  modified: string | null;
}

/** Somebody whose view of an article was counted, and does not count again until the window is over. */
export interface ViewReaderRow {
  until: number;
  /** A hash of article, address and agent with a key that is destroyed after the day. */
  reader: string;
}

/** Some of the views that were counted here; see views.ts. */
export interface ViewShardRow {
  article: string;
  shard: number;
  views: number;
}
