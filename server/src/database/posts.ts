import { createHash } from 'node:crypto';
import type { Kysely } from 'kysely';
import { duplicateHash } from '../comments/content.js';
import { renderMarkdown } from '../comments/markdown.js';
import type { Status } from '../comments/status.js';
import { personKey, personOf, sealEmail } from '../email.js';
import type { Spent } from '../http/proof.js';
import type { Aliases } from './aliases.js';
import { addTo, record, spend, SpentBefore, takeArticles, Undone, type Changes, type Db } from './bookkeeping.js';
import type { Feed } from './feed.js';
import { newId } from './id.js';
import type { Opened } from './store.js';
import type { CommentRow, Tables } from './tables.js';
import { together } from './together.js';

/** A comment that is cleaned and checked. */
export interface NewComment {
  /** As it was named when the comment was sent; it may have been merged into another one. */
  readonly article: string;
  /** The comment it answers. */
  readonly parent?: string | undefined;
  readonly name: string;
  readonly email: string;
  /** Or ''. */
  readonly url: string;
  readonly text: string;
  /** Whether an author of the site proved to have written it. */
  readonly byAuthor?: boolean;
}

/**
 * `reused`: the key stands for a comment with other content. `orphaned`: what it answers is not there to be answered.
 * `spent`: its proof of work was used before.
 */
export type AddedComment =
  | { readonly outcome: 'created' | 'repeated'; readonly row: CommentRow }
  | { readonly outcome: 'reused' }
  | { readonly outcome: 'orphaned' }
  | { readonly outcome: 'spent' };

interface Post {
  readonly comment: NewComment;
  /** The article that is meant. */
  readonly article: string;
  readonly key: string;
  readonly status: Status;
  readonly proof: Spent | undefined;
}

type Parent = Pick<CommentRow, 'id' | 'article' | 'origin' | 'root' | 'created_at'>;

/** Stores new comments. Those that come at the same moment are asked about and committed together. */
export class Posts {
  readonly #db: Kysely<Tables>;
  readonly #feed: Feed;
  readonly #aliases: Aliases;
  readonly #emailKey: Buffer | undefined;
  readonly #personKey: Buffer | undefined;
  readonly #byKey = together((keys: readonly string[]) => this.#findByKeys(keys));
  readonly #lastSaid = together((hashes: readonly string[]) => this.#findLastSaid(hashes));
  readonly #store: (post: Post) => Promise<CommentRow>;

  /** Without a key e-mail addresses are not stored at all. */
  constructor({ db, write, feed }: Opened, aliases: Aliases, emailKey?: Buffer) {
    this.#aliases = aliases;
    this.#db = db;
    this.#feed = feed;
    this.#emailKey = emailKey;
    this.#personKey = emailKey && personKey(emailKey);
    this.#store = together((posts) => write((transaction) => this.#insert(transaction, posts)));
  }

  /** What stands under an idempotency key already, if anything does. */
  async sentBefore(comment: NewComment, key: string): Promise<AddedComment | undefined> {
    const row = await this.#byKey(key);
    if (!row) return undefined;
    // A comment of before these hashes: its key alone has to tell.
    const same = row.sent_hash === null || row.sent_hash === hashOf(comment);
    return same ? { outcome: 'repeated', row } : { outcome: 'reused' };
  }

  /** Stores a comment once for its idempotency key, however often and however simultaneously it is sent. */
  async add(comment: NewComment, key: string, status: Status, proof?: Spent): Promise<AddedComment> {
    try {
      const row = await this.#aliases.with(comment.article, (article) =>
        this.#store({ comment, article, key, status, proof }),
      );
      this.#feed.emit(row.article);
      return { outcome: 'created', row };
    } catch (fault) {
      if (!(fault instanceof Undone)) throw fault;
      // Sent twice at one moment, and this one came second: the other one's comment and proof are its own.
      return (await this.sentBefore(comment, key)) ?? { outcome: fault instanceof SpentBefore ? 'spent' : 'orphaned' };
    }
  }

  /** Whether somebody has said this on the article since then, other than in the comment of an id. */
  async isDuplicate(
    { article, name, text }: Pick<NewComment, 'article' | 'name' | 'text'>,
    since: number,
    exceptFor = '',
  ): Promise<boolean> {
    // What was said before a merge has the hash of then.
    const hashes = (await this.#aliases.namesOf(article)).map((one) => duplicateHash(one, name, text));
    const said =
      exceptFor === ''
        ? await Promise.all(hashes.map((hash) => this.#lastSaid(hash)))
        : await this.#findLastSaid(hashes, exceptFor);
    return Math.max(...said) > since;
  }

  /** Whether somebody of this name and address has a comment that is approved. */
  async isTrusted(name: string, email: string): Promise<boolean> {
    return this.#isTrusted(this.#person(name, email));
  }

  /** Whether the author of a comment has another that is approved. */
  async isAuthorTrusted({ id, person }: CommentRow): Promise<boolean> {
    return this.#isTrusted(person, id);
  }

  async #findByKeys(keys: readonly string[]): Promise<(CommentRow | undefined)[]> {
    const rows = await this.#db.selectFrom('comment').selectAll().where('idempotency_key', 'in', keys).execute();
    const known = new Map(rows.map((row) => [row.idempotency_key, row]));
    return keys.map((key) => known.get(key));
  }

  /** When each was said last, by the hash of what is said; 0 for never. */
  async #findLastSaid(hashes: readonly string[], exceptFor = ''): Promise<number[]> {
    const rows = await this.#db
      .selectFrom('comment')
      .select(['duplicate_hash', (eb) => eb.fn.max('created_at').as('last')])
      .where('duplicate_hash', 'in', hashes)
      .where('id', '<>', exceptFor)
      .groupBy('duplicate_hash')
      .execute();
    const last = new Map(rows.map((row) => [row.duplicate_hash, row.last]));
    return hashes.map((hash) => last.get(hash) ?? 0);
  }

  async #isTrusted(person: string | null, exceptFor = ''): Promise<boolean> {
    if (person === null) return false;
    const row = await this.#db
      .selectFrom('comment')
      .select('id')
      .where('person', '=', person)
      .where('status', '=', 'approved')
      .where('id', '<>', exceptFor)
      .limit(1)
      .executeTakeFirst();
    return row !== undefined;
  }

  #person(name: string, email: string): string | null {
    return this.#personKey ? personOf(name, email, this.#personKey) : null;
  }

  /** Stores all of them. @throws {Undone} when there is anything wrong with any */
  async #insert(db: Db, posts: readonly Post[]): Promise<CommentRow[]> {
    const changes = new Map<string, Changes>();
    for (const { article, status } of posts) {
      const { version, comments } = changes.get(article) ?? { version: 0, comments: 0 };
      changes.set(article, { version: version + 1, comments: comments + Number(status === 'approved') });
    }
    const versions = await takeArticles(db, this.#feed, changes);
    const parents = await answerable(db, posts);
    const rows = posts.map((post) => this.#row(post, parents));
    const { numInsertedOrUpdatedRows } = await db
      .insertInto('comment')
      // In one order, as all that is locked.
      .values(rows.toSorted((a, b) => (a.idempotency_key < b.idempotency_key ? -1 : 1)))
      .onConflict((conflict) => conflict.column('idempotency_key').doNothing())
      .executeTakeFirstOrThrow();
    if (Number(numInsertedOrUpdatedRows) !== rows.length) throw new Undone();
    const proofs = posts.flatMap(({ proof }) => proof ?? []);
    await spend(db, proofs);
    const posted = rows.map((row) => {
      const version = (versions.get(row.article) ?? 0) + 1;
      versions.set(row.article, version);
      return { row, version, actor: 'reader', action: 'post', from_status: null, to_status: row.status } as const;
    });
    await record(db, posted);
    const shown = rows.filter((row) => row.shown === 1);
    for (const [id, more] of tally(shown.map(({ parent }) => parent))) await addTo(db, id, 'children', more);
    for (const [id, more] of tally(shown.map(({ root }) => root))) await addTo(db, id, 'replies', more);
    return rows;
  }

  #row({ comment, article, key, status }: Post, parents: ReadonlyMap<string, Parent>): CommentRow {
    const { name, text, email } = comment;
    const parent = comment.parent === undefined ? undefined : parents.get(comment.parent);
    if (comment.parent !== undefined && parent?.article !== article) throw new Undone();
    // Never before what it answers, also where two servers' clocks differ: replies are read in the order of their times.
    const createdAt = Math.max(Date.now(), (parent?.created_at ?? 0) + 1);
    const id = newId(createdAt);
    return {
      id,
      article,
      // A thread goes back as a whole.
      origin: parent?.origin ?? null,
      parent: parent?.id ?? null,
      root: parent?.root ?? parent?.id ?? null,
      created_at: createdAt,
      edited_at: null,
      status,
      shown: Number(status === 'approved'),
      children: 0,
      replies: 0,
      likes: 0,
      dislikes: 0,
      score: 0,
      by_author: Number(comment.byAuthor ?? false),
      name,
      url: comment.url === '' ? null : comment.url,
      text,
      html: renderMarkdown(text),
      email: this.#emailKey ? sealEmail(email, id, this.#emailKey) : null,
      person: this.#person(name, email),
      idempotency_key: key,
      sent_hash: hashOf(comment),
      duplicate_hash: duplicateHash(article, name, text),
    };
  }
}

/** Those of the comments that are answered which can be. */
async function answerable(db: Db, posts: readonly Post[]): Promise<Map<string, Parent>> {
  const ids = posts.flatMap(({ comment }) => comment.parent ?? []);
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom('comment')
    .select(['id', 'article', 'origin', 'root', 'created_at'])
    .where('id', 'in', ids)
    .where('status', '=', 'approved')
    .execute();
  return new Map(rows.map((row) => [row.id, row]));
}

/** How often each is among them. */
function tally(ids: readonly (string | null)[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const id of ids) if (id !== null) counts.set(id, (counts.get(id) ?? 0) + 1);
  return counts;
}

/** A hash of what readers see of what was sent; the address is not in it. */
function hashOf({ article, parent = '', name, url, text }: NewComment): string {
  return createHash('sha256')
    .update(JSON.stringify([article, parent, name, url, text]))
    .digest('base64url');
}
