import type { NumberingSystem, Numerals } from './digits.js';
import { directionOf } from './direction.js';

// Where CLDR's default is not ASCII digits. Never asked of the engine: for bare `ar`, WebKit on ICU 72 answers arab and the
// others latn (CLDR-17553).
const ARAB_DIGITS = /^ar-(BH|DJ|EG|ER|IL|IQ|JO|KM|KW|LB|MR|OM|PS|QA|SA|SD|SO|SY|TD|YE)$|^ckb/;
const PERSIAN_DIGITS = /^(fa|ps|ur-IN)/;

/** The CLDR numbering system to pin for a language tag such as `ar-MA`. */
export function numberingSystem(numerals: Numerals, tag: string): NumberingSystem {
  const habit = habitOf(numerals, tag);
  if (habit === 'press') return 'latn';
  if (habit !== 'locale') return habit;
  return ARAB_DIGITS.test(tag) ? 'arab' : PERSIAN_DIGITS.test(tag) ? 'arabext' : 'latn';
}

/** The Arab press's habit is Arabic's alone; any other language has its locale's. */
function habitOf(numerals: Numerals, tag: string): Numerals {
  return numerals === 'press' && !/^ar(-|$)/.test(tag) ? 'locale' : numerals;
}

const formats = new Map<string, Intl.NumberFormat>();

/**
 * A number as readers see it: 1082 is `1٬082` in the press's numerals. The same bytes in every engine. A negative number
 * starts with the one mark that keeps its minus on the side it belongs to in any text: U+200E before ASCII and Persian
 * digits, U+061C before Arabic-Indic ones. '' for NaN and infinity.
 *
 * @param decimals How many digits stand after the decimal sign; without it as many as it has, at most three.
 */
export function formatNumber(number: number, numerals: Numerals, tag: string, decimals?: number): string {
  if (!Number.isFinite(number)) return '';
  const system = numberingSystem(numerals, tag);
  const habit = habitOf(numerals, tag);
  // `locale` alone takes the country's separators; the other systems mean one thing everywhere. Kurdish, which Chromium does
  // not know, has Arabic's.
  const locale = `${habit === 'locale' && !tag.startsWith('ckb') ? tag : 'ar'}-u-nu-${system}`;
  const key = `${locale} ${decimals}`;
  let format = formats.get(key);
  if (format === undefined) {
    const digits = decimals === undefined ? {} : { minimumFractionDigits: decimals, maximumFractionDigits: decimals };
    formats.set(key, (format = new Intl.NumberFormat(locale, { useGrouping: true, ...digits })));
  }
  // The sign is ours: engines write different marks around it, and a minus before what is rounded to zero.
  let text = format.format(Math.abs(number));
  if (habit === 'press') text = text.replace(/,/g, '\u066C');
  return number < 0 && /[^0٠۰.,\u066B]/.test(text) ? minus(habit, system, tag) + text : text;
}

function minus(numerals: Numerals, system: NumberingSystem, tag: string): string {
  if (numerals === 'locale' && directionOf(tag) === 'ltr') return '-';
  return system === 'arab' ? '\u061C-' : '\u200E-';
}

/**
 * A share as a percentage, with no marks in it: 0.425 is `43%`, and `٤٣٪` in Arabic-Indic digits. The sign's side depends
 * on what stands before it, so isolate it where it is inserted: `<bdi>`, or `isolate()`.
 *
 * @param share 1 is a hundred per cent. @param decimals Digits after the decimal sign; 0 by default.
 */
export function formatPercent(share: number, numerals: Numerals, tag: string, decimals = 0): string {
  // 0.285 × 100 is 28.499999999999996: twelve digits are what was meant.
  const text = formatNumber(Number((share * 100).toPrecision(12)), numerals, tag, decimals);
  if (text === '') return '';
  return text + (numberingSystem(numerals, tag) === 'latn' ? '%' : '٪');
}

/**
 * From one number to another: `12–15`. The dash is U+2013: in a right-to-left text it puts the first number on the right
 * wherever it stands, which a hyphen does only after an Arabic letter; in a left-to-right text the first is on the left.
 */
export function formatRange(from: number, to: number, numerals: Numerals, tag: string): string {
  const texts = [from, to].map((number) => formatNumber(number, numerals, tag));
  return texts.includes('') ? '' : texts.join('\u2013');
}

// What may stand around a number or its sign without being part of it.
const MARKS = /[\u200E\u200F\u061C\u2066-\u2069]/g;
const NUMBER = /^([-\u2212]?)(\d+)((?:([٬,.\u00A0\u202F])\d{3}(?:\4\d{3})*)?)(?:([٫,.])(\d+))?$/;

/**
 * The number that a text is, or undefined when it is none, malformed or ambiguous. Reads ASCII, Arabic-Indic and Persian
 * digits and these separators: U+066C, no-break spaces and the comma group (the comma not in a locale whose decimal sign
 * it is), a full stop groups only with a locale that groups so (`ar-MA`, `ar-DZ`, `ar-TN`, `ar-LY`, `de`, …). `1.082`
 * and `1,082` are read as 1082 or refused, never as one and a bit.
 *
 * @param tag The locale it was written in, if that is known.
 */
export function parseNumber(text: string, tag?: string): number | undefined {
  const ascii = asciiDigits(text.trim().replace(MARKS, ''));
  const [, sign = '', start = '', groups = '', group, point, fraction = ''] = (ascii && NUMBER.exec(ascii)) || [];
  if (start === '') return undefined;
  const signs = tag === undefined ? PLAIN : separators(tag);
  if (group !== undefined) {
    // Groups of three after one to three digits of which the first is not 0.
    if (start.length > 3 || start.startsWith('0')) return undefined;
    const own = group === ',' || group === '.';
    if (own && group !== signs.group) return undefined;
    if (group === point) return undefined;
  }
  if (point !== undefined && point !== '٫') {
    if (point !== signs.decimal) return undefined;
    if (group === undefined && fraction.length === 3 && start.length <= 3 && !start.startsWith('0')) return undefined;
  }
  const number = Number(`${start}${groups.replace(/\D/g, '')}.${fraction || '0'}`);
  if (number > Number.MAX_SAFE_INTEGER) return undefined;
  return sign === '' || number === 0 ? number : -number;
}

const PLAIN = { group: ',', decimal: '.' };

/** What a locale writes between groups and before decimals, in ASCII digits. */
function separators(tag: string): { group: string; decimal: string } {
  try {
    const parts = new Intl.NumberFormat(`${tag}-u-nu-latn`, { useGrouping: true }).formatToParts(12345.6);
    const sign = (type: string) => parts.find((part) => part.type === type)?.value ?? '';
    return { group: sign('group'), decimal: sign('decimal') };
  } catch {
    return PLAIN;
  }
}

/** The text with ASCII digits, or undefined when its digits are of several systems. */
function asciiDigits(text: string): string | undefined {
  const systems = [/[0-9]/, /[٠-٩]/, /[۰-۹]/].filter((digits) => digits.test(text));
  if (systems.length !== 1) return undefined;
  return text.replace(/[٠-٩۰-۹]/g, (digit) => String(digit.charCodeAt(0) & 0xf));
}

/** A number in a large unit: how many, rounded as readers expect, and the unit's power of a thousand (1 thousand, 2 million …). */
export interface Compact {
  readonly value: number;
  readonly power: number;
}

/**
 * A number in the largest unit that holds it, or undefined below `from`, where the whole number is said. One decimal
 * below ten units, none from ten on; what rounds to a thousand units is one of the next: 999 500 is a million.
 *
 * @param from 10 000 by default: up to there the press writes numbers in full.
 */
export function compact(number: number, from = 10_000): Compact | undefined {
  const size = Math.abs(number);
  if (!Number.isFinite(size) || size < Math.max(from, 1000)) return undefined;
  for (let power = 1; ; power++) {
    const units = size / 1000 ** power;
    const value = units < 9.95 ? Math.round(units * 10) / 10 : Math.round(units);
    if (value < 1000 || power === 4) return { value: number < 0 ? -value : value, power };
  }
}
