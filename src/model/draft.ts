import { httpUrl } from './url.js';

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

/** The longest value of each field, in characters (code points). 254 is RFC 5321's longest address. */
export const LIMITS: Readonly<Record<CommentField, number>> = { text: 5000, name: 80, email: 254, url: 500 };

/** An address as HTML defines it: https://html.spec.whatwg.org/multipage/input.html#valid-e-mail-address */
const EMAIL =
  /^[a-zA-Z0-9.!#$%&'*+/=?^_`{|}~-]+@[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)*$/;

// C0, DEL and C1, but for tab and the line end in a text.
// eslint-disable-next-line no-control-regex
const CONTROLS = /[\u0000-\u0008\u000B-\u001F\u007F-\u009F]/;

// Something to see: no space, no joiner or mark of direction alone.
const VISIBLE = /[^\p{White_Space}\p{Default_Ignorable_Code_Point}]/u;

/** Whether a line of text holds a control character, a tab or a line end among them. */
export function hasControls(line: string): boolean {
  return CONTROLS.test(line) || /[\t\n]/.test(line);
}

/**
 * What is wrong with a draft, by field; an empty object when it can be sent. The form asks before it sends, the server
 * before it stores, so a reader and a server never disagree.
 */
export function checkComment(draft: CommentDraft): Partial<Record<CommentField, FieldError>> {
  const errors: Partial<Record<CommentField, FieldError>> = {};
  for (const field of ['text', 'name', 'email', 'url'] as const) {
    const value = draft[field].trim();
    if (field === 'text' ? CONTROLS.test(value) : hasControls(value)) errors[field] = 'controlCharacters';
    else if (!VISIBLE.test(value)) {
      if (field !== 'url') errors[field] = 'valueMissing';
    } else if ([...value].length > LIMITS[field]) errors[field] = 'tooLong';
    else if (field === 'email' && !EMAIL.test(value)) errors[field] = 'typeMismatch';
    else if (field === 'url' && httpUrl(value) === undefined) errors[field] = 'typeMismatch';
  }
  return errors;
}
