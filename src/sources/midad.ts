import { parseCounts, type Counts } from '../model/counts.js';
import { fetchJson } from './json.js';
import { Problem, type Source } from './source.js';

// Servers and proxies commonly refuse a request line over 8 kB; Arabic URLs are long once percent-encoded.
const LONGEST_QUERY = 7000;
const MOST_ARTICLES = 100;

/**
 * Midad's companion server, as far as every tag needs it. What reads comments and what writes them it is given where they
 * are read and written: `Object.assign(source, midadThread)`.
 */
export class MidadSource implements Pick<Source, 'address' | 'counts' | 'view'> {
  readonly #base: string;

  /** Where the server is. */
  readonly address: string;

  /** @param base The server's address, with or without a closing slash. */
  constructor(base: string) {
    this.address = base;
    this.#base = base.replace(/\/*$/, '/v1/');
  }

  /** The address of a route. */
  url(route: string): string {
    return this.#base + route;
  }

  async counts(articles: readonly string[]): Promise<readonly Counts[]> {
    const answers = await Promise.all(
      queries(articles).map(async (query) => {
        const json = (await this.ask(`counts?${query}`)) as { counts?: unknown } | null;
        return Array.isArray(json?.counts) ? json.counts.map(checkedCounts) : [];
      }),
    );
    const counts = answers.flat();
    if (counts.length !== articles.length) throw new Problem('malformed', 'the counts of some articles are missing');
    return counts;
  }

  async view(article: string): Promise<Counts> {
    return checkedCounts(await this.send('views', { article }, { keepalive: true }));
  }

  /** Asks for the JSON of a route. */
  ask(route: string, init?: RequestInit, signal?: AbortSignal): Promise<unknown> {
    return fetchJson(this.#base + route, init, signal);
  }

  /** Sends JSON to a route. */
  send(route: string, body: unknown, { headers, ...init }: RequestInit = {}): Promise<unknown> {
    return this.ask(route, {
      ...init,
      method: 'POST',
      headers: { 'Content-Type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
  }
}

// Most tags only count, and most readers only read.

function checkedCounts(json: unknown): Counts {
  const counts = parseCounts(json);
  if (counts === undefined) throw new Problem('malformed', 'the counts are no whole numbers');
  return counts;
}

/** The articles as query strings, as few as fit. */
function queries(articles: readonly string[]): string[] {
  const groups: string[][] = [];
  let room = 0;
  for (const article of articles) {
    const query = `article=${encodeURIComponent(article)}`;
    const last = groups.at(-1);
    if (last === undefined || last.length === MOST_ARTICLES || room < query.length) {
      groups.push([query]);
      room = LONGEST_QUERY - query.length;
    } else {
      last.push(query);
      room -= query.length + 1;
    }
  }
  return groups.map((group) => group.join('&'));
}
