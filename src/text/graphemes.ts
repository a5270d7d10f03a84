let segmenter: Intl.Segmenter | undefined;

// Where there is no Intl.Segmenter: a flag, or a character with its marks, skin tones and what is joined to it by U+200D.
const GRAPHEME =
  /\r\n|\p{Regional_Indicator}{2}|[^](?:[\p{M}\u200C\p{Emoji_Modifier}]|\u200D\p{Extended_Pictographic}|\u200D)*/gu;

/** A text's characters as readers count them, in order: a letter with its marks is one, 👨‍👩‍👧 is one. */
export function* graphemes(text: string): Generator<string, void> {
  if (typeof Intl !== 'undefined' && 'Segmenter' in Intl) {
    segmenter ??= new Intl.Segmenter('ar', { granularity: 'grapheme' });
    for (const { segment } of segmenter.segment(text)) yield segment;
  } else yield* plainGraphemes(text);
}

/** The same by one regular expression, for engines without Intl.Segmenter. */
export function* plainGraphemes(text: string): Generator<string, void> {
  for (const [grapheme] of text.matchAll(GRAPHEME)) yield grapheme;
}
