import { parseFeed } from 'feedsmith';
import { reason } from '../start-error.js';
import { FeedError } from './feed-error.js';
import type { FoundPicture } from './plain.js';
import { readSitemap, rootOf } from './sitemap.js';

/** An article as a feed has it, of whatever kind the feed is: nothing is checked yet. */
export interface Item {
  readonly link: string | undefined;
  /** Plain text or HTML, as are the two after it. */
  readonly title: string | undefined;
  readonly summary?: string | undefined;
  readonly content?: string | undefined;
  readonly categories: readonly (string | undefined)[];
  readonly authors: readonly { readonly name?: string | undefined; readonly url?: string | undefined }[];
  readonly date: string | undefined;
  readonly pictures: readonly FoundPicture[];
  readonly language: string | undefined;
}

/** What a feed or a sitemap says. */
export interface Listing {
  readonly items: readonly Item[];
  /** The site that it declares to be of. */
  readonly site: string | undefined;
  /** Of a sitemap index: its sitemaps, the latest first. */
  readonly sitemaps: readonly string[];
}

/** Reads RSS, Atom, RDF, JSON Feed, sitemaps and their indexes. @throws {FeedError} when it is none of them */
export function readListing(text: string): Listing {
  if (/^(urlset|sitemapindex)$/.test(rootOf(text))) return readSitemap(text);
  let parsed: Parsed;
  try {
    parsed = parse(text);
  } catch (fault) {
    throw new FeedError(`is no feed and no sitemap (${reason(fault)})`);
  }
  if (parsed.format === 'atom') return readAtom(parsed.feed);
  return parsed.format === 'json' ? readJson(parsed.feed) : readRss(parsed.feed);
}

const parse = (text: string) => parseFeed(text);
type Parsed = ReturnType<typeof parse>;
type Feed<Format> = Extract<Parsed, { format: Format }>['feed'];
type RssItem = NonNullable<Feed<'rss'>['items']>[number];

function readRss(feed: Feed<'rss'> | Feed<'rdf'>): Listing {
  const { language } = feed as Feed<'rss'>;
  const items = ((feed.items ?? []) as RssItem[]).map((item) => ({
    link: item.link ?? (item.guid?.isPermaLink === false ? undefined : item.guid?.value),
    title: item.title ?? item.dc?.titles?.[0],
    summary: item.description ?? item.dc?.descriptions?.[0],
    content: item.content?.encoded,
    categories: [...(item.categories ?? []).map(({ name }) => name), ...(item.dc?.subjects ?? [])],
    authors: item.dc?.creators?.map((name) => ({ name })) ?? item.authors ?? [],
    date: item.pubDate ?? item.dc?.dates?.[0],
    pictures: [...mediaOf(item.media), ...enclosed(item.enclosures)],
    language: item.dc?.languages?.[0] ?? language ?? feed.dc?.languages?.[0],
  }));
  return { items, site: feed.link, sitemaps: [] };
}

function readAtom(feed: Feed<'atom'>): Listing {
  const items = (feed.entries ?? []).map((entry) => ({
    link: alternate(entry.links),
    title: entry.title?.value,
    summary: entry.summary?.value,
    content: entry.content?.value,
    categories: (entry.categories ?? []).map(({ label, term }) => label ?? term),
    authors: (entry.authors ?? feed.authors ?? []).map(({ name, uri }) => ({ name, url: uri })),
    date: entry.published ?? entry.updated,
    pictures: [
      ...mediaOf(entry.media),
      ...enclosed(entry.links?.filter(({ rel }) => rel === 'enclosure').map(({ href, type }) => ({ url: href, type }))),
    ],
    language: entry.xml?.lang ?? feed.xml?.lang,
  }));
  return { items, site: alternate(feed.links), sitemaps: [] };
}

function readJson(feed: Feed<'json'>): Listing {
  const items = (feed.items ?? []).map((item) => ({
    link: item.url ?? item.id,
    title: item.title,
    summary: item.summary,
    content: item.content_html ?? item.content_text,
    categories: item.tags ?? [],
    authors: item.authors ?? feed.authors ?? [],
    date: item.date_published ?? item.date_modified,
    pictures: [{ url: item.image }, { url: item.banner_image }],
    language: item.language ?? feed.language,
  }));
  return { items, site: feed.home_page_url, sitemaps: [] };
}

function alternate(links: readonly { rel?: string; href?: string }[] = []): string | undefined {
  return links.find(({ rel }) => rel === undefined || rel === 'alternate')?.href;
}

/** The largest first; thumbnails only where there is nothing else. */
function mediaOf(media: RssItem['media']): FoundPicture[] {
  const contents = [...(media?.contents ?? []), ...(media?.groups ?? []).flatMap((group) => group.contents ?? [])];
  const pictures = contents
    .filter(({ medium, type, url }) => medium === 'image' || isPicture(url, type, medium))
    .toSorted((a, b) => (b.width ?? 0) - (a.width ?? 0));
  return [...pictures, ...(media?.thumbnails ?? [])].map(({ url, width, height }) => ({ url, width, height }));
}

function enclosed(enclosures: readonly { url?: string | undefined; type?: string | undefined }[] = []): FoundPicture[] {
  return enclosures.filter(({ url, type }) => isPicture(url, type)).map(({ url }) => ({ url }));
}

function isPicture(url: string | undefined, type?: string, medium?: string): boolean {
  if (type !== undefined) return type.startsWith('image/');
  return medium === undefined && /\.(avif|gif|jpe?g|png|svg|webp)$/i.test(url?.split(/[?#]/)[0] ?? '');
}
