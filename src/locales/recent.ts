import { recent } from '../text/recent.js';
import type { Messages } from './catalogue.js';
import type { Voice } from './locale.js';

/**
 * How long ago, in words, for a week: «قبل 5 دقائق», «أمس»; undefined for what is older and for what is a day ahead.
 *
 * @param iso ISO 8601 with a zone. @param now Milliseconds since 1970.
 */
export function recentInWords(
  iso: string,
  now: number,
  locale: Voice<Pick<Messages, 'minutesAgo' | 'hoursAgo' | 'daysAgo'>>,
): string | undefined {
  const { unit, number } = recent(iso, now);
  return unit && locale.count(locale.messages[`${unit}sAgo`], number);
}
