// The right-to-left languages of the web's publishers, by ISO 639.
const RTL = /^(ar|arc|arz|ary|aeb|apc|acm|afb|azb|ckb|dv|fa|he|ks|lrc|mzn|nqo|pnb|ps|sd|ug|ur|yi)(-|$)/i;

/** The direction a language is written in. */
export function directionOf(language: string): 'rtl' | 'ltr' {
  return RTL.test(language) ? 'rtl' : 'ltr';
}
