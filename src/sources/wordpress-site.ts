import { fetchJson, problemOf } from './json.js';
import { isProblem, Problem } from './source.js';
import { pluginPage } from './wordpress-page.js';

/** What a REST route is asked with; of an array each value by itself, and nothing for undefined. */
export type Query = Readonly<Record<string, string | number | readonly (string | number)[] | undefined>>;

/** A list with what WordPress says of its length. */
export interface Listed {
  readonly items: readonly Json[];
  /** How many there are on all pages. */
  readonly total: number;
}

export type Json = Readonly<Record<string, unknown>>;

export const objectOf = (json: unknown): Json => Object(json) as Json;

/** Servers and proxies commonly refuse a request line over 8 kB. */
const LONGEST_QUERY = 7000;

/**
 * The REST routes of a WordPress. What needs no more is asked as a guest, without cookies: then no nonce is needed, and none
 * that a cached page carries can be stale.
 */
export class WordPressSite {
  /** What Midad's plugin says in this page, where it is this WordPress's. */
  readonly page;
  readonly #root: URL;
  #namespaces: Promise<readonly string[]> | undefined;

  /** @param root `https://…/wp-json/`, or `https://…/?rest_route=/` where a site has plain permalinks. */
  constructor(root: string) {
    this.page = pluginPage(root);
    this.#root = new URL(root);
    if (!this.#root.searchParams.has('rest_route')) this.#root.pathname = this.#root.pathname.replace(/\/*$/, '/');
  }

  /** The address of a route, such as `wp/v2/posts`. */
  url(route: string, query: Query = {}): string {
    const url = new URL(this.#root);
    const { searchParams } = url;
    if (searchParams.has('rest_route')) searchParams.set('rest_route', `/${route}`);
    else url.pathname += route;
    for (const [name, value] of Object.entries(query)) {
      if (Array.isArray(value)) for (const one of value) searchParams.append(`${name}[]`, String(one));
      else if (value !== undefined) searchParams.set(name, String(value));
    }
    return url.href;
  }

  /** The route that an address of this site's REST API names. */
  routeOf(address: string): string | undefined {
    try {
      const url = new URL(address);
      const named = url.searchParams.get('rest_route')?.replace(/^\//, '');
      if (url.origin !== this.#root.origin) return undefined;
      return (
        named ??
        (url.pathname.startsWith(this.#root.pathname) ? url.pathname.slice(this.#root.pathname.length) : undefined)
      );
    } catch {
      return undefined;
    }
  }

  /** GETs the JSON of a route. @throws {Problem} with WordPress's code; `not_found` for what is not there. */
  async get(route: string, query: Query = {}, signal?: AbortSignal): Promise<unknown> {
    return this.ask(this.url(route, query), {}, signal);
  }

  /**
   * GETs a list. WordPress says in headers how long it is, which `_envelope` puts into the answer: a page of another origin
   * reads no header that a proxy on the way has dropped.
   */
  async list(route: string, query: Query, signal?: AbortSignal): Promise<Listed> {
    const { status, headers, body } = objectOf(await this.get(route, { ...query, _envelope: 1 }, signal));
    const url = this.url(route);
    if (Number(status) >= 400) throw problemIn(body, { status: Number(status) } as Response, url);
    if (!Array.isArray(body)) throw new Problem('malformed', `${url} is no list`);
    const total = Number(objectOf(headers)['X-WP-Total'] ?? body.length);
    return { items: body.map(objectOf), total: Number.isSafeInteger(total) ? total : body.length };
  }

  /** POSTs to a route. */
  post(
    route: string,
    body: object,
    { headers, ...init }: RequestInit = {},
    signal?: AbortSignal,
    refusal = problemIn,
  ): Promise<unknown> {
    const json = {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', ...headers },
      body: JSON.stringify(body),
    };
    return this.ask(this.url(route), { ...init, ...json }, signal, refusal);
  }

  /** Whether a plugin has routes here, by the beginning of their names: asked once. A site that does not say has none. */
  async has(namespace: string): Promise<boolean> {
    if (namespace === 'midad' && this.page) return true;
    this.#namespaces ??= this.get('', { _fields: 'namespaces' }).then(
      (index) => {
        const { namespaces } = objectOf(index);
        return Array.isArray(namespaces) ? namespaces.map(String) : [];
      },
      () => {
        this.#namespaces = undefined;
        return [];
      },
    );
    return (await this.#namespaces).some((name) => name === namespace || name.startsWith(`${namespace}/`));
  }

  /** Asks for an address of this site. */
  async ask(url: string, init: RequestInit = {}, signal?: AbortSignal, refusal = problemIn): Promise<unknown> {
    try {
      return await fetchJson(url, init, signal, refusal);
    } catch (error) {
      if (!isProblem(error) || error.code !== 'offline') throw error;
      throw new Problem('offline', `the WordPress at ${this.url('')} could not be reached`);
    }
  }
}

const NOT_FOUND = ['rest_post_invalid_id', 'rest_comment_invalid_id', 'rest_no_route', 'rest_term_invalid'];
const UNSUPPORTED = ['rest_invalid_param', 'rest_forbidden_param', 'rest_orderby_invalid'];

/** What an answer of WordPress's says is wrong: `{ code, message, data }`. */
export function problemIn(json: unknown, response: Response, url: string): Problem {
  const { code, message } = objectOf(json);
  const known = NOT_FOUND.includes(String(code))
    ? 'not_found'
    : UNSUPPORTED.includes(String(code))
      ? 'unsupported'
      : code;
  return problemOf({ code: known, detail: message }, response, url);
}

/** Values in as few groups as fit a request, at most a hundred in each, which is the most that WordPress gives at once. */
export function groups<Value extends string | number>(name: string, values: readonly Value[]): Value[][] {
  const all: Value[][] = [];
  let room = 0;
  for (const value of values) {
    const size = `&${name}%5B%5D=${encodeURIComponent(value)}`.length;
    const last = all.at(-1);
    if (last !== undefined && last.length < 100 && size <= room) {
      last.push(value);
      room -= size;
    } else {
      all.push([value]);
      room = LONGEST_QUERY - size;
    }
  }
  return all;
}

/** Does something with each value, a few at a time. What fails is undefined, and costs the others nothing. */
export async function each<Value, Result>(
  values: readonly Value[],
  act: (value: Value) => Promise<Result>,
): Promise<(Result | undefined)[]> {
  const results: (Result | undefined)[] = Array.from({ length: values.length });
  let next = 0;
  const work = async () => {
    for (let i = next++; i < values.length; i = next++) results[i] = await act(values[i]!).catch(() => undefined);
  };
  await Promise.all([work(), work(), work(), work()]);
  return results;
}
