/** The forms of a counted noun, by CLDR plural category. The zero form stands at 0 in every language. */
export interface PluralForms {
  readonly zero: string;
  readonly one: string;
  readonly two: string;
  readonly few: string;
  readonly many: string;
  readonly other: string;
}

const rules = new Map<string, Intl.PluralRules>();

/** The form that goes with a number: 3 takes `few`, 11 `many`, 100 `other` in Arabic. */
export function pluralForm(forms: PluralForms, number: number, language: string): string {
  if (number === 0) return forms.zero;
  let rule = rules.get(language);
  if (rule === undefined) rules.set(language, (rule = new Intl.PluralRules(language)));
  return forms[rule.select(number)];
}
