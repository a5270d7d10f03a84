import type { PluralForms } from '../text/plural.js';
import type { ar } from './ar.js';

/** What Midad says in Arabic, by its key: a text, or the forms of a counted noun. */
export type Messages = { readonly [Key in keyof typeof ar]: (typeof ar)[Key] extends string ? string : PluralForms };

/** The messages of a part of the Arabic catalogue, in any language. */
export type Words<Part> = Pick<Messages, keyof Part & keyof Messages>;

/** The forms of a counted noun in a language that tells these CLDR plural categories apart from `other`. */
type Forms<Category extends Intl.LDMLPluralRule> = Readonly<Record<'zero' | 'other' | Category, string>>;

/**
 * What Midad says in another language; a key or a plural form that is missing does not compile.
 *
 * @typeParam Category The language's CLDR plural categories beside `other`: `'one' | 'many'` for French.
 */
export type Catalogue<Category extends Intl.LDMLPluralRule = never> = {
  readonly [Key in keyof Messages]: Messages[Key] extends string ? string : Forms<Category>;
} & {
  /** How a long date is written, where engines do not know the language: months, and `{day}`, `{month}`, `{year}`. */
  readonly longDate?: { readonly months: readonly string[]; readonly pattern: string };
};

/** What a page says in words of its own: any text, any form of any noun. */
export type OwnMessages = {
  readonly [Key in keyof Messages]?: (Messages[Key] extends string ? string : Partial<PluralForms>) | undefined;
};
