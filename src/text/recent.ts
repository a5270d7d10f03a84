const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** How a time that has passed is told for a week, and the moment in milliseconds since 1970 from which it is told otherwise. */
export interface Recent {
  /** Undefined for what is a day ahead or a week old: its date says it better. */
  readonly unit?: 'minute' | 'hour' | 'day';
  readonly number: number;
  /** Infinity when it never will be. */
  readonly until: number;
}

/**
 * How long ago, in minutes, hours and days: what `ago` and `nextChange` say with `{ smallest: 'minute', largest: 'day' }`.
 *
 * @param iso ISO 8601 with a zone. @param now Milliseconds since 1970.
 */
export function recent(iso: string, now: number): Recent {
  const time = Date.parse(iso);
  const passed = now - time;
  if (passed <= -DAY) return { number: 0, until: time - DAY + 1 };
  if (passed < DAY) {
    const [unit, size] = passed < HOUR ? (['minute', MINUTE] as const) : (['hour', HOUR] as const);
    const number = Math.max(0, Math.floor(passed / size));
    return { unit, number, until: time + (number + 1) * size };
  }
  // Without looking for midnights, which is what costs.
  if (passed > 8 * DAY) return { number: 0, until: Infinity };
  // Midnights are 23 or 25 hours apart where clocks are changed.
  const number = Math.round((midnight(now, 0) - midnight(time, 0)) / DAY);
  return number < 7 ? { unit: 'day', number, until: midnight(now, 24) } : { number, until: Infinity };
}

/** A day's beginning where the reader is, or with 24 hours its end. */
const midnight = (time: number, hours: number) => new Date(time).setHours(hours, 0, 0, 0);
