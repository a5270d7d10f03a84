/** The corpus's unit cases: how each kind of case is asked of `midad/text`. */
import {
  cleanName,
  cleanText,
  excerpt,
  fold,
  formatDate,
  formatNumber,
  guessDirection,
  numberingSystem,
  pluralForm,
  type NumberingSystem,
} from '../../src/text/index.js';

export interface UnitCase {
  readonly id: string;
  readonly kind: string;
  readonly input: unknown;
  readonly expect: unknown;
  readonly why: string;
}

const CATEGORIES = { zero: 'zero', one: 'one', two: 'two', few: 'few', many: 'many', other: 'other' };

/** `ar-MA-u-nu-latn-ca-gregory` in parts. */
function localeParts(locale: string) {
  const [tag = '', extension = ''] = locale.split('-u-');
  const system = (/nu-(\w+)/.exec(extension)?.[1] ?? 'latn') as NumberingSystem;
  return { tag, system, hijri: extension.includes('ca-islamic-umalqura') };
}

const KINDS: Readonly<Record<string, (input: never) => unknown>> = {
  'count-press': (number: number) => formatNumber(number, 'press', 'ar'),
  'count-intl': ({ locale, value }: { locale: string; value: number }) => {
    const { tag, system } = localeParts(locale);
    return formatNumber(value, numberingSystem('locale', tag) === system ? 'locale' : system, tag);
  },
  'date-long': ({ locale, iso, tz }: { locale: string; iso: string; tz: string }) => {
    const { tag, system, hijri } = localeParts(locale);
    return formatDate(iso, { tag, numerals: system }, { timeZone: tz, calendar: hijri ? 'hijri' : 'gregorian' });
  },
  plural: (number: number) => pluralForm(CATEGORIES, number, 'ar'),
  fold,
  'clean-name': cleanName,
  'clean-comment': cleanText,
  'guess-dir': (text: string) => guessDirection(text) ?? null,
  excerpt: ({ text, maxWords }: { text: string; maxWords: number }) => excerpt(text, { words: maxWords }),
  paragraphs: (text: string) => text.split(/\n+/).filter((line) => line.trim() !== '').length,
  // Searching asks the fold, not the engine's collator; both must say that these are one word.
  'collator-search': ([one, other]: [string, string]) => (fold(one) === fold(other) ? 0 : 1),
};

/** What Midad makes of a case. */
export function outcome({ id, kind, input }: UnitCase): unknown {
  const ask = KINDS[kind];
  if (ask === undefined) throw new Error(`${id}: nobody knows a case of the kind "${kind}".`);
  return ask(input as never);
}
