import type { Kysely } from 'kysely';
import { duplicateHash } from '../comments/content.js';
import { renderMarkdown } from '../comments/markdown.js';
import { edited, transition, type Action, type Status } from '../comments/status.js';
import type { Spent } from '../http/proof.js';
import { MOST_TRIES, Moved, type Aliases } from './aliases.js';
import { record, setStatus, spend, SpentBefore, statusBefore, takeArticle, Undone, type Db } from './bookkeeping.js';
import type { Feed } from './feed.js';
import type { Opened } from './store.js';
import type { ChangeRow, CommentRow, Tables } from './tables.js';
import type { Write } from './writer.js';

/** `spent`: its proof of work was used before. `refused`: the comment's status does not take the action. `erased`: its author deleted it, and nothing is left to restore. */
export type Changed =
  | { readonly outcome: 'changed'; readonly row: CommentRow }
  | { readonly outcome: 'missing' }
  | { readonly outcome: 'refused' }
  | { readonly outcome: 'spent' }
  | { readonly outcome: 'erased' };

/**
 * Finds comments, and changes them. Every change is one transaction that begins by taking the article's row, so that changes to one
 * article's comments come one after the other, each with the next version, on however many servers.
 */
export class Comments {
  readonly #db: Kysely<Tables>;
  readonly #feed: Feed;
  readonly #write: Write;
  readonly #aliases: Aliases;

  constructor({ db, write, feed }: Opened, aliases: Aliases) {
    this.#aliases = aliases;
    this.#db = db;
    this.#feed = feed;
    this.#write = write;
  }

  /** One comment, whatever its status. */
  find(id: string): Promise<CommentRow | undefined> {
    return this.#db.selectFrom('comment').selectAll().where('id', '=', id).executeTakeFirst();
  }

  /** The newest comments of a status, for those who decide about them. */
  async list(status: Status, limit: number, article?: string): Promise<CommentRow[]> {
    let query = this.#db.selectFrom('comment').selectAll().where('status', '=', status);
    if (article !== undefined) query = query.where('article', '=', await this.#aliases.of(article));
    return query.orderBy('created_at', 'desc').orderBy('id', 'desc').limit(limit).execute();
  }

  /** What was done to a comment, oldest first. */
  changes(id: string): Promise<ChangeRow[]> {
    return this.#db.selectFrom('change').selectAll().where('comment', '=', id).orderBy('version').execute();
  }

  /** Does to a comment what a moderator, or its author, asks for. */
  async act(id: string, action: Action, actor: string): Promise<Changed> {
    return this.#change(id, async (db, row, version) => {
      if (action === 'restore' && isErased(row)) return { outcome: 'erased' };
      const to = transition(action, row.status, await statusBefore(db, row));
      if (to === undefined) return { outcome: 'refused' };
      await record(db, [{ row, version, actor, action, from_status: row.status, to_status: to }]);
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
      await spend(db, proof ? [proof] : []);
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
      const { status: from_status, text: before } = row;
      await record(db, [{ row, version, actor: 'reader', action: 'edit', from_status, to_status: to, text: before }]);
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
      await record(db, [{ row, version, actor: 'reader', action: 'delete', from_status: row.status, to_status: to }]);
      return { outcome: 'changed', row: await setStatus(db, row, to) };
    });
  }

  /** One change to a comment that is there: nothing else changes the article's comments meanwhile. */
  async #change(
    id: string,
    change: (db: Db, row: CommentRow, version: number) => Promise<Changed>,
    tries = 1,
  ): Promise<Changed> {
    const found = await this.find(id);
    if (!found) return { outcome: 'missing' };
    try {
      const changed = await this.#write(async (db) => {
        const version = await takeArticle(db, this.#feed, found.article);
        const row = await db.selectFrom('comment').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
        if (row.article !== found.article) throw new Moved();
        return change(db, row, version);
      });
      this.#feed.emit(found.article);
      return changed;
    } catch (fault) {
      // It went to another article in between.
      if (fault instanceof Moved && tries < MOST_TRIES) return this.#change(id, change, tries + 1);
      // Nothing was to change: the comment is as it is asked for.
      if (fault instanceof SpentBefore) return { outcome: 'spent' };
      if (fault instanceof Undone) return { outcome: 'changed', row: found };
      throw fault;
    }
  }
}

const ERASED = { name: '', url: null, text: '', html: null, email: null, person: null, duplicate_hash: null } as const;

function isErased(row: CommentRow): boolean {
  return row.status === 'deleted' && row.text === '';
}
