import { setTimeout } from 'node:timers/promises';
import { reason } from '../start-error.js';

const BUSY_MILLISECONDS = 2000;
const PAUSE_MILLISECONDS = 20;

/**
 * Does it as soon as no other process is writing to the embedded database, for up to two seconds. SQLite's own waiting
 * would hold up every request of this process meanwhile, so its `busy_timeout` is 0.
 */
export async function patiently<Result>(act: () => Result | Promise<Result>): Promise<Result> {
  for (const end = Date.now() + BUSY_MILLISECONDS; ; await setTimeout(Math.random() * PAUSE_MILLISECONDS)) {
    try {
      return await act();
    } catch (fault) {
      if (!isBusy(fault) || Date.now() > end) throw fault;
    }
  }
}

export function isBusy(fault: unknown): boolean {
  return reason(fault).startsWith('SQLITE_BUSY');
}

/** Whether a fault means that others were at the same rows: what was tried may be tried again at once. */
export function isConflict(fault: unknown): boolean {
  return /^40\w{3}$/.test(reason(fault));
}

/** Whether a fault means that the database cannot answer now, and may later. */
export function isUnavailable(fault: unknown): boolean {
  if (!(fault instanceof Error)) return false;
  // Node's socket errors; PostgreSQL's classes connection, rollback, resources and operator intervention, a standby that
  // only reads, a database that is gone; SQLite's file errors.
  return (
    /^(E[A-Z]+|(08|40|53|57)\w{3}|25006|3D000|SQLITE_(BUSY|LOCKED|FULL|IOERR|READONLY|CANTOPEN).*)$/.test(
      reason(fault),
    ) || /Connection terminated|timeout exceeded when trying to connect|Query read timeout/.test(fault.message)
  );
}
