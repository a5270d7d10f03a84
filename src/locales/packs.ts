import type { Catalogue } from './catalogue.js';
import type { Language } from './countries.js';

// Each is a file of its own that a page in another language never loads.
const PACKS: Readonly<Record<Exclude<Language, 'ar'>, () => Promise<Catalogue>>> = {
  en: async () => (await import('./en.js')).en,
  fr: async () => (await import('./fr.js')).fr,
  fa: async () => (await import('./fa.js')).fa,
  ur: async () => (await import('./ur.js')).ur,
  he: async () => (await import('./he.js')).he,
  ckb: async () => (await import('./ckb.js')).ckb,
};

/** Loads the words of a language; Arabic's are no pack. @throws when they cannot be had. */
export async function loadPack(language: Language): Promise<Catalogue | undefined> {
  return language === 'ar' ? undefined : PACKS[language]();
}
