import { articleId } from '../../../src/model/identity.js';
import { parseIsoDate } from '../../../src/model/date.js';
import { httpUrl } from '../../../src/model/url.js';
import { cleanName } from '../../../src/text/clean.js';
import { excerpt } from '../../../src/text/excerpt.js';
import { fold } from '../../../src/text/fold.js';
import type { Item } from './items.js';
import { oneLine, plain, type FoundPicture, type Plain } from './plain.js';

/** An article as it was found in a feed, cleaned and checked. What the feed does not say is left out. */
export interface FoundArticle {
  /** What it is known by; see model/identity. */
  readonly article: string;
  readonly url: string;
  readonly headline: string;
  /** Plain text. */
  readonly description?: string;
  readonly section?: string;
  readonly authors: readonly { readonly name: string; readonly url?: string }[];
  /** ISO 8601: as given, where the feed gives that. */
  readonly datePublished?: string;
  readonly image?: { readonly url: string; readonly width?: number; readonly height?: number; readonly alt?: string };
  readonly keywords: readonly string[];
  /** BCP 47. */
  readonly language?: string;
}

/** Where a feed is, and of which hosts it may have articles, without their www. */
export interface Origin {
  readonly base: string;
  readonly hosts: ReadonlySet<string>;
}

const LONGEST = { headline: 300, description: 300, alt: 300, name: 80, url: 2048 };
const MOST = { authors: 5, keywords: 20 };
const DAY = 24 * 60 * 60 * 1000;
// «The post … appeared first on …», which WordPress puts below each excerpt, in its two Arabic wordings too.
const WORDPRESS_FOOTER =
  /\s*(?:The post .{1,400} appeared first on|ظهرت المقالة .{1,400} أولا?ً?ا? على|(?:المقالة|التدوينة) .{1,400} (?:ظهرت|نشرت) أولا?ً?ا? (?:على|في)) .{1,200}$/;
const MORE = /\s*(?:\[(?:…|\.{3})\]|(?:اقرأ|إقرأ) المزيد\s*(?:»|›|\.{3}|…)?|Read more\s*(?:»|›|→)?)$/i;

/** Why an item is not taken as an article. */
export type Unfit = 'untitled' | 'elsewhere';

/** The article that an item of a feed is, or why it is none. */
export function foundArticle(item: Item, { base, hosts }: Origin): FoundArticle | Unfit {
  const url = httpUrl(item.link, base);
  const article = url === undefined ? undefined : articleId(url);
  if (url === undefined || article === undefined || !hosts.has(hostOf(url))) return 'elsewhere';
  const headline = excerpt(plain(item.title ?? '').text, { words: Infinity, characters: LONGEST.headline });
  if (headline === '') return 'untitled';

  const [summary, content] = [plain(item.summary ?? ''), plain(item.content ?? '')];
  const description = descriptionOf(summary, content);
  const [section, ...keywords] = item.categories.map((name) => shortName(plain(name ?? '').text));
  const datePublished = dateOf(item.date);
  const image = pictureOf(item.pictures, base) ?? pictureOf([...content.pictures, ...summary.pictures], url);
  const language = item.language?.trim().replace('_', '-');
  return {
    article,
    url,
    headline,
    ...(description && { description }),
    ...(section && { section }),
    authors: item.authors.flatMap((author) => authorOf(author, base)).slice(0, MOST.authors),
    ...(datePublished && { datePublished }),
    ...(image && { image }),
    keywords: [...new Set(keywords)].filter((word) => word !== '' && word !== section).slice(0, MOST.keywords),
    ...(language && /^[a-z]{2,3}(-[a-z0-9]{2,8}){0,3}$/i.test(language) && { language }),
  };
}

/** The host of an address, without the www that sites have or not as it happens. */
export function hostOf(url: string): string {
  return new URL(url).host.replace(/^www\./, '');
}

function descriptionOf(summary: Plain, content: Plain): string {
  const text = (summary.text || content.text.slice(0, 2000))
    .replace(WORDPRESS_FOOTER, '')
    .replace(MORE, '…')
    .replace(/([.!؟?])\s*…$/, '$1');
  return excerpt(text, { words: Infinity, characters: LONGEST.description });
}

/** Nothing where a feed gives an e-mail address for a name: it is not ours to publish. */
function authorOf(author: { name?: string | undefined; url?: string | undefined }, base: string) {
  const name = shortName(plain(author.name ?? '').text);
  const url = httpUrl(author.url, base);
  return name === '' || name.includes('@') ? [] : [{ name, ...(url && url.length <= LONGEST.url && { url }) }];
}

function shortName(text: string): string {
  return excerpt(cleanName(text), { words: Infinity, characters: LONGEST.name });
}

/**
 * A date in ISO 8601. None where it cannot be read, where it is what an empty field becomes (1970 and before), or more
 * than a day ahead: such an article would be the latest for years.
 */
function dateOf(value: string | undefined): string | undefined {
  // «الإثنين, 23 Nov 2026» is what WordPress writes in Arabic for Mon, 23 Nov 2026.
  const text = fold(oneLine(value ?? ''))
    .replace(/^[^\d,]*,\s*/, '')
    .replace(/^(\d{4}-\d\d-\d\d) (?=\d\d:)/, '$1T');
  const iso = parseIsoDate(text);
  const time = Date.parse(iso ?? text);
  if (Number.isNaN(time) || time < 365 * DAY || time > Date.now() + DAY) return undefined;
  return iso ?? new Date(time).toISOString();
}

/** The first picture that is one: no counter of a pixel, no emoji. */
function pictureOf(pictures: readonly FoundPicture[], base: string): FoundArticle['image'] {
  for (const { url, width = 0, height = 0, alt = '' } of pictures) {
    const address = httpUrl(url, base);
    if (address === undefined || address.length > LONGEST.url) continue;
    if ((width > 0 && width < 50) || (height > 0 && height < 50) || /\/(emoji|smilies)\//.test(address)) continue;
    const size = width > 0 && height > 0 ? { width, height } : {};
    const shows = excerpt(oneLine(alt), { words: Infinity, characters: LONGEST.alt });
    return { url: address, ...size, ...(shows && { alt: shows }) };
  }
  return undefined;
}
