import type { html as Html, nothing as Nothing } from 'lit';
import type { Messages, Words } from '../locales/catalogue.js';
import type { warn } from '../warnings.js';

/** What makes templates, from the element: what loads later has no Lit of its own. */
export interface Templates {
  readonly html: typeof Html;
  readonly nothing: typeof Nothing;
}

/** What an element gives to the part of it that loads later: the two share no code that keeps anything. */
export interface Shell extends Templates {
  readonly warn: typeof warn;
  /** Words in the language that the element speaks. @param arabic The part of the Arabic catalogue. */
  readonly words: <Part extends Partial<Messages>>(arabic: Part) => Words<Part>;
}
