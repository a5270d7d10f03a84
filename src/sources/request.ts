/** What reads files of others: for what loads later, and for articles. Counters and comments ask by `json.ts`. */
import { httpUrl } from '../model/url.js';
import { exchange } from './exchange.js';
import { isProblem, Problem } from './source.js';

/** The most that is read of an answer, in bytes: 10 MB. */
const MOST = 10_000_000;

/** After how long what failed by chance is asked for again, once, in milliseconds. */
const AGAIN = 1000;

/** What may go well a moment later: nothing answered, or a proxy said that what is behind it did not. */
const BY_CHANCE = ['offline', 'http_502', 'http_503', 'http_504'];

/**
 * GETs a text, by the rules of HTTP's own cache and without cookies. What failed by chance is asked for once more, a second
 * later; silence is not, for the reader has waited long enough.
 *
 * @throws {Problem} as `exchange`, `http_<status>` for an answer of 400 and more, `malformed` when it is longer than 10 MB, of
 * which no more is read, or no text. An abort of `signal` rejects with its reason.
 */
export async function requestText(url: string, signal: AbortSignal): Promise<string> {
  try {
    return await once(url, signal);
  } catch (error) {
    signal.throwIfAborted();
    const again = isProblem(error) && BY_CHANCE.includes(error.code) && httpUrl(url) !== undefined;
    if (!again) throw error;
    await pause(signal);
    return once(url, signal);
  }
}

/** The same for JSON, parsed and unchecked. @throws {Problem} also `malformed` when it is none. */
export async function requestJson(url: string, signal: AbortSignal): Promise<unknown> {
  const text = await requestText(url, signal);
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new Problem('malformed', `json: ${url}`);
  }
}

const once = (url: string, signal: AbortSignal) =>
  exchange(url, {}, signal, async (response, heard) => {
    const { ok, status, body, headers } = response;
    if (!ok) throw new Problem(`http_${status}`, `answered: ${url} ${status}`, {}, { status });
    const parts: Uint8Array<ArrayBuffer>[] = [];
    let size = 0;
    const reader = body?.getReader();
    for (let part; (part = (await reader?.read())?.value); parts.push(part)) {
      heard();
      size += part.length;
      if (size > MOST) throw new Problem('malformed', `long: ${url}`);
    }
    const text = await textOf(new Uint8Array(await new Blob(parts).arrayBuffer()), headers.get('Content-Type') ?? '');
    if (text === undefined) throw new Problem('malformed', `encoding: ${url}`);
    return text;
  });

/** Almost all is UTF-8; what tells the others apart is loaded for them. */
async function textOf(bytes: Uint8Array<ArrayBuffer>, contentType: string): Promise<string | undefined> {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    // Of UTF-16 a Latin letter is UTF-8, too: it and a NUL.
    if (!text.includes('\0')) return text;
  } catch {
    // Another encoding.
  }
  return (await import('./decode.js')).decode(bytes, contentType);
}

const pause = (signal: AbortSignal) =>
  new Promise((resolve, reject) => {
    setTimeout(resolve, AGAIN);
    signal.addEventListener('abort', () => reject(signal.reason as Error));
  });
