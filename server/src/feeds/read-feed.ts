import { setImmediate } from 'node:timers/promises';
import { httpUrl } from '../../../src/model/url.js';
import type { Config } from '../config.js';
import { decode } from './decode.js';
import { FeedError } from './feed-error.js';
import { fetchDocument, type Document, type Fetching, type Known } from './fetch.js';
import { foundArticle, hostOf, type FoundArticle } from './found.js';
import { readListing, type Item } from './items.js';

/** An index of sitemaps may list hundreds, a month each: the latest are read. */
const MOST_SITEMAPS = 10;
const MILLISECONDS = 2 * 60_000;
const BETWEEN = 20;

/** What was found in a feed. */
export interface Reading {
  readonly found: readonly FoundArticle[];
  /** How many had no title. */
  readonly untitled: number;
  /** How many were no articles of the feed's own hosts. */
  readonly elsewhere: number;
  /** What its server said, to be asked with the next time. */
  readonly known: Known;
}

/**
 * Reads a feed, a sitemap, or the sitemaps of an index.
 *
 * @param known What its server said when it was last read: where nothing has changed, nothing is found.
 * @throws {FeedError} when it cannot be had or read.
 */
export async function readFeed(
  url: string,
  { feeds, feedsPrivate }: Pick<Config, 'feeds' | 'feedsPrivate'>,
  signal: AbortSignal,
  known?: Known,
): Promise<Reading> {
  const fetching: Fetching = {
    hosts: new Set(feeds.map((feed) => new URL(feed).host)),
    isPrivateAllowed: feedsPrivate,
    signal: AbortSignal.any([signal, AbortSignal.timeout(MILLISECONDS)]),
  };
  const document = await fetchDocument(url, fetching, known);
  if (!document) return { found: [], untitled: 0, elsewhere: 0, known: known ?? { etag: null, modified: null } };

  const { items, site, sitemaps } = readListing(textOf(document));
  const hosts = new Set([url, document.address, httpUrl(site, document.address) ?? url].map(hostOf));
  const all: Item[] = [...items];
  for (const sitemap of sitemaps.slice(0, MOST_SITEMAPS)) {
    const address = httpUrl(sitemap, document.address);
    const one = address === undefined ? undefined : await fetchDocument(address, fetching);
    if (one) all.push(...readListing(textOf(one)).items);
  }
  const origin = { base: httpUrl(site, document.address) ?? document.address, hosts };
  const results: ReturnType<typeof foundArticle>[] = [];
  for (const item of all) {
    // Thousands take seconds, in which readers are answered too.
    if (results.length % BETWEEN === 0) await setImmediate();
    results.push(foundArticle(item, origin));
  }
  return {
    found: results.filter((result) => typeof result === 'object'),
    untitled: results.filter((result) => result === 'untitled').length,
    elsewhere: results.filter((result) => result === 'elsewhere').length,
    // An index does not change when its sitemaps do.
    known: sitemaps.length === 0 ? document : { etag: null, modified: null },
  };
}

function textOf({ bytes, contentType }: Document): string {
  if (bytes.length === 0) throw new FeedError('is empty');
  return decode(bytes, contentType);
}
