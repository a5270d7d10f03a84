import { dayOf, writeDay, type DateLike, type Day } from '../text/dates.js';
import { directionOf } from '../text/direction.js';
import { formatNumber, numberingSystem, toDigits, type Numerals } from '../text/numerals.js';
import { pluralForm, type PluralForms } from '../text/plural.js';
import type { Catalogue, Messages } from './catalogue.js';
import { isArabic, monthsOf } from './countries.js';

/** What an element needs to speak of numbers: words and digits. @typeParam Words The part of the messages it speaks with. */
export interface Voice<Words = Messages> {
  /** BCP 47 tag with the country when one was given: `ar`, `ar-MA`. */
  readonly tag: string;
  readonly numerals: Numerals;
  readonly dir: 'rtl' | 'ltr';
  readonly messages: Words;
  /** A number in the chosen numerals. */
  number(number: number): string;
  /** A counted noun with its number: «3 تعليقات», «تعليقان». */
  count(forms: PluralForms, number: number): string;
  /** The same for a screen reader: no thousands separator, which voices read as a pause. */
  spoken(forms: PluralForms, number: number): string;
}

/** Everything an element needs to speak: words, digits, dates. Apart from `Voice`, for a counter needs no calendar. */
export interface Locale<Words = Messages> extends Voice<Words> {
  /** A long date with the country's months, or '' for what is no date. @param timeZone IANA name; the reader's without it. */
  date(date: DateLike | undefined, timeZone?: string): string;
}

/** The voice of a supported tag, in a catalogue's words. */
export function voiceOf<Words>(tag: string, numerals: Numerals, messages: Words): Voice<Words> {
  const number = (value: number) => formatNumber(value, numerals, tag);
  return {
    tag,
    numerals,
    dir: directionOf(tag),
    messages,
    number,
    count: (forms, value) => pluralForm(forms, value, tag).replace('{n}', number(value)),
    spoken: (forms, value) => pluralForm(forms, value, tag).replace('{n}', String(value)),
  };
}

/** The locale of a supported tag, in a catalogue's words. */
export function localeOf<Words>(tag: string, numerals: Numerals, messages: Words): Locale<Words> {
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
