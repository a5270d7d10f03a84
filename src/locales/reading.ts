import { readingMinutes } from '../text/words.js';
import type { Messages } from './catalogue.js';
import type { Voice } from './locale.js';

/**
 * How long a text takes to read: «دقيقتان للقراءة».
 *
 * @param words The text, or how many words it has. @param wordsPerMinute 145 by default; see `WORDS_PER_MINUTE`.
 */
export function readingTime(
  words: string | number,
  locale: Voice<Pick<Messages, 'readingTime'>>,
  wordsPerMinute?: number,
): string {
  return locale.count(locale.messages.readingTime, readingMinutes(words, wordsPerMinute));
}
