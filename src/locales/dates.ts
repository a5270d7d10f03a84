import { dayOf, hijriDay, type AgoOptions, type DateLike } from '../text/dates.js';
import { writeDay, type Day } from '../text/day.js';
import { numberingSystem } from '../text/numerals.js';
import { agoInWords, type AgoMessages } from './ago.js';
import { dateByIntl, longDate } from './any.js';
import type { Voice } from './locale.js';
import { LEVANT_MONTHS, MONTHS, monthsOf } from './months.js';
import { isArabic } from './tags.js';

type Speech = Pick<Voice, 'tag' | 'numerals'> & { readonly messages?: unknown };

export interface DateOptions {
  /** IANA name, `Africa/Casablanca`; the reader's zone without it. */
  readonly timeZone?: string | undefined;
  /** `gregorian` by default; `both` puts the Hijri date in brackets after the Gregorian. */
  readonly calendar?: 'gregorian' | 'hijri' | 'both';
  /** Days to add to the calendar of Umm al-Qura: -1 where the moon was sighted a day later. 0 by default. */
  readonly hijriOffset?: number;
  /** Each month by both its names, as the BBC prints them: «21 أبريل/نيسان 2020». */
  readonly bothMonths?: boolean;
}

// As CLDR 48 names them.
const HIJRI_MONTHS: readonly string[] =
  'محرم,صفر,ربيع الأول,ربيع الآخر,جمادى الأولى,جمادى الآخرة,رجب,شعبان,رمضان,شوال,ذو القعدة,ذو الحجة'.split(',');

/**
 * A long date with the country's months and digits: «21 غشت 2020» in `ar-MA`, «28 شعبان 1441 هـ» by the Hijri calendar.
 * The same bytes in every engine for Arabic; other languages are written as Intl writes them. '' for what is no date.
 */
export function formatDate(date: DateLike | undefined, locale: Speech, options: DateOptions = {}): string {
  const { timeZone, calendar = 'gregorian', hijriOffset = 0, bothMonths = false } = options;
  const day = dayOf(date, timeZone);
  if (day === undefined) return '';
  const gregorian = () => gregorianDate(day, locale, bothMonths);
  const hijri = () => hijriDate(day, locale, hijriOffset);
  if (calendar === 'both') return `${gregorian()} (${hijri()})`;
  return calendar === 'hijri' ? hijri() : gregorian();
}

function gregorianDate(day: Day, locale: Speech, bothMonths: boolean): string {
  const { tag, numerals } = locale;
  if (!bothMonths || !isArabic(tag)) return longDate(day, locale);
  const months = monthsOf(tag);
  const others = months === LEVANT_MONTHS ? MONTHS : months;
  return writeDay(day, others, numberingSystem(numerals, tag), LEVANT_MONTHS);
}

function hijriDate(day: Day, { tag, numerals }: Speech, offset: number): string {
  const system = numberingSystem(numerals, tag);
  // Kurdish, which Chromium does not know, has Arabic's names.
  if (!isArabic(tag) && !tag.startsWith('ckb')) {
    const moved = new Date(Date.UTC(day.year, day.month - 1, day.day + offset));
    const of = { year: moved.getUTCFullYear(), month: moved.getUTCMonth() + 1, day: moved.getUTCDate() };
    return dateByIntl(of, `${tag}-u-ca-islamic-umalqura-nu-${system}`);
  }
  return `${writeDay(hijriDay(day, offset), HIJRI_MONTHS, system)} هـ`;
}

/**
 * How long ago, in words: «قبل 5 ثوانٍ», «أمس», «قبل سنتين»; the long date for what `largest` leaves out and for what is a
 * day ahead; '' for what is no date. `nextChange` says when to ask again.
 *
 * @param now Milliseconds since 1970.
 */
export function formatAgo(
  date: DateLike | undefined,
  now: number,
  locale: Voice<AgoMessages>,
  options: AgoOptions & DateOptions = {},
): string {
  return agoInWords(date, now, locale, options) ?? formatDate(date, locale, options);
}
