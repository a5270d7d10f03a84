import { html, LitElement, nothing } from 'lit';
import { ArticleController } from '../../controllers/article.js';
import { LoadController } from '../../controllers/load.js';
import { headingLevel } from '../../controllers/level.js';
import { HighlightController } from '../../controllers/highlight.js';
import { hostLocale, LanguageController } from '../../controllers/language.js';
import { Later } from '../../controllers/later.js';
import { StateController } from '../../controllers/state.js';
import { article as articleWords } from '../../locales/ar/article.js';
import { comments, views } from '../../locales/ar/counts.js';
import { loading } from '../../locales/ar/loading.js';
import type { Words } from '../../locales/catalogue.js';
import type { Locale } from '../../locales/locale.js';
import type { Article, ArticleData } from '../../model/article.js';
import type { Source } from '../../sources/source.js';
import { base, signs } from '../../styles/base.js';
import { block } from '../../styles/block.js';
import { buttons } from '../../styles/buttons.js';
import { highlight } from '../../styles/highlight.js';
import { summary } from '../../styles/summary.js';
import { tokens } from '../../styles/tokens.js';
import { isoIn } from '../../text/day.js';
import type { Numerals } from '../../text/digits.js';
import { byline, date, figure, languageOf, minutes } from '../../views/article.js';
import { countsLine } from '../../views/counts.js';
import { line } from '../../views/line.js';
import { failure } from '../../views/failure.js';
import { phrase } from '../../views/phrase.js';
import { styles } from './article-view.styles.js';

const WORDS = { ...articleWords, ...views, ...comments, ...loading };
/** What a text may hold of others' that is shown when a reader asks for it. */
const EMBEDS = /youtu|twitter|\bx\.com|facebook/i;
type ViewLocale = Locale<Words<typeof WORDS>>;

/**
 * The whole article: headline, byline, dates, counts, picture with caption and credit, body, tags. The body's HTML is
 * sanitised before it is shown.
 *
 * @summary A whole article.
 * @slot - The article in plain HTML: shown before the script runs, while loading, and if loading fails.
 * @slot counts - Counts of the page's own, such as `<view-counter>`, in place of the article's.
 * @fires {CustomEvent<{error: unknown}>} load-failed - Told when `src` or the body could not be read.
 * @csspart article - The outer `<article>`.
 * @csspart section - The section's name.
 * @csspart headline - The headline.
 * @csspart meta - The line of byline, date and counts.
 * @csspart byline - Who wrote it.
 * @csspart date - When it was published.
 * @csspart reading-time - How long the text takes to read.
 * @csspart updated - When it was last changed.
 * @csspart count - One count.
 * @csspart icon - The picture before a count.
 * @csspart figure - The picture with its caption.
 * @csspart image - The picture.
 * @csspart caption - What is said of the picture.
 * @csspart credit - Whom the picture is owed to.
 * @csspart body - The text.
 * @csspart embed - What stands for a video or a post of others, until a reader asks for it.
 * @csspart tags - The list of tags.
 * @csspart retry - The button after a failure.
 * @cssprop [--midad-ink=#1c1b18] - Text.
 * @cssprop [--midad-soft=#5f5b53] - Text that steps back.
 * @cssprop [--midad-line=#dedad0] - Rules.
 * @cssprop [--midad-wash=#f1eee5] - The ground of code and of quiet buttons.
 * @cssprop [--midad-accent=#0b6b5d] - Section, links, focus.
 * @cssprop [--midad-font-ui] - The face of the headline and the small print.
 * @cssprop [--midad-font-text] - The face of the text.
 * @cssprop [--midad-font-size=17px] - The size all others follow.
 * @cssprop [--midad-font-title] - The face of headings; that of `ui` by default.
 * @cssprop [--midad-title-size] - The size of the headline, by the width of the tag by default.
 * @cssprop [--midad-title-weight=700] - The weight of headings.
 * @cssprop [--midad-text-size=1.12em] - The size of the text.
 * @cssprop [--midad-leading=1.95] - Its line height.
 * @cssprop [--midad-measure=36em] - Its longest line.
 * @cssprop [--midad-space=1.9em] - Between the parts of the article.
 * @cssprop [--midad-image-radius=6px] - Corners of the picture.
 * @cssstate loading - Reading `src` or cleaning the body.
 * @cssstate ready - The article is shown.
 * @cssstate failed - It could not be read; the fallback is shown.
 */
export class ArticleView extends LitElement {
  static override styles = [tokens, base, signs, block, summary, buttons, highlight, styles];
  static override properties = {
    article: {},
    src: {},
    source: {},
    lang: { reflect: true, useDefault: true },
    numerals: { useDefault: true },
    timeZone: { attribute: 'time-zone' },
    highlight: {},
    level: { type: Number, useDefault: true },
  };

  /** As an attribute the identity, and without `src` what its source shows; as a property also the article itself, which wins over `src`. */
  article: string | ArticleData | undefined;
  /** Where to read the article from: JSON, Midad's own shape or a schema.org Article. */
  src: string | undefined;
  /** Where its data live: an address, or an object that is a `Source`; what the page has by default (`findSource`). */
  source: string | Source | undefined;
  /** Language and country, such as `ar-MA`; that of the page around by default, and Arabic where it says none. */
  override lang = '';
  /** How digits are written: `press` (1٬082), `latn`, `arab`, `arabext` or `locale`; a language beside Arabic has its locale's. */
  numerals: Numerals = 'press';
  /** The IANA time zone that dates are told in, such as `Africa/Casablanca`; the reader's by default. */
  timeZone: string | undefined;
  /** Words to mark, as a reader searched for them: however they are spelled in the text. */
  highlight: string | undefined;
  /** The headline's heading level in the page's outline, 1 to 6. */
  level = 1;

  readonly #language = new LanguageController(this);
  readonly #article = new ArticleController(this, true);
  readonly #written = new Later(this, () => import('../../text/runs.js'));
  readonly #door = new Later(this, () => import('../../sources/sanitise.js'));
  readonly #embedding = new Later(
    this,
    async () => new (await import('./embedding.js')).Embedding(this, this.#language),
  );
  readonly #body = new LoadController<Element>(
    this,
    // The same text of another article has its links elsewhere.
    () => this.#article.value?.body && `${this.#article.base}\n${this.#article.value.body}`,
    async () => {
      const element = document.createElement('div');
      const { body = '' } = this.#article.value!;
      const { sanitise } = await this.#door.get();
      // Without it the text is whole, but for frames.
      const embedding = EMBEDS.test(body) ? await this.#embedding.get().catch(() => undefined) : undefined;
      element.append(await sanitise(embedding?.linked(body) ?? body, this.#article.base));
      embedding?.lay(element);
      element.className = 'body';
      element.part.add('body');
      return element;
    },
    '',
  );
  #retried = false;

  constructor() {
    super();
    new HighlightController(this, '.headline, .body');
    new StateController(this, () => this.#status);
  }

  protected override firstUpdated(): void {
    // On its way while the article is.
    void this.#door.module;
  }

  protected override updated(): void {
    if (!this.#retried || this.#status !== 'ready') return;
    // The button that was pressed is gone: the reader goes on at the head of what it brought.
    this.#retried = false;
    this.renderRoot.querySelector<HTMLElement>('.headline')?.focus();
  }

  protected override render() {
    const locale = hostLocale(this.#language, WORDS);
    const article = this.#article.value;
    if (article !== undefined && this.#status === 'ready') return this.#whole(locale, article);
    const retry = this.#article.retry || this.#body.status === 'failed' ? this.#retry : undefined;
    return html`<slot></slot><slot name="counts"></slot>${failure(locale, {
      status: this.#status,
      retrying: this.#retried,
      retry,
    })}`;
  }

  get #status() {
    if (!this.#language.ready) return 'loading';
    const { status, value } = this.#article;
    return value?.body === undefined ? status : this.#body.status === 'idle' ? 'loading' : this.#body.status;
  }

  #whole(locale: ViewLocale, article: Article) {
    const { lang, dir } = languageOf(article, locale);
    return html`<slot hidden></slot
      ><article part="article" class="midad" lang=${locale.tag} dir=${locale.dir}>
        ${
          article.articleSection
            ? html`<p part="section" class="kicker" lang=${lang} dir=${dir}>${article.articleSection}</p>`
            : nothing
        }
        <div class="head">
          <div
            part="headline"
            class="headline"
            role="heading"
            aria-level=${headingLevel(this, 1)}
            tabindex="-1"
            lang=${lang}
            dir=${dir}
            >${line(article.headline, this.#written)}</div
          >
        </div>
        <div part="meta" class="meta">
          ${byline(locale, article.author)} ${date(locale, article.datePublished, 'date', this.timeZone)} ${minutes(locale, this.#body.value, dir)}
          <slot name="counts">${countsLine(locale, this.#article.counts)}</slot>
        </div>
        ${article.image ? figure(locale, article.image) : nothing}
        <div lang=${lang} dir=${dir}>${this.#body.value}</div>
        ${this.#end(locale, article)}
      </article>`;
  }

  #end(locale: ViewLocale, { keywords, datePublished, dateModified }: Article) {
    const zone = this.timeZone;
    const day = (iso: string | undefined) => iso && locale.date(isoIn(iso, zone));
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
      ${
        updated
          ? html`<p>${phrase(locale.messages.updated, { date: date(locale, dateModified, 'updated', zone) })}</p>`
          : nothing
      }
    </footer>`;
  }

  #retry = (): void => {
    this.#retried = true;
    if (this.#article.status === 'failed') this.#article.retry?.();
    else this.#body.retry();
  };
}
