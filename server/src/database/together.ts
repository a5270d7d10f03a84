import { isConflict, isUnavailable } from './faults.js';

interface Job<Item, Result> {
  readonly item: Item;
  readonly resolve: (result: Result) => void;
  readonly reject: (fault: unknown) => void;
}

/** More at once would make one statement of more values than SQLite takes. */
const MOST = 100;
/** Requests that arrived side by side reach the same point in several turns of the event loop. */
const MOST_TURNS = 5;

/**
 * Calls that come while others are being done wait, and are then done together: one question, or one commit, for all of
 * them. So are calls that come one turn of the event loop after another. The more there is to do the less each costs, and a
 * call that comes alone waits for one turn.
 *
 * @param act Does it for all, giving the results in the same order, or for none when it rejects: then it is asked to do
 * either half, and so on, so that what is wrong with one is nothing to the others.
 */
export function together<Item, Result>(
  act: (items: readonly Item[]) => Promise<readonly Result[]>,
): (item: Item) => Promise<Result> {
  const waiting: Job<Item, Result>[] = [];
  let running = false;

  const doAll = async (jobs: readonly Job<Item, Result>[]): Promise<void> => {
    let results: readonly Result[];
    try {
      results = await act(jobs.map(({ item }) => item));
    } catch (fault) {
      const lost = isUnavailable(fault) && !isConflict(fault);
      if (jobs.length === 1 || lost) return jobs.forEach(({ reject }) => reject(fault));
      const half = jobs.length >> 1;
      await doAll(jobs.slice(0, half));
      return doAll(jobs.slice(half));
    }
    for (const [index, { resolve }] of jobs.entries()) resolve(results[index] as Result);
  };
  /** Until a turn brings no more, or MOST_TURNS are over. */
  const gathered = async (): Promise<void> => {
    let before = 0;
    for (let turn = 0; waiting.length > before && turn < MOST_TURNS; turn += 1) {
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
