import type { ReactiveElement } from 'lit';
import type { LanguageController } from '../../controllers/language.js';
import { Later } from '../../controllers/later.js';
import { whole as arabic } from '../../locales/ar/whole.js';
import type { Messages, Words } from '../../locales/catalogue.js';
import type { Locale } from '../../locales/locale.js';
import { readingTime } from '../../locales/reading.js';
import type { Article } from '../../model/article.js';
import { sanitise } from '../../sources/sanitise.js';
import { adopt } from '../../styles/late.js';
import type { Direction } from '../../text/direction.js';
import { countWords, LATIN_WORDS_PER_MINUTE, WORDS_PER_MINUTE } from '../../text/words.js';
import { phrase } from '../../views/phrase.js';
import type { Templates } from '../../views/templates.js';
import { styles } from './whole.styles.js';

/** What a text may hold of others' that is shown when a reader asks for it. */
const EMBEDS = /youtu|twitter|\bx\.com|facebook/i;

type WholeLocale = Locale<Words<typeof arabic>>;

/** What is shown of an article wherever one is shown: the element makes it as cards do. */
interface Shown {
  readonly article: Article;
  readonly level: number;
  /** The language and direction of what its people wrote. */
  readonly lang: string;
  readonly dir: Direction;
  readonly headline: unknown;
  readonly byline: unknown;
  readonly picture: unknown;
  readonly counts: unknown;
  /** A `<time>`, and its words alone. */
  readonly date: (iso: string | undefined, part: string) => unknown;
  readonly day: (iso: string | undefined) => string | undefined;
  readonly body: Element | undefined;
}

/** What this needs of its element. */
interface View extends Templates {
  readonly language: LanguageController;
  readonly locale: <Part extends Partial<Messages>>(words: Part) => Locale<Words<Part>>;
}

/** A whole article: loaded while its data are, for its text passes the sanitiser before any of it is shown. */
export class Whole {
  readonly #view: View;
  readonly #embedding;

  constructor(host: ReactiveElement, view: View) {
    this.#view = view;
    this.#embedding = new Later(host, async () => new (await import('./embedding.js')).Embedding(host, view.language));
    adopt(host, styles);
  }

  /** An article's text as an element, safe to be shown. @param base What relative addresses in it are relative to. */
  async body(html: string, base: string): Promise<Element> {
    const element = document.createElement('div');
    // Without it the text is whole, but for frames.
    const embedding = EMBEDS.test(html) ? await this.#embedding.get().catch(() => undefined) : undefined;
    element.append(await sanitise(embedding?.linked(html) ?? html, base));
    embedding?.lay(element);
    element.className = 'body';
    element.part.add('body');
    return element;
  }

  article(shown: Shown): unknown {
    const { html, nothing } = this.#view;
    const { article, level, lang, dir, headline, byline, counts, date, body } = shown;
    const locale = this.#view.locale(arabic);
    return html`<article part="article" class="midad" lang=${locale.tag} dir=${locale.dir}>
      ${
        article.articleSection
          ? html`<p part="section" class="kicker" lang=${lang} dir=${dir}>${article.articleSection}</p>`
          : nothing
      }
      <div class="head">
        <div part="headline" class="headline" role="heading" aria-level=${level} tabindex="-1" lang=${lang} dir=${dir}>${headline}</div>
      </div>
      <div part="meta" class="meta">
        ${byline} ${date(article.datePublished, 'date')} ${this.#minutes(locale, body, dir)}
        <slot name="counts">${counts}</slot>
      </div>
      ${this.#figure(locale, shown)}
      <div lang=${lang} dir=${dir}>${body}</div>
      ${this.#end(locale, shown)}
    </article>`;
  }

  /** How long the text takes to read: «دقيقتان للقراءة»; nothing where there is none. */
  #minutes(locale: WholeLocale, body: Element | undefined, dir: Direction): unknown {
    const { html, nothing } = this.#view;
    if (body === undefined) return nothing;
    const texts = document.createTreeWalker(body, NodeFilter.SHOW_TEXT);
    let words = 0;
    while (texts.nextNode()) words += countWords(texts.currentNode.textContent ?? '');
    const speed = dir === 'rtl' ? WORDS_PER_MINUTE : LATIN_WORDS_PER_MINUTE;
    return words === 0
      ? nothing
      : html`<span part="reading-time" class="count">${readingTime(words, locale, speed)}</span>`;
  }

  /** The picture with what is said of it and whom it is owed to. */
  #figure(locale: WholeLocale, { article, picture }: Shown): unknown {
    const { html, nothing } = this.#view;
    if (article.image === undefined) return nothing;
    const { caption, creditText } = article.image;
    const credit =
      creditText && phrase(`${locale.messages.photoCredit}: {name}`, { name: html`<bdi>${creditText}</bdi>` });
    return html`<figure part="figure">
      ${picture}
      ${
        caption || credit
          ? html`<figcaption part="caption">
            ${caption ? html`<bdi>${caption}</bdi>` : nothing} ${credit ? html`<small part="credit">${credit}</small>` : nothing}
          </figcaption>`
          : nothing
      }
    </figure>`;
  }

  #end(locale: WholeLocale, { article, date, day }: Shown): unknown {
    const { html, nothing } = this.#view;
    const { keywords, datePublished, dateModified } = article;
    const updated = dateModified !== undefined && day(dateModified) !== day(datePublished);
    if (keywords.length === 0 && !updated) return nothing;
    return html`<footer class="end">
      ${
        keywords.length > 0
          ? html`<ul part="tags" class="tags" role="list" aria-label=${locale.messages.tags}>
            ${keywords.map((word) => html`<li><bdi>${word}</bdi></li>`)}
          </ul>`
          : nothing
      }
      ${updated ? html`<p>${phrase(locale.messages.updated, { date: date(dateModified, 'updated') })}</p>` : nothing}
    </footer>`;
  }
}
