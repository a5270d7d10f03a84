import { html, nothing, type TemplateResult } from 'lit';
import type { Later } from '../controllers/later.js';
import type { article as articleWords } from '../locales/ar/article.js';
import type { comments, views } from '../locales/ar/counts.js';
import type { Words } from '../locales/catalogue.js';
import type { Locale } from '../locales/locale.js';
import type { Article } from '../model/article.js';
import { byline, date, languageOf, picture } from './article.js';
import { countsLine } from './counts.js';
import { line, type Written } from './line.js';

/** What an article in short is shown with. */
export interface Summary {
  readonly locale: Locale<Words<typeof articleWords & typeof comments & typeof views>>;
  /** The headline's heading level. */
  readonly level: number;
  readonly counts: { readonly comments: number | undefined; readonly views: number | undefined };
  readonly timeZone: string | undefined;
  readonly written: Written;
  /** What ends an excerpt where it ends well; undefined where there is none to be shown. */
  readonly excerpt: Later<typeof import('../text/excerpt.js')> | undefined;
  /** Called before the headline's link is followed. */
  readonly onOpen: (event: Event, article: Article) => void;
}

/** In words: four lines on a phone. */
const LONGEST_EXCERPT = 24;

/** An article in short: picture, section, headline, excerpt, byline, date and counts. */
export function summary(article: Article, view: Summary): TemplateResult {
  const { locale, level, written, excerpt, onOpen } = view;
  const { lang, dir } = languageOf(article, locale);
  const headline = line(article.headline, written);
  return html`${article.image ? picture(article.image) : nothing}
    ${
      article.articleSection
        ? html`<p part="section" class="kicker" lang=${lang} dir=${dir}>${article.articleSection}</p>`
        : nothing
    }
    <div class="headline" role="heading" aria-level=${level} lang=${lang} dir=${dir}>${
      article.url === undefined
        ? headline
        : html`<a part="title" rel="noopener" href=${article.url} @click=${(event: Event) => onOpen(event, article)}>${headline}</a>`
    }</div>
    ${
      article.description && excerpt
        ? html`<p part="excerpt" class="excerpt" lang=${lang} dir=${dir}>${short(article.description, excerpt, written)}</p>`
        : nothing
    }
    <div part="meta" class="meta">
      ${byline(locale, article.author)} ${date(locale, article.datePublished, 'date', view.timeZone)}
      ${countsLine(locale, view.counts)}
    </div>`;
}

/** A text that a card has room for, ended where it ends well. */
function short(text: string, excerpt: NonNullable<Summary['excerpt']>, written: Written): unknown {
  const words = text.split(/\s+/, LONGEST_EXCERPT + 1);
  if (words.length <= LONGEST_EXCERPT) return line(text, written);
  // Cut anywhere, and about as long, until what ends it well is there.
  const cut = `${words.slice(0, LONGEST_EXCERPT).join(' ')}…`;
  return line(excerpt.module?.excerpt(text, { words: LONGEST_EXCERPT }) ?? cut, written);
}
