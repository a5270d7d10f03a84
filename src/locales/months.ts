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
