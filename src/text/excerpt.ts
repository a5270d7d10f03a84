import { countGraphemes, graphemes } from './graphemes.js';

/** How long an excerpt may be. */
export interface ExcerptLimits {
  /** Words: what stands between spaces. 30 by default. */
  readonly words?: number;
  /** Characters as readers count them (graphemes), spaces and the ellipsis included. No limit by default. */
  readonly characters?: number;
}

const ELLIPSIS = '\u2026';

// What leaves a sentence hanging when it is the last word: prepositions, conjunctions, relatives, particles,
// demonstratives. Each also with و or ف before it.
const HANGING = new Set(
  `في من على إلى عن مع حتى منذ خلال عند لدى بين بعد قبل تحت فوق أمام وراء خلف حول ضد دون بدون نحو عبر سوى غير مثل
  أو أم ثم بل لكن إن أن إذ إذا لأن كأن كما كي لكي حين حيث حيثما بينما لما لو لولا لعل ليت فإن بأن
  الذي التي الذين اللذان اللذين اللتان اللتين اللاتي اللواتي ما مما ممن فيما عما بما لا لم لن ليس قد لقد سوف هل إلا أي
  كل بعض كلا كلتا هذا هذه ذلك تلك هؤلاء أولئك يا
  the a an of in on at to for from by with and or but that which who as if is le la les l' de du des un une et ou à en que qui`
    .split(/\s+/)
    .map((word) => plain(word)),
);
const OPENERS = '“”„"«»‹([{‘';
/** A word without harakat and tatweel, its alefs without hamza. على stays another word than the name علي. */
function plain(word: string): string {
  return word
    .replace(/[\u064B-\u0652\u0640]/g, '')
    .replace(/[أإآ]/g, 'ا')
    .toLowerCase();
}

const END = /[.!?؟…۔]["”“»«’)\]]*$/;
const CLAUSE = /[؛;]["”“»«’)\]]*$/;
const TRAILING = ' ،,؛;:-–—ـ“„«‹([{‘';
// Letters that stand for words, د. or أ.ف.ب.: their stop ends nothing.
const ABBREVIATION = /^["“”«»(‘]*(?:\p{L}\p{M}*ـ?\.)+$/u;

/**
 * The beginning of a text on one line, for a card. A text that fits stays whole; a longer one ends at a sentence in the
 * second half of what fits, else at a semicolon there, else at a word, and then with U+2026. It never ends in a word that
 * hangs (في, على, التي), in a comma, or in an abbreviation; a quotation mark or bracket that is not closed goes. Arabic
 * news puts commas inside its phrases, so a comma is no end. Never longer than the limits: '' when nothing can be said
 * within them.
 */
export function excerpt(text: string, { words = 30, characters = Infinity }: ExcerptLimits = {}): string {
  const { tokens, whole } = fitting(text, words, characters);
  if (whole) return tokens.join(' ');
  const half = tokens.length / 2;
  for (const boundary of [END, CLAUSE]) {
    for (let i = tokens.length - 1; i >= 0 && i + 1 > half; i--) {
      if (!boundary.test(tokens[i]!) || ABBREVIATION.test(tokens[i]!)) continue;
      return finished(tokens.slice(0, i + 1), characters);
    }
  }
  while (tokens.length > 0 && hangs(tokens)) tokens.pop();
  if (tokens.length > 0) return finished(tokens, characters);
  return cutWord(text, words, characters);
}

/** The words that fit, and whether they are all there are. An ellipsis must fit after them unless they are. */
function fitting(text: string, words: number, characters: number): { tokens: string[]; whole: boolean } {
  const tokens: string[] = [];
  let length = 0;
  // How many words still fit with an ellipsis after them.
  let roomy = 0;
  for (const [token] of text.matchAll(/\S+/gu)) {
    const size = Number.isFinite(characters) ? countGraphemes(token, characters + 1) : 0;
    if (tokens.length >= words || length + size + Math.min(tokens.length, 1) > characters) {
      return { tokens: tokens.slice(0, roomy), whole: false };
    }
    length += size + Math.min(tokens.length, 1);
    tokens.push(token);
    if (length + 1 <= characters) roomy = tokens.length;
  }
  return { tokens, whole: true };
}

/** A text without those of the characters that stand at its end. Not by a regular expression, which takes square time. */
function withoutEnd(text: string, characters: string): string {
  let end = text.length;
  while (end > 0 && characters.includes(text.charAt(end - 1))) end--;
  return text.slice(0, end);
}

function hangs(tokens: readonly string[]): boolean {
  const token = tokens.at(-1)!;
  if (ABBREVIATION.test(token)) return true;
  // A quotation that closes after it makes any word an end: “عن بعد”.
  const bare = withoutEnd(token, '،,؛;:').replace(/^["“”„«‹([{‘]+/u, '');
  if (!/[\p{L}\p{N}]/u.test(bare)) return bare === '' || !END.test(bare);
  const word = plain(bare);
  // «عن بعد» is a noun, at a distance.
  if (word === 'بعد' && tokens.at(-2)?.replace(/^["“”«(]/, '') === 'عن') return false;
  return HANGING.has(word) || (/^[وف]/.test(word) && HANGING.has(word.slice(1)));
}

function finished(tokens: readonly string[], characters: number): string {
  const text = withoutEnd(balanced(tokens.join(' ')), TRAILING);
  if (text === '') return '';
  const done = END.test(text) && !ABBREVIATION.test(tokens.at(-1)!) ? text : `${text}${ELLIPSIS}`;
  return countGraphemes(done, characters + 1) > characters ? '' : done;
}

/** A first word that alone is too long, cut between two characters. */
function cutWord(text: string, words: number, characters: number): string {
  const first = /\S+/u.exec(text)?.[0] ?? '';
  if (words < 1 || !Number.isFinite(characters) || countGraphemes(first, characters) < characters) return '';
  let kept = '';
  let count = 1;
  for (const grapheme of graphemes(first)) {
    if (++count > characters) break;
    kept += grapheme;
  }
  return finished([kept], characters);
}

const CLOSES: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{', '’': '‘', '›': '‹' };
// Arabic keyboards write these either way round, ”…“ and »…« too: what one does shows by what stands around it.
const FAMILY: Readonly<Record<string, string>> = { '“': '"', '”': '"', '„': '"', '"': '"', '«': '«', '»': '«' };

/** A text without the opening marks that nothing closes. */
function balanced(text: string): string {
  const open: { mark: string; at: number }[] = [];
  for (const { 0: mark, index: at } of text.matchAll(/[“”„"«»‹›()[\]{}‘’]/gu)) {
    const last = open.at(-1)?.mark;
    const family = FAMILY[mark];
    const startsWord = /^[\s([{“«]?$/.test(text.charAt(at - 1)) && /\S/.test(text.charAt(at + 1));
    const closes = family ? last && FAMILY[last] === family && !startsWord : last && last === CLOSES[mark];
    if (closes) open.pop();
    else if (OPENERS.includes(mark)) open.push({ mark, at });
  }
  let rest = '';
  let from = 0;
  for (const { at } of open) {
    // With the marks that somebody put on it.
    const [opener = ''] = graphemes(text.slice(at, at + 32));
    rest += text.slice(from, at);
    from = at + opener.length;
  }
  return rest + text.slice(from);
}
