import {
  CONTROLS,
  hasControls,
  LIMITS,
  MOST_BYTES,
  type CommentDraft,
  type CommentField,
  type FieldError,
} from '../model/draft.js';
import { httpUrl } from '../model/url.js';
import { countGraphemes } from './graphemes.js';

/** An address as HTML defines it: https://html.spec.whatwg.org/multipage/input.html#valid-e-mail-address */
const EMAIL =
  /^[a-zA-Z0-9.!#$%&'*+/=?^_`{|}~-]+@[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)*$/;

// Something to see: no space, no joiner or mark of direction alone.
const VISIBLE = /[^\p{White_Space}\p{Default_Ignorable_Code_Point}]/u;

/**
 * What is wrong with a draft, by field; an empty object when it can be sent. The form asks before it sends, the server
 * before it stores, so a reader and a server never disagree.
 */
export function checkComment(draft: CommentDraft): Partial<Record<CommentField, FieldError>> {
  const errors: Partial<Record<CommentField, FieldError>> = {};
  for (const field of ['text', 'name', 'email', 'url'] as const) {
    const error = checkField(field, draft[field]);
    if (error !== undefined) errors[field] = error;
  }
  return errors;
}

/** The same for one field; undefined when nothing is wrong. */
export function checkField(field: CommentField, text: string): FieldError | undefined {
  const value = text.trim();
  if (field === 'text' ? CONTROLS.test(value) : hasControls(value)) return 'controlCharacters';
  if (!VISIBLE.test(value)) return field === 'url' ? undefined : 'valueMissing';
  if (isTooLong(field, value)) return 'tooLong';
  if (field === 'email' && !EMAIL.test(value)) return 'typeMismatch';
  if (field === 'url' && httpUrl(value) === undefined) return 'typeMismatch';
  return undefined;
}

function isTooLong(field: CommentField, value: string): boolean {
  const [limit, bytes] = [LIMITS[field], MOST_BYTES[field]];
  // A character has at least one UTF-16 unit, and a unit at least one byte: most values need no counting.
  if (value.length <= limit) return false;
  if (value.length > bytes || new TextEncoder().encode(value).length > bytes) return true;
  return countGraphemes(value, limit + 1) > limit;
}
