import { createHmac } from 'node:crypto';
import { sql, type Transaction } from 'kysely';
import type { Feed } from './feed.js';
import type { Opened } from './store.js';
import type { DailySecret } from './secrets.js';
import type { CommentRow, ReactionRow, Tables } from './tables.js';
import type { Write } from './writer.js';

export interface Tally {
  readonly likes: number;
  readonly dislikes: number;
}

/** `repeated`: somebody at this address has reacted to the comment today. `missing`: the comment is not there to be read. */
export type Reacted =
  | { readonly outcome: 'counted'; readonly tally: Tally }
  | { readonly outcome: 'repeated' | 'missing' };

type Value = ReactionRow['value'];

/**
 * One reaction a reader, without knowing readers: a day long by a hash of the address with a key that is destroyed when the
 * day is over, and by the receipt that the page keeps, which alone can change the reaction or take it back.
 */
export class Reactions {
  readonly #feed: Feed;
  readonly #write: Write;
  readonly #secret: DailySecret;

  constructor({ write, feed }: Opened, secret: DailySecret) {
    this.#feed = feed;
    this.#write = write;
    this.#secret = secret;
  }

  /** Sets the reaction of an id, be it new or known. */
  async set(comment: string, id: string, value: Value, address: string): Promise<Reacted> {
    const reader = createHmac('sha256', await this.#secret.today())
      .update(`${comment} ${address}`)
      .digest('base64url');
    return this.#change(comment, async (db, row) => {
      const known = await db.selectFrom('reaction').select('value').where('id', '=', id).executeTakeFirst();
      if (known?.value === value) return { outcome: 'counted', tally: row };
      if (known) {
        await db.updateTable('reaction').set({ value }).where('id', '=', id).execute();
        return { outcome: 'counted', tally: await count(db, row, { [value]: 1, [other(value)]: -1 }) };
      }
      const { numInsertedOrUpdatedRows: inserted } = await db
        .insertInto('reaction')
        .values({ id, comment, value, reader })
        .onConflict((conflict) => conflict.doNothing())
        .executeTakeFirstOrThrow();
      if (!inserted) return { outcome: 'repeated' };
      return { outcome: 'counted', tally: await count(db, row, { [value]: 1 }) };
    });
  }

  /** Takes the reaction of an id back; without one nothing changes. */
  async undo(comment: string, id: string): Promise<Reacted> {
    return this.#change(comment, async (db, row) => {
      const gone = await db.deleteFrom('reaction').where('id', '=', id).returning('value').executeTakeFirst();
      return { outcome: 'counted', tally: gone ? await count(db, row, { [gone.value]: -1 }) : row };
    });
  }

  /** One change to the reactions of a comment that is there to be read: no other reaction to it comes between. */
  async #change(id: string, change: (db: Transaction<Tables>, row: CommentRow) => Promise<Reacted>): Promise<Reacted> {
    let article: string | undefined;
    const result = await this.#write(async (db): Promise<Reacted> => {
      const row = await this.#take(db, id);
      article = row?.article;
      return row ? change(db, row) : { outcome: 'missing' };
    });
    if (article !== undefined) this.#feed.emit(article);
    return result;
  }

  // An update, not a `select for update`, which the embedded database does not have.
  #take(db: Transaction<Tables>, id: string): Promise<CommentRow | undefined> {
    return db
      .updateTable('comment')
      .set((eb) => ({ likes: eb.ref('likes') }))
      .where('id', '=', id)
      .where('status', '=', 'approved')
      .returningAll()
      .returning(this.#feed.announcement(sql.ref('article')).as('announced'))
      .executeTakeFirst();
  }
}

/** Forgets who reacted. */
export function forgetReactors(db: Transaction<Tables>): Promise<unknown> {
  return db.updateTable('reaction').set({ reader: null }).where('reader', 'is not', null).execute();
}

async function count(db: Transaction<Tables>, row: CommentRow, more: Partial<Record<Value, number>>): Promise<Tally> {
  const likes = row.likes + (more.like ?? 0);
  const dislikes = row.dislikes + (more.dislike ?? 0);
  const score = scoreOf(likes, dislikes);
  await db.updateTable('comment').set({ likes, dislikes, score }).where('id', '=', row.id).execute();
  return { likes, dislikes };
}

const other = (value: Value): Value => (value === 'like' ? 'dislike' : 'like');

// How sure the score is: 95 %.
const Z = 1.96;

/**
 * What `best` sorts by: the lower end of Wilson's interval for the share of likes, in millionths. Ten likes of ten are
 * better than one of one, and two of two better than ten of twenty. Source: E. B. Wilson, JASA 22 (1927), 209–212.
 */
export function scoreOf(likes: number, dislikes: number): number {
  const n = likes + dislikes;
  if (n === 0) return 0;
  const share = likes / n;
  const centre = share + (Z * Z) / (2 * n);
  const spread = Z * Math.sqrt((share * (1 - share) + (Z * Z) / (4 * n)) / n);
  return Math.max(0, Math.round(((centre - spread) / (1 + (Z * Z) / n)) * 1_000_000));
}
