/** The clock in the test's hand, and the timers of a second and more with it; shorter ones are the test's own. */
export function fakeTime() {
  const {
    setTimeout: set,
    clearTimeout: clear,
    Date: { now },
  } = window;
  let time = now();
  let last = 0;
  const timers = new Map<number, { at: number; ring: () => void }>();
  Object.assign(window, {
    setTimeout(ring: () => void, wait = 0) {
      if (wait < 1000) return set(ring, wait);
      timers.set(--last, { at: time + wait, ring });
      return last;
    },
    clearTimeout: (id: number) => timers.delete(id) || clear(id),
  });
  Date.now = () => time;
  return {
    get now() {
      return time;
    },
    waits: () => [...timers.values()].map(({ at }) => at - time),
    pass(milliseconds: number) {
      time += milliseconds;
      for (const [id, { at, ring }] of timers) if (at <= time && timers.delete(id)) ring();
    },
    /** The clock goes on, and timers do not. */
    sleep(milliseconds: number) {
      time += milliseconds;
      for (const timer of timers.values()) timer.at += milliseconds;
    },
    restore() {
      Object.assign(window, { setTimeout: set, clearTimeout: clear });
      Date.now = now;
    },
  };
}
