import { numberingSystem, type NumberingSystem } from '../text/numerals.js';

// ISO 639-3 names of Arabics that pages carry in `lang` and no Intl knows: WordPress in Morocco prints <html lang="ary">.
// Then an old name of Hebrew's, and Dari, which is written as Persian is.
const NAMES: Readonly<Record<string, string>> = {
  arb: 'ar',
  ary: 'ar-MA',
  arz: 'ar-EG',
  arq: 'ar-DZ',
  aeb: 'ar-TN',
  ayl: 'ar-LY',
  apd: 'ar-SD',
  apc: 'ar-SY',
  acm: 'ar-IQ',
  afb: 'ar-KW',
  ars: 'ar-SA',
  iw: 'he',
  prs: 'fa-AF',
};

/** The languages Midad speaks; all but Arabic are packs that load when they are needed. */
export const LANGUAGES = ['ar', 'en', 'fr', 'fa', 'ur', 'he', 'ckb'] as const;

export type Language = (typeof LANGUAGES)[number];

/** The language of a supported tag: `ar` of `ar-MA`. */
export function languageOf(tag: string): Language {
  return tag.split('-', 1)[0] as Language;
}

/** The tag Midad speaks for a page's tag: `ary` is `ar-MA`; undefined for a language it has no words for. */
export function supportedTag(lang: string): string | undefined {
  const [language = '', ...rest] = lang.trim().toLowerCase().split(/[-_]/);
  if (Object.hasOwn(NAMES, language)) return NAMES[language];
  if (!(LANGUAGES as readonly string[]).includes(language)) return undefined;
  // After a one-letter subtag come extensions, whose keys look like countries: ar-u-nu-arab.
  const extension = rest.findIndex((part) => part.length === 1);
  const country = rest.slice(0, extension < 0 ? rest.length : extension).find((part) => /^[a-z]{2}$/.test(part));
  return country === undefined ? language : `${language}-${country.toUpperCase()}`;
}

/** Whether a tag is Arabic's: numbers, months and compact numbers are then ours, and else Intl's. */
export function isArabic(tag: string): boolean {
  return /^ar(-|$)/.test(tag);
}

/** The Gregorian months as Egypt, Sudan, Libya and the Gulf name them: the names Arabic has where no country is given. */
export const MONTHS: readonly string[] =
  'يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر'.split(' ');

/** As Iraq and the Levant name them, in the old Syriac names. */
export const LEVANT_MONTHS: readonly string[] =
  'كانون الثاني,شباط,آذار,نيسان,أيار,حزيران,تموز,آب,أيلول,تشرين الأول,تشرين الثاني,كانون الأول'.split(',');

// As CLDR 48 has them, which all engines agree on; written out, because older engines do not.
const MOROCCO = 'يناير فبراير مارس أبريل ماي يونيو يوليوز غشت شتنبر أكتوبر نونبر دجنبر'.split(' ');
const ALGERIA = 'جانفي فيفري مارس أفريل ماي جوان جويلية أوت سبتمبر أكتوبر نوفمبر ديسمبر'.split(' ');
const MAURITANIA = 'يناير فبراير مارس إبريل مايو يونيو يوليو أغشت شتمبر أكتوبر نوفمبر دجمبر'.split(' ');
const OWN_MONTHS: Readonly<Record<string, readonly string[]>> = {
  MA: MOROCCO,
  DZ: ALGERIA,
  TN: ALGERIA,
  MR: MAURITANIA,
  IQ: LEVANT_MONTHS,
  SY: LEVANT_MONTHS,
  LB: LEVANT_MONTHS,
  JO: LEVANT_MONTHS,
  PS: LEVANT_MONTHS,
};

/** The names of the twelve Gregorian months in a tag's country. */
export function monthsOf(tag: string): readonly string[] {
  return OWN_MONTHS[tag.slice(-2)] ?? MONTHS;
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
