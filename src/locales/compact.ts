import { compact, formatNumber, numberingSystem } from '../text/numerals.js';
import { pluralForm, type PluralForms } from '../text/plural.js';
import { units } from './ar/units.js';
import type { Voice } from './locale.js';
import { isArabic } from './tags.js';

type Speech = Pick<Voice, 'tag' | 'numerals'>;

const UNITS = [units.thousands, units.millions, units.billions, units.trillions];

/**
 * A large number in short: «مليون», «مليونان», «3 ملايين», «11 ألفًا», «1.2 مليون». In full below `from`. Arabic is ours,
 * for Intl says "2 ألف" and "10000 ألف"; other languages are Intl's. '' for NaN and infinity.
 *
 * @param from 10 000 by default; from 1000 on, 2000 is «ألفان».
 */
export function compactNumber(number: number, locale: Speech, from?: number): string {
  return shortened(number, locale, from, false);
}

/**
 * A large number in short with its noun: «1.2 مليون مشاهدة», «11 ألف مشاهدة», «مليونا تعليق». In full, and with the form
 * that goes with it, below `from`.
 */
export function compactCount(forms: PluralForms, number: number, locale: Speech, from?: number): string {
  const short = compact(number, from);
  if (short === undefined) {
    return pluralForm(forms, number, locale.tag).replace('{n}', formatNumber(number, locale.numerals, locale.tag));
  }
  // After a large unit the noun is what it is after that unit alone, whatever the number: French takes `many` from a
  // million on, Arabic the genitive singular always.
  const noun = forms.compact ?? pluralForm(forms, 1000 ** short.power, locale.tag);
  return noun.replace('{n}', shortened(number, locale, from, true));
}

/** @param construct The unit has a noun after it: then its dual loses the nun (مليونا مشاهدة), and no tanwin is said. */
function shortened(number: number, { tag, numerals }: Speech, from: number | undefined, construct: boolean): string {
  const short = compact(number, from);
  // Kurdish in full: Chromium, which does not know it, would shorten in the reader's language.
  if (short === undefined || tag.startsWith('ckb')) return formatNumber(number, numerals, tag);
  if (!isArabic(tag)) {
    const locale = `${tag}-u-nu-${numberingSystem(numerals, tag)}`;
    return new Intl.NumberFormat(locale, { notation: 'compact' }).format(number);
  }
  const { value, power } = short;
  const forms = UNITS[power - 1]!;
  const form = pluralForm(forms, value, 'ar');
  // «11 ألفًا» but «11 ألف مشاهدة»; and what has no digit has no place for a minus either.
  const unit = value < 0 && !form.includes('{n}') ? forms.other : construct && form === forms.many ? forms.other : form;
  return (construct && unit === forms.two ? unit.replace(/ن$/, '') : unit).replace(
    '{n}',
    formatNumber(value, numerals, tag),
  );
}
