import { html, nothing, type TemplateResult } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import type { article } from '../locales/ar/article.js';
import type { Words } from '../locales/catalogue.js';
import type { Locale } from '../locales/locale.js';
import type { Article, Author, Picture } from '../model/article.js';
import { isoIn } from '../text/day.js';
import { directionOf, foreignLanguage, RTL_LETTER, type Direction } from '../text/direction.js';

type ArticleLocale = Locale<Words<typeof article>>;

/**
 * The language and direction of what the article's people wrote, which may not be the element's. Where the article does
 * not say, its headline's letters do.
 */
export function languageOf(
  { inLanguage, headline }: Article,
  locale: Locale<unknown>,
): { lang: string; dir: Direction } {
  if (inLanguage !== undefined) return { lang: inLanguage, dir: directionOf(inLanguage) };
  const letters = headline.match(/\p{L}/gu) ?? [];
  const rtl = letters.filter((letter) => RTL_LETTER.test(letter)).length;
  // In a right-to-left page one such letter is enough: «G20 و G7».
  const most = locale.dir === 'rtl' ? rtl > 0 : rtl * 2 > letters.length;
  const dir = letters.length === 0 ? locale.dir : most ? 'rtl' : 'ltr';
  return { lang: foreignLanguage(headline, dir, locale.dir) ?? locale.tag, dir };
}

/** Who wrote it: «خديجة الرحالي», heard as «بقلم خديجة الرحالي»; each name keeps its own direction. */
export function byline(locale: ArticleLocale, authors: readonly Author[]): TemplateResult | typeof nothing {
  if (authors.length === 0) return nothing;
  const names = authors.map(
    ({ name, url }, i) =>
      html`${i > 0 ? locale.messages.listSeparator : nothing}<bdi
          >${url === undefined ? name : html`<a rel="author noopener" href=${url}>${name}</a>`}</bdi
        >`,
  );
  const [before, after] = locale.messages.by.split('{name}');
  return html`<span part="byline" class="byline"
    ><span class="spoken">${before}</span>${names}<span class="spoken">${after}</span></span
  >`;
}

/** A date in words; undefined when there is none. @param timeZone IANA name; the reader's without it. */
export const dayOf = (locale: Locale<unknown>, iso: string | undefined, timeZone: string | undefined) =>
  iso && locale.date(isoIn(iso, timeZone));

/** A date for readers and machines; nothing when there is none. @param timeZone IANA name; the reader's without it. */
export function date(
  locale: Locale<unknown>,
  iso: string | undefined,
  part: string,
  timeZone: string | undefined,
): TemplateResult | typeof nothing {
  return iso === undefined ? nothing : html`<time part=${part} datetime=${iso}>${dayOf(locale, iso, timeZone)}</time>`;
}

/** A picture that keeps its room before it is there, and leaves no hole when it cannot be had. */
export function picture(image: Picture): unknown {
  // Keyed, so that a picture that failed does not hide the one that comes in its place.
  return keyed(
    image.url,
    html`<img
      part="image"
      src=${image.url}
      alt=${image.alternateName}
      width=${image.width ?? nothing}
      height=${image.height ?? nothing}
      class=${image.width === undefined ? 'unsized' : nothing}
      loading="lazy"
      decoding="async"
      referrerpolicy="no-referrer"
      @error=${hide}
    />`,
  );
}

function hide(event: Event): void {
  (event.currentTarget as HTMLElement).hidden = true;
}
