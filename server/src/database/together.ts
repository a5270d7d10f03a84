import { isConflict, isUnavailable } from './faults.js';

interface Job<Item, Result> {
  readonly item: Item;
  readonly resolve: (result: Result) => void;
  readonly reject: (fault: unknown) => void;
}

/** More at once would make one statement of more values than SQLite takes. */
const MOST = 100;

/**
 * Calls that come while others are being done wait, and are then done together: one question, or one commit, for all of
 * them. The more there is to do the less each costs, and a call that comes alone waits for nobody.
 *
 * @param act Does it for all, giving the results in the same order, or for none when it rejects: then each is done alone,
 * so that what is wrong with one is nothing to the others.
 */
export function together<Item, Result>(
  act: (items: readonly Item[]) => Promise<readonly Result[]>,
): (item: Item) => Promise<Result> {
  const waiting: Job<Item, Result>[] = [];
  let running = false;

  const doAll = async (jobs: readonly Job<Item, Result>[]): Promise<void> => {
    try {
      const results = await act(jobs.map(({ item }) => item));
      for (const [index, { resolve }] of jobs.entries()) resolve(results[index] as Result);
    } catch (fault) {
      const lost = isUnavailable(fault) && !isConflict(fault);
      if (jobs.length > 1 && !lost) await Promise.all(jobs.map((job) => doAll([job])));
      else for (const { reject } of jobs) reject(fault);
    }
  };
  /** Until a turn brings no more: requests that arrived side by side reach this point in several turns. */
  const gathered = async (): Promise<void> => {
    for (let before = 0; waiting.length > before && waiting.length < MOST;) {
      before = waiting.length;
      await new Promise(setImmediate);
    }
  };
  const run = async () => {
    while (waiting.length > 0) {
      await gathered();
      await doAll(waiting.splice(0, MOST));
    }
    running = false;
  };
  return (item) =>
    new Promise((resolve, reject) => {
      waiting.push({ item, resolve, reject });
      if (running) return;
      running = true;
      void run();
    });
}
