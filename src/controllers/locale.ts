import { warn } from '../events.js';
import { localeOf, supportedTag, voiceOf, type Locale, type Voice } from '../locales/locale.js';
import { isNumerals, type Numerals } from '../text/numerals.js';

type Speaker = HTMLElement & { readonly numerals: Numerals };

/**
 * The locale an element speaks: its `lang` (Arabic when it has none) and its `numerals` (`press` when it has none).
 * A value Midad does not know falls back to the default, and the builder is told.
 */
export function hostLocale(host: Speaker): Locale {
  return localeOf(...speech(host));
}

/** The same for an element that tells numbers and no dates, and so need not load a calendar. */
export function hostVoice(host: Speaker): Voice {
  return voiceOf(...speech(host));
}

function speech(host: Speaker): [tag: string, numerals: Numerals] {
  // A page may set anything from script.
  const lang: unknown = host.lang || 'ar';
  const tag = supportedTag(String(lang));
  if (tag === undefined) {
    warn(host, 'lang', `"${host.lang}" has no words here yet; showing Arabic. Use ar, or a country's: ar-MA, ar-EG.`);
  }
  const known = isNumerals(host.numerals);
  if (!known) {
    warn(host, 'numerals', `"${String(host.numerals)}" is unknown. Use press, latn, arab, arabext or locale.`);
  }
  return [tag ?? 'ar', known ? host.numerals : 'press'];
}
