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
    timer = setTimeout(() => clock.abort(new Problem('timeout', `timeout: ${url}`)), PATIENCE);
  };
  wait();
  signal?.addEventListener('abort', stop);
  try {
    signal?.throwIfAborted();
    const response = await fetch(url, { credentials: 'omit', ...init, signal: clock.signal });
    // A move to https, or to www, is the same site's; whose data any other would be, nobody said.
    const { redirected, url: from } = response;
    if (redirected && site(from) !== site(url)) throw new Problem('redirected', `redirected: ${from}`);
    return await read(response, wait);
  } catch (error) {
    // Not by its class: what posts is a script of its own, with a copy of it.
    if (isProblem(error) || signal?.aborted) throw error;
    if (clock.signal.aborted) throw clock.signal.reason;
    throw new Problem('offline', `offline: ${url}`);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', stop);
    // What is not read by now is not wanted.
    clock.abort();
  }
}

const site = (url: string) => url.replace(/^https?:..(www\.)?|\/.*/g, '');
