/**
 * Folding: what is the same word to a reader becomes the same text. For searching, for finding duplicates and for comparing
 * names, never for showing. It does more than Lucene's ArabicNormalizer: compatibility forms, Farsi and Urdu letters,
 * Qur'anic marks, digits and punctuation too.
 */

// Bidi controls and marks, zero-width characters and joiners, harakat and Qur'anic marks, tatweel, hamza on the line.
const DROPPED =
  /[\u202A-\u202E\u2066-\u2069\u200B-\u200F\u061C\u2060\uFEFF\u00AD\u0610-\u061A\u064B-\u065F\u0670\u06D6-\u06DC\u06DF-\u06E4\u06E7\u06E8\u06EA-\u06ED\u08D3-\u08FF\u0640\u0621]/;

// NFKD has taken آ, أ, إ, ؤ, ئ and ۀ apart by then, and their hamza and madda are dropped as marks.
const FOLDED: Readonly<Record<string, string>> = (() => {
  const folded: Record<string, string> = {};
  for (const [to, from] of [
    ['ا', 'ٱ'],
    ['ي', 'ىی'],
    ['ه', 'ةہەھ'],
    ['ك', 'ک'],
    [',', '،'],
    [';', '؛'],
    ['?', '؟'],
  ] as const) {
    for (const letter of from) folded[letter] = to;
  }
  for (let digit = 0; digit < 10; digit++) {
    folded[String.fromCharCode(0x660 + digit)] = String(digit);
    folded[String.fromCharCode(0x6f0 + digit)] = String(digit);
  }
  return folded;
})();

const MARK = /^\p{M}$/u;
// Letters that compose with the letter before them without being marks: Hangul's vowels and finals.
const JOINS_BEFORE = /^[\u1160-\u11FF\uD7B0-\uD7FF]$/;

/** A folded text, and for each of its UTF-16 units the place in the original that it came from, in UTF-16 units. */
export interface Folded {
  readonly text: string;
  readonly starts: readonly number[];
  /** Where the original letter with all its marks ends. */
  readonly ends: readonly number[];
}

interface Piece {
  text: string;
  readonly start: number;
  end: number;
}

/** A text as it is compared: fold('الإــدارة') is fold('الاداره'). Folding twice is folding once. */
export function fold(text: string): string {
  return foldWithMap(text).text;
}

/**
 * A text as it is compared, with the way back to the original.
 *
 * @param caseless Also folds Latin, Greek and Cyrillic capitals.
 */
export function foldWithMap(text: string, { caseless = false } = {}): Folded {
  const pieces = withoutGroups(compose(letters(text, caseless)));
  const starts: number[] = [];
  const ends: number[] = [];
  for (const piece of pieces) {
    for (let i = 0; i < piece.text.length; i++) {
      starts.push(piece.start);
      ends.push(piece.end);
    }
  }
  return { text: pieces.map((piece) => piece.text).join(''), starts, ends };
}

/** Every character taken apart (NFKD) and folded; what is dropped leaves its place to the letter before it if it is a mark. */
function letters(text: string, caseless: boolean): Piece[] {
  const pieces: Piece[] = [];
  let start = 0;
  for (const character of text) {
    const end = start + character.length;
    const source = caseless ? lowered(character) : character;
    for (const part of character < '\u00A0' ? source : source.normalize('NFKD')) {
      if (!DROPPED.test(part)) pieces.push({ text: FOLDED[part] ?? part, start, end });
    }
    const last = pieces.at(-1);
    if (last !== undefined && MARK.test(character)) last.end = end;
    start = end;
  }
  return pieces;
}

// İ is i with a dot above in lower case, ẞ ss in neither: up and down again gives one spelling to all of a letter's cases.
const lowered = (character: string) => character.toUpperCase().toLowerCase();

/** Letters put together again with the marks that were kept (NFC), so that é is one letter however it was typed. */
function compose(pieces: readonly Piece[]): Piece[] {
  const composed: Piece[] = [];
  for (const piece of pieces) {
    const last = composed.at(-1);
    if (last !== undefined && (MARK.test(piece.text) || JOINS_BEFORE.test(piece.text))) {
      last.text += piece.text;
      last.end = Math.max(last.end, piece.end);
    } else composed.push({ ...piece });
  }
  for (const piece of composed) if (piece.text.length > 1) piece.text = piece.text.normalize('NFC');
  return composed;
}

const isDigit = (piece: Piece | undefined) => piece !== undefined && /^\d$/.test(piece.text);

/** 1٬082 and 1,082 are 1082: U+066C goes between any digits, a comma only before a group of exactly three. */
function withoutGroups(pieces: readonly Piece[]): Piece[] {
  const plain = pieces.filter(({ text }, i) => text !== '\u066C' || !isDigit(pieces[i - 1]) || !isDigit(pieces[i + 1]));
  return plain.filter(({ text }, i) => {
    if (text !== ',' || !isDigit(plain[i - 1])) return true;
    return ![1, 2, 3].every((step) => isDigit(plain[i + step])) || isDigit(plain[i + 4]);
  });
}

/** Where something stands in a text: UTF-16 units, the end not included, as `Range` and `slice()` count. */
export interface Place {
  readonly start: number;
  readonly end: number;
}

/**
 * Every place where a text has the words asked for, in any spelling: «ضخ» is found in «ضـخ», «الإعلام» in «الاعلام».
 * Places are the original's, hold whole letters with their marks, do not overlap and are in order. For highlights.
 */
export function find(text: string, query: string): Place[] {
  const wanted = foldWithMap(query.trim(), { caseless: true }).text;
  if (wanted === '') return [];
  const folded = foldWithMap(text, { caseless: true });
  const places: Place[] = [];
  let from = 0;
  for (let at; (at = folded.text.indexOf(wanted, from)) >= 0; from = at + wanted.length) {
    const start = folded.starts[at]!;
    const end = folded.ends[at + wanted.length - 1]!;
    const last = places.at(-1);
    // Two finds in one ligature (ﷺ holds four words) are one place.
    if (last !== undefined && start < last.end) places[places.length - 1] = { start: last.start, end };
    else places.push({ start, end });
  }
  return places;
}
