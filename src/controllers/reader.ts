import type { Reader } from '../sources/source.js';
import * as storage from '../sources/storage.js';

/** The reader as remembered in this browser, or undefined when they never asked for it. */
export function rememberedReader(): Reader | undefined {
  try {
    const { name, email, url } = JSON.parse(storage.read('reader') ?? '') as Record<string, unknown>;
    return { name: String(name ?? ''), email: String(email ?? ''), url: String(url ?? '') };
  } catch {
    return undefined;
  }
}

/** Remembers the reader, or forgets them when undefined. */
export function rememberReader(reader: Reader | undefined): void {
  storage.write('reader', reader && JSON.stringify({ name: reader.name, email: reader.email, url: reader.url }));
}
