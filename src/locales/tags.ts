// ISO 639-3 names of Arabics that pages carry in `lang` and no Intl knows: WordPress in Morocco prints <html lang="ary">.
const ARABICS = /* @__PURE__ */ 'arb ary-MA arz-EG arq-DZ aeb-TN ayl-LY apd-SD apc-SY acm-IQ afb-KW ars-SA'.split(' ');

/** A page's tag as language and country: `ar-MA` for `ar_ma`, `ar-Arab-MA` and `ary`. */
export function plainTag(lang: string): string {
  // After a one-letter subtag come extensions, whose keys look like countries: ar-u-nu-arab.
  const [plain = ''] = lang
    .trim()
    .toLowerCase()
    .split(/[-_]\w(?![^-_])/);
  const [language = '', ...rest] = plain.split(/[-_]/);
  const country = rest.find((part) => /^[a-z]{2}$/.test(part));
  const arabic = ARABICS.find((name) => name.split('-', 1)[0] === language);
  if (arabic !== undefined) return `ar${arabic.slice(3)}`;
  return country === undefined ? language : `${language}-${country.toUpperCase()}`;
}

/** The language of a plain tag: `ar` of `ar-MA`. */
export function languageOf(tag: string): string {
  return tag.split('-', 1)[0]!;
}

/** Whether a plain tag is Arabic's: numbers, months and compact numbers are then ours, and else Intl's. */
export function isArabic(tag: string): boolean {
  return languageOf(tag) === 'ar';
}
