import { readingMinutes } from '../text/words.js';
import { arText } from './ar.js';
import type { Locale } from './locale.js';

/**
 * How long a text takes to read: «دقيقتان للقراءة».
 *
 * @param words The text, or how many words it has. @param wordsPerMinute 145 by default; see `WORDS_PER_MINUTE`.
 */
export function readingTime(words: string | number, locale: Locale, wordsPerMinute?: number): string {
  return locale.count(arText.readingTime, readingMinutes(words, wordsPerMinute));
}
