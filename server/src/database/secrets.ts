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

/** A secret that is good for one day (UTC) and then destroyed, together with what was made of it. */
export class DailySecret {
  readonly #database: Pick<Opened, 'db' | 'write'>;
  readonly #forget: (transaction: Transaction<Tables>) => Promise<unknown>;
  #name = '';
  #value: Promise<Buffer> | undefined;

  /** @param forget Deletes what was made of the secrets of other days. */
  constructor(database: Pick<Opened, 'db' | 'write'>, forget: (transaction: Transaction<Tables>) => Promise<unknown>) {
    this.#database = database;
    this.#forget = forget;
  }

  /** Today's. */
  today(): Promise<Buffer> {
    return this.#value && this.#name === todaysName() ? this.#value : this.renew();
  }

  /** Destroys those of other days. Gives today's, as the database has it. */
  renew(): Promise<Buffer> {
    this.#name = todaysName();
    const value = this.#make(this.#name);
    this.#value = value;
    value.catch(() => {
      if (this.#value === value) this.#value = undefined;
    });
    return value;
  }

  async #make(name: string): Promise<Buffer> {
    const { db, write } = this.#database;
    const known = await db.selectFrom('secret').select('value').where('name', '=', name).executeTakeFirst();
    if (known) return Buffer.from(known.value, 'base64');
    await write(async (transaction) => {
      const { numDeletedRows } = await transaction
        .deleteFrom('secret')
        .where('name', 'like', `${DAILY}%`)
        .where('name', '<', name)
        .executeTakeFirstOrThrow();
      if (numDeletedRows > 0n) await this.#forget(transaction);
    });
    return sharedSecret({ db, write }, name);
  }
}

function todaysName(): string {
  return DAILY + new Date().toISOString().slice(0, 10);
}
