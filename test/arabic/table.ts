/** What the 22 Arab locales say of the same numbers, date and times. Engines and Node must say it byte for byte alike. */
import { ar, ARAB_TAGS, formatAgo, formatDate, formatNumber, localeOf, type Numerals } from '../../src/text/index.js';

const COUNTS = [0, 1, 2, 3, 11, 100, 102, 103];
const NUMERALS: readonly Numerals[] = ['press', 'locale'];
const NOW = Date.parse('2020-08-21T18:30:00Z');
const timeZone = 'Africa/Casablanca';

export type Table = Readonly<Record<string, readonly string[]>>;

/** `{ 'ar-MA press': ['1٬082', …], … }`. */
export function table(): Table {
  const rows = ARAB_TAGS.flatMap((tag) =>
    NUMERALS.map((numerals): [string, string[]] => [`${tag} ${numerals}`, row(tag, numerals)]),
  );
  return Object.fromEntries(rows);
}

function row(tag: string, numerals: Numerals): string[] {
  const locale = localeOf(tag, numerals, ar);
  return [
    ...[1082, 1234567, -1082, 1234.5].map((number) => formatNumber(number, numerals, tag)),
    locale.date('2020-08-21'),
    formatDate('2020-04-21T18:30:00Z', locale, { timeZone }),
    formatDate('2020-04-21T18:30:00Z', locale, { timeZone, calendar: 'hijri' }),
    formatDate('2020-04-21T18:30:00Z', locale, { timeZone, bothMonths: true }),
    formatAgo(NOW - 5000, NOW, locale, { timeZone }),
    formatAgo(NOW - 11 * 60_000, NOW, locale, { timeZone }),
    ...COUNTS.map((number) => locale.count(locale.messages.comments, number)),
  ];
}
