import { fold } from './fold.js';

/** Names that no reader may carry: who speaks for the site. */
export const RESERVED_NAMES: readonly string[] = ['الإدارة', 'المشرف', 'هيئة التحرير', 'admin', 'administrator'];

/**
 * Letters that look alike, each with those it stands for; after Unicode's confusables.txt (UTS #39), the part of it that
 * reaches Latin and Arabic names. Latin i, l and 1 are one: capital I is an l to the eye.
 */
const ALIKE: Readonly<Record<string, string>> = (() => {
  const alike: Record<string, string> = {};
  for (const [one, others] of [
    ['a', 'аαɑ@4'],
    ['b', 'вьβЬ'],
    ['c', 'сςϲ'],
    ['d', 'ԁđɖ'],
    ['e', 'еєεэ3'],
    ['f', 'ғſƒ'],
    ['g', 'ɡԍ9'],
    ['h', 'һнհ'],
    ['j', 'јϳ'],
    ['k', 'кκ'],
    ['l', 'iı1|!іӏιɩł׀lℓ'],
    ['m', 'мμ'],
    ['n', 'пηոռ'],
    ['o', 'оοօσø0ө'],
    ['p', 'рρ'],
    ['q', 'ԛգ'],
    ['r', 'гɾ'],
    ['s', 'ѕ$5ʂ'],
    ['t', 'тτ7'],
    ['u', 'υսμʋц'],
    ['v', 'νѵ'],
    ['w', 'ѡωшԝ'],
    ['x', 'хχ'],
    ['y', 'уүγч'],
    ['z', 'ʐ2'],
    ['ا', 'ٲٳٵ'],
    ['ب', 'پٻٮ'],
    ['ج', 'چڃ'],
    ['د', 'ڈۮ'],
    ['ر', 'ڑڕ'],
    ['ز', 'ژ'],
    ['ف', 'ڤڡڢ'],
    ['ق', 'ڧٯ'],
    ['ك', 'ڪگڭݣ'],
    ['ل', 'ڵ'],
    ['ن', 'ںڼ'],
    ['ه', 'ۀۃۂ'],
    ['و', 'ۆۇۈۋ'],
    ['ي', 'ےېۍێۓ'],
  ] as const) {
    for (const other of others) alike[other] ??= one;
  }
  return alike;
})();

/**
 * A name as the eye takes it: folded, without case, accents, spaces and signs, look-alikes as one letter. Two names that
 * have the same are the same to a reader.
 */
export function likeness(name: string): string {
  const letters = fold(name).normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  return Array.from(fold(letters), (letter) => ALIKE[letter] ?? letter)
    .join('')
    .replace(/[^\p{L}\p{N}]/gu, '')
    .replace(/rn/g, 'm')
    .replace(/vv/g, 'w');
}

/**
 * Whether a name passes for one of the reserved: the author's, the site's. «الإــدارة» passes for «الإدارة», «аdmin» with a
 * Cyrillic а for «admin», «المشرف ✓» for «المشرف». A name that only holds a reserved one («علي الإدارة») does not.
 */
export function impersonates(name: string, reserved: readonly string[] = RESERVED_NAMES): boolean {
  const own = likeness(name);
  return own !== '' && reserved.some((other) => likeness(other) === own);
}
