import { httpUrl } from '../model/url.js';
import { articleId } from '../model/identity.js';
import { MidadSource } from './midad.js';
import type { Source } from './source.js';

const sources = new Map<string, MidadSource>();

/**
 * Where an element's data lives: what it was given, else `<link rel="midad" href="…">` of the page; undefined when
 * there is neither. The same address is the same source for the whole page.
 *
 * @param methods What is asked of the companion server: `midadCounts`, `midadThread`. Nothing else can be.
 */
export function findSource(given: string | Source | null | undefined, methods: object): Source | undefined {
  // Lit gives null for an attribute that was taken away.
  if (typeof given === 'object' && given !== null) return given;
  const link = document.querySelector<HTMLLinkElement>('link[rel~="midad"][href]');
  const url = httpUrl(given || link?.href, document.baseURI);
  if (url === undefined) return undefined;
  const source = sources.get(url) ?? new MidadSource(url);
  sources.set(url, source);
  return Object.assign(source, methods) as unknown as Source;
}

/** The identity of the article the page is about: its canonical URL, else its `og:url`, else its address. */
export function pageArticle(): string | undefined {
  const canonical = document.querySelector<HTMLLinkElement>('link[rel~="canonical"][href]');
  const shared = document.querySelector<HTMLMetaElement>('meta[property="og:url"]');
  return (
    articleId(canonical?.href ?? '') ??
    articleId(httpUrl(shared?.content, document.baseURI) ?? '') ??
    articleId(location.href)
  );
}
