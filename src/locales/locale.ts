import { ago, dayOf, writeDay, type DateLike } from '../text/dates.js';
import { directionOf } from '../text/direction.js';
import { formatNumber, numberingSystem, type Numerals } from '../text/numerals.js';
import { pluralForm, type PluralForms } from '../text/plural.js';
import { ar, type Messages } from './ar.js';
import { monthsOf } from './countries.js';

export { supportedTag } from './countries.js';

/** What an element needs to speak of numbers: words and digits. */
export interface Voice {
  /** BCP 47 tag with the country when one was given: `ar`, `ar-MA`. */
  readonly tag: string;
  readonly numerals: Numerals;
  readonly dir: 'rtl' | 'ltr';
  readonly messages: Messages;
  /** A number in the chosen numerals. */
  number(number: number): string;
  /** A counted noun with its number: «3 تعليقات», «تعليقان». */
  count(forms: PluralForms, number: number): string;
  /** The same for a screen reader: no thousands separator, which voices read as a pause. */
  spoken(forms: PluralForms, number: number): string;
}

/** Everything an element needs to speak: words, digits, dates. Apart from `Voice`, for a counter needs no calendar. */
export interface Locale extends Voice {
  /** A long Gregorian date with the country's months, or '' for what is no date. */
  date(date: DateLike | undefined): string;
  /** «قبل 5 دقائق» in the first week, then the date; '' for what is no date. @param now Milliseconds since 1970. */
  ago(date: DateLike | undefined, now: number): string;
}

const voices = new Map<string, Voice>();
const locales = new Map<string, Locale>();

/** The voice of a supported tag; made once for every tag and numerals. */
export function voiceOf(tag: string, numerals: Numerals): Voice {
  const key = `${tag} ${numerals}`;
  let voice = voices.get(key);
  if (voice === undefined) voices.set(key, (voice = makeVoice(tag, numerals)));
  return voice;
}

/** The locale of a supported tag; made once for every tag and numerals. */
export function localeOf(tag: string, numerals: Numerals): Locale {
  const key = `${tag} ${numerals}`;
  let locale = locales.get(key);
  if (locale === undefined) locales.set(key, (locale = makeLocale(voiceOf(tag, numerals))));
  return locale;
}

function makeVoice(tag: string, numerals: Numerals): Voice {
  const number = (value: number) => formatNumber(value, numerals, tag);
  return {
    tag,
    numerals,
    dir: directionOf(tag),
    messages: ar,
    number,
    count: (forms, value) => pluralForm(forms, value, 'ar').replace('{n}', number(value)),
    spoken: (forms, value) => pluralForm(forms, value, 'ar').replace('{n}', String(value)),
  };
}

function makeLocale(voice: Voice): Locale {
  const { tag, numerals, messages } = voice;
  const date = (value: DateLike | undefined) => {
    const day = dayOf(value);
    return day === undefined ? '' : writeDay(day, monthsOf(tag), numberingSystem(numerals, tag));
  };
  return {
    ...voice,
    date,
    ago(value, now) {
      const passed = ago(value, now, { smallest: 'minute', largest: 'day' });
      if (passed === undefined) return date(value);
      const { minutesAgo, hoursAgo, daysAgo } = messages;
      return voice.count({ minute: minutesAgo, hour: hoursAgo, day: daysAgo }[passed.unit as 'minute'], passed.number);
    },
  };
}
