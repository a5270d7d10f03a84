import { dayOf, type DateLike } from '../text/dates.js';
import { writeDay, type Day } from '../text/day.js';
import { toDigits, type Numerals } from '../text/digits.js';
import { directionOf } from '../text/direction.js';
import { formatNumber, numberingSystem } from '../text/numerals.js';
import type { Catalogue, Messages } from './catalogue.js';
import { voice, type Locale, type Voice } from './locale.js';
import { monthsOf } from './months.js';
import { isArabic } from './tags.js';

/** A locale that reads any date. */
export interface AnyLocale<Words = Messages> extends Locale<Words> {
  /** A long date with the country's months, or '' for what is no date. @param timeZone IANA name; the reader's without it. */
  date(date: DateLike | undefined, timeZone?: string): string;
}

/** The voice of a supported tag, in a catalogue's words. */
export function voiceOf<Words>(tag: string, numerals: Numerals, messages: Words): Voice<Words> {
  return voice(tag, numerals, directionOf(tag), messages, (number) => formatNumber(number, numerals, tag));
}

/** The locale of a supported tag, in a catalogue's words. */
export function localeOf<Words>(tag: string, numerals: Numerals, messages: Words): AnyLocale<Words> {
  return {
    ...voiceOf(tag, numerals, messages),
    date(value, timeZone) {
      const day = dayOf(value, timeZone);
      return day === undefined ? '' : longDate(day, { tag, numerals, messages });
    },
  };
}

/** A day written out: in Arabic by its country's months, in other languages by Intl, in the calendar of the language. */
export function longDate(
  day: Day,
  { tag, numerals, messages }: { readonly tag: string; readonly numerals: Numerals; readonly messages?: unknown },
): string {
  const system = numberingSystem(numerals, tag);
  if (isArabic(tag)) return writeDay(day, monthsOf(tag), system);
  const own = (messages as Partial<Catalogue> | undefined)?.longDate;
  if (own === undefined)
    return dateByIntl(day, `${tag}-u-ca-${tag.startsWith('fa') ? 'persian' : 'gregory'}-nu-${system}`);
  const parts: Record<string, unknown> = { ...day, month: own.months[day.month - 1] };
  return toDigits(
    own.pattern.replace(/\{(\w+)\}/g, (_, part: string) => String(parts[part])),
    system,
  );
}

/** @param locale With the calendar and the numbering system pinned. */
export function dateByIntl({ year, month, day }: Day, locale: string): string {
  const time = new Date(0).setUTCFullYear(year, month - 1, day);
  return new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' }).format(time);
}
