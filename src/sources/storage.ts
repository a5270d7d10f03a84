/**
 * The page's localStorage, which may be missing, full or forbidden (private windows, WebViews, sandboxed frames): then
 * nothing is kept and nothing breaks. Every key is under `midad:`. Functions, because a tag loads those it calls.
 */

export function read(key: string): string | undefined {
  try {
    return localStorage.getItem(`midad:${key}`) ?? undefined;
  } catch {
    return undefined;
  }
}

/** Keeps the value, or forgets it when undefined. False when it could not be kept. */
export function write(key: string, value: string | undefined): boolean {
  try {
    if (value === undefined) localStorage.removeItem(`midad:${key}`);
    else localStorage.setItem(`midad:${key}`, value);
    return true;
  } catch {
    return false;
  }
}
