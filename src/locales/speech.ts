import { directionOf, type Direction } from '../text/direction.js';
import { localeOf } from './any.js';
import type { Catalogue } from './catalogue.js';
import { LANGUAGES, supportedTag, type Language } from './countries.js';
import { loadPack } from './packs.js';
import { languageOf } from './tags.js';

/** What it takes to speak a language. */
export interface Speech {
  /** BCP 47 tag, `ar-MA`. */
  readonly tag: string;
  readonly dir: Direction;
  /** Undefined for Arabic, whose words an element brings itself. */
  readonly words?: Catalogue | undefined;
  /** Undefined where `arabicLocale` will do. */
  readonly localeOf?: typeof localeOf;
  /** Why it is Arabic and not what was asked for. */
  readonly wrong?: string;
}

/** The speech for a page's `lang`, in any numerals. It loads later, for most pages need only Arabic. @throws when it cannot be had. */
export async function loadSpeech(lang: string): Promise<Speech> {
  const tag = supportedTag(lang);
  if (tag !== undefined) {
    return { tag, dir: directionOf(tag), words: await loadPack(languageOf(tag) as Language), localeOf };
  }
  const use = `Use one of ${LANGUAGES.join(', ')}, or a country's: ar-MA, ar-EG`;
  return { tag: 'ar', dir: 'rtl', wrong: `"${lang}" has no words here; showing Arabic. ${use}.` };
}
