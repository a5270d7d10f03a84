import type { FeedItem } from './feed-item.js';
import { htmlOf } from './inert.js';

type Json = Record<string, unknown>;
const object = (value: unknown): Json => Object(value) as Json;
const list = (value: unknown): unknown[] => (Array.isArray(value) ? (value as unknown[]) : []);
const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;

/** The entries of a JSON Feed (https://www.jsonfeed.org/version/1.1/), or undefined when it is none. */
export function jsonFeed(json: unknown): FeedItem[] | undefined {
  const feed = object(json);
  if (!Array.isArray(feed['items'])) return undefined;
  return feed['items'].map(object).map((item) => ({
    title: htmlOf(text(item['title']) ?? ''),
    link: text(item['url']) ?? text(item['id']),
    summary: optional(item['summary'], htmlOf),
    content: text(item['content_html']) ?? optional(item['content_text'], lines),
    authors: authorsOf(item) ?? authorsOf(feed) ?? [],
    published: text(item['date_published']),
    modified: text(item['date_modified']),
    images: [text(item['image']), text(item['banner_image'])].flatMap((url) => (url === undefined ? [] : { url })),
    categories: list(item['tags']).flatMap((tag) => text(tag) ?? []),
    language: text(item['language']) ?? text(feed['language']),
    comments: undefined,
  }));
}

const optional = (value: unknown, made: (text: string) => string) => {
  const known = text(value);
  return known === undefined ? undefined : made(known);
};

const lines = (plain: string) =>
  htmlOf(plain)
    .split(/\n+/)
    .map((line) => `<p>${line}</p>`)
    .join('');

function authorsOf({ authors, author }: Json): FeedItem['authors'] | undefined {
  const all = (authors === undefined ? [author] : list(authors)).map(object);
  const named = all.flatMap(({ name, url }) => (text(name) ? { name: text(name)!, url: text(url) } : []));
  return named.length === 0 ? undefined : named;
}
