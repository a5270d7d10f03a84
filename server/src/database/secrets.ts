import { randomBytes } from 'node:crypto';
import type { Kysely } from 'kysely';
import { write } from './patience.js';
import type { Tables } from './tables.js';

/**
 * A secret that all servers over this database share: made by the first that asks. Kept in the database, for whoever can
 * read it could change comments anyway; the key of e-mail addresses is another matter, and is not kept here.
 */
export async function sharedSecret(db: Kysely<Tables>, name: string): Promise<Buffer> {
  const made = { name, value: randomBytes(32).toString('base64'), created_at: Date.now() };
  const stored = () => db.selectFrom('secret').select('value').where('name', '=', name).executeTakeFirst();
  const known = await stored();
  if (known) return Buffer.from(known.value, 'base64');
  await write(db, (transaction) =>
    transaction
      .insertInto('secret')
      .values(made)
      .onConflict((conflict) => conflict.doNothing())
      .execute(),
  );
  return Buffer.from((await stored())?.value ?? made.value, 'base64');
}
