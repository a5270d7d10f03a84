/**
 * How many words an adult reads silently in a minute of Arabic. Derived: reading aloud, Arabic is 138 ± 20 words a minute
 * and English 228 (IReST, Trauzettel-Klosinski & Dietz 2012, iovs.arvojournals.org 2166061); silently, English is 238
 * (Brysbaert 2019); 138 / 228 × 238 is 144. English's own figure does not fit: Arabic writes و, ب and ل with their words.
 */
export const WORDS_PER_MINUTE = 145;

/** The same of English, for languages that part their small words (Brysbaert 2019, 10.1016/j.jml.2019.104047). */
export const LATIN_WORDS_PER_MINUTE = 238;

const WORD = /[\p{L}\p{N}]/u;

/** How many words a text has: what stands between spaces (U+00A0 too) and holds a letter or a digit. The same in every engine. */
export function countWords(text: string): number {
  return text.split(/\s+/).filter((word) => WORD.test(word)).length;
}

/**
 * How many minutes a text takes to read, rounded half up, at least 1.
 *
 * @param words The text, or how many words it has.
 * @param wordsPerMinute 145 by default; also what is not a positive number is 145.
 */
export function readingMinutes(words: string | number, wordsPerMinute = WORDS_PER_MINUTE): number {
  const count = typeof words === 'string' ? countWords(words) : words;
  const speed = wordsPerMinute > 0 ? wordsPerMinute : WORDS_PER_MINUTE;
  const minutes = Math.round(count / speed);
  return Number.isFinite(minutes) ? Math.max(1, minutes) : 1;
}
