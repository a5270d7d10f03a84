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
