/**
 * Cleaning of what people write, the same in the page and on the server. It is done in two steps, so that a form and a
 * server can refuse what a reader should know of (a control character, a text that is too long) before the second step
 * takes it away: `visibleText` and `visibleName`, then `cleanText` and `cleanName`, which do both.
 *
 * Source of the sets: Unicode's Bidi_Control and Default_Ignorable characters that no Arabic text needs; see
 * CVE-2021-42574 for what bidi overrides do to a neighbour's text. Every step takes linear time.
 */

// Embeddings, overrides, isolates; zero-width and invisible operators; tags; interlinear annotation.
const HARMFUL =
  /[\u202A-\u202E\u2066-\u2069\u200B\u2060-\u2064\u206A-\u206F\uFEFF\u00AD\u180E\uFFF9-\uFFFB\u{E0000}-\u{E007F}]/gu;
const MARKS = /[\u200E\u200F\u061C]/gu;
const SPACE = /\s+/g;
// Controls that end a line: vertical tab, form feed, next line.
const LINE_ENDS = /[\v\f\u0085]/g;
// eslint-disable-next-line no-control-regex
const CONTROLS = /[\u0000-\u0008\u000E-\u001F\u007F-\u009F]/g;

/** How many marks a letter may carry: shadda, a vowel, a superscript alef and one more; a name needs one fewer. */
const MOST_MARKS = { text: 4, name: 3 };
/** How often one character may stand in a row: ههههههههه says it all by then. */
const LONGEST_RUN = 10;

// No more marks in a row than Unicode's Stream-Safe Text Format has (UAX #15): NFC takes square time to order them.
const ENDLESS_PILE = /(\p{M}{30})\p{M}+/gu;

/** A comment as it is checked: NFC, line ends as \n, no bidi overrides or invisible characters, ends trimmed. */
export function visibleText(text: string): string {
  const lines = text
    .replace(HARMFUL, '')
    .replace(ENDLESS_PILE, '$1')
    .normalize('NFC')
    .split(/\r\n?|\n/);
  return lines
    .map((line) => line.trimEnd())
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

/** A name as it is checked: one line, without direction marks too. */
export function visibleName(name: string): string {
  return visibleText(name).replace(MARKS, '').replace(SPACE, ' ').trim();
}

/**
 * A comment as it is stored: visible, without control characters but the tab, without joiners where nothing joins, with at most four
 * marks a letter and ten of one character in a row. Cleaning twice is cleaning once.
 */
export function cleanText(text: string): string {
  const plain = text.replace(LINE_ENDS, '\n').replace(CONTROLS, keepReturn);
  return settle(plain, (value) =>
    visibleText(shorterRuns(shorterPiles(visibleText(joinersInPlace(value)), MOST_MARKS.text))),
  );
}

/** A name as it is stored: one line, without direction marks, with at most three marks a letter. */
export function cleanName(name: string): string {
  const plain = name.replace(LINE_ENDS, '\n').replace(CONTROLS, keepReturn).replace(MARKS, '');
  return settle(plain, (value) =>
    visibleName(shorterRuns(shorterPiles(visibleName(joinersInPlace(value)), MOST_MARKS.name))),
  );
}

// \r is a line end, which `visibleText` makes \n.
const keepReturn = (control: string) => (control === '\r' ? control : '');

// One step may bring together what another looks at: a line end that goes lets two marks meet. Once more settles that.
function settle(text: string, step: (text: string) => string): string {
  return step(step(text));
}

// What U+200C and U+200D have work beside: letters that join, and emoji.
const JOINED =
  /^[\p{Script=Arabic}\p{Script=Syriac}\p{Script=Mongolian}\p{Script=Nko}\p{Extended_Pictographic}\p{Emoji_Modifier}]$/u;
const MARK = /^\p{M}$/u;
const isJoiner = (character: string | undefined) => character === '\u200C' || character === '\u200D';

/** Keeps a joiner only beside a letter that joins or an emoji, one in a row, and never before a mark. */
function joinersInPlace(text: string): string {
  if (!/[\u200C\u200D]/.test(text)) return text;
  const characters = [...text];
  const kept: string[] = [];
  // The last character that is no mark: what a joiner after it joins.
  let base = '';
  for (let i = 0; i < characters.length; i++) {
    const character = characters[i]!;
    if (!isJoiner(character)) {
      kept.push(character);
      if (!MARK.test(character)) base = character;
      continue;
    }
    while (isJoiner(characters[i + 1])) i++;
    const next = characters[i + 1] ?? '';
    if (!MARK.test(next) && (JOINED.test(base) || JOINED.test(next))) kept.push(character);
  }
  return kept.join('');
}

/** Keeps the first marks of a pile. Marks of direction between them do not start a new one. */
function shorterPiles(text: string, most: number): string {
  let marks = 0;
  let shorter = '';
  for (const character of text) {
    if (MARK.test(character)) marks++;
    else if (!/[\u200E\u200F\u061C]/.test(character)) marks = 0;
    if (marks <= most || !MARK.test(character)) shorter += character;
  }
  return shorter;
}

// A letter with its marks, or a sign. Not digits (a number keeps its zeros), not spaces, not emoji (they break into lines
// by themselves), and not in an address, whose letters must all stay.
const RUN = new RegExp(
  `(?:[Hh]ttps?:\\/\\/|www\\.)\\S+|((?![\\p{N}\\p{Emoji_Presentation}\\p{Extended_Pictographic}])[\\p{L}\\p{P}\\p{S}]\\p{M}{0,4})\\1{${LONGEST_RUN},}`,
  'gu',
);

function shorterRuns(text: string): string {
  return text.replace(RUN, (run: string, one: string | undefined) =>
    one === undefined ? run : one.repeat(LONGEST_RUN),
  );
}
