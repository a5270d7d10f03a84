import { httpUrl } from '../model/url.js';
import type { FeedItem } from './feed-item.js';
import { htmlOf, inertRoot } from './inert.js';

const SPACES: Readonly<Record<string, RegExp>> = {
  // RSS 2.0 is in none; RSS 1.0, Atom, and those that put RSS 2.0 in one of its own.
  '': /^$|purl\.org\/rss\/1\.0\/$|w3\.org\/2005\/Atom$|purl\.org\/atom\/ns|backend\.userland\.com\/rss2/,
  content: /purl\.org\/rss\/1\.0\/modules\/content\//,
  dc: /purl\.org\/dc\/(?:elements|terms)\//,
  media: /search\.yahoo\.com\/mrss/,
  slash: /purl\.org\/rss\/1\.0\/modules\/slash\//,
  thr: /purl\.org\/syndication\/thread\//,
};

/**
 * The entries of RSS 2.0, RSS 1.0 (RDF) or Atom, or undefined when it is none of them or no XML. What declares a type
 * (DOCTYPE) is none either: its entities could make gigabytes out of a line.
 */
export function xmlFeed(xml: string): FeedItem[] | undefined {
  const text = mended(xml);
  const root = text && inertRoot(text, 'text/xml');
  if (!root || root.localName === 'parsererror' || root.querySelector('parsererror')) return undefined;
  if (root.localName === 'feed') return all(root, 'entry').map((entry) => atomItem(entry, root));
  if (!['rss', 'RDF'].includes(root.localName)) return undefined;
  const channel = all(root, 'channel')[0] ?? root;
  // RSS 1.0 has its items beside the channel.
  return [...all(channel, 'item'), ...(channel === root ? [] : all(root, 'item'))].map((item) =>
    rssItem(item, channel),
  );
}

/**
 * XML as a strict parser takes it: without what stands before it, characters that XML has none of, and entities that only
 * HTML has. Undefined when it declares a type, or leaves open what WebKit would look for the end of for minutes.
 */
function mended(xml: string): string | undefined {
  let refused = false;
  const text = xml
    .replace(/^[\s\uFEFF]*(?:<\?xml\s[^>]*\?>)?\s*/, '')
    // eslint-disable-next-line no-control-regex
    .replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, '')
    .replace(
      /<!\[CDATA\[[^]*?(?:\]\]>|$)|<!--[^]*?(?:-->|$)|<!DOCTYPE|&(?!(?:#\d+|#x[\da-fA-F]+|amp|lt|gt|quot|apos);)/g,
      (piece) => {
        // Titles and texts are read as HTML after this, which knows &nbsp; and &laquo;.
        if (piece === '&') return '&amp;';
        refused ||= !piece.endsWith('>');
        return piece;
      },
    );
  return refused ? undefined : text;
}

/** The children of a name, `title` or `dc:creator`; by what their prefix stands for, whatever it is. */
function all(parent: Element, name: string): Element[] {
  const at = name.indexOf(':');
  const [prefix, local] = [name.slice(0, Math.max(at, 0)), name.slice(at + 1)];
  return [...parent.children].filter(
    (child) => child.localName === local && SPACES[prefix]!.test(child.namespaceURI ?? ''),
  );
}

/** The text of the first of these that has one. */
function first(parent: Element, ...names: string[]): string | undefined {
  for (const name of names) {
    for (const { textContent } of all(parent, name)) if (textContent.trim() !== '') return textContent.trim();
  }
  return undefined;
}

function rssItem(item: Element, channel: Element): FeedItem {
  const guid = all(item, 'guid').find((element) => element.getAttribute('isPermaLink') !== 'false');
  const creators = [...all(item, 'dc:creator'), ...all(item, 'author')].map(({ textContent }) => textContent);
  return {
    title: first(item, 'title') ?? '',
    link: first(item, 'link') ?? guid?.textContent.trim(),
    summary: first(item, 'description'),
    content: first(item, 'content:encoded'),
    authors: creators.flatMap((name) => nameOf(name) ?? []),
    published: first(item, 'pubDate', 'dc:date', 'published'),
    modified: first(item, 'updated'),
    images: pictures(item),
    categories: [...all(item, 'category'), ...all(item, 'dc:subject')].flatMap(({ textContent }) =>
      wordOf(textContent),
    ),
    language: first(item, 'dc:language') ?? first(channel, 'language', 'dc:language'),
    comments: countOf(first(item, 'slash:comments')),
  };
}

function atomItem(entry: Element, feed: Element): FeedItem {
  const link = all(entry, 'link').find((each) => (each.getAttribute('rel') ?? 'alternate') === 'alternate');
  const authors = [entry, feed].map((of) => all(of, 'author')).find((found) => found.length > 0) ?? [];
  const content = all(entry, 'content')[0];
  return {
    title: html(all(entry, 'title')[0]) ?? '',
    link: link && absolute(link, link.getAttribute('href')),
    summary: html(all(entry, 'summary')[0]),
    // What stands elsewhere is not fetched for it.
    content: content?.hasAttribute('src') ? undefined : html(content),
    authors: authors.flatMap((author) => {
      const name = nameOf(first(author, 'name') ?? '');
      return name ? { ...name, url: first(author, 'uri') } : [];
    }),
    published: first(entry, 'published', 'issued'),
    modified: first(entry, 'updated', 'modified'),
    images: pictures(entry),
    categories: all(entry, 'category').flatMap((category) =>
      wordOf(category.getAttribute('label') ?? category.getAttribute('term') ?? ''),
    ),
    language: entry.getAttribute('xml:lang') ?? feed.getAttribute('xml:lang') ?? undefined,
    comments: countOf(first(entry, 'slash:comments', 'thr:total')),
  };
}

/** What an element of Atom says, as HTML. */
function html(element: Element | undefined): string | undefined {
  if (element === undefined || element.textContent.trim() === '') return undefined;
  const type = element.getAttribute('type') ?? 'text';
  if (type === 'xhtml') return new XMLSerializer().serializeToString(element.firstElementChild ?? element);
  return type.includes('html') ? element.textContent : htmlOf(element.textContent);
}

/** An address, relative to the `xml:base` around it where there is one. */
function absolute(element: Element, address: string | null): string | undefined {
  const around = element.closest('[*|base]')?.getAttribute('xml:base');
  return httpUrl(address, around ?? undefined) ?? address ?? undefined;
}

/** A name; of «ali@mail.example (علي)» what stands in brackets, and of an address alone nothing: it is nobody's to show. */
function nameOf(author: string): { name: string } | undefined {
  const name = /^\s*\S+@\S+\s*(?:\(([^)]*)\))?\s*$/.exec(author);
  const text = (name ? (name[1] ?? '') : author).trim();
  return text === '' ? undefined : { name: text };
}

const wordOf = (text: string): string[] => (text.trim() === '' ? [] : [text.trim()]);
const countOf = (text: string | undefined) => (/^\d+$/.test(text ?? '') ? Number(text) : undefined);

/** The pictures named beside the text: those of Media RSS, the widest first, then thumbnails, then what is enclosed. */
function pictures(item: Element): FeedItem['images'] {
  const media = [item, ...all(item, 'media:group')];
  const contents = media.flatMap((group) => all(group, 'media:content')).filter(isPicture);
  const widthOf = (element: Element) => Number(element.getAttribute('width'));
  const thumbnails = [...media, ...contents].flatMap((group) => all(group, 'media:thumbnail'));
  const enclosures = [
    ...all(item, 'enclosure'),
    ...all(item, 'link').filter((link) => link.getAttribute('rel') === 'enclosure'),
  ].filter(isPicture);
  return [...contents.sort((a, b) => widthOf(b) - widthOf(a)), ...thumbnails, ...enclosures].flatMap((element) => {
    const url = element.getAttribute('url') ?? element.getAttribute('href');
    const [width, height] = [element.getAttribute('width'), element.getAttribute('height')];
    return url === null ? [] : { url: url.trim(), width, height, caption: first(element, 'media:description') };
  });
}

function isPicture(element: Element): boolean {
  const [medium, type] = [element.getAttribute('medium'), element.getAttribute('type')];
  if (medium !== null || type !== null) return medium === 'image' || type?.startsWith('image/') === true;
  return /\.(?:jpe?g|png|webp|gif|avif)(?:$|[?#])/i.test(element.getAttribute('url') ?? '');
}
