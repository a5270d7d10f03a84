import { httpUrl } from '../model/url.js';
import { articleId } from '../model/identity.js';
import { MidadSource } from './midad.js';
import { pageUrl } from './page.js';
import type { Source } from './source.js';

/** By address, or by what was looked for: then a promise while that lasts. */
const sources = new Map<string, Source | Promise<unknown> | undefined>();

/** An address that is not a companion server's, by its looks: a WordPress's REST root, or a feed's. */
const ELSEWHERE = /\b(wp-json|feed(\.json)?|rss|atom|xml)\/?$|[?&]rest_route=/;

/**
 * Where an element's data lives: what it was given, else `<link rel="midad" href="…">` of the page, else whatever else the
 * page has (`elsewhere.ts`). Null while that is looked for; undefined when there is nothing. The same address is the same
 * source for the whole page.
 *
 * @param methods What is asked of the companion server, what it cannot do without first: `midadCounts`, `midadThread`.
 * @param found Called when what was looked for has been found, or not.
 */
export function findSource(
  given: string | Source | null | undefined,
  methods: object,
  found: () => void,
): Source | null | undefined {
  // Lit gives null for an attribute that was taken away.
  if (typeof given === 'object' && given !== null) return given;
  const name = given || document.querySelector<HTMLLinkElement>('link[rel~="midad"][href]')?.href;
  const url = httpUrl(name, document.baseURI);
  if (name && !ELSEWHERE.test(url ?? '')) {
    if (url === undefined) return undefined;
    if (!sources.has(url)) sources.set(url, new MidadSource(url));
    return Object.assign(sources.get(url) as Source, methods);
  }
  const [needs] = Object.keys(methods) as [keyof Source];
  const key = `${needs} ${url}`;
  if (!sources.has(key)) {
    const looked = import('./elsewhere.js')
      .then(({ look }) => look(url, needs, sources))
      // What could not be loaded is not there.
      .catch(() => undefined);
    sources.set(
      key,
      looked.then((source) => sources.set(key, source)),
    );
  }
  const source = sources.get(key);
  if (!(source instanceof Promise)) return source;
  void source.then(found);
  return null;
}

/** The identity of the article the page is about. */
export const pageArticle = () => articleId(pageUrl());
