/** What a reader fills in. */
export interface CommentDraft {
  readonly text: string;
  readonly name: string;
  readonly email: string;
  /** The reader's own site, or ''. */
  readonly url: string;
  /** A field that people do not see: only machines fill it in. */
  readonly subject?: string;
}

export type CommentField = 'text' | 'name' | 'email' | 'url';

/**
 * What may be wrong with a field, by the names of HTML's ValidityState, and of our own: `reservedName` passes for the
 * site's, `blockedWord` is on its list.
 */
export type FieldError =
  | 'valueMissing'
  | 'typeMismatch'
  | 'tooLong'
  | 'controlCharacters'
  | 'reservedName'
  | 'blockedWord'
  | 'tooManyLinks';

/** The longest value of each field, in characters as readers count them. 254 is RFC 5321's longest address. */
export const LIMITS: Readonly<Record<CommentField, number>> = { text: 5000, name: 80, email: 254, url: 500 };

/**
 * The most bytes that each field may have in UTF-8, whatever it counts: the longest text with shadda and vowel on every
 * letter has three quarters of that, and all fields together are a body that the server reads.
 */
export const MOST_BYTES: Readonly<Record<CommentField, number>> = {
  text: 40 * 1024,
  name: 2 * 1024,
  email: 1024,
  url: 2 * 1024,
};

// C0, DEL and C1, but for tab and the line end in a text.
// eslint-disable-next-line no-control-regex
export const CONTROLS = /[\u0000-\u0008\u000B-\u001F\u007F-\u009F]/;

/** Whether a line of text holds a control character, a tab or a line end among them. */
export function hasControls(line: string): boolean {
  return CONTROLS.test(line) || /[\t\n]/.test(line);
}
