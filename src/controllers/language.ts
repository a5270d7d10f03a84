import type { ReactiveController, ReactiveElement } from 'lit';
import { warn } from '../warnings.js';
import type { Messages, OwnMessages, Words } from '../locales/catalogue.js';
import { arabicLocale, arabicVoice, type Locale, type Voice } from '../locales/locale.js';
import type { Speech } from '../locales/speech.js';
import { languageOf } from '../locales/tags.js';
import { isNumerals, type Numerals } from '../text/digits.js';
import type { Direction } from '../text/direction.js';

type Host = ReactiveElement & { readonly numerals?: Numerals };

const hosts = new Set<ReactiveElement>();
/** How the page says a language's messages in words of its own. */
const own = new Map<string, (words: object) => object>();
const given = new Map<string, object>();
/** By the page's `lang`; undefined while it is on its way. */
const speeches = new Map<string, Speech | undefined>();
let observer: MutationObserver | undefined;

const renderAnew = () => hosts.forEach((host) => host.requestUpdate());

/**
 * Says any message in the page's own words, from now on and in every element of the page: `messages({ leaveComment: 'اترك رد' })`.
 * Of a counted noun some forms may be given; `undefined` takes the page's words back. A key or a language that nothing says
 * is told in the console.
 *
 * @param language Whose words they are; Arabic by default.
 */
export function messages(words: OwnMessages, language = 'ar'): void {
  const said: Record<string, unknown> = { ...given.get(language) };
  for (const [key, value] of Object.entries(words)) {
    said[key] = typeof value === 'object' ? { ...(said[key] as object), ...value } : value;
  }
  given.set(language, said);
  own.set(language, (arabic) => replaced(arabic, said));
  renderAnew();
  import('../locales/check.js').then(
    ({ checkMessages }) => checkMessages(words, language),
    () => {},
  );
}

/** Arabic, of a country or of none. Its other names, such as `ary`, are known to what loads later. */
const ARABIC = /^ar([-_][a-z]{2})?$/i;

/** How a page's `lang` is spoken; undefined while that is loading. */
function speechOf(lang: string, numerals: Numerals): Speech | undefined {
  if (numerals !== 'locale' && ARABIC.test(lang))
    return { tag: `ar${lang.slice(2).toUpperCase().replace('_', '-')}`, dir: 'rtl' };
  if (!speeches.has(lang)) void load(lang);
  return speeches.get(lang);
}

async function load(lang: string): Promise<void> {
  speeches.set(lang, undefined);
  try {
    const { loadSpeech } = await import('../locales/speech.js');
    speeches.set(lang, await loadSpeech(lang));
  } catch (error) {
    speeches.set(lang, { tag: 'ar', dir: 'rtl', wrong: `words: "${lang}" (${String(error)})` });
  }
  renderAnew();
}

/**
 * The language an element speaks: its own `lang`, else that of the nearest element around it that has one, through shadow
 * roots, else the page's, else Arabic; and its direction, which a `dir` set at the same place or nearer overrules. It
 * follows the page when that changes. While words are on their way the element keeps those it had.
 */
export class LanguageController implements ReactiveController {
  /** False until the words of the first language are there: so long an element shows its fallback. */
  ready = false;
  speech: Speech = { tag: 'ar', dir: 'rtl' };

  readonly #host: Host;

  constructor(host: Host) {
    this.#host = host;
    host.addController(this);
  }

  /** How digits are written; `press` for a value that Midad does not know. */
  get numerals(): Numerals {
    // An element that writes no numbers has no choice of digits.
    const { numerals = 'press' } = this.#host;
    if (isNumerals(numerals)) return numerals;
    warn(this.#host, 'numerals', `numerals: ${String(numerals)}`);
    return 'press';
  }

  hostConnected(): void {
    hosts.add(this.#host);
    observer ??= new MutationObserver(renderAnew);
    for (let root: Node | undefined = this.#host; root; root = (root as Partial<ShadowRoot>).host) {
      root = root.getRootNode();
      observer.observe(root, { attributeFilter: ['lang', 'dir'], subtree: true });
    }
    this.#host.requestUpdate();
  }

  hostDisconnected(): void {
    hosts.delete(this.#host);
    if (hosts.size === 0) observer?.disconnect();
  }

  hostUpdate(): void {
    const { lang, dir, around } = this.#wanted();
    const speech = speechOf(lang, this.numerals);
    if (speech === undefined) return;
    if (speech.wrong) warn(this.#host, 'lang', speech.wrong);
    // What stands around has the direction of a language that is not spoken.
    this.speech = { ...speech, dir: dir ?? (speech.wrong ? undefined : around) ?? speech.dir };
    this.ready = true;
  }

  /** A part of the Arabic catalogue in the language spoken, with what the page says in words of its own. */
  words<Part extends Partial<Messages>>(arabic: Part): Words<Part> {
    const words = (this.speech.words ?? arabic) as Words<Part>;
    const ours = own.get(languageOf(this.speech.tag));
    return ours ? (ours(words) as Words<Part>) : words;
  }

  /** The language asked for; the direction set on the element itself, and by what is around it. */
  #wanted(): { lang: string; dir?: Direction | undefined; around?: Direction | undefined } {
    const host = this.#host;
    const dir = direction(host);
    let around = dir;
    for (let node: Element | undefined = host; node; node = parent(node)) {
      around ??= direction(node);
      // The property, which its attribute follows later; a page may set anything from script.
      const lang: unknown = node === host ? host.lang : node.getAttribute('lang');
      if (lang) return { lang: String(lang), dir, around };
    }
    const meta = document.querySelector<HTMLMetaElement>('meta[http-equiv="content-language" i]');
    return { lang: meta?.content || 'ar', dir };
  }
}

/** Words with others in their place: a text for a text, forms for forms. What is something else changes nothing. */
function replaced(words: object, others: object): object {
  const said = Object.entries(words).map(([key, value]: [string, unknown]) => {
    const other = (others as Record<string, unknown>)[key];
    if (other === null || typeof other !== typeof value) return [key, value] as const;
    return [key, typeof other === 'object' ? replaced(value as object, other) : other] as const;
  });
  return Object.fromEntries(said);
}

/** What an element speaks with. @param arabic The part of the Arabic catalogue it says. */
export function hostLocale<Part extends Partial<Messages>>(
  language: LanguageController,
  arabic: Part,
): Locale<Words<Part>> {
  const { speech, numerals } = language;
  return { ...(speech.localeOf ?? arabicLocale)(speech.tag, numerals, language.words(arabic)), dir: speech.dir };
}

/** The same for an element that tells numbers and no dates, and so need not load a calendar. */
export function hostVoice<Part extends Partial<Messages>>(
  language: LanguageController,
  arabic: Part,
): Voice<Words<Part>> {
  const { speech, numerals } = language;
  return { ...(speech.localeOf ?? arabicVoice)(speech.tag, numerals, language.words(arabic)), dir: speech.dir };
}

function direction(element: Element): Direction | undefined {
  const { dir } = element as HTMLElement;
  return dir === 'rtl' || dir === 'ltr' ? dir : undefined;
}

/** The element around another, out of its shadow root too. */
function parent(element: Element): Element | undefined {
  return element.parentElement ?? (element.getRootNode() as Partial<ShadowRoot>).host;
}
