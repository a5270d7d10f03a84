import { parseCounts, type Counts } from '../model/counts.js';
import type { MidadSource } from './midad.js';
import { Problem } from './source.js';

// Servers and proxies commonly refuse a request line over 8 kB; Arabic URLs are long once percent-encoded.
const LONGEST_QUERY = 7000;
const MOST_ARTICLES = 100;

/** What counts, for a `MidadSource`. */
export const midadCounts = {
  async counts(this: MidadSource, articles: readonly string[]): Promise<readonly Counts[]> {
    const answers = await Promise.all(
      queries(articles).map(async (query) => {
        const json = (await this.ask(`counts?${query}`)) as { counts?: unknown } | null;
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
