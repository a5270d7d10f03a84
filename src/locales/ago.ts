import { ago, type AgoOptions, type AgoUnit, type DateLike } from '../text/dates.js';
import type { PluralForms } from '../text/plural.js';
import type { Voice } from './locale.js';

/** The words for a time that has passed: a catalogue, or the part of one for the units that are told. */
export type AgoMessages = { readonly [Unit in `${AgoUnit}sAgo`]?: PluralForms };

/**
 * How long ago, in words: «قبل 5 ثوانٍ», «أمس», «قبل سنتين»; undefined for what `largest` leaves out, for what is a day ahead
 * and for what is no date.
 *
 * @param now Milliseconds since 1970.
 */
export function agoInWords(
  date: DateLike | undefined,
  now: number,
  locale: Voice<AgoMessages>,
  options?: AgoOptions,
): string | undefined {
  const passed = ago(date, now, options);
  const forms = passed && locale.messages[`${passed.unit}sAgo`];
  return forms && locale.count(forms, passed.number);
}
