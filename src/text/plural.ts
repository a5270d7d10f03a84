/**
 * The forms of a counted noun, by CLDR plural category: those its language has, all six in Arabic. The zero form stands at 0
 * in every language.
 */
export interface PluralForms {
  readonly zero: string;
  readonly one?: string;
  readonly two?: string;
  readonly few?: string;
  readonly many?: string;
  readonly other: string;
  /** After a compact number (1.2 مليون مشاهدة): the genitive singular, which is `other` where none is given. */
  readonly compact?: string;
}

const rules = new Map<string, Intl.PluralRules>();

/**
 * The form that goes with a number: 3 takes `few`, 11 `many`, 100 `other` in Arabic. The number and its noun are joined by
 * a plain space: the element they stand in keeps them on one line (`white-space: nowrap`); `unbroken()` does it for text.
 */
export function pluralForm(forms: PluralForms, number: number, language: string): string {
  if (number === 0) return forms.zero;
  let rule = rules.get(language);
  // An engine that does not know a language (Chromium and Kurdish) would count in the reader's own.
  if (rule === undefined) rules.set(language, (rule = new Intl.PluralRules([language, 'en'])));
  return forms[rule.select(number)] ?? forms.other;
}

/** A text that never breaks across lines: U+00A0 for its spaces. For plain text, where no element can hold it together. */
export function unbroken(text: string): string {
  return text.replace(/ /g, '\u00A0');
}

/** Where fathatan is written: on the letter before the alef (تعليقًا), on the alef (تعليقاً), or not at all (تعليقا). */
export type Tanwin = 'before' | 'after' | 'none';

// The end of a word that has a fathatan: marks with it and then the alef (or alef maqsura), the alef and then marks with
// it, or the marks alone (خطأً, مساءً).
const FATHATAN =
  /([\u064C-\u0652]{0,4}\u064B[\u064C-\u0652]{0,4})([اى])(?![\p{L}\p{M}])|([اى])([\u064C-\u0652]{0,4}\u064B[\u064C-\u0652]{0,4})(?![\p{L}\p{M}])|([\u064C-\u0652]{0,4}\u064B[\u064C-\u0652]{0,4})(?![\p{L}\p{M}])/gu;

/** A text with its fathatans where they are wanted; other marks stay where they are. */
export function withTanwin(text: string, tanwin: Tanwin): string {
  return text.replace(
    FATHATAN,
    (_, before?: string, alefAfter?: string, alefFirst?: string, after?: string, alone?: string) => {
      if (alone !== undefined) return tanwin === 'none' ? alone.replace('\u064B', '') : alone;
      const alef = alefAfter ?? alefFirst ?? '';
      const marks = before ?? after ?? '';
      if (tanwin === 'before') return marks + alef;
      const rest = marks.replace('\u064B', '');
      return tanwin === 'after' ? `${rest}${alef}\u064B` : rest + alef;
    },
  );
}
