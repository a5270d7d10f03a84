import { sql, type Transaction } from 'kysely';
import type { Status } from '../comments/status.js';
import type { Spent } from '../http/proof.js';
import { newArticle } from './articles.js';
import type { Feed } from './feed.js';
import type { ChangeRow, CommentRow, Tables } from './tables.js';

// The steps that changes to comments are made of: each is part of a transaction that has taken the article first.

export type Db = Transaction<Tables>;

/** Takes back a transaction: its key is taken, the comment it answers is gone, or nothing is to be changed. */
export class Undone extends Error {}

export class SpentBefore extends Undone {}

/** Marks a proof of work as used. @throws {SpentBefore} when it is, by whichever server */
export async function spend(db: Db, proof: Spent | undefined): Promise<void> {
  if (!proof) return;
  await db.deleteFrom('spent').where('expires_at', '<', Date.now()).execute();
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('spent')
    .values({ id: proof.id, expires_at: proof.expires })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirstOrThrow();
  if (!numInsertedOrUpdatedRows) throw new SpentBefore();
}

/** Locks an article's comments for the rest of the transaction, and gives the version that this change makes. */
export async function takeArticle(db: Db, feed: Feed, article: string, comments = 0): Promise<number> {
  const { version } = await db
    .insertInto('article')
    .values({ ...newArticle(article), comments, version: 1 })
    .onConflict((conflict) =>
      conflict.column('id').doUpdateSet((eb) => ({
        version: eb('article.version', '+', 1),
        comments: eb('article.comments', '+', comments),
      })),
    )
    .returning(['version', feed.announcement(sql.ref('article.id')).as('announced')])
    .executeTakeFirstOrThrow();
  return version;
}

export function answerable(db: Db, id: string, article: string) {
  return db
    .selectFrom('comment')
    .select(['id', 'root', 'created_at'])
    .where('id', '=', id)
    .where('article', '=', article)
    .where('status', '=', 'approved')
    .executeTakeFirst();
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

export async function record(
  db: Db,
  { id, article }: CommentRow,
  version: number,
  change: Pick<ChangeRow, 'actor' | 'action' | 'from_status' | 'to_status'> & { readonly text?: string },
): Promise<void> {
  await db
    .insertInto('change')
    .values({ text: null, ...change, article, version, comment: id, at: Date.now() })
    .execute();
}
