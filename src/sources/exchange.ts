import { isProblem, Problem } from './source.js';

/** How long a server may be silent, in milliseconds, before the reader is told. */
const PATIENCE = 20_000;

/**
 * Asks, and has what answers read.
 *
 * @param read Reads the answer; to be called with each part that comes, where it comes in parts.
 * @throws {Problem} what `read` throws; `offline` when nothing answered, `timeout` after 20 s of silence, `redirected` when
 * another site answered. An abort of `signal` rejects with its reason.
 */
export async function exchange<Read>(
  url: string,
  init: RequestInit,
  signal: AbortSignal | undefined,
  read: (response: Response, heard: () => void) => Promise<Read>,
): Promise<Read> {
  const clock = new AbortController();
  const stop = () => clock.abort(signal?.reason);
  let timer: ReturnType<typeof setTimeout> | undefined;
  const wait = () => {
    clearTimeout(timer);
    timer = setTimeout(() => clock.abort(new Problem('timeout', `${bare(url)} did not answer`)), PATIENCE);
  };
  wait();
  signal?.addEventListener('abort', stop);
  try {
    signal?.throwIfAborted();
    const response = await fetch(url, { ...init, credentials: 'omit', signal: clock.signal });
    // A move to https, or to www, is the same site's; whose data any other would be, nobody said.
    if (response.redirected && site(response.url) !== site(url)) {
      throw new Problem('redirected', `${bare(url)} led to ${bare(response.url)}`);
    }
    return await read(response, wait);
  } catch (error) {
    // Not by its class: what posts is a script of its own, with a copy of it.
    if (isProblem(error) || signal?.aborted) throw error;
    if (clock.signal.aborted) throw clock.signal.reason;
    throw new Problem('offline', `${bare(url)} could not be reached${otherOrigin(url)}`);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', stop);
    // What is not read by now is not wanted.
    clock.abort();
  }
}

/** Without its query, which may be as long as a page. */
export const bare = (url: string) => url.replace(/\?.*$/s, '');

const site = (url: string) => /^https?:\/\/(?:www\.)?([^/]*)/.exec(url)?.[1];

/** A browser does not say whether another origin was silent or refused this one. */
function otherOrigin(url: string): string {
  const { origin } = location;
  return url.startsWith(`${origin}/`) ? '' : `. Does it run, and allow ${origin} (CORS; MIDAD_ORIGINS)?`;
}
