/**
 * How digits are written: `press` is the Arab press's habit (ASCII digits, Arabic thousands separator U+066C), and `locale`
 * in other languages; `latn`, `arab` and `arabext` are CLDR's numbering systems; `locale` is what CLDR gives for the country.
 */
export type Numerals = 'press' | 'latn' | 'arab' | 'arabext' | 'locale';

/** The CLDR numbering systems Arabic is written in: 0123, ٠١٢٣, ۰۱۲۳. */
export type NumberingSystem = 'latn' | 'arab' | 'arabext';

export const NUMERALS: readonly string[] = ['press', 'latn', 'arab', 'arabext', 'locale'];

/** Whether the value names a way of writing digits. */
export function isNumerals(value: unknown): value is Numerals {
  return NUMERALS.includes(value as string);
}

const ZEROS: Partial<Record<Numerals, number>> = { arab: 0x660, arabext: 0x6f0 };

/** The ASCII digits of a text in another numbering system; everything else stays. */
export function toDigits(text: string, system: Numerals): string {
  const zero = ZEROS[system];
  return zero === undefined ? text : text.replace(/\d/g, (digit) => String.fromCharCode(zero + Number(digit)));
}

/** A count (a whole number, 0 or more) in Arabic, as `formatNumber` writes it, without Intl; not for `locale`. */
export function formatCount(count: number, numerals: Numerals): string {
  return toDigits(String(count).replace(/\B(?=(\d{3})+$)/g, numerals === 'latn' ? ',' : '٬'), numerals);
}
