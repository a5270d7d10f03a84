// The right-to-left languages of the web's publishers, by ISO 639.
const RTL = /^(ar|arc|arz|ary|aeb|apc|acm|afb|azb|ckb|dv|fa|he|ks|lrc|mzn|nqo|pnb|ps|sd|ug|ur|yi)(-|$)/i;

export type Direction = 'rtl' | 'ltr';

/** The direction a language is written in. */
export function directionOf(language: string): Direction {
  return RTL.test(language) ? 'rtl' : 'ltr';
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
