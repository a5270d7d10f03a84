import { randomBytes } from 'node:crypto';
import type { Transaction } from 'kysely';
import type { Opened } from './store.js';
import type { Tables } from './tables.js';

/**
 * A secret that all servers over this database share: made by the first that asks. Kept in the database, for whoever can
 * read it could change comments anyway; the key of e-mail addresses is another matter, and is not kept here.
 */
export async function sharedSecret({ db, write }: Pick<Opened, 'db' | 'write'>, name: string): Promise<Buffer> {
  const made = { name, value: randomBytes(32).toString('base64'), created_at: Date.now() };
  const stored = () => db.selectFrom('secret').select('value').where('name', '=', name).executeTakeFirst();
  const known = await stored();
  if (known) return Buffer.from(known.value, 'base64');
  await write((transaction) =>
    transaction
      .insertInto('secret')
      .values(made)
      .onConflict((conflict) => conflict.doNothing())
      .execute(),
  );
  return Buffer.from((await stored())?.value ?? made.value, 'base64');
}

const DAILY = 'day ';

/**
 * A secret that is good for one day (UTC) and then destroyed, together with what was made of it.
 *
 * @param forget Deletes what was made of the secrets of other days.
 */
export async function todaysSecret(
  { db, write }: Pick<Opened, 'db' | 'write'>,
  forget: (transaction: Transaction<Tables>) => Promise<unknown>,
): Promise<Buffer> {
  const name = DAILY + new Date().toISOString().slice(0, 10);
  const known = await db.selectFrom('secret').select('value').where('name', '=', name).executeTakeFirst();
  if (known) return Buffer.from(known.value, 'base64');
  await write(async (transaction) => {
    const { numDeletedRows } = await transaction
      .deleteFrom('secret')
      .where('name', 'like', `${DAILY}%`)
      .where('name', '<', name)
      .executeTakeFirstOrThrow();
    if (numDeletedRows > 0n) await forget(transaction);
  });
  return sharedSecret({ db, write }, name);
}
