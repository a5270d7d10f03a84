import type { Kysely, Transaction } from 'kysely';
import { patiently } from './faults.js';
import type { Tables } from './tables.js';
import { together } from './together.js';

/**
 * Does a change as one transaction: all of it is stored when it resolves, or nothing when it rejects. It may be begun more
 * than once until then.
 */
export type Write = <Result>(change: (transaction: Transaction<Tables>) => Promise<Result>) => Promise<Result>;

/** For a database of many connections: each change is a transaction of its own. */
export function writer(db: Kysely<Tables>): Write {
  return (change) => db.transaction().execute(change);
}

/**
 * For the embedded database, where a commit is a wait for the disk that holds up everybody: changes that come in together
 * are committed together. None is acknowledged before the disk has it.
 */
export function batchingWriter(db: Kysely<Tables>): Write {
  const write = together((changes: readonly ((transaction: Transaction<Tables>) => Promise<unknown>)[]) =>
    patiently(() =>
      db.transaction().execute(async (transaction) => {
        const results: unknown[] = [];
        for (const change of changes) results.push(await change(transaction));
        return results;
      }),
    ),
  );
  return write as Write;
}
