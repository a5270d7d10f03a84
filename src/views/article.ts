import { html, nothing, type TemplateResult } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import type { Locale } from '../locales/locale.js';
import type { Article, Author, Picture } from '../model/article.js';
import { directionOf } from '../text/direction.js';
import { phrase } from './phrase.js';

/** The language and direction of what the article's people wrote, which may not be the element's. */
export function languageOf(article: Article, locale: Locale): { lang: string; dir: 'rtl' | 'ltr' } {
  const lang = article.inLanguage ?? locale.tag;
  return { lang, dir: article.inLanguage === undefined ? locale.dir : directionOf(lang) };
}

/** Who wrote it: «خديجة الرحالي», heard as «بقلم خديجة الرحالي»; each name keeps its own direction. */
export function byline(locale: Locale, authors: readonly Author[]): TemplateResult | typeof nothing {
  if (authors.length === 0) return nothing;
  const names = authors.map(
    ({ name, url }, i) =>
      html`${i > 0 ? locale.messages.listSeparator : nothing}<bdi
          >${url === undefined ? name : html`<a rel="author" href=${url}>${name}</a>`}</bdi
        >`,
  );
  const [before, after] = locale.messages.by.split('{name}');
  return html`<span part="byline" class="byline"
    ><span class="spoken">${before}</span>${names}<span class="spoken">${after}</span></span
  >`;
}

/** A date for readers and machines; nothing when there is none. */
export function date(locale: Locale, iso: string | undefined, part: string): TemplateResult | typeof nothing {
  return iso === undefined ? nothing : html`<time part=${part} datetime=${iso}>${locale.date(iso)}</time>`;
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
      @error=${hide}
    />`,
  );
}

/** A picture with what is said of it and whom it is owed to. */
export function figure(locale: Locale, image: Picture): unknown {
  const { caption, creditText } = image;
  const credit =
    creditText && phrase(`${locale.messages.photoCredit}: {name}`, { name: html`<bdi>${creditText}</bdi>` });
  return keyed(
    image.url,
    html`<figure part="figure" @error=${{ handleEvent: hide, capture: true }}>
      ${picture(image)}
      ${
        caption || credit
          ? html`<figcaption part="caption">
            ${caption ? html`<bdi>${caption}</bdi>` : nothing} ${credit ? html`<small part="credit">${credit}</small>` : nothing}
          </figcaption>`
          : nothing
      }
    </figure>`,
  );
}

function hide(event: Event): void {
  (event.currentTarget as HTMLElement).hidden = true;
}
