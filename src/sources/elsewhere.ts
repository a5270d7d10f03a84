import { httpUrl } from '../model/url.js';
import type { Source } from './source.js';
import { isWordPress } from './wordpress-address.js';

/** Something a page has that can be a source. */
export interface Found {
  readonly kind: 'wordpress' | 'json-ld' | 'feed';
  /** What it is known by, an absolute URL. */
  readonly address: string;
  /** What in the page says so, for its builder to read. */
  readonly because: string;
}

/** What each kind can do, so that a script is not loaded for a tag that it cannot help. */
const CAN: Record<Found['kind'], readonly (keyof Source)[]> = {
  wordpress: ['article', 'articles', 'counts', 'view', 'comments', 'post'],
  'json-ld': ['article', 'articles', 'counts'],
  feed: ['article', 'articles', 'counts'],
};

/**
 * What a page has beside a companion server, the nearest first: its WordPress, its own JSON-LD or Open Graph, its feed.
 *
 * @param url The address that a tag names, when it names one: a WordPress's REST root, or a feed.
 */
export function findElsewhere(url?: string): Found[] {
  if (url !== undefined) {
    const kind = isWordPress(url) ? 'wordpress' : 'feed';
    return [{ kind, address: url, because: 'the tag’s source' }];
  }
  const found: Found[] = [];
  const link = (kind: Found['kind'], selector: string, address = (href: string) => href) => {
    const { href = '' } = document.querySelector<HTMLLinkElement>(`link[href]${selector}`) ?? {};
    const known = httpUrl(address(href));
    if (known !== undefined) found.push({ kind, address: known, because: `<link${selector}>` });
  };
  link('wordpress', '[rel~="https://api.w.org/"]');
  if (found.length === 0) {
    link(
      'wordpress',
      '[rel~="alternate"][type="application/json"]',
      (href) => /^.*?\/(?=wp\/v2\/)/.exec(href)?.[0] ?? '',
    );
  }
  const [data, graph] = ['script[type="application/ld+json"]', 'meta[property="og:type"][content="article"]'];
  for (const selector of [data, graph]) {
    if (!document.querySelector(selector)) continue;
    found.push({ kind: 'json-ld', address: location.href.replace(/#.*/s, ''), because: `<${selector}>` });
    break;
  }
  for (const type of ['application/feed+json', 'application/rss+xml', 'application/atom+xml']) {
    link('feed', `[rel~="alternate"][type="${type}"]`);
  }
  return found;
}

/** The first that can do what a tag needs, as a source; undefined where there is none. */
export async function elsewhere(url: string | undefined, needs: keyof Source): Promise<Source | undefined> {
  for (const { kind, address } of findElsewhere(url)) {
    if (!CAN[kind].includes(needs)) continue;
    // What they all read markup with, on its way beside them: it is one script, for a page may allow one policy.
    void import('./inert.js').catch(() => {});
    if (kind === 'wordpress') return (await import('./wordpress.js')).wordpress(address);
    if (kind === 'feed') return (await import('./feed.js')).feed(address);
    if (kind === 'json-ld') {
      const source = (await import('./json-ld.js')).jsonLd(address);
      // Most pages have JSON-LD, and few of them in it what this tag needs.
      if (source.knows(needs)) return source;
    }
  }
  return undefined;
}

/** The same, but one that the page knows already by its address: tags may need different things of one place. */
export async function look(
  url: string | undefined,
  needs: keyof Source,
  known: Map<string, unknown>,
): Promise<Source | undefined> {
  const source = await elsewhere(url, needs);
  const { address } = source ?? {};
  if (!address) return source;
  if (!known.has(address)) known.set(address, source);
  return known.get(address) as Source;
}
