import { parseComment, parseCommentPage, type CommentPage } from '../model/comment.js';
import { parseCounts, type Counts } from '../model/counts.js';
import { fetchJson } from './json.js';
import { Problem, type Source } from './source.js';

// Servers and proxies commonly refuse a request line over 8 kB; Arabic URLs are long once percent-encoded.
const LONGEST_QUERY = 7000;
const MOST_ARTICLES = 100;

/** Midad's companion server. @param base Its address, with or without a closing slash. */
export function midadSource(base: string): Source {
  const url = (path: string) => `${base.replace(/\/+$/, '')}/v1/${path}`;
  const send = (path: string, body: unknown, headers: Record<string, string> = {}, keepalive = false) =>
    fetchJson(url(path), {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', ...headers },
      body: JSON.stringify(body),
      keepalive,
    });
  const page = async (path: string, signal?: AbortSignal): Promise<CommentPage> => {
    const found = parseCommentPage(await fetchJson(url(path), {}, signal));
    if (found === undefined) throw new Problem('malformed', `${url('comments')} gave no page of comments`);
    return found;
  };
  return {
    async counts(articles) {
      const answers = await Promise.all(
        queries(articles).map(async (query) => {
          const json = (await fetchJson(url(`counts?${query}`))) as { counts?: unknown } | null;
          return Array.isArray(json?.counts) ? json.counts.map(checkedCounts) : [];
        }),
      );
      const counts = answers.flat();
      if (counts.length !== articles.length) throw new Problem('malformed', `${url('counts')} left articles out`);
      return counts;
    },
    async view(article) {
      return checkedCounts(await send('views', { article }, {}, true));
    },
    async comments(article, { sort, cursor, around }, signal) {
      const order = sort === 'newest' ? {} : { sort };
      if (around !== undefined) return page(`comments/${around}/page?${new URLSearchParams(order)}`, signal);
      return page(
        `comments?${new URLSearchParams({ article, ...order, ...(cursor !== undefined && { cursor }) })}`,
        signal,
      );
    },
    replies: (id, cursor) => page(`comments/${id}/replies?${new URLSearchParams({ cursor })}`),
    async post(article, draft, key, parent) {
      const { url: site, ...rest } = draft;
      const body = { article, parent, ...rest, ...(site !== '' && { url: site }) };
      const comment = parseComment(await send('comments', body, { 'Idempotency-Key': key }));
      if (comment === undefined) throw new Problem('malformed', `${url('comments')} gave no comment back`);
      return comment;
    },
    async react(...asked) {
      return (await reacting()).react(url, ...asked);
    },
    async unreact(...asked) {
      return (await reacting()).unreact(url, ...asked);
    },
  };
}

// Most tags only count, and most readers only read.
const reacting = () => import('./reactions.js');

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
