const formats = new Map<string, Intl.DateTimeFormat>();

/**
 * A long date such as «21 أبريل 2020», with the month names of the tag's country and Gregorian years everywhere.
 *
 * @param iso ISO 8601. A date with no time is that day wherever the reader is.
 * @param tag Language and country, `ar-MA`.
 * @param numberingSystem `latn`, `arab` or `arabext`.
 */
export function formatDate(iso: string, tag: string, numberingSystem: string): string {
  // Pinned, because engines differ: WebKit on ICU 72 gives ar-SA a Hijri calendar and bare ar Arabic-Indic digits.
  const locale = `${tag}-u-ca-gregory-nu-${numberingSystem}`;
  const timeZone = iso.length === 10 ? 'UTC' : undefined;
  const key = `${locale} ${timeZone}`;
  let format = formats.get(key);
  if (format === undefined) {
    format = new Intl.DateTimeFormat(locale, { dateStyle: 'long', ...(timeZone && { timeZone }) });
    formats.set(key, format);
  }
  return format.format(new Date(iso));
}

export type AgoUnit = 'minute' | 'hour' | 'day';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/**
 * How long ago, in the largest whole unit: `{ unit: 'minute', number: 5 }`. The first minute is `{ minute, 0 }`, «الآن»,
 * and so is a future time (a clock that is off). After a week undefined: a date says it better.
 *
 * @param then @param now Milliseconds since 1970.
 */
export function ago(then: number, now: number): { unit: AgoUnit; number: number } | undefined {
  const passed = Math.max(0, now - then);
  if (passed < HOUR) return { unit: 'minute', number: Math.floor(passed / MINUTE) };
  if (passed < DAY) return { unit: 'hour', number: Math.floor(passed / HOUR) };
  return passed < 7 * DAY ? { unit: 'day', number: Math.floor(passed / DAY) } : undefined;
}
