import { sql, type Transaction } from 'kysely';
import type { Status } from '../comments/status.js';
import type { Spent } from '../http/proof.js';
import { Moved } from './aliases.js';
import { newArticle } from './articles.js';
import type { Feed } from './feed.js';
import type { ChangeRow, CommentRow, Tables } from './tables.js';

// The steps that changes to comments are made of: each is part of a transaction that has taken the article first.

export type Db = Transaction<Tables>;

/** Takes back a transaction: its key is taken, the comment it answers is gone, or nothing is to be changed. */
export class Undone extends Error {}

export class SpentBefore extends Undone {}

/** Marks proofs of work as used. @throws {SpentBefore} when one is, by whichever server */
export async function spend(db: Db, proofs: readonly Spent[]): Promise<void> {
  if (proofs.length === 0) return;
  const ids = proofs.map(({ id, expires }): [string, number] => [id, expires]).toSorted(byFirst);
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('spent')
    .values(ids.map(([id, expires_at]) => ({ id, expires_at })))
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirstOrThrow();
  if (Number(numInsertedOrUpdatedRows) !== proofs.length) throw new SpentBefore();
}

/** Forgets the proofs that would be too old by now anyway. */
export async function forgetSpent(db: Db): Promise<void> {
  await db.deleteFrom('spent').where('expires_at', '<', Date.now()).execute();
}

/** How often an article's comments change, and how many more of them are approved then. */
export interface Changes {
  readonly version: number;
  readonly comments: number;
}

/**
 * Locks the comments of articles for the rest of the transaction, and gives the version that each article had before these
 * changes. In one order, so that two servers never wait for each other.
 *
 * @throws {Moved} when one has been merged into another article
 */
export async function takeArticles(
  db: Db,
  feed: Feed,
  changes: ReadonlyMap<string, Changes>,
): Promise<Map<string, number>> {
  const rows = [...changes].toSorted(byFirst).map(([id, change]) => ({ ...newArticle(id), ...change }));
  const taken = await db
    .insertInto('article')
    .values(rows)
    .onConflict((conflict) =>
      conflict.column('id').doUpdateSet((eb) => ({
        version: eb('article.version', '+', eb.ref('excluded.version')),
        comments: eb('article.comments', '+', eb.ref('excluded.comments')),
      })),
    )
    .returning(['id', 'version', 'moved_to', feed.announcement(sql.ref('article.id')).as('announced')])
    .execute();
  if (taken.some(({ moved_to }) => moved_to !== null)) throw new Moved();
  return new Map(taken.map(({ id, version }) => [id, version - (changes.get(id)?.version ?? 0)]));
}

/** The same for one change to one article; gives the version that it makes. */
export async function takeArticle(db: Db, feed: Feed, article: string): Promise<number> {
  const taken = await takeArticles(db, feed, new Map([[article, { version: 1, comments: 0 }]]));
  return (taken.get(article) ?? 0) + 1;
}

/** Puts what is locked into one order for all servers. */
export function byFirst([a]: readonly [string, ...unknown[]], [b]: readonly [string, ...unknown[]]): number {
  return a < b ? -1 : Number(a > b);
}

export async function setStatus(db: Db, row: CommentRow, to: Status): Promise<CommentRow> {
  const changed = await db
    .updateTable('comment')
    .set({ status: to })
    .where('id', '=', row.id)
    .returningAll()
    .executeTakeFirstOrThrow();
  await follow(db, row, changed);
  return changed;
}

/** Brings the numbers after a change of status: what is counted, and what is shown of it and of those above it. */
async function follow(db: Db, before: CommentRow, after: CommentRow): Promise<void> {
  const more = Number(after.status === 'approved') - Number(before.status === 'approved');
  if (more !== 0) {
    await db
      .updateTable('article')
      .set((eb) => ({ comments: eb('comments', '+', more) }))
      .where('id', '=', after.article)
      .execute();
    if (after.root !== null) await addTo(db, after.root, 'replies', more);
  }
  await showOrHide(db, after);
}

/** A comment is shown while it is approved or has replies that are shown; so one change may reach up a branch. */
async function showOrHide(db: Db, row: CommentRow): Promise<void> {
  const shown = Number(row.status === 'approved' || row.children > 0);
  if (shown === row.shown) return;
  await db.updateTable('comment').set({ shown }).where('id', '=', row.id).execute();
  if (row.parent === null) return;
  await showOrHide(db, await addTo(db, row.parent, 'children', shown - row.shown));
}

export function addTo(db: Db, id: string, column: 'children' | 'replies', more: number): Promise<CommentRow> {
  return db
    .updateTable('comment')
    .set((eb) => ({ [column]: eb(column, '+', more) }))
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** What a deleted comment was before: its last change says so. */
export async function statusBefore(db: Db, row: CommentRow): Promise<Status> {
  if (row.status !== 'deleted') return row.status;
  const change = await db
    .selectFrom('change')
    .select('from_status')
    .where('comment', '=', row.id)
    .where('action', '=', 'delete')
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst();
  return change?.from_status ?? 'pending';
}

/** A change to a comment, for the record of who did what. */
export type Recorded = Pick<ChangeRow, 'version' | 'actor' | 'action' | 'from_status' | 'to_status'> & {
  readonly row: CommentRow;
  readonly text?: string;
};

export async function record(db: Db, changes: readonly Recorded[]): Promise<void> {
  const at = Date.now();
  await db
    .insertInto('change')
    .values(changes.map(({ row: { id, article }, ...change }) => ({ text: null, ...change, article, comment: id, at })))
    .execute();
}
