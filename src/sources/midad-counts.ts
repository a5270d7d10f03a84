import { parseCounts, type Counts } from '../model/counts.js';
import type { MidadSource } from './midad.js';
import { Problem } from './source.js';

// Servers and proxies commonly refuse a request line over 8 kB; Arabic URLs are long once percent-encoded.
const LONGEST_QUERY = 7000;
// What the server takes at once.
const MOST_ARTICLES = 100;
const LONGEST_BODY = 60_000;

/** What counts, for a `MidadSource`. */
export const midadCounts = {
  async counts(this: MidadSource, articles: readonly string[]): Promise<readonly Counts[]> {
    const answers = await Promise.all(
      groups(articles).map(async (article) => {
        const query = `counts?${article.map((one) => `article=${encodeURIComponent(one)}`).join('&')}`;
        // As plain text, which needs no preflight.
        const json = (await (query.length > LONGEST_QUERY
          ? this.ask('counts', { method: 'POST', body: JSON.stringify({ article }) })
          : this.ask(query))) as { counts?: unknown } | null;
        return Array.isArray(json?.counts) ? json.counts.map(checkedCounts) : [];
      }),
    );
    const counts = answers.flat();
    if (counts.length !== articles.length) throw new Problem('malformed', 'counts: of some articles are missing');
    return counts;
  },

  async view(this: MidadSource, article: string): Promise<Counts> {
    return checkedCounts(
      await this.ask('views', {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ article }),
        keepalive: true,
      }),
    );
  },
};

function checkedCounts(json: unknown): Counts {
  const counts = parseCounts(json);
  if (counts === undefined) throw new Problem('malformed', 'counts:');
  return counts;
}

/** The articles in as few requests as the server takes them. */
function groups(articles: readonly string[]): string[][] {
  const all: string[][] = [];
  let room = 0;
  for (const article of articles) {
    room -= article.length + 3;
    if (room < 0 || all.at(-1)!.length === MOST_ARTICLES) {
      all.push([]);
      room = LONGEST_BODY - article.length;
    }
    all.at(-1)!.push(article);
  }
  return all;
}
