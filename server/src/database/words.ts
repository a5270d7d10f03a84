import { foldWithMap } from '../../../src/text/fold.js';

const WORD = /[\p{L}\p{M}\p{N}]+/gu;
// Of و، ف، ب، ك، ل and the article; what is left has three letters at least, or they were its own.
const WITH_ARTICLE = /^[وف]?(?:[بك]?ال|لل)(.{3,})$/u;
const WITH_AND = /^و(.{3,})$/u;

/** The words of a text as they are compared: folded, without capitals and punctuation. */
export function wordsOf(text: string): string[] {
  return foldWithMap(text, { caseless: true }).text.match(WORD) ?? [];
}

/**
 * A text for searching: its words between spaces, and beside each what remains of it without the particles that Arabic
 * writes with its nouns, so that «مغرب» and «المغرب» find «والمغرب» and «للمغرب» though only beginnings are looked for.
 */
export function searchText(...texts: readonly string[]): string {
  const words = texts.flatMap(wordsOf).flatMap((word) => [word, ...withoutParticles(word)]);
  return ` ${[...new Set(words)].join(' ')} `;
}

/** The shortest form of a word: what it has in common with its other forms. */
export function stemOf(word: string): string {
  return withoutParticles(word).at(-1) ?? word;
}

function withoutParticles(word: string): string[] {
  const bare = WITH_ARTICLE.exec(word)?.[1];
  if (bare !== undefined) return [`ال${bare}`, bare];
  const after = WITH_AND.exec(word)?.[1];
  return after === undefined ? [] : [after];
}

/** What a section or a tag is compared by. Letters, digits and hyphens only, so that it may stand in a pattern. */
export function keyOf(name: string): string {
  return wordsOf(name).join('-');
}
