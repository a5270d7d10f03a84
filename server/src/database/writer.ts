import { sql, type Kysely, type Transaction } from 'kysely';
import { patiently } from './patience.js';
import type { Tables } from './tables.js';

/** Does a change as one transaction: all of it is stored when it resolves, or nothing when it rejects. */
export type Write = <Result>(change: (transaction: Transaction<Tables>) => Promise<Result>) => Promise<Result>;

/** For a database of many connections: each change is a transaction of its own. */
export function writer(db: Kysely<Tables>): Write {
  return (change) => db.transaction().execute(change);
}

interface Job {
  readonly change: (transaction: Transaction<Tables>) => Promise<unknown>;
  readonly resolve: (result: unknown) => void;
  readonly reject: (fault: unknown) => void;
}

/**
 * For the embedded database, where a commit is a wait for the disk that holds up everybody: changes that come in together
 * are committed together, each taken back alone when it fails. None is acknowledged before the disk has it.
 */
export function batchingWriter(db: Kysely<Tables>): Write {
  let waiting: Job[] = [];
  const commit = async () => {
    const jobs = waiting;
    waiting = [];
    try {
      const done = await patiently(() =>
        db.transaction().execute(async (transaction) => {
          const outcomes: (() => void)[] = [];
          for (const job of jobs) outcomes.push(await alone(transaction, job));
          return outcomes;
        }),
      );
      for (const tell of done) tell();
    } catch (fault) {
      for (const { reject } of jobs) reject(fault);
    }
  };
  return <Result>(change: (transaction: Transaction<Tables>) => Promise<Result>) =>
    new Promise<Result>((resolve, reject) => {
      waiting.push({ change, resolve: resolve as Job['resolve'], reject });
      if (waiting.length === 1) setImmediate(() => void commit());
    });
}

/** Does one change among others. Gives what tells of its outcome, once all are stored. */
async function alone(transaction: Transaction<Tables>, { change, resolve, reject }: Job): Promise<() => void> {
  await sql`savepoint one`.execute(transaction);
  try {
    const result = await change(transaction);
    return () => resolve(result);
  } catch (fault) {
    await sql`rollback to one`.execute(transaction);
    return () => reject(fault);
  } finally {
    await sql`release one`.execute(transaction);
  }
}
