import type { CommentField, FieldError } from '../model/comment.js';
import { Problem } from './source.js';

/** How long a server may be silent, in milliseconds, before the reader is told. */
const PATIENCE = 20_000;

/**
 * Asks for JSON and gives it, parsed and unchecked.
 *
 * @throws {Problem} `offline` when nothing answered, `timeout` after 20 s of silence, `malformed` when it was no JSON,
 * else the code of the server's problem (RFC 9457) or `http_<status>`. An abort of `signal` rejects with its reason.
 */
export async function fetchJson(url: string, init: RequestInit = {}, signal?: AbortSignal): Promise<unknown> {
  const clock = new AbortController();
  const stop = () => clock.abort(signal?.reason);
  const timer = setTimeout(() => clock.abort(new Problem('timeout', `${url} did not answer`)), PATIENCE);
  signal?.addEventListener('abort', stop);
  try {
    signal?.throwIfAborted();
    const response = await fetch(url, { ...init, credentials: 'omit', signal: clock.signal });
    const text = await response.text();
    const json = parse(text);
    if (!response.ok) throw problemOf(json, response.status, url);
    if (json === undefined) throw new Problem('malformed', `${url} did not answer in JSON`);
    return json;
  } catch (error) {
    if (error instanceof Problem || signal?.aborted) throw error;
    if (clock.signal.aborted) throw clock.signal.reason;
    throw new Problem('offline', `${url} could not be reached`);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', stop);
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function problemOf(json: unknown, status: number, url: string): Problem {
  const { code, detail, errors } = (typeof json === 'object' && json !== null ? json : {}) as Record<string, unknown>;
  const fields: Partial<Record<CommentField, FieldError>> = {};
  for (const error of Array.isArray(errors) ? errors : []) {
    const entry = error as { field?: CommentField; code?: FieldError } | null;
    if (entry?.field && entry.code) fields[entry.field] = entry.code;
  }
  const known = typeof code === 'string' ? code : `http_${status}`;
  return new Problem(known, typeof detail === 'string' ? detail : `${url} answered ${status}`, fields);
}
