import { directionOfWords, type Direction } from './direction.js';

const RTL_LETTER =
  /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Mandaic}\p{Script=Samaritan}\p{Script=Adlam}\p{Script=Hanifi_Rohingya}]/u;

/** What a piece of text is, if it is not plain words. */
export type RunKind = 'url' | 'email' | 'phone' | 'date' | 'score' | 'number' | 'mention' | 'hashtag' | 'code' | 'term';

/** A piece of a text: what it says, what it is, and the direction it needs to keep its order; words need none. */
export interface Run {
  readonly text: string;
  readonly kind: RunKind | 'words';
  readonly dir: Direction | undefined;
}

const D = '[0-9٠-٩۰-۹]';
const N = `${D}{1,15}(?:[.,٬٫]${D}{1,15}){0,8}(?!${D})`;
// Every pattern is bounded or runs to the next space, so that no text can make them slow. No lookbehind: Safari before
// 16.4 refuses the whole script for it, so what stands before a match is looked at in code.
const patterns = (): readonly (readonly [RunKind, string])[] => [
  ['code', '`[^`\\n]{1,500}`'],
  ['url', '(?:https?:\\/\\/|www\\.)[^\\s<>"«»“”`\\u2066-\\u2069]+'],
  ['email', '[a-z0-9._%+-]{1,64}@[a-z0-9-]{1,63}(?:\\.[a-z0-9-]{1,63}){1,8}'],
  ['mention', '@[\\p{L}\\p{N}_][\\p{L}\\p{M}\\p{N}_.]{0,63}'],
  ['hashtag', '#[\\p{L}\\p{N}_][\\p{L}\\p{M}\\p{N}_\\u200C]{0,99}'],
  [
    'date',
    `${D}{4}-${D}{2}-${D}{2}(?:T${D}{2}:${D}{2}(?::${D}{2}(?:\\.${D}{1,9})?)?(?:Z|[+-]${D}{2}:?${D}{2})?)?(?!${D})`,
  ],
  ['phone', `(?:\\(?\\+\\(?${D}|\\(?0${D}|\\(?[٠۰]${D})(?:[ .()\\u00A0-]{0,2}${D}){5,14}(?!${D})`],
  ['score', `${D}{1,3} ?[-\\u2013] ?${D}{1,3}(?![-\\u2013]?${D})`],
  ['number', `(?:[-\\u2212+]?[$€£¥₪]|[-\\u2212+])${N}[%٪]?|${N}[%٪$€£¥₪]`],
  ['term', '[a-z][a-z0-9]{0,15}(?:\\+\\+|#)'],
];
// Made when first needed, so that a bundler can leave it out where nobody asks.
let known: RegExp | undefined;
let kinds: readonly RunKind[] | undefined;
const WORD_CHARACTER = /[\p{L}\p{M}\p{N}_]/u;
// What a sentence puts after an address, and is no part of it.
const AFTER = `.,;:!?'")]}،؛؟…’*_~-`;

/**
 * A text in pieces, in order and without loss: what readers write as one thing (an address, a phone number, a score, a
 * mention) and the words between. A template shows the pieces that have a `dir` as `<bdi dir=…>`.
 */
export function runs(text: string): Run[] {
  known ??= new RegExp(
    patterns()
      .map(([, pattern]) => `(${pattern})`)
      .join('|'),
    'giu',
  );
  kinds ??= patterns().map(([kind]) => kind);
  const found: Run[] = [];
  let end = 0;
  const words = (to: number) => {
    if (to > end) found.push({ text: text.slice(end, to), kind: 'words', dir: undefined });
  };
  for (const match of text.matchAll(known)) {
    const kind = kinds[match.slice(1).findIndex((group) => group !== undefined)]!;
    const piece = trimmed(kind, match[0]);
    if (piece === '' || !stands(kind, piece, text, match.index)) continue;
    words(match.index);
    found.push({ text: piece, kind, dir: kind === 'mention' || kind === 'hashtag' ? ownDirection(piece) : 'ltr' });
    end = match.index + piece.length;
  }
  words(text.length);
  return found;
}

function trimmed(kind: RunKind, match: string): string {
  if (kind === 'mention' || kind === 'email') return match.replace(/[.-]+$/, '');
  if (kind !== 'url') return match;
  // Not by a regular expression, which takes square time.
  let end = match.length;
  while (end > 0 && AFTER.includes(match.charAt(end - 1))) end--;
  const bare = match.slice(0, end);
  // A closing bracket belongs to the address when its opening one does: …/Fes_(city)
  return match[bare.length] === ')' && bare.lastIndexOf('(') > bare.lastIndexOf(')') ? `${bare})` : bare;
}

/** Whether a match is what it looks like, by what stands around and in it. */
function stands(kind: RunKind, piece: string, text: string, start: number): boolean {
  const before = text.charAt(start - 1);
  const after = text.charAt(start + piece.length);
  if (kind === 'code') return true;
  // و, ب and ل are written with what follows: «و@علي». A hyphen after a letter is no minus: «كوفيد-19».
  const last = lastCharacter(text, start);
  if (WORD_CHARACTER.test(last) && (!RTL_LETTER.test(last) || /^[-\u2212+]/.test(piece))) return false;
  if (kind === 'hashtag') return /\p{L}/u.test(piece);
  if (kind === 'url' || kind === 'mention' || kind === 'email') return true;
  if (/[.,٬٫/:]/.test(before) && /[0-9٠-٩۰-۹]/.test(text.charAt(start - 2))) return false;
  if (kind === 'term') return !WORD_CHARACTER.test(after);
  if (kind === 'score') return !isRange(piece, text.slice(Math.max(0, start - 12), start));
  return !/[\p{L}_]/u.test(after);
}

/** The character that ends before `index`, whole. */
function lastCharacter(text: string, index: number): string {
  const unit = text.charAt(index - 1);
  return /[\uDC00-\uDFFF]/.test(unit) ? text.slice(Math.max(0, index - 2), index) : unit;
}

/**
 * Two numbers with a hyphen are a score, which is read from left to right, or a range, which Arabic reads from right to
 * left as it stands. Ranges rise, and say «بين» or «من» before them or have two digits and more.
 */
function isRange(piece: string, before: string): boolean {
  const ascii = piece.replace(/[٠-٩۰-۹]/g, (digit) => String(digit.charCodeAt(0) & 0xf));
  const [from = 0, to = 0] = ascii.split(/\D+/).map(Number);
  return from < to && (from >= 10 || /(?:^|\s)(?:بين|من|ما بين|نحو|حوالي|ص|صفحة|الصفحات)\s*$/.test(before));
}

function ownDirection(piece: string): Direction {
  return RTL_LETTER.test(/\p{L}/u.exec(piece)?.[0] ?? '') ? 'rtl' : 'ltr';
}

/**
 * The direction of what somebody wrote: by its words alone, not by an address, a mention, code, a number, a flag or
 * another emoji at its head, which mislead `dir=auto`. The first letter decides; but a text that only starts with Latin
 * («BBC عربي: تقرير عن جهة فاس») is Arabic when most of its letters are. Undefined when it has no words: then it takes
 * the direction of what it stands in.
 */
export function guessDirection(text: string): Direction | undefined {
  const words = runs(text.replace(/```[^`]*```/g, ' ')).filter(({ kind }) => kind === 'words' || kind === 'hashtag');
  return directionOfWords(words.map((run) => run.text).join(' '));
}
