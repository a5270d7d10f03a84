/**
 * A million random texts through every function of `midad/text`: none may throw, and none may take more than linear time.
 * Outside `npm test`, for it takes minutes. The seed is fixed, so that what fails can be looked at again.
 *
 *   node --import tsx bench/fuzz-text.js             a million texts
 *   node --import tsx bench/fuzz-text.js 10000       so many
 */
import * as text from '../src/text/index.ts';
import { generator } from './random.js';

const COUNT = Number(process.argv[2] ?? 1_000_000);
const SEED = 20_200_421;
/** Texts this long, of one repeated piece, then this many times as long. */
const LONG = 5000;
const LONGER = 8;
/** Square time would grow LONGER times linear; collecting what was thrown away costs long texts up to about 2. */
const MOST_GROWTH = 4;

const random = generator(SEED);
const whole = (most) => Math.floor(random() * most);

/** Where characters are taken from: the plane, Arabic, what is invisible, numbers and punctuation, emoji, lone surrogates. */
const RANGES = [
  [0x0, 0x10ffff],
  [0x600, 0x6ff],
  [0x600, 0x6ff],
  [0x8a0, 0x8ff],
  [0xfb50, 0xfdff],
  [0xfe70, 0xfeff],
  [0x2000, 0x206f],
  [0x20, 0x7e],
  [0x20, 0x7e],
  [0x0, 0x24f],
  [0x300, 0x36f],
  [0x1100, 0x11ff],
  [0x1f1e6, 0x1faff],
  [0xd800, 0xdfff],
  [0xe0000, 0xe01ef],
];
const PIECES = [
  ...[
    'https://a.ma/',
    'www.',
    '@ali',
    '#كورونا',
    'user@example.ma',
    '+212 537-68-40-99',
    '2020-04-21',
    '2-1',
    '`',
    '```',
  ],
  ...[
    'عن بعد',
    'على',
    'التي',
    '“',
    '”',
    '«',
    '»',
    '(',
    'د.',
    'أ.ف.ب',
    '، ',
    '. ',
    '؛ ',
    '1٬082',
    '1,082',
    '\u064B',
    ' ',
    '\n',
  ],
  ...['2020-04-21T18:30:00Z', '-', '0', '٠', '\u200D', '\u200C', 'ه', '😀', '1.'],
];

function randomText() {
  let made = '';
  for (let left = whole(40); left > 0; left--) {
    if (random() < 0.2) made += PIECES[whole(PIECES.length)];
    else {
      const [low, high] = RANGES[whole(RANGES.length)];
      made += String.fromCodePoint(low + whole(high - low + 1));
    }
  }
  return made;
}

const locale = text.localeOf('ar', 'press', text.ar);
const NOW = Date.parse('2020-08-21T12:00:00Z');

/** Every function that takes somebody's text. */
const FUNCTIONS = {
  fold: text.fold,
  find: (value) => text.find(value, value.slice(0, 3)),
  excerpt: (value) => text.excerpt(value),
  'excerpt, 40 characters': (value) => text.excerpt(value, { words: Infinity, characters: 40 }),
  countWords: text.countWords,
  readingTime: (value) => text.readingTime(value, locale),
  guessDirection: text.guessDirection,
  runs: text.runs,
  isolate: (value) => text.isolate(value),
  cleanText: text.cleanText,
  cleanName: text.cleanName,
  impersonates: (value) => text.impersonates(value),
  parseNumber: (value) => text.parseNumber(value),
  withTanwin: (value) => text.withTanwin(value, 'after') + text.withTanwin(value, 'none'),
  formatDate: (value) => text.formatDate(value, locale),
  formatAgo: (value) => text.formatAgo(value, NOW, locale),
  nextChange: (value) => text.nextChange(value, NOW),
  machineDate: text.machineDate,
  supportedTag: text.supportedTag,
  directionOf: text.directionOf,
  graphemes: (value) => [...text.graphemes(value)].length,
};

/** The shortest of three runs, in milliseconds. */
function timeOf(ask, value) {
  let shortest = Infinity;
  for (let round = 0; round < 3; round++) {
    const start = performance.now();
    ask(value);
    shortest = Math.min(shortest, performance.now() - start);
  }
  return shortest;
}

let failures = 0;
const start = performance.now();
for (let made = 0; made < COUNT; made++) {
  const value = randomText();
  for (const [name, ask] of Object.entries(FUNCTIONS)) {
    try {
      ask(value);
    } catch (error) {
      failures++;
      console.error(`${name}(${JSON.stringify(value)}): ${error}`);
    }
  }
}
const seconds = (performance.now() - start) / 1000;
const functions = Object.keys(FUNCTIONS).length;
console.log(
  `${COUNT} texts through ${functions} functions in ${seconds.toFixed(0)} s, seed ${SEED}: ${failures} threw`,
);

// Every piece alone, every two of them in turn, and random ones: what makes a regular expression slow is repetition.
const REPEATED = [
  ...PIECES,
  ...PIECES.map((piece, i) => piece + PIECES[(i * 7 + 3) % PIECES.length]),
  'a',
  '0 ',
  'a.',
  'a@',
];
for (let i = 0; i < 60; i++) REPEATED.push(randomText().slice(0, 1 + whole(6)) || 'x');
let worst = { growth: 0 };
for (const piece of REPEATED) {
  for (const [name, ask] of Object.entries(FUNCTIONS)) {
    const of = (length) => piece.repeat(Math.ceil(length / piece.length));
    let [once, more, growth] = [0, 0, Infinity];
    // The collector of a busy machine is no fault of the function: what is linear is so once in five.
    for (let attempt = 0; attempt < 5 && growth > MOST_GROWTH; attempt++) {
      once = timeOf(ask, of(LONG));
      more = timeOf(ask, of(LONG * LONGER));
      // Below a few milliseconds the clock says more than the function.
      growth = more < 20 ? 0 : more / Math.max(once, 0.2) / LONGER;
    }
    if (growth > worst.growth) worst = { growth, name, piece, once, more };
    if (growth > MOST_GROWTH) {
      failures++;
      console.error(
        `${name}: ${JSON.stringify(piece)} repeated takes ${once.toFixed(1)} ms, ${LONGER} times as much ${more.toFixed(1)} ms`,
      );
    }
  }
}
console.log(
  `${REPEATED.length} repeated pieces, ${LONG} and ${LONG * LONGER} units long: worst growth ${worst.growth.toFixed(2)} times linear ` +
    `(${worst.name}, ${JSON.stringify(worst.piece)}: ${worst.once?.toFixed(1)} and ${worst.more?.toFixed(1)} ms)`,
);
process.exitCode = failures === 0 ? 0 : 1;
