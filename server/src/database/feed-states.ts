import type { Kysely } from 'kysely';
import type { Opened } from './store.js';
import type { FeedRow, Tables } from './tables.js';
import type { Write } from './writer.js';

/** Longer than any reading of a feed takes; after it the feed of a process that was killed is another's. */
export const LEASE_MILLISECONDS = 3 * 60_000;

/** When each feed is to be read, and by which of the processes over this database. */
export class FeedStates {
  readonly #db: Kysely<Tables>;
  readonly #write: Write;

  constructor({ db, write }: Opened) {
    this.#db = db;
    this.#write = write;
  }

  /** Takes a feed that is due, for this process to read; undefined when it is not, or another process has it. */
  async take(url: string): Promise<FeedRow | undefined> {
    const now = Date.now();
    const row = await this.#db.selectFrom('feed').selectAll().where('url', '=', url).executeTakeFirst();
    if (row && row.next_at > now) return undefined;
    return this.#write(async (db) => {
      await db
        .insertInto('feed')
        .values(newFeed(url))
        .onConflict((conflict) => conflict.doNothing())
        .execute();
      return db
        .updateTable('feed')
        .set({ next_at: now + LEASE_MILLISECONDS })
        .where('url', '=', url)
        .where('next_at', '<=', now)
        .returningAll()
        .executeTakeFirst();
    });
  }

  /** Says how a reading went, and when the next one is due. */
  async put(row: FeedRow): Promise<void> {
    await this.#write((db) =>
      db
        .insertInto('feed')
        .values(row)
        .onConflict((conflict) => conflict.column('url').doUpdateSet(row))
        .execute(),
    );
  }
}

/** The state of a feed that was never read. */
export function newFeed(url: string): FeedRow {
  return { url, next_at: 0, failures: 0, etag: null, modified: null };
}
