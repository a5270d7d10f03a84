import { Parser } from 'htmlparser2';
import { cleanText } from '../../../src/text/clean.js';

const SILENT = new Set(['script', 'style', 'template', 'noscript', 'iframe', 'svg', 'figcaption']);
const INLINE = new Set([
  'a',
  'abbr',
  'b',
  'bdi',
  'bdo',
  'code',
  'em',
  'font',
  'i',
  'mark',
  's',
  'small',
  'span',
  'strong',
  'sub',
  'sup',
  'u',
]);

// What an article begins with says what it is about; its first picture stands there too.
const MOST_CHARACTERS = 50_000;

/** A picture as HTML or a feed names it. */
export interface FoundPicture {
  readonly url: string | undefined;
  readonly width?: number | undefined;
  readonly height?: number | undefined;
  readonly alt?: string | undefined;
}

export interface Plain {
  /** One line, cleaned as what readers write. */
  readonly text: string;
  readonly pictures: readonly FoundPicture[];
}

/** What a piece of HTML says as plain text, and the pictures in it. Plain text stays what it is. */
export function plain(html: string): Plain {
  const pictures: FoundPicture[] = [];
  let text = '';
  let silent = 0;
  const parser = new Parser({
    onopentag(name, attributes) {
      if (name === 'img') pictures.push(pictureOf(attributes));
      if (SILENT.has(name)) silent += 1;
      if (!INLINE.has(name)) text += ' ';
    },
    ontext(data) {
      if (silent === 0) text += data;
    },
    onclosetag(name) {
      if (SILENT.has(name)) silent -= 1;
      if (!INLINE.has(name)) text += ' ';
    },
  });
  parser.end(html.slice(0, MOST_CHARACTERS));
  return { text: oneLine(text), pictures };
}

/** A text as it is stored: cleaned, on one line, without halves of characters, which no database gives back. */
export function oneLine(text: string): string {
  return cleanText(text.replace(/\p{Surrogate}/gu, '\uFFFD'))
    .replace(/\s+/g, ' ')
    .trim();
}

// Pages that load pictures late keep the address beside a placeholder.
function pictureOf(attributes: Readonly<Record<string, string>>): FoundPicture {
  return {
    url: attributes['data-lazy-src'] ?? attributes['data-src'] ?? attributes['src'],
    width: pixels(attributes['width']),
    height: pixels(attributes['height']),
    alt: attributes['alt'],
  };
}

function pixels(value: string | undefined): number | undefined {
  return value !== undefined && /^\d{1,5}(px)?$/.test(value) ? Number.parseInt(value, 10) : undefined;
}
