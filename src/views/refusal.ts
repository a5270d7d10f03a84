import type { refusal as words } from '../locales/ar/refusal.js';
import type { Words } from '../locales/catalogue.js';
import type { Locale } from '../locales/locale.js';
import { LIMITS, type CommentField, type FieldError } from '../model/draft.js';

type RefusalLocale = Locale<Words<typeof words & { readonly closed: string }>>;

/** What is wrong with what a field says, whichever field that is; undefined where it depends on the field. */
export function faultText(locale: RefusalLocale, name: CommentField, error: FieldError): string | undefined {
  const { messages } = locale;
  if (error === 'tooLong') return locale.count(messages.tooLong, LIMITS[name]);
  if (error === 'controlCharacters') return messages.controlCharacters;
  if (error === 'blockedWord') return messages.blockedWord;
  if (error === 'tooManyLinks') return messages.tooManyLinks;
  return error === 'valueMissing' && name === 'text' ? messages.textMissing : undefined;
}

/** Why a comment is not taken, or not changed, by the code of the problem; undefined for any other. */
export function problemText({ messages }: RefusalLocale, code: string): string | undefined {
  if (code === 'duplicate_comment') return messages.duplicate;
  if (code === 'thread_closed') return messages.closed;
  return code.startsWith('proof_') || code === 'honeypot_filled' ? messages.notProven : undefined;
}
