import { ago, formatDate } from '../text/dates.js';
import { directionOf } from '../text/direction.js';
import { formatNumber, numberingSystem, type Numerals } from '../text/numerals.js';
import { pluralForm, type PluralForms } from '../text/plural.js';
import { ar, type Messages } from './ar.js';

/** Everything an element needs to speak: words, digits, dates. */
export interface Locale {
  /** BCP 47 tag with the country when one was given: `ar`, `ar-MA`. */
  readonly tag: string;
  readonly dir: 'rtl' | 'ltr';
  readonly messages: Messages;
  /** A whole number in the chosen numerals. */
  number(number: number): string;
  /** A counted noun with its number: «3 تعليقات», «تعليقان». */
  count(forms: PluralForms, number: number): string;
  /** The same for a screen reader: no thousands separator, which voices read as a pause. */
  spoken(forms: PluralForms, number: number): string;
  /** A long date, or '' when there is none. */
  date(iso: string | undefined): string;
  /** «قبل 5 دقائق» in the first week, then the date. @param now Milliseconds since 1970. */
  ago(iso: string, now: number): string;
}

// ISO 639-3 names of spoken Arabics that pages carry in `lang` and no Intl knows: WordPress in Morocco prints
// <html lang="ary">.
const COUNTRY: Readonly<Record<string, string>> = {
  ary: 'ar-MA',
  arz: 'ar-EG',
  aeb: 'ar-TN',
  apc: 'ar-SY',
  acm: 'ar-IQ',
  afb: 'ar-KW',
};

/** The tag Midad speaks for a page's tag: `ary` is `ar-MA`; undefined for a language it has no words for. */
export function supportedTag(lang: string): string | undefined {
  const [language = '', ...rest] = lang.trim().toLowerCase().split(/[-_]/);
  const mapped = COUNTRY[language];
  if (mapped !== undefined) return mapped;
  if (language !== 'ar') return undefined;
  const country = rest.find((part) => /^[a-z]{2}$/.test(part));
  return country === undefined ? 'ar' : `ar-${country.toUpperCase()}`;
}

const locales = new Map<string, Locale>();

/** The locale of a supported tag; made once for every tag and numerals. */
export function localeOf(tag: string, numerals: Numerals): Locale {
  const key = `${tag} ${numerals}`;
  let locale = locales.get(key);
  if (locale === undefined) locales.set(key, (locale = makeLocale(tag, numerals)));
  return locale;
}

function makeLocale(tag: string, numerals: Numerals): Locale {
  const messages = ar;
  const system = numberingSystem(numerals, tag);
  const number = (value: number) => formatNumber(value, numerals, tag);
  const count = (forms: PluralForms, value: number) => pluralForm(forms, value, 'ar').replace('{n}', number(value));
  return {
    tag,
    dir: directionOf(tag),
    messages,
    number,
    count,
    spoken: (forms, value) => pluralForm(forms, value, 'ar').replace('{n}', String(value)),
    date: (iso) => (iso === undefined ? '' : formatDate(iso, tag, system)),
    ago(iso, now) {
      const passed = ago(Date.parse(iso), now);
      if (passed === undefined) return formatDate(iso, tag, system);
      const forms = { minute: messages.minutesAgo, hour: messages.hoursAgo, day: messages.daysAgo };
      return count(forms[passed.unit], passed.number);
    },
  };
}
