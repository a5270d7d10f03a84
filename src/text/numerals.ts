/**
 * How digits are written: `press` is the Arab press's habit (ASCII digits, Arabic thousands separator U+066C), `latn`,
 * `arab` and `arabext` are CLDR's numbering systems, `locale` is what CLDR gives for the country.
 */
export type Numerals = 'press' | 'latn' | 'arab' | 'arabext' | 'locale';

const NUMERALS: readonly string[] = ['press', 'latn', 'arab', 'arabext', 'locale'];

/** Whether the value names a way of writing digits. */
export function isNumerals(value: unknown): value is Numerals {
  return NUMERALS.includes(value as string);
}

// Countries whose CLDR default is Arabic-Indic digits. Never asked of the engine: for bare `ar`, WebKit on ICU 72
// answers arab and the others latn (CLDR-17553).
const ARAB_DIGITS = /-(BH|DJ|EG|ER|IL|IQ|JO|KM|KW|LB|MR|OM|PS|QA|SA|SD|SO|SY|TD|YE)$/;

/** The CLDR numbering system to pin for a language tag such as `ar-MA`. */
export function numberingSystem(numerals: Numerals, tag: string): string {
  if (numerals === 'press') return 'latn';
  return numerals === 'locale' ? (ARAB_DIGITS.test(tag) ? 'arab' : 'latn') : numerals;
}

const formats = new Map<string, Intl.NumberFormat>();

/** A whole number as readers see it: 1082 is `1٬082` in the press's numerals. The same in every engine. */
export function formatNumber(number: number, numerals: Numerals, tag: string): string {
  // `locale` alone takes the country's separators; the other systems mean one thing everywhere.
  const locale = `${numerals === 'locale' ? tag : 'ar'}-u-nu-${numberingSystem(numerals, tag)}`;
  let format = formats.get(locale);
  if (format === undefined) formats.set(locale, (format = new Intl.NumberFormat(locale, { useGrouping: true })));
  const text = format.format(number);
  return numerals === 'press' ? text.replace(/,/g, '\u066C') : text;
}
