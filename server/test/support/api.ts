import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { readConfig } from '../../src/config.js';
import { openStore } from '../../src/database/open.js';
import type { Store } from '../../src/database/store.js';
import { createApp } from '../../src/http/app.js';
import { Live } from '../../src/http/live.js';
import { PROBLEMS, type ProblemCode } from '../../src/http/problem.js';
import { routes, type Route } from '../../src/http/routes.js';
import { schemas } from '../../src/http/schemas.js';
import { createLog } from '../../src/log.js';
import type { TestDatabase } from './databases.js';

export const PAGE_ORIGIN = 'https://page.example';

/** What holds for an article where nothing is set. */
export const RULES = { open: true, moderation: 'post', reactions: 'both', proofOfWork: false, editSeconds: 900 };

/** A browser, as one names itself. */
export const BROWSER = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';

// Most tests say the same thing many times and fast.
const CALM = {
  MIDAD_ORIGINS: PAGE_ORIGIN,
  MIDAD_RATE: '0',
  MIDAD_DUPLICATE_HOURS: '0',
  MIDAD_PROOF_OF_WORK: '0',
  MIDAD_VIEW_HOURS: '0',
};

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly json: any;
}

export interface Api {
  /** Where the next requests come from, and with which browser. */
  address: string;
  agent: string;
  readonly store: Store;
  /** What was logged, a line each. */
  readonly lines: string[];
  /** Every answer as a client receives it: headers and body. */
  readonly received: string[];
  /** What a socket asks: not held against anything. */
  readonly fetch: (request: Request, env: any) => Response | Promise<Response>;
  call(method: string, path: string, init?: RequestInit): Promise<Answer>;
  get(path: string, query?: Record<string, string | string[]>, headers?: Record<string, string>): Promise<Answer>;
  /** Sends JSON, or nothing, with a method of its own. */
  send(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>;
  post(path: string, body: unknown, headers?: Record<string, string>): Promise<Answer>;
  /** Posts a comment; what is left out is filled in. */
  comment(fields?: Record<string, unknown>, key?: string): Promise<Answer>;
  close(): Promise<void>;
}

/** The server on a database, without a socket. Every answer is held against what the document promises. */
export async function openApi(
  database: TestDatabase,
  more: { draining?: () => boolean; store?: Store; env?: Readonly<Record<string, string>> } = {},
): Promise<Api> {
  const lines: string[] = [];
  const log = createLog('debug', { write: (line: string) => void lines.push(line) });
  const config = readConfig({ ...CALM, ...database.env, ...more.env });
  const store = more.store ?? (await openStore(config, log));
  if (!more.store) await store.feed.start();
  const live = new Live(store, config.live);
  const app = createApp({ store, config, log, live, draining: more.draining ?? (() => false) });
  const received: string[] = [];

  const call: Api['call'] = async (method, path, init = {}) => {
    const env = { incoming: { socket: { remoteAddress: api.address } } };
    const sent = new Headers(init.headers);
    if (!sent.has('User-Agent')) sent.set('User-Agent', api.agent);
    const response = await app.request(`http://server.test${path}`, { ...init, method, headers: sent }, env);
    const { status, headers } = response;
    const isStream = headers.get('Content-Type') === 'text/event-stream';
    const text = isStream ? await beginning(response) : await response.text();
    received.push(`${JSON.stringify([...headers])}\n${text}`);
    const json = isStream ? text : text === '' ? undefined : JSON.parse(text);
    keepsPromise(method, path, { status, headers, json });
    return { status, headers, json };
  };
  const get: Api['get'] = (path, query = {}, headers = {}) => {
    const pairs = Object.entries(query).flatMap(([key, value]) =>
      [value].flat().map((one): [string, string] => [key, one]),
    );
    return call('GET', `${path}?${new URLSearchParams(pairs)}`, { headers });
  };
  const send: Api['send'] = (method, path, body, headers = {}) => {
    if (body === undefined) return call(method, path, { headers });
    const init = { headers: { 'Content-Type': 'application/json', ...headers }, body: JSON.stringify(body) };
    return call(method, path, init);
  };
  const post: Api['post'] = (path, body, headers = {}) => send('POST', path, body, headers);
  const comment: Api['comment'] = (fields = {}, key = randomUUID()) => {
    const body = { article: 'a', name: 'سلمى', email: 'salma@mail.example', text: 'شكرا', ...fields };
    return post('/v1/comments', body, { 'Idempotency-Key': key });
  };
  const api: Api = {
    address: '192.0.2.1',
    agent: BROWSER,
    store,
    lines,
    received,
    fetch: app.fetch,
    call,
    get,
    send,
    post,
    comment,
    close: async () => {
      live.close();
      await store.close();
    },
  };
  return api;
}

/** What a page lists, without what it says about itself. */
export function listOf({ comments, total }: { comments: unknown; total: unknown }) {
  return { comments, total };
}

/** The codes of the fields that a problem names: `name:tooLong`. */
export function fieldErrors({ json }: Answer): string[] {
  return json.errors.map((error: { field: string; code: string }) => `${error.field}:${error.code}`);
}

/** What a stream of events begins with, until nothing more comes at once. */
async function beginning(response: Response): Promise<string> {
  const reader = response.body?.getReader();
  let text = '';
  for (;;) {
    const part = await Promise.race([reader?.read(), setTimeout(100)]);
    if (!part?.value) break;
    text += Buffer.from(part.value).toString();
  }
  await reader?.cancel();
  return text;
}

function keepsPromise(method: string, path: string, { status, headers, json }: Answer): void {
  assert.equal(headers.get('Vary'), 'Origin');
  assert.equal(headers.get('X-Content-Type-Options'), 'nosniff');
  assert.equal(headers.get('Cross-Origin-Resource-Policy'), 'cross-origin');
  const pathname = path.split('?')[0] ?? '';
  const verb = method === 'HEAD' ? 'get' : method.toLowerCase();
  const route = Object.values<Route>(routes).find(
    (one) => one.method === verb && new RegExp(`^${one.path.replace('{id}', '[^/]+')}$`).test(pathname),
  );
  const kept = status < 400 && route?.cacheSeconds;
  assert.equal(headers.get('Cache-Control'), kept ? `public, max-age=${kept}` : 'no-store');
  if (status === 204) return;
  const schema = status < 400 ? route?.responses[status]?.schema : schemas.Problem;
  assert.ok(schema, `${method} ${path} answers ${status}, which is not documented`);
  assert.match(
    headers.get('Content-Type') ?? '',
    status < 400 ? /^(application\/json|text\/event-stream)$/ : /^application\/problem\+json$/,
  );
  if (method === 'HEAD') return;
  schema.parse(json);
  if (status < 400) return;
  const code = json.code as ProblemCode;
  assert.equal(PROBLEMS[code].status, status);
  assert.equal(json.status, status);
  assert.equal(json.type, `urn:midad:problem:${code}`);
  const anywhere = ['internal_error', 'unavailable', 'origin_not_allowed'];
  assert.ok(
    !route || [...route.problems, ...anywhere].includes(code),
    `${method} ${path} answers ${code}, undocumented`,
  );
}
