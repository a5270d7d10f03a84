/** What holds for every text, tried on a thousand of each kind. A failure prints the seed and the shortest text that fails. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  ARAB_TAGS,
  cleanName,
  cleanText,
  dayOf,
  excerpt,
  find,
  fold,
  foldWithMap,
  formatNumber,
  graphemes,
  guessDirection,
  isolate,
  nextChange,
  ago,
  parseNumber,
  runs,
} from '../../src/text/index.ts';
import { dayOfIso, isoIn } from '../../src/text/day.ts';
import { formatCount } from '../../src/text/digits.ts';
import { plainGraphemes } from '../../src/text/graphemes.ts';
import { recent } from '../../src/text/recent.ts';

const RUNS = { numRuns: 1000 };
const ALPHABET = [
  ...'ابتثجحخدذرزسشصضطظعغفقكلمنهويءآأإؤئةىٱکیہەھﷺﻻﺍ',
  ...'\u064B\u064C\u064E\u0651\u0670\u0653\u0654\u0655\u0640\u06D6\u0300\u0301\u0302\u0323',
  ...'\u200B\u200C\u200D\u200E\u200F\u061C\u202A\u202E\u2066\u2069\uFEFF\u00AD\u180E\u2060\uFFF9\u{E0041}',
  ...'0123456789٠١٢٣٤٥۰۱۲۳٬٫,.،؛؟!:;-–()«»“”"\'[]',
  ...'abcABCéñİßﬁ²カﾞ한\u1112\u1161\u11AB\u09C7\u09BE',
  ...'\u0000\u0007\u000B\u000C\u0085\u2028\t\r\n \u00A0\u202F',
  ...'😀👍🏽👨\u{1F1F2}\u{1F1E6}\uFE0F\u20E3@#_/`$%+',
];
/** Text made of what Arabic pages hold and attackers send; of whole words; and of anything at all. */
const texts = fc.oneof(
  fc.array(fc.constantFrom(...ALPHABET), { maxLength: 60 }).map((parts) => parts.join('')),
  fc
    .array(
      fc.oneof(
        fc.constantFrom(
          ...'على إلى في السيد “عن بعد”، (كورونا). التي قال؛ “هذا د. ههههههههههههه https://a.ma/x'.split(' '),
        ),
        fc.string(),
      ),
    )
    .map((parts) => parts.join(' ')),
  fc.string({ unit: 'binary' }),
);
const holds = (name, ...rest) => it(name, () => fc.assert(fc.property(...rest), RUNS));

// What cleaning never leaves; the server stores nothing of it.
const FORBIDDEN =
  // eslint-disable-next-line no-control-regex
  /[\u202A-\u202E\u2066-\u2069\u200B\u2060-\u2064\u206A-\u206F\uFEFF\u00AD\u180E\uFFF9-\uFFFB\u{E0000}-\u{E007F}\u0000-\u0008\u000B-\u001F\u007F-\u009F]/u;

describe('folding', () => {
  void holds('twice is folding once', texts, (text) => assert.equal(fold(fold(text)), fold(text)));
  void holds('maps every unit to the letter it came from', texts, (text) => {
    const { text: folded, starts, ends } = foldWithMap(text);
    assert.equal(starts.length, folded.length);
    assert.equal(ends.length, folded.length);
    for (let i = 0; i < folded.length; i++) {
      assert.ok(starts[i] >= 0 && starts[i] < ends[i] && ends[i] <= text.length);
      assert.ok(i === 0 || starts[i] >= starts[i - 1]);
    }
    // What a piece came from folds to that piece: the map is exact. A separator goes only between digits.
    for (let i = 0; i < folded.length;) {
      let end = i + 1;
      while (end < folded.length && starts[end] < ends[end - 1]) end++;
      assert.equal(fold(text.slice(starts[i], ends[end - 1])), folded.slice(i, end));
      i = end;
    }
  });
  void holds('finds every word of a text in it', texts, (text) => {
    const word = text.split(/[ \n]+/).find((part) => fold(part).trim() !== '');
    if (word === undefined || /[٬,،]/.test(text)) return;
    const places = find(text, word);
    assert.ok(places.length > 0);
    const wanted = fold(word).trim().toUpperCase().toLowerCase().normalize('NFKD');
    for (const { start, end } of places) {
      const found = fold(text.slice(start, end)).toUpperCase().toLowerCase().normalize('NFKD');
      assert.ok(found.includes(wanted));
    }
  });
});

describe('cleaning', () => {
  for (const [name, clean] of [
    ['a comment', cleanText],
    ['a name', cleanName],
  ]) {
    void holds(`${name} twice is cleaning once`, texts, (text) => assert.equal(clean(clean(text)), clean(text)));
    void holds(`${name} never leaves a forbidden character`, texts, (text) =>
      assert.doesNotMatch(clean(text), FORBIDDEN),
    );
    void holds(`${name} adds nothing but the space or line end that stands for another`, texts, (text) => {
      const own = new Set([...text.normalize('NFD'), ' ', '\n']);
      for (const character of clean(text).normalize('NFD')) assert.ok(own.has(character));
    });
    void holds(`${name} leaves no pile of marks and no long run`, texts, (text) => {
      assert.doesNotMatch(clean(text), /\p{M}{5}/u);
      assert.doesNotMatch(clean(text).replace(/(https?:\/\/|www\.)\S+/gi, ''), /(\p{L})\1{10}/u);
    });
  }
  void holds('a name is one line without marks of direction', texts, (text) => {
    assert.doesNotMatch(cleanName(text), /[\u200E\u200F\u061C\t\n\u2028\u2029]|\p{M}{4}/u);
  });
});

describe('an excerpt', () => {
  const limits = fc.record({ words: fc.integer({ min: 0, max: 40 }), characters: fc.integer({ min: 0, max: 80 }) });
  void holds('is never longer than its limits', texts, limits, (text, { words, characters }) => {
    const short = excerpt(text, { words, characters });
    assert.ok([...graphemes(short)].length <= characters, 'characters');
    assert.ok(short.split(/\s+/).filter(Boolean).length <= words, 'words');
  });
  void holds('never cuts a character', texts, limits, (text, { words, characters }) => {
    const line = text.replace(/\s+/gu, ' ').trim();
    const short = excerpt(text, { words, characters }).replace(/…$/, '');
    // Marks that nothing closes may be gone from it; apart from them it is how the text begins, in whole characters.
    const bare = (value) => [...graphemes(value)].filter((one) => !/^[“”„"«»‹›()[\]{}‘’]/u.test(one));
    assert.deepEqual(bare(short), bare(line).slice(0, bare(short).length));
  });
});

describe('numbers', () => {
  const numerals = fc.constantFrom('press', 'latn', 'arab', 'arabext', 'locale');
  const counts = fc.oneof(fc.integer(), fc.maxSafeInteger());
  void holds(
    'that were formatted parse back',
    counts,
    numerals,
    fc.constantFrom('ar', ...ARAB_TAGS),
    (count, how, tag) => {
      const own = how === 'locale' ? tag : undefined;
      assert.equal(parseNumber(formatNumber(count, how, tag), own), count === 0 ? 0 : count);
    },
  );
  void holds(
    'that elements write are the ones of midad/text',
    fc.maxSafeNat(),
    fc.constantFrom('press', 'latn', 'arab', 'arabext'),
    (count, how) => assert.equal(formatCount(count, how), formatNumber(count, how, 'ar')),
  );
  void holds('of any text are numbers or refused', texts, (text) => {
    const number = parseNumber(text);
    assert.ok(number === undefined || Number.isFinite(number));
  });
});

describe('direction', () => {
  void holds('runs lose nothing and stand in order', texts, (text) => {
    assert.equal(
      runs(text)
        .map((run) => run.text)
        .join(''),
      text,
    );
  });
  void holds('is one of two or unknown', texts, (text) =>
    assert.ok(['rtl', 'ltr', undefined].includes(guessDirection(text))),
  );
  void holds('an isolated text closes what it opens and nothing more', texts, (text) => {
    assert.match(isolate(text), /^\u2068[^\u2066-\u2069\u202A-\u202E]*\u2069$/);
  });
});

describe('time that passes', () => {
  const now = Date.parse('2020-08-21T12:00:00Z');
  const past = fc.integer({ min: 0, max: 40 * 365 * 86_400_000 });
  it('says something else exactly when nextChange says', () =>
    fc.assert(
      fc.property(past, fc.constantFrom('UTC', 'Africa/Casablanca', 'Asia/Riyadh', undefined), (before, timeZone) => {
        const at = nextChange(now - before, now, { timeZone });
        assert.deepEqual(ago(now - before, at - 1, { timeZone }), ago(now - before, now, { timeZone }));
        assert.notDeepEqual(ago(now - before, at, { timeZone }), ago(now - before, now, { timeZone }));
      }),
      { numRuns: 200 },
    ));

  // Clocks that go forward and back, at midnight too.
  for (const zone of ['UTC', 'Africa/Casablanca', 'Africa/Cairo', 'Asia/Beirut', 'America/New_York']) {
    it(`elements in ${zone} tell it, and when it changes, as midad/text does`, () => {
      const { TZ } = process.env;
      process.env['TZ'] = zone;
      try {
        const options = { smallest: 'minute', largest: 'day' };
        const around = fc.integer({ min: -3 * 86_400_000, max: 9 * 86_400_000 });
        const moments = fc.date({ min: new Date('2019-01-01'), max: new Date('2025-01-01'), noInvalidDate: true });
        fc.assert(
          fc.property(moments, around, (date, before) => {
            const iso = new Date(date.getTime() - before).toISOString();
            const { unit, number, until } = recent(iso, date.getTime());
            assert.deepEqual(unit && { unit, number }, ago(iso, date.getTime(), options));
            assert.equal(until, nextChange(iso, date.getTime(), options) ?? Infinity);
          }),
          RUNS,
        );
      } finally {
        if (TZ === undefined) delete process.env['TZ'];
        else process.env['TZ'] = TZ;
      }
    });
  }

  void holds(
    'days of articles are those of midad/text',
    fc.date({ min: new Date('1900-01-01'), max: new Date('2100-01-01'), noInvalidDate: true }),
    fc.constantFrom('', 'Z', '+03:00', '-0500'),
    fc.constantFrom(undefined, 'Africa/Casablanca', 'Asia/Riyadh', 'nowhere'),
    (date, offset, timeZone) => {
      const iso = date.toISOString().slice(0, -1) + offset;
      assert.deepEqual(dayOfIso(isoIn(iso, timeZone)), dayOf(iso, timeZone));
      assert.deepEqual(dayOfIso(isoIn(iso.slice(0, 10), timeZone)), dayOf(iso.slice(0, 10), timeZone));
    },
  );
});

describe('characters without Intl.Segmenter', () => {
  void holds('lose nothing and keep marks with their letters', texts, (text) => {
    const parts = [...plainGraphemes(text)];
    assert.equal(parts.join(''), text);
    for (const part of parts.slice(1)) assert.doesNotMatch(part, /^\p{M}/u);
  });
});
