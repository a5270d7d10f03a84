// ISO 639-3 names of Arabics that pages carry in `lang` and no Intl knows: WordPress in Morocco prints <html lang="ary">.
const ARABICS: Readonly<Record<string, string>> = {
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
};

/** A page's tag as language and country: `ar-MA` for `ar_ma`, `ar-Arab-MA` and `ary`. */
export function plainTag(lang: string): string {
  // After a one-letter subtag come extensions, whose keys look like countries: ar-u-nu-arab.
  const [plain = ''] = lang
    .trim()
    .toLowerCase()
    .split(/[-_]\w(?![^-_])/);
  const [language = '', ...rest] = plain.split(/[-_]/);
  const country = rest.find((part) => /^[a-z]{2}$/.test(part));
  return ARABICS[language] ?? (country === undefined ? language : `${language}-${country.toUpperCase()}`);
}

/** The language of a plain tag: `ar` of `ar-MA`. */
export function languageOf(tag: string): string {
  return tag.split('-', 1)[0]!;
}

/** Whether a plain tag is Arabic's: numbers, months and compact numbers are then ours, and else Intl's. */
export function isArabic(tag: string): boolean {
  return languageOf(tag) === 'ar';
}
