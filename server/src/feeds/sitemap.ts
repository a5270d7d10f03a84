import { Parser } from 'htmlparser2';
import type { Item, Listing } from './items.js';

/** The name of a document's first element, without its prefix, or ''. */
export function rootOf(text: string): string {
  return /<(?:[a-z][\w-]*:)?([a-z][\w-]*)/i.exec(text.slice(0, 5000))?.[1]?.toLowerCase() ?? '';
}

// Each may be in a namespace of any prefix; a picture's and a news' own are told apart by where they stand.
const WANTED = /^(?:loc|lastmod|title|publication_date|keywords|language|caption)$/;
const PARTS = /^(?:image|news|video)$/;

/** Reads a sitemap, with Google's news and picture extensions, or an index of sitemaps. */
export function readSitemap(text: string): Listing {
  const items: Item[] = [];
  const sitemaps: { readonly loc: string; readonly lastmod: string }[] = [];
  let fields: Record<string, string> = {};
  let part = '';
  let reading = '';
  let said = '';
  const parser = new Parser(
    {
      onopentag(tag) {
        const name = withoutPrefix(tag);
        if (name === 'url' || name === 'sitemap') fields = {};
        else if (PARTS.test(name)) part = name;
        else if (WANTED.test(name)) reading = part === '' ? name : `${part} ${name}`;
        said = '';
      },
      ontext(data) {
        if (reading !== '') said += data;
      },
      onclosetag(tag) {
        const name = withoutPrefix(tag);
        if (reading !== '' && WANTED.test(name)) {
          // What comes twice is of a second picture: the first is the article's.
          fields[reading] ??= said.trim();
          reading = '';
        } else if (name === part) part = '';
        else if (name === 'url') items.push(itemOf(fields));
        else if (name === 'sitemap') sitemaps.push({ loc: fields['loc'] ?? '', lastmod: fields['lastmod'] ?? '' });
      },
    },
    { xmlMode: true },
  );
  parser.end(text);
  // W3C dates sort as texts; what has none is as it was.
  const latest = sitemaps.toSorted((a, b) => (a.lastmod < b.lastmod ? 1 : -Number(a.lastmod > b.lastmod)));
  return { items, site: undefined, sitemaps: latest.map(({ loc }) => loc) };
}

function itemOf(fields: Readonly<Record<string, string>>): Item {
  return {
    link: fields['loc'],
    title: fields['news title'],
    categories: [undefined, ...(fields['news keywords']?.split(/[,،]/) ?? [])],
    authors: [],
    date: fields['news publication_date'] ?? fields['lastmod'],
    pictures: [{ url: fields['image loc'], alt: fields['image caption'] }],
    language: fields['news language'],
  };
}

function withoutPrefix(tag: string): string {
  return tag.slice(tag.indexOf(':') + 1).toLowerCase();
}
