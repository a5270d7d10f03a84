import type { NumberingSystem } from '../text/digits.js';
import { numberingSystem } from '../text/numerals.js';
import { monthsOf } from './months.js';
import { languageOf, plainTag } from './tags.js';

/** The languages Midad speaks; all but Arabic are packs that load when they are needed. */
export const LANGUAGES = ['ar', 'en', 'fr', 'fa', 'ur', 'he', 'ckb'] as const;

export type Language = (typeof LANGUAGES)[number];

/** Whether Midad speaks a language. */
export function isSpoken(language: string): language is Language {
  return (LANGUAGES as readonly string[]).includes(language);
}

// Other names of the languages there are packs for: old ISO 639, and Dari, which is written as Persian is.
const OTHER_NAMES: Readonly<Record<string, string>> = { iw: 'he', prs: 'fa-AF' };

/** The tag Midad speaks for a page's tag: `ary` is `ar-MA`; undefined for a language it has no words for. */
export function supportedTag(lang: string): string | undefined {
  const tag = plainTag(lang);
  return OTHER_NAMES[languageOf(tag)] ?? (isSpoken(languageOf(tag)) ? tag : undefined);
}

/** How a country writes numbers and dates, and how its week runs. */
export interface Country {
  readonly months: readonly string[];
  readonly numberingSystem: NumberingSystem;
  /** The week's first day: 1 is Monday, 6 Saturday, 7 Sunday, as Intl.Locale's getWeekInfo() counts. */
  readonly firstDay: number;
  /** The days of rest, counted the same way. */
  readonly weekend: readonly number[];
  /** Whether times are told by 12 hours with ص and م, or by 24. */
  readonly clock: 12 | 24;
}

// First day, days of rest, clock: CLDR 48's weekData and timeData for the 22 countries of the Arab League, and 001 for
// Arabic without a country.
const WEEKS: Readonly<Record<string, readonly [first: number, rest: string, clock: 12 | 24]>> = {
  '001': [6, '56', 12],
  AE: [1, '67', 12],
  BH: [6, '56', 12],
  DJ: [6, '67', 12],
  DZ: [6, '56', 12],
  EG: [6, '56', 12],
  IQ: [6, '56', 12],
  JO: [6, '56', 12],
  KM: [1, '67', 24],
  KW: [6, '56', 12],
  LB: [1, '67', 12],
  LY: [6, '56', 12],
  MA: [1, '67', 24],
  MR: [1, '67', 12],
  OM: [6, '56', 12],
  PS: [1, '67', 12],
  QA: [6, '56', 12],
  SA: [7, '56', 12],
  SD: [6, '56', 12],
  SO: [1, '67', 12],
  SY: [6, '56', 12],
  TN: [1, '67', 12],
  YE: [7, '56', 12],
};

/** The 22 Arab locales: `ar-AE` … `ar-YE`. */
export const ARAB_TAGS: readonly string[] = 'AE BH DJ DZ EG IQ JO KM KW LB LY MA MR OM PS QA SA SD SO SY TN YE'
  .split(' ')
  .map((code) => `ar-${code}`);

/** What is known of a tag's country; of Arabic in general for a tag without one, or with one that is not Arab. */
export function countryOf(tag: string): Country {
  const [firstDay, rest, clock] = WEEKS[tag.slice(-2)] ?? WEEKS['001']!;
  return {
    months: monthsOf(tag),
    numberingSystem: numberingSystem('locale', tag),
    firstDay,
    weekend: Array.from(rest, Number),
    clock,
  };
}
