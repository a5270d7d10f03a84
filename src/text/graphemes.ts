let segmenter: Intl.Segmenter | undefined;

// Where there is no Intl.Segmenter: a flag, or a character with its marks, skin tones and what is joined to it by U+200D.
const GRAPHEME =
  /\r\n|\p{Regional_Indicator}{2}|[^](?:[\p{M}\u200C\p{Emoji_Modifier}]|\u200D\p{Extended_Pictographic}|\u200D)*/gu;

/** V8 takes square time for a long text: it is segmented in pieces of so many UTF-16 units. */
const PIECE = 512;

/** A text's characters as readers count them, in order: a letter with its marks is one, 👨‍👩‍👧 is one. */
export function* graphemes(text: string): Generator<string, void> {
  if (typeof Intl === 'undefined' || !('Segmenter' in Intl)) {
    yield* plainGraphemes(text);
    return;
  }
  segmenter ??= new Intl.Segmenter('ar', { granularity: 'grapheme' });
  let size = PIECE;
  for (let at = 0; at < text.length;) {
    const piece = text.slice(at, at + size);
    const last = at + size >= text.length;
    const start = at;
    for (const { segment, index } of segmenter.segment(piece)) {
      // What reaches the end of a piece may go on in the next.
      if (!last && index + segment.length === piece.length) break;
      yield segment;
      at = start + index + segment.length;
    }
    size = at === start ? size * 2 : PIECE;
  }
}

/** How many characters a text has as readers count them, counted no further than `most`. */
export function countGraphemes(text: string, most: number): number {
  let count = 0;
  for (const _ of graphemes(text)) if (++count >= most) break;
  return count;
}

/** The same by one regular expression, for engines without Intl.Segmenter. */
export function* plainGraphemes(text: string): Generator<string, void> {
  for (const [grapheme] of text.matchAll(GRAPHEME)) yield grapheme;
}
