import { dayOfIso } from '../text/day.js';
import { formatCount, toDigits, type Numerals } from '../text/digits.js';
import type { Direction } from '../text/direction.js';
import { pluralForm, type PluralForms } from '../text/plural.js';
import type { Messages } from './catalogue.js';
import { monthsOf } from './months.js';

/** What an element needs to speak of numbers: words and digits. @typeParam Words The part of the messages it speaks with. */
export interface Voice<Words = Messages> {
  /** BCP 47 tag with the country when one was given: `ar`, `ar-MA`. */
  readonly tag: string;
  readonly numerals: Numerals;
  readonly dir: Direction;
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
  /** A long date with the country's months, where the reader is; '' for what is no date. @param iso As `parseIsoDate` gives it. */
  date(iso: string | undefined): string;
}

/** A voice out of what its language writes numbers with. */
export function voice<Words>(
  tag: string,
  numerals: Numerals,
  dir: Direction,
  messages: Words,
  number: (number: number) => string,
): Voice<Words> {
  const count = (forms: PluralForms, value: number, said: string) => pluralForm(forms, value, tag).replace('{n}', said);
  return {
    tag,
    numerals,
    dir,
    messages,
    number,
    count: (forms, value) => count(forms, value, number(value)),
    spoken: (forms, value) => count(forms, value, String(value)),
  };
}

/**
 * The voice of Arabic, for counts in any numerals but `locale`: all that most pages need. `localeOf` speaks for every
 * language, and loads later.
 */
export function arabicVoice<Words>(tag: string, numerals: Numerals, messages: Words): Voice<Words> {
  return voice(tag, numerals, 'rtl', messages, (number) => formatCount(number, numerals));
}

/** The same with dates. */
export function arabicLocale<Words>(tag: string, numerals: Numerals, messages: Words): Locale<Words> {
  return {
    ...arabicVoice(tag, numerals, messages),
    date(iso) {
      const day = iso && dayOfIso(iso);
      return day ? toDigits(`${day.day} ${monthsOf(tag)[day.month - 1]} ${day.year}`, numerals) : '';
    },
  };
}
