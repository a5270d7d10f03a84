import { createHash } from 'node:crypto';
import { foldWithMap } from '../../../src/text/fold.js';
import { likeness } from '../../../src/text/impersonation.js';
import { remembered } from '../remembered.js';

/** From this many letters on a text is not said twice by chance: then it is a duplicate whoever signs it. */
const LONG = 80;

/** A name as the eye takes it. */
export const likenessOf = remembered(likeness);

/** A text's words as they are compared: folded, without case, signs and line ends, one space between two. */
export const foldedWords = remembered((text) => {
  const folded = foldWithMap(text, { caseless: true }).text;
  return folded.replace(/[^\p{L}\p{N}]+/gu, ' ').trim();
});

/** The same for two comments on an article that say the same: «شكرًا!» by one name, a long text by any. */
export function duplicateHash(article: string, name: string, text: string): string {
  const words = foldedWords(text) || text;
  const by = words.length >= LONG ? '' : likenessOf(name) || name;
  return createHash('sha256')
    .update(JSON.stringify([article, by, words]))
    .digest('base64url');
}

// What Arabic writes onto a word: and, so; by, like, for; the. «وللمثال» has the word «مثال».
const PREFIXES = '(?:[وف])?(?:[بك]?(?:ال)?|لل?)';

/**
 * Finds the words, or phrases, of a list in whatever spelling: «مـــثال», «مثالٌ» and «والمثال» are «مثال», "GRATIS" is
 * "gratis". A word inside another is not meant: «أمثال» is not «مثال».
 */
export function wordFinder(list: readonly string[]): (text: string) => boolean {
  const words = list.map(foldedWords).filter((word) => word !== '');
  if (words.length === 0) return () => false;
  // Folded words hold letters, digits and spaces: nothing that a pattern reads otherwise.
  const pattern = new RegExp(`(?:^| )${PREFIXES}(?:${words.join('|')})(?= |$)`, 'u');
  return (text) => pattern.test(foldedWords(text));
}
