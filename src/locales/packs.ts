import type { Catalogue } from './catalogue.js';
import { languageOf, type Language } from './countries.js';

// Each is a file of its own that a page in another language never loads.
const PACKS: Readonly<Record<Exclude<Language, 'ar'>, () => Promise<Catalogue>>> = {
  en: async () => (await import('./en.js')).en,
  fr: async () => (await import('./fr.js')).fr,
  fa: async () => (await import('./fa.js')).fa,
  ur: async () => (await import('./ur.js')).ur,
  he: async () => (await import('./he.js')).he,
  ckb: async () => (await import('./ckb.js')).ckb,
};

const loaded = new Map<Language, Catalogue>();

/** The words of a supported tag's language, once they are loaded; Arabic's are no pack. */
export function packOf(tag: string): Catalogue | undefined {
  return loaded.get(languageOf(tag));
}

/** Loads the words of a supported tag's language. @throws when they cannot be had. */
export async function loadPack(tag: string): Promise<void> {
  const language = languageOf(tag);
  if (language !== 'ar') loaded.set(language, await PACKS[language]());
}
