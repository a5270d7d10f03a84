import { isProblem, Problem } from './source.js';

/** How long a server may be silent, in milliseconds, before the reader is told. */
const PATIENCE = 20_000;

/**
 * Asks for JSON and gives it, parsed and unchecked.
 *
 * @throws {Problem} `offline` when nothing answered, `timeout` after 20 s of silence, `malformed` when it was no JSON,
 * else the code of the server's problem (RFC 9457) or `http_<status>`. An abort of `signal` rejects with its reason.
 *
 * @param refusal What an answer of 400 and more says, where more is to be known of it than that.
 */
export async function fetchJson(
  url: string,
  init: RequestInit = {},
  signal?: AbortSignal,
  refusal = problemOf,
): Promise<unknown> {
  const clock = new AbortController();
  const stop = () => clock.abort(signal?.reason);
  const timer = setTimeout(() => clock.abort(new Problem('timeout', `timeout: ${bare(url)}`)), PATIENCE);
  signal?.addEventListener('abort', stop);
  try {
    signal?.throwIfAborted();
    const response = await fetch(url, { ...init, credentials: 'omit', signal: clock.signal });
    const text = await response.text();
    const json = parse(text);
    if (!response.ok) throw refusal(json, response, url);
    if (json === undefined) throw new Problem('malformed', `json: ${bare(url)}`);
    return json;
  } catch (error) {
    // Not by its class: what posts is a script of its own, with a copy of it.
    if (isProblem(error) || signal?.aborted) throw error;
    if (clock.signal.aborted) throw clock.signal.reason;
    throw new Problem('offline', `offline: ${bare(url)}`);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', stop);
  }
}

/** Without its query, which may be as long as a page. */
const bare = (url: string) => url.replace(/\?.*$/s, '');

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** What a server's answer says is wrong, by its code. */
export function problemOf(json: unknown, { status }: Response, url: string): Problem {
  const { code, detail } = Object(json) as Record<string, unknown>;
  const known = typeof code === 'string' ? code : `http_${status}`;
  const said = typeof detail === 'string' ? `: ${detail}` : '';
  return new Problem(known, `${bare(url)} answered ${status}${said}`, {}, { status });
}
