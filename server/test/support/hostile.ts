import fc from 'fast-check';
import { authorKey } from '../../src/http/authors.js';
import { routes, type Route } from '../../src/http/routes.js';
import type { Api } from './api.js';

/** Values that somebody may send in place of any other. */
export const HOSTILE_STRINGS = [
  '',
  ' ',
  '\0',
  'a\0b',
  '\uD800',
  'a\uDFFFb',
  '\u202E\u2066',
  '\u001B[31m',
  "' or 1=1 --",
  "'); drop table comment; --",
  '$1 %s ? \\x00 ${7*7}',
  '../../etc/passwd',
  '<script>alert(1)</script>',
  '__proto__',
  'NaN',
  '-1',
  '1e999',
  '99999999999999999999',
  'x'.repeat(5001),
  '\u0651'.repeat(4000),
  '>'.repeat(5000),
  '['.repeat(2500) + '](x)'.repeat(600),
  '*_`'.repeat(1600),
];

export const HOSTILE_VALUES: readonly unknown[] = [
  ...HOSTILE_STRINGS,
  null,
  true,
  0,
  -1.5,
  1e308,
  [],
  [[[[]]]],
  ['a'],
  {},
  { length: 1 },
  { toString: 'x', valueOf: 1 },
  { constructor: { prototype: 'x' } },
];

/** What is there to be hit: its ids, and tokens that the server has signed. */
export interface Known {
  readonly articles: readonly string[];
  readonly ids: readonly string[];
  readonly tokens: readonly string[];
  readonly cursors: readonly string[];
}

/** One request, as it is sent. */
export interface Sent {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

const FOUND = { url: 'https://example.org/', authors: [], section: 'سياسة', keywords: ['ماء'] };

/** Comments, articles and tokens for requests to hit. */
export async function makeKnown(api: Api, articles: readonly string[]): Promise<Known> {
  const posted: { id: string; receipt: string }[] = [];
  const cursors: string[] = [];
  for (const article of articles) {
    const { json: top } = await api.comment({ article, text: `${article} 0` });
    posted.push(top);
    for (let n = 1; n < 4; n += 1) {
      posted.push((await api.comment({ article, text: `${article} ${n}`, ...(n > 1 && { parent: top.id }) })).json);
    }
    for (const sort of ['newest', 'best']) {
      cursors.push((await api.get('/v1/comments', { article, sort, limit: '1' })).json.next);
    }
    cursors.push((await api.get(`/v1/comments/${top.id}/replies`, { limit: '1' })).json.next);
  }
  await api.store.pages.put(articles.map((article, n) => ({ ...FOUND, article, headline: `خبر ${n} عن الماء` })));
  for (const query of [{}, { sort: 'views' }, { search: 'الماء' }]) {
    cursors.push((await api.get('/v1/articles', { ...query, limit: '1' })).json.next);
  }
  const reacted = await api.send(
    'PUT',
    `/v1/comments/${posted[0]?.id}/reaction`,
    { reaction: 'like' },
    { 'Idempotency-Key': 'k'.repeat(16) },
  );
  const author = authorKey(api.store.signer, 'كاتب', [], 1);
  const tokens = [...posted.map(({ receipt }) => receipt), author, reacted.json.receipt];
  return { articles, ids: posted.map(({ id }) => id), tokens, cursors };
}

/** Any request to any documented route: made of what its schemas name, of what is known, and of what is hostile. */
export function anyRequest(known: Known): fc.Arbitrary<Sent> {
  const requests = Object.values<Route>(routes).map((route) => ({
    // Comments are what most can go wrong with.
    weight: route === routes.addComment ? 8 : 1,
    arbitrary: requestTo(route, known),
  }));
  return fc.oneof(...requests);
}

function requestTo(route: Route, known: Known): fc.Arbitrary<Sent> {
  const query = fieldsOf(route.query?.shape, known).map((fields) =>
    Object.entries(fields).flatMap(([name, value]) =>
      [value].flat().map((one): [string, string] => [name, wellFormed(asText(one))]),
    ),
  );
  const body =
    route.body && fc.oneof({ weight: 8, arbitrary: bodyOf(route, known) }, { weight: 1, arbitrary: rawBody() });
  const headers = fieldsOf(route.headers?.shape, known).map((fields) => {
    const named = Object.entries(fields).filter(([name]) => /^[A-Za-z-]+$/.test(name));
    const entries = named.map(([name, value]) => [name, asHeader(asText(value))]);
    return Object.fromEntries(entries) as Record<string, string>;
  });
  const id = fc.oneof({ weight: 6, arbitrary: fc.constantFrom(...known.ids) }, valueFor('id', known));
  return fc.record({ id, query, headers, body: body ?? fc.constant(undefined), type: contentType() }).map((made) => ({
    method: route.method.toUpperCase(),
    path: `${route.path.replace('{id}', encodeURIComponent(wellFormed(asText(made.id))))}?${new URLSearchParams(made.query)}`,
    headers: { ...made.headers, ...(made.body !== undefined && { 'Content-Type': made.type }) },
    ...(made.body !== undefined && { body: made.body }),
  }));
}

function bodyOf(route: Route, known: Known): fc.Arbitrary<string> {
  const shape = (route.body as { shape?: object } | undefined)?.shape;
  return fieldsOf(shape, known).map((fields) => JSON.stringify(fields));
}

function rawBody(): fc.Arbitrary<string> {
  const deep = fc.integer({ min: 1, max: 20_000 }).map((depth) => '['.repeat(depth) + ']'.repeat(depth));
  return fc.oneof(
    fc.json(),
    fc.string(),
    deep,
    fc.constant('{"article":"a","article":"b"}'),
    fc.constant('x'.repeat(70_000)),
  );
}

function contentType(): fc.Arbitrary<string> {
  return fc.oneof(
    { weight: 9, arbitrary: fc.constant('application/json') },
    fc.constantFrom('text/plain', 'application/xml'),
  );
}

/** What is left out as often as not. */
const OPTIONAL = new Set(
  'parent url subject altcha sort limit replies cursor days section tag related search Authorization'.split(' '),
);

/** Most of the fields there are, now and then one that there is not. */
function fieldsOf(shape: object | undefined, known: Known): fc.Arbitrary<Record<string, unknown>> {
  const model = Object.fromEntries(Object.keys(shape ?? {}).map((name) => [name, valueFor(name, known)]));
  const some = fc.record(model, { requiredKeys: [] });
  const requiredKeys = Object.keys(model).filter((name) => !OPTIONAL.has(name));
  const all = fc.record(model, { requiredKeys });
  const more = fc.dictionary(fc.string({ maxLength: 10 }), fc.constantFrom(...HOSTILE_VALUES), { maxKeys: 2 });
  return fc.oneof(
    { weight: 6, arbitrary: all },
    { weight: 3, arbitrary: some },
    { weight: 1, arbitrary: fc.tuple(all, more).map(([fields, others]) => ({ ...fields, ...others })) },
  );
}

/** A value that a field may have, or might be thought to have. */
function valueFor(name: string, known: Known): fc.Arbitrary<unknown> {
  const right: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
    article: fc.constantFrom(...known.articles, 'https://example.org/مقال'),
    parent: fc.constantFrom(...known.ids),
    id: fc.uuid(),
    email: fc.emailAddress(),
    url: fc.webUrl(),
    name: fc.string({ minLength: 1, maxLength: 80, unit: 'grapheme' }),
    text: fc.string({ minLength: 1, maxLength: 200, unit: 'grapheme' }),
    sort: fc.constantFrom('newest', 'oldest', 'best', 'latest', 'views', 'comments'),
    days: fc.integer({ min: 1, max: 3650 }).map(String),
    section: fc.constantFrom('سياسة', 'السياسة', 'علوم'),
    tag: fc.constantFrom('ماء', 'هواء'),
    related: fc.constantFrom(...known.articles),
    search: fc.oneof(fc.constantFrom('الماء', 'عن خبر'), fc.string({ minLength: 1, maxLength: 50, unit: 'grapheme' })),
    limit: fc.integer({ min: 1, max: 100 }).map(String),
    replies: fc.integer({ min: 0, max: 20 }).map(String),
    cursor: fc.constantFrom(...known.cursors),
    lastEventId: fc.nat().map(String),
    'Last-Event-ID': fc.nat().map(String),
    reaction: fc.constantFrom('like', 'dislike'),
    'Idempotency-Key': fc.uuid(),
    Authorization: fc.constantFrom(...known.tokens).map((token) => `Bearer ${token}`),
    subject: fc.constant(''),
    altcha: fc.base64String(),
  };
  const bent = fc
    .constantFrom(...known.tokens, ...known.cursors)
    .chain((token) =>
      fc.nat(token.length - 1).map((at) => token.slice(0, at) + (token[at] === 'A' ? 'B' : 'A') + token.slice(at + 1)),
    );
  const hostile = fc.oneof(
    fc.constantFrom(...HOSTILE_VALUES),
    fc.anything({ maxDepth: 3 }).filter(isJson),
    bent,
    fc.string(),
  );
  const ours = right[name];
  return ours ? fc.oneof({ weight: 12, arbitrary: ours }, { weight: 1, arbitrary: hostile }) : hostile;
}

function isJson(value: unknown): boolean {
  try {
    return JSON.stringify(value) !== undefined;
  } catch {
    return false;
  }
}

const asText = (value: unknown) => (typeof value === 'string' ? value : (JSON.stringify(value) ?? ''));

const wellFormed = (text: string) => text.replace(/\p{Surrogate}/gu, '\uFFFD');

/** What a header can carry at all. */
const asHeader = (text: string) => text.replace(/[^\u0020-\u007E\u0080-\u00FF]/g, '').trim();
