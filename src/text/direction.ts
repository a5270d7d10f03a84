// The right-to-left languages of the web's publishers, by ISO 639.
const RTL =
  /^(ar|arb|arc|arq|ars|ary|arz|acm|aeb|afb|apc|apd|ayl|azb|ckb|dv|fa|he|iw|ks|lrc|mzn|nqo|pnb|prs|ps|sd|ug|ur|yi)([-_]|$)/i;

export type Direction = 'rtl' | 'ltr';

/** The direction a language is written in. */
export function directionOf(language: string): Direction {
  return RTL.test(language) ? 'rtl' : 'ltr';
}

/** What a line of somebody's may hold that must keep its own order: all that `runs` sets apart, and more. */
export const OF_ITS_OWN = /[@#`+]|:\/\/|[wW]{3}\.|\p{Nd}(?:.{0,3}[^\p{Nd}\p{L}].{0,3}\p{Nd}|\p{Nd}{6})/u;

/** A letter of a script that is written from right to left; of other characters it knows nothing. */
export const RTL_LETTER = /[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFC\u{10800}-\u{10FFF}\u{1E800}-\u{1EFFF}]/u;
const LETTER = /\p{L}/gu;
// Letters to Unicode and pictures to readers: ℹ. Flags and other emoji are no letters.
const PICTURE = /\p{Extended_Pictographic}/u;

/**
 * The direction of words: the first letter's if that is written from right to left, else that of most letters; undefined
 * when there is none. For a text that may hold addresses and mentions, see `guessDirection`.
 */
export function directionOfWords(text: string): Direction | undefined {
  let [rtl, ltr] = [0, 0];
  for (const [letter] of text.matchAll(LETTER)) {
    if (PICTURE.test(letter)) continue;
    if (!RTL_LETTER.test(letter)) ltr++;
    else if (rtl + ltr === 0) return 'rtl';
    else rtl++;
  }
  if (rtl + ltr === 0) return undefined;
  return rtl > ltr ? 'rtl' : 'ltr';
}

/**
 * The language of words that run against those around them: Arabic, or '', which is HTML's word for one that nobody knows (Latin
 * letters are many languages'). A screen reader leaves the voice of the page for them. Undefined where they run as those do.
 */
export function foreignLanguage(text: string, dir: Direction, around: Direction): 'ar' | '' | undefined {
  return dir === around ? undefined : /\p{Script=Arabic}/u.test(text) ? 'ar' : '';
}

// Embeddings, overrides and isolates: inside an isolate they could close it.
const CONTROLS = /[\u202A-\u202E\u2066-\u2069]/g;

/**
 * A text to insert into another where no element can isolate it (an attribute, a title): U+2068 … U+2069, or with a
 * direction U+2066 / U+2067 … U+2069. Bidi controls of its own are taken out.
 */
export function isolate(text: string, dir?: Direction): string {
  const opener = dir === undefined ? '\u2068' : dir === 'ltr' ? '\u2066' : '\u2067';
  return `${opener}${text.replace(CONTROLS, '')}\u2069`;
}
