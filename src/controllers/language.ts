import type { ReactiveController, ReactiveElement } from 'lit';
import { warn } from '../events.js';
import { ar } from '../locales/ar.js';
import type { Messages, OwnMessages, Words } from '../locales/catalogue.js';
import { isArabic, languageOf, LANGUAGES, supportedTag } from '../locales/countries.js';
import { localeOf, voiceOf, type Locale, type Voice } from '../locales/locale.js';
import { loadPack, packOf } from '../locales/packs.js';
import { directionOf, type Direction } from '../text/direction.js';
import { isNumerals, type Numerals } from '../text/numerals.js';

type Host = ReactiveElement & { readonly numerals: Numerals };

const hosts = new Set<ReactiveElement>();
const own = new Map<string, object>();
const missing = new Set<string>();
let observer: MutationObserver | undefined;

const renderAnew = () => hosts.forEach((host) => host.requestUpdate());

/**
 * Says any message in the page's own words, from now on and in every element of the page: `messages({ leaveComment: 'اترك رد' })`.
 * Of a counted noun some forms may be given; `undefined` takes the page's words back.
 *
 * @param language Whose words they are; Arabic by default.
 */
export function messages(words: OwnMessages, language = 'ar'): void {
  const said: Record<string, unknown> = { ...own.get(language) };
  for (const [key, value] of Object.entries(words)) {
    said[key] = typeof value === 'object' ? { ...(said[key] as object), ...value } : value;
  }
  own.set(language, said);
  renderAnew();
  check(words, language);
}

/** Tells the builder of a key or a language that nothing says. */
function check(words: OwnMessages, language: string): void {
  const wrong = Object.entries(words).filter(
    ([key, value]) =>
      value !== undefined &&
      (typeof value !== typeof ar[key as keyof Messages] ||
        Object.values(value ?? [0]).some((form) => form !== undefined && typeof form !== 'string')),
  );
  for (const [key] of wrong) {
    const known = typeof ar[key as keyof Messages];
    const mend =
      known === 'object' ? 'its plural forms are asked for: { one, two, few, many, other }' : 'a text is asked for';
    console.warn(`midad: messages(): ${key}: ${known === 'undefined' ? 'there is no such message' : mend}.`);
  }
  if (!(LANGUAGES as readonly string[]).includes(language)) {
    console.warn(`midad: messages(): "${language}" is not spoken here. Use one of ${LANGUAGES.join(', ')}.`);
  }
}

/**
 * The language an element speaks: its own `lang`, else that of the nearest element around it that has one, through shadow
 * roots, else the page's, else Arabic; and its direction, which a `dir` set at the same place or nearer overrules. It
 * follows the page when that changes. While words are on their way the element keeps those it had.
 */
export class LanguageController implements ReactiveController {
  /** False until the words of the first language are there: so long an element shows its fallback. */
  ready = false;
  /** BCP 47 tag, `ar-MA`. */
  tag = 'ar';
  dir: Direction = 'rtl';

  readonly #host: Host;

  constructor(host: Host) {
    this.#host = host;
    host.addController(this);
  }

  /** How digits are written; `press` for a value that Midad does not know. */
  get numerals(): Numerals {
    const { numerals } = this.#host;
    if (isNumerals(numerals)) return numerals;
    warn(this.#host, 'numerals', `"${String(numerals)}" is unknown. Use press, latn, arab, arabext or locale.`);
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
    const { tag, dir } = this.#wanted();
    if (isArabic(tag) || packOf(tag)) [this.tag, this.dir, this.ready] = [tag, dir, true];
    else void this.#load(tag);
  }

  /** A part of the Arabic catalogue in the language spoken, with what the page says in words of its own. */
  words<Part extends Partial<Messages>>(arabic: Part): Words<Part> {
    const words = (packOf(this.tag) ?? arabic) as Words<Part>;
    const ours = own.get(languageOf(this.tag));
    if (ours === undefined) return words;
    return replaced(words, ours) as Words<Part>;
  }

  #wanted(): { tag: string; dir: Direction } {
    const host = this.#host;
    const set = direction(host);
    let dir = set;
    for (let node: Element | undefined = host; node; node = around(node)) {
      dir ??= direction(node);
      // The property, which its attribute follows later; a page may set anything from script.
      const lang: unknown = node === host ? host.lang : node.getAttribute('lang');
      if (!lang) continue;
      const tag = this.#known(String(lang), node === host ? '' : 'the page says ');
      return { tag: tag ?? 'ar', dir: (tag ? dir : set) ?? directionOf(tag ?? 'ar') };
    }
    const meta = document.querySelector<HTMLMetaElement>('meta[http-equiv="content-language" i]');
    const tag = (meta && this.#known(meta.content, 'the page says ')) ?? 'ar';
    return { tag, dir: set ?? directionOf(tag) };
  }

  /** The tag spoken for a `lang`; undefined when there are no words for it, or none could be had. */
  #known(lang: string, said: string): string | undefined {
    const tag = supportedTag(lang);
    if (tag === undefined) {
      const use = `Use one of ${LANGUAGES.join(', ')}, or a country's: ar-MA, ar-EG`;
      warn(this.#host, 'lang', `${said}"${lang}", which has no words here; showing Arabic. ${use}.`);
    }
    return missing.has(tag ?? '') ? undefined : tag;
  }

  async #load(tag: string): Promise<void> {
    try {
      await loadPack(tag);
    } catch (error) {
      missing.add(tag);
      warn(this.#host, 'lang', `the words of "${tag}" could not be loaded; showing Arabic (${String(error)}).`);
    }
    this.#host.requestUpdate();
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
  const { tag, numerals, dir } = language;
  return { ...localeOf(tag, numerals, language.words(arabic)), dir };
}

/** The same for an element that tells numbers and no dates, and so need not load a calendar. */
export function hostVoice<Part extends Partial<Messages>>(
  language: LanguageController,
  arabic: Part,
): Voice<Words<Part>> {
  const { tag, numerals, dir } = language;
  return { ...voiceOf(tag, numerals, language.words(arabic)), dir };
}

function direction(element: Element): Direction | undefined {
  const dir = element.getAttribute('dir')?.toLowerCase();
  return dir === 'rtl' || dir === 'ltr' ? dir : undefined;
}

/** The element around another, out of its shadow root too. */
function around(element: Element): Element | undefined {
  return element.parentElement ?? (element.getRootNode() as Partial<ShadowRoot>).host;
}
