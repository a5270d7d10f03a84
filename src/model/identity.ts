import { hasControls } from './draft.js';

/**
 * What an article is known by: an absolute http(s) URL, or a slug the site chose. Page and server normalise with
 * this one function, so that both sides mean the same article.
 */

/** The longest identity that is accepted, in UTF-16 units. Longer URLs are refused, never cut. */
export const MAX_ARTICLE_ID = 2048;

const SLUG = /^[\p{L}\p{N}][\p{L}\p{M}\p{N}._~-]{0,199}$/u;

/**
 * The normal form of an article's identity, or undefined when it is neither a URL nor a slug.
 *
 * A URL loses its fragment, and its path is percent-encoded one way: `%d8`, `%D8` and the Arabic letter itself are one
 * article (WordPress prints the first, browsers the second, people the third). A slug is put in NFC.
 */
export function articleId(value: string): string | undefined {
  // Before NFC, which takes longer than linear time over piles of marks; a letter has at most a few code units more.
  if (value.length > 4 * MAX_ARTICLE_ID || hasControls(value.trim())) return undefined;
  const text = value.trim().normalize('NFC');
  if (text === '' || text.length > MAX_ARTICLE_ID) return undefined;
  if (SLUG.test(text)) return text;
  if (!/^https?:\/\//i.test(text)) return undefined;
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    return undefined;
  }
  if (url.username !== '' || url.password !== '') return undefined;
  url.hash = '';
  const id = url.href.replace(/%[0-9a-f]{2}/gi, (octet) => octet.toUpperCase());
  return id.length > MAX_ARTICLE_ID ? undefined : id;
}
