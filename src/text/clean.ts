/**
 * Cleaning of what people write, the same in the page and on the server.
 *
 * Source of the sets: Unicode's Bidi_Control and Default_Ignorable characters that no Arabic text needs; see
 * CVE-2021-42574 for what bidi overrides do to a neighbour's text.
 */

// Embeddings, overrides, isolates; zero-width and invisible operators; tags; interlinear annotation.
const HARMFUL =
  /[\u202A-\u202E\u2066-\u2069\u200B\u2060-\u2064\u206A-\u206F\uFEFF\u00AD\u180E\uFFF9-\uFFFB\u{E0000}-\u{E007F}]/gu;
const MARKS = /[\u200E\u200F\u061C]/gu;
const SPACE = /\s+/g;

/** A comment as it is stored: NFC, line ends as \n, no bidi overrides or invisible characters, ends trimmed. */
export function cleanText(text: string): string {
  const lines = text
    .replace(HARMFUL, '')
    .normalize('NFC')
    .split(/\r\n?|\n/);
  return lines
    .map((line) => line.trimEnd())
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

/** A name as it is stored: one line, without direction marks too. */
export function cleanName(name: string): string {
  return cleanText(name).replace(MARKS, '').replace(SPACE, ' ').trim();
}
