import { httpUrl } from '../model/url.js';
import { articleId } from '../model/identity.js';
import { midadSource } from './midad.js';
import type { Source } from './source.js';

const sources = new Map<string, Source>();

function sourceAt(url: string): Source {
  let source = sources.get(url);
  if (source === undefined) sources.set(url, (source = midadSource(url)));
  return source;
}

/**
 * Where an element's data lives: what it was given, else `<link rel="midad" href="…">` of the page; undefined when
 * there is neither. The same address is the same source for the whole page.
 */
export function findSource(given: string | Source | null | undefined): Source | undefined {
  // Lit gives null for an attribute that was taken away.
  if (typeof given === 'object' && given !== null) return given;
  const link = document.querySelector<HTMLLinkElement>('link[rel~="midad"][href]');
  const url = httpUrl(given || link?.href, document.baseURI);
  return url === undefined ? undefined : sourceAt(url);
}

/** The identity of the article the page is about: its canonical URL, else its address. */
export function pageArticle(): string | undefined {
  const canonical = document.querySelector<HTMLLinkElement>('link[rel~="canonical"][href]');
  return articleId(canonical?.href ?? '') ?? articleId(location.href);
}
