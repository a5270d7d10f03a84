import { exchange } from './exchange.js';
import { Problem } from './source.js';

/**
 * Asks for JSON and gives it, parsed and unchecked.
 *
 * @throws {Problem} as `exchange`, `malformed` when it was no JSON, else the code of the server's problem (RFC 9457) or
 * `http_<status>`. An abort of `signal` rejects with its reason.
 *
 * @param refusal What an answer of 400 and more says, where more is to be known of it than that.
 */
export const fetchJson = (
  url: string,
  init: RequestInit = {},
  signal?: AbortSignal,
  refusal = problemOf,
): Promise<unknown> =>
  exchange(url, init, signal, async (response) => {
    const json = parse(await response.text());
    if (!response.ok) throw refusal(json, response, url);
    if (json === undefined) throw new Problem('malformed', `json: ${url}`);
    return json;
  });

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
  return new Problem(known, `answered: ${url} ${status} ${typeof detail === 'string' ? detail : ''}`, {}, { status });
}
