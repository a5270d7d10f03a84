import { parseArticle, type Article } from '../model/article.js';
import { articleId } from '../model/identity.js';
import { httpUrl } from '../model/url.js';
import { excerpt } from '../text/excerpt.js';
import { directionOf, directionOfWords } from '../text/direction.js';
import { feedDate } from './feed-date.js';
import { inertRoot, plainText, textIn } from './inert.js';

/** One entry of a feed of any kind, as it stands there. */
export interface FeedItem {
  /** HTML. */
  readonly title: string;
  readonly link: string | undefined;
  /** HTML, both: what is short, and the whole. */
  readonly summary: string | undefined;
  readonly content: string | undefined;
  readonly authors: readonly { readonly name: string; readonly url?: string | undefined }[];
  readonly published: string | undefined;
  readonly modified: string | undefined;
  /** The pictures that it names beside its text, the best first. */
  readonly images: readonly { readonly url: string; readonly [property: string]: unknown }[];
  readonly categories: readonly string[];
  readonly language: string | undefined;
  readonly comments: number | undefined;
}

/** What a card has room for, and more. */
const SUMMARY = { words: 60 };
const TITLE = { words: 12 };

/** Below the text that WordPress is asked to put there, in English and Arabic. */
const APPEARED = /<p>\s*(?:The post|ظهرت المقالة)\s*<a\s(?:(?!<p>)[^])*<\/p>\s*$/;

/** An entry as an article, or undefined when it says nothing. @param feed Its feed's address. */
export function feedArticle(item: FeedItem, feed: string): Article | undefined {
  const url = httpUrl(item.link, feed);
  const base = url ?? feed;
  const summary = item.summary?.replace(APPEARED, '');
  const content = item.content?.replace(APPEARED, '') || summary;
  const inside = content === undefined ? undefined : inertRoot(content, 'text/html');
  const image = item.images.find((named) => httpUrl(named.url, base)) ?? (inside && firstPicture(inside, base));
  const text = inside ? textIn(inside) : '';
  const headline = plainText(item.title) || excerpt(text, TITLE);
  return parseArticle(
    {
      headline,
      url,
      id: articleId(url ?? ''),
      description: excerpt(summary ? plainText(summary) : text, SUMMARY).replace(/\s*\[(?:…|\.{3})\]…?$/, '…'),
      body: content,
      articleSection: item.categories[0],
      author: item.authors,
      datePublished: feedDate(item.published) ?? feedDate(item.modified),
      dateModified: feedDate(item.modified),
      image,
      keywords: item.categories,
      inLanguage: languageOf(item.language, headline),
      comments: item.comments,
    },
    base,
  );
}

/** Themes and tools are left at `en-US` while the site is Arabic: a language that its own letters belie is none. */
function languageOf(language: string | undefined, headline: string): string | undefined {
  const written = directionOfWords(headline);
  return language && (written === undefined || directionOf(language) === written) ? language : undefined;
}

/** The first picture of a text that is none of its smileys, spacers and counters. */
function firstPicture(inside: Element, base: string) {
  for (const picture of inside.querySelectorAll('img')) {
    const [width, height] = ['width', 'height'].map((side) => Number.parseInt(picture.getAttribute(side) ?? '', 10));
    // What waits for a script to be loaded has its address beside a placeholder.
    const named = ['data-src', 'data-lazy-src', 'data-original', 'src'].map((name) => picture.getAttribute(name));
    const url = named.map((address) => httpUrl(address, base)).find((address) => address !== undefined);
    if (url === undefined || width! <= 32 || height! <= 32 || /\/(?:emoji|smilies)\//.test(url)) continue;
    return { url, width, height, alternateName: picture.getAttribute('alt') ?? '' };
  }
  return undefined;
}
