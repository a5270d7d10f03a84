import { createHash } from 'node:crypto';
import type { Kysely } from 'kysely';
import { duplicateHash } from '../comments/content.js';
import { renderMarkdown } from '../comments/markdown.js';
import { edited, transition, type Action, type Status } from '../comments/status.js';
import { personOf, sealEmail } from '../email.js';
import type { Spent } from '../http/proof.js';
import {
  addTo,
  answerable,
  record,
  setStatus,
  spend,
  SpentBefore,
  statusBefore,
  takeArticle,
  Undone,
  type Db,
} from './bookkeeping.js';
import type { Feed } from './feed.js';
import { newId } from './id.js';
import type { Opened } from './store.js';
import type { ChangeRow, CommentRow, Tables } from './tables.js';
import type { Write } from './writer.js';

/** A comment that is cleaned and checked. */
export interface NewComment {
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

/** `spent`: as above. `refused`: the comment's status does not take the action. `erased`: its author deleted it, and nothing is left to restore. */
export type Changed =
  | { readonly outcome: 'changed'; readonly row: CommentRow }
  | { readonly outcome: 'missing' }
  | { readonly outcome: 'refused' }
  | { readonly outcome: 'spent' }
  | { readonly outcome: 'erased' };

/**
 * Writes comments. Every change is one transaction that begins by taking the article's row, so that changes to one
 * article's comments come one after the other, each with the next version, on however many servers.
 */
export class Comments {
  readonly #db: Kysely<Tables>;
  readonly #feed: Feed;
  readonly #write: Write;
  readonly #emailKey: Buffer | undefined;

  /** Without a key e-mail addresses are not stored at all. */
  constructor({ db, write, feed }: Opened, emailKey?: Buffer) {
    this.#db = db;
    this.#feed = feed;
    this.#write = write;
    this.#emailKey = emailKey;
  }

  /** One comment, whatever its status. */
  find(id: string): Promise<CommentRow | undefined> {
    return this.#db.selectFrom('comment').selectAll().where('id', '=', id).executeTakeFirst();
  }

  /** The newest comments of a status, for those who decide about them. */
  list(status: Status, limit: number, article?: string): Promise<CommentRow[]> {
    let query = this.#db.selectFrom('comment').selectAll().where('status', '=', status);
    if (article !== undefined) query = query.where('article', '=', article);
    return query.orderBy('created_at', 'desc').orderBy('id', 'desc').limit(limit).execute();
  }

  /** What was done to a comment, oldest first. */
  changes(id: string): Promise<ChangeRow[]> {
    return this.#db.selectFrom('change').selectAll().where('comment', '=', id).orderBy('version').execute();
  }

  /** Whether somebody of this name and address has a comment that is approved. */
  async isTrusted(name: string, email: string): Promise<boolean> {
    return this.#isTrusted(this.#person(name, email));
  }

  /** Whether the author of a comment has another that is approved. */
  async isAuthorTrusted({ id, person }: CommentRow): Promise<boolean> {
    return this.#isTrusted(person, id);
  }

  /** What stands under an idempotency key already, if anything does. */
  async sentBefore(comment: NewComment, key: string): Promise<AddedComment | undefined> {
    const row = await this.#db.selectFrom('comment').selectAll().where('idempotency_key', '=', key).executeTakeFirst();
    if (!row) return undefined;
    // A comment of before these hashes: its key alone has to tell.
    const same = row.sent_hash === null || row.sent_hash === hashOf(comment);
    return same ? { outcome: 'repeated', row } : { outcome: 'reused' };
  }

  /** Stores a comment once for its idempotency key, however often and however simultaneously it is sent. */
  async add(comment: NewComment, key: string, status: Status, proof?: Spent): Promise<AddedComment> {
    try {
      const added = await this.#write((db) => this.#insert(db, comment, key, status, proof));
      this.#feed.emit(comment.article);
      return added;
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
    const row = await this.#db
      .selectFrom('comment')
      .select('id')
      .where('duplicate_hash', '=', duplicateHash(article, name, text))
      .where('created_at', '>', since)
      .where('id', '<>', exceptFor)
      .limit(1)
      .executeTakeFirst();
    return row !== undefined;
  }

  /** Does to a comment what a moderator, or its author, asks for. */
  async act(id: string, action: Action, actor: string): Promise<Changed> {
    return this.#change(id, async (db, row, version) => {
      if (action === 'restore' && isErased(row)) return { outcome: 'erased' };
      const to = transition(action, row.status, await statusBefore(db, row));
      if (to === undefined) return { outcome: 'refused' };
      await record(db, row, version, { actor, action, from_status: row.status, to_status: to });
      return { outcome: 'changed', row: await setStatus(db, row, to) };
    });
  }

  /**
   * Changes a comment's text for its author.
   *
   * @param reviewed Whether what is changed has to be approved anew.
   */
  async edit(id: string, text: string, reviewed: boolean, proof?: Spent): Promise<Changed> {
    return this.#change(id, async (db, row, version) => {
      const to = edited(row.status, reviewed);
      if (to === undefined) return { outcome: 'refused' };
      if (row.text === text) throw new Undone();
      await spend(db, proof);
      await db
        .updateTable('comment')
        .set({
          text,
          html: renderMarkdown(text),
          edited_at: Date.now(),
          duplicate_hash: duplicateHash(row.article, row.name, text),
        })
        .where('id', '=', id)
        .execute();
      const change = {
        actor: 'reader',
        action: 'edit',
        from_status: row.status,
        to_status: to,
        text: row.text,
      } as const;
      await record(db, row, version, change);
      return { outcome: 'changed', row: await setStatus(db, row, to) };
    });
  }

  /** Deletes a comment for its author: also its words, wherever they are kept. Nothing brings them back. */
  async erase(id: string): Promise<Changed> {
    return this.#change(id, async (db, row, version) => {
      const to = transition('delete', row.status, row.status);
      if (to === undefined) return { outcome: 'refused' };
      await db.updateTable('comment').set(ERASED).where('id', '=', id).execute();
      await db.updateTable('change').set({ text: null }).where('comment', '=', id).execute();
      await record(db, row, version, { actor: 'reader', action: 'delete', from_status: row.status, to_status: to });
      return { outcome: 'changed', row: await setStatus(db, row, to) };
    });
  }

  /** One change to a comment that is there: nothing else changes the article's comments meanwhile. */
  async #change(id: string, change: (db: Db, row: CommentRow, version: number) => Promise<Changed>): Promise<Changed> {
    const found = await this.find(id);
    if (!found) return { outcome: 'missing' };
    try {
      const changed = await this.#write(async (db) => {
        const version = await takeArticle(db, this.#feed, found.article);
        const row = await db.selectFrom('comment').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
        return change(db, row, version);
      });
      this.#feed.emit(found.article);
      return changed;
    } catch (fault) {
      // Nothing was to change: the comment is as it is asked for.
      if (fault instanceof SpentBefore) return { outcome: 'spent' };
      if (fault instanceof Undone) return { outcome: 'changed', row: found };
      throw fault;
    }
  }

  #person(name: string, email: string): string | null {
    return this.#emailKey ? personOf(name, email, this.#emailKey) : null;
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

  async #insert(
    db: Db,
    comment: NewComment,
    key: string,
    status: Status,
    proof: Spent | undefined,
  ): Promise<AddedComment> {
    const { article, name, text, email } = comment;
    const approved = Number(status === 'approved');
    const version = await takeArticle(db, this.#feed, article, approved);
    const parent = comment.parent === undefined ? null : await answerable(db, comment.parent, article);
    if (parent === undefined) throw new Undone();
    // Never before what it answers, also where two servers' clocks differ: replies are read in the order of their times.
    const createdAt = Math.max(Date.now(), (parent?.created_at ?? 0) + 1);
    const id = newId(createdAt);
    const row = await db
      .insertInto('comment')
      .values({
        id,
        article,
        parent: parent?.id ?? null,
        root: parent ? (parent.root ?? parent.id) : null,
        created_at: createdAt,
        edited_at: null,
        status,
        shown: approved,
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
      })
      .onConflict((conflict) => conflict.column('idempotency_key').doNothing())
      .returningAll()
      .executeTakeFirst();
    if (!row) throw new Undone();
    await spend(db, proof);
    await record(db, row, version, { actor: 'reader', action: 'post', from_status: null, to_status: status });
    if (parent && approved) {
      await addTo(db, parent.id, 'children', 1);
      await addTo(db, parent.root ?? parent.id, 'replies', 1);
    }
    return { outcome: 'created', row };
  }
}

const ERASED = { name: '', url: null, text: '', html: null, email: null, person: null, duplicate_hash: null } as const;

function isErased(row: CommentRow): boolean {
  return row.status === 'deleted' && row.text === '';
}

/** A hash of what readers see of what was sent; the address is not in it. */
function hashOf({ article, parent = '', name, url, text }: NewComment): string {
  return createHash('sha256')
    .update(JSON.stringify([article, parent, name, url, text]))
    .digest('base64url');
}
