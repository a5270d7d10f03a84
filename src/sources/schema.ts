import { isArticle, parseArticle, typesOf, type Article } from '../model/article.js';
import { articleId } from '../model/identity.js';
import { httpUrl } from '../model/url.js';
import { htmlOf, plainText } from './inert.js';

type Node = Record<string, unknown>;

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Where articles stand in what is none itself. */
const HOLDERS = ['@graph', 'mainEntity', 'itemListElement', 'blogPost', 'hasPart'];
/** Deeper than anybody nests, and shallow enough for any stack. */
const DEEPEST = 12;

/**
 * The articles that JSON-LD tells of, in its order: alone, in arrays, graphs and item lists. What it names by `@id` is looked
 * up, and what a list names by `url` alone.
 *
 * @param page The page's own address, which is that of an article that does not say where it is.
 */
export function articlesOf(data: readonly unknown[], page: string): Article[] {
  const ids = new Map<string, Node>();
  index(data, ids);
  const nodes = data.flatMap((each) => nodesIn(each, ids));
  const whole = new Map(nodes.filter(isArticle).flatMap((node) => [[addressOf(node, page), node] as const]));
  return nodes.flatMap((node) => {
    const known = isArticle(node) ? node : (whole.get(addressOf(node, page)) ?? node);
    return articleOf(known, ids, page) ?? [];
  });
}

function index(value: unknown, ids: Map<string, Node>, depth = 0): void {
  if (depth > DEEPEST || typeof value !== 'object' || value === null) return;
  const { '@id': id } = value as Node;
  if (typeof id === 'string') ids.set(id, { ...ids.get(id), ...value });
  for (const child of Object.values(value)) index(child, ids, depth + 1);
}

/** A node instead of a mention of it. */
function followed(value: unknown, ids: Map<string, Node>): unknown {
  if (Array.isArray(value)) return value.map((each) => followed(each, ids));
  return isNode(value) && typeof value['@id'] === 'string' ? { ...ids.get(value['@id']), ...value } : value;
}

/** The articles in a value, and what an item list says of one: a `ListItem` without an item. */
function nodesIn(value: unknown, ids: Map<string, Node>, depth = 0): Node[] {
  if (depth > DEEPEST) return [];
  if (Array.isArray(value)) return value.flatMap((each) => nodesIn(each, ids, depth + 1));
  const node = followed(value, ids);
  if (!isNode(node)) return [];
  const types = typesOf(node);
  if (isArticle(node)) return [node];
  // A trail of pages is a list too, of no articles.
  if (types.includes('BreadcrumbList')) return [];
  if (types.includes('ListItem')) {
    const { item } = node;
    if (isNode(item)) return nodesIn(item, ids, depth + 1);
    return [{ name: node['name'], image: node['image'], url: typeof item === 'string' ? item : node['url'] }];
  }
  return HOLDERS.flatMap((name) => {
    const held = node[name];
    return nodesIn(name === 'itemListElement' && Array.isArray(held) ? inPlace(held) : held, ids, depth + 1);
  });
}

/** By `position`, where each says it. */
function inPlace(items: readonly unknown[]): unknown[] {
  const place = (item: unknown) => Number((Object(item) as Node)['position']);
  return items.some((item) => Number.isNaN(place(item))) ? [...items] : items.toSorted((a, b) => place(a) - place(b));
}

function addressOf(node: Node, page: string): string | undefined {
  const { url, mainEntityOfPage: of, '@id': id } = node;
  const address = [url, isNode(of) ? of['@id'] : of, id].map((each) => httpUrl(each, page)).find((each) => each);
  return articleId(address ?? page);
}

function articleOf(node: Node, ids: Map<string, Node>, page: string): Article | undefined {
  const named = Object.fromEntries(
    ['author', 'image', 'interactionStatistic'].map((name) => [name, followed(node[name], ids)]),
  );
  const words = ['headline', 'name', 'description'].map((name) => [name, unescaped(node[name])] as const);
  const image = named['image'] ?? node['thumbnailUrl'];
  const id = addressOf(node, page);
  const article = parseArticle({ ...node, ...named, ...Object.fromEntries(words), image }, page);
  return article && { ...article, url: article.url ?? id, id };
}

/** Many sites write the entities of HTML into what is none. */
const unescaped = (value: unknown) =>
  typeof value === 'string' && value.includes('&') ? plainText(htmlOf(value)) : value;
