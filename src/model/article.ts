import { parseCount } from './counts.js';
import { parseIsoDate } from './date.js';
import { httpUrl } from './url.js';

/** A person or organisation that wrote something (https://schema.org/Person). */
export interface Author {
  readonly name: string;
  /** Their page, http(s). */
  readonly url: string | undefined;
}

/** An article's picture (https://schema.org/ImageObject). */
export interface Picture {
  /** http(s). */
  readonly url: string;
  /** Intrinsic size in CSS pixels; both or neither, so that the page can keep the room. */
  readonly width: number | undefined;
  readonly height: number | undefined;
  /** What the picture shows, for those who do not see it; '' when it only decorates. */
  readonly alternateName: string;
  readonly caption: string | undefined;
  /** Whom the picture is owed to. */
  readonly creditText: string | undefined;
}

/** An article as the elements show it: every field is present and checked. */
export interface Article {
  readonly headline: string;
  /** Where it can be read, http(s). */
  readonly url: string | undefined;
  /** What it is known by where comments and views are kept; see model/identity. */
  readonly id: string | undefined;
  /** A short text for cards. */
  readonly description: string | undefined;
  /** The whole text: HTML that has not passed the sanitiser yet. */
  readonly body: string | undefined;
  readonly articleSection: string | undefined;
  readonly author: readonly Author[];
  /** ISO 8601, as given. */
  readonly datePublished: string | undefined;
  readonly dateModified: string | undefined;
  readonly image: Picture | undefined;
  readonly keywords: readonly string[];
  /** BCP 47 tag of the article's language. */
  readonly inLanguage: string | undefined;
  readonly views: number | undefined;
  readonly comments: number | undefined;
}

/**
 * What a page may hand over as an article: Midad's own shape (the fields of `Article`, all but `headline` optional) or a
 * schema.org `Article`/`NewsArticle` object. Both are read by `parseArticle`.
 */
export type ArticleData = { readonly headline: string } & { readonly [property: string]: unknown };

type Json = Record<string, unknown>;

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : value === undefined ? [] : [value]);
// U+00A0 is what editors leave behind in an empty field; trim() takes it away too.
const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
/** The schema.org types of a node of JSON-LD, by their names alone. */
export const typesOf = (node: Json): string[] =>
  listOf(node['@type']).map((type) => String(type).replace(/^https?:\/\/schema\.org\//, ''));

/**
 * An article out of untrusted JSON, or undefined when there is none with a headline.
 *
 * @param json Midad's own shape, a schema.org Article or one of its kinds (NewsArticle, BlogPosting, …), a JSON-LD
 * `@graph` or an array that holds one.
 * @param base What relative URLs in it are relative to.
 */
export function parseArticle(json: unknown, base?: string): Article | undefined {
  const node = findArticle(json);
  const headline = node && (textOf(node['headline']) ?? textOf(node['name']));
  if (node === undefined || headline === undefined) return undefined;
  const page = node['mainEntityOfPage'];
  const url = httpUrl(node['url'], base) ?? httpUrl(isObject(page) ? page['@id'] : page, base);
  return {
    headline,
    url,
    // WordPress and others number their articles.
    id: textOf(typeof node['id'] === 'number' ? String(node['id']) : node['id']) ?? url,
    description: textOf(node['description']),
    body: textOf(node['body']) ?? paragraphs(textOf(node['articleBody'])),
    articleSection: textOf(listOf(node['articleSection'])[0]),
    author: listOf(node['author'])
      .map((author) => parseAuthor(author, base))
      .filter((author) => author !== undefined),
    datePublished: parseIsoDate(node['datePublished']),
    dateModified: parseIsoDate(node['dateModified']),
    image: parsePicture(listOf(node['image'])[0], base),
    keywords: parseKeywords(node['keywords']),
    inLanguage: parseLanguage(node['inLanguage']),
    views: parseCount(node['views']) ?? interactions(node, /^(Read|View|Watch)Action$/),
    comments: parseCount(node['comments']) ?? parseCount(node['commentCount']) ?? interactions(node, /^CommentAction$/),
  };
}

function findArticle(json: unknown): Json | undefined {
  if (Array.isArray(json)) return json.map(findArticle).find((node) => node !== undefined);
  if (!isObject(json)) return undefined;
  if (Array.isArray(json['@graph'])) return findArticle(json['@graph']);
  return typesOf(json).length === 0 || isArticle(json) ? json : undefined;
}

/** Whether a node of JSON-LD is a schema.org Article, or one of its kinds. */
export const isArticle = (node: Json): boolean => typesOf(node).some((type) => /(Article|Posting|Report)$/.test(type));

/** schema.org's articleBody is plain text: its lines become paragraphs, its `<` and `&` stay letters. */
function paragraphs(text: string | undefined): string | undefined {
  return text
    ?.split(/\n+/)
    .filter((line) => line.trim() !== '')
    .map((line) => `<p>${line.replace(/&/g, '&amp;').replace(/</g, '&lt;')}</p>`)
    .join('');
}

function parseAuthor(value: unknown, base?: string): Author | undefined {
  const name = textOf(isObject(value) ? value['name'] : value);
  return name === undefined ? undefined : { name, url: isObject(value) ? httpUrl(value['url'], base) : undefined };
}

function parsePicture(value: unknown, base?: string): Picture | undefined {
  const node: Json = isObject(value) ? value : { url: value };
  const url = httpUrl(node['url'], base) ?? httpUrl(node['contentUrl'], base);
  if (url === undefined) return undefined;
  const [width, height] = [parsePixels(node['width']), parsePixels(node['height'])];
  const known = width !== undefined && height !== undefined;
  return {
    url,
    width: known ? width : undefined,
    height: known ? height : undefined,
    alternateName: textOf(node['alternateName']) ?? '',
    caption: textOf(node['caption']),
    creditText: textOf(node['creditText']),
  };
}

/** schema.org writes a length as a number, as "640", as "640px" or as a QuantitativeValue. */
function parsePixels(value: unknown): number | undefined {
  const number = Number.parseInt(String(isObject(value) ? value['value'] : value), 10);
  return number > 0 ? number : undefined;
}

function parseKeywords(value: unknown): string[] {
  const words =
    typeof value === 'string'
      ? value.split(/[,،]/)
      : listOf(value).map((word) => (isObject(word) ? word['name'] : word));
  return words.map(textOf).filter((word) => word !== undefined);
}

function parseLanguage(value: unknown): string | undefined {
  const tag = textOf(isObject(value) ? value['alternateName'] : value)?.replace('_', '-');
  return tag !== undefined && /^[a-z]{2,3}(-[a-z0-9]{2,8})*$/i.test(tag) ? tag : undefined;
}

function interactions(node: Json, type: RegExp): number | undefined {
  for (const counter of listOf(node['interactionStatistic'])) {
    if (!isObject(counter)) continue;
    const kind = counter['interactionType'];
    const name = isObject(kind) ? typesOf(kind)[0] : String(kind).replace(/^https?:\/\/schema\.org\//, '');
    const number = counter['userInteractionCount'];
    if (name !== undefined && type.test(name)) return parseCount(typeof number === 'string' ? Number(number) : number);
  }
  return undefined;
}
