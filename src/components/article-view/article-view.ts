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
import { parseArticle, type ArticleData } from '../../model/article.js';
import type { Source } from '../../sources/source.js';
import { base, signs } from '../../styles/base.js';
import { block } from '../../styles/block.js';
import { buttons } from '../../styles/buttons.js';
import { highlight } from '../../styles/highlight.js';
import { summary } from '../../styles/summary.js';
import { tokens } from '../../styles/tokens.js';
import type { Numerals } from '../../text/digits.js';
import { byline, date, dayOf, languageOf, picture } from '../../views/article.js';
import { countsLine } from '../../views/counts.js';
import { line } from '../../views/line.js';
import { failure } from '../../views/failure.js';
import type { Whole } from './whole.js';

const WORDS = { ...articleWords, ...views, ...comments, ...loading };

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
  static override styles = [tokens, base, signs, block, summary, buttons, highlight];
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
  readonly #article = new ArticleController(this, new Later(this, async () => ({ parseArticle })), true);
  readonly #written = new Later(this, () => import('../../text/runs.js'));
  readonly #later = new Later(
    this,
    async () =>
      new (await import('./whole.js')).Whole(this, {
        html,
        nothing,
        language: this.#language,
        locale: (words) => hostLocale(this.#language, words),
      }),
  );
  /** What shows the article, once its text can be shown. */
  readonly #whole = new LoadController<{ readonly whole: Whole; readonly body: Element | undefined }>(
    this,
    // The same text of another article has its links elsewhere.
    () => this.#article.value && `${this.#article.base}\n${this.#article.value.body ?? ''}`,
    async () => {
      const text = this.#article.value?.body;
      const from = this.#article.base;
      const whole = await this.#later.get();
      return { whole, body: text === undefined ? undefined : await whole.body(text, from) };
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
    void this.#later.module;
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
    const loaded = this.#whole.value;
    if (article === undefined || loaded === undefined || this.#status !== 'ready') {
      const retry = this.#article.retry || this.#whole.status === 'failed' ? this.#retry : undefined;
      const view = { status: this.#status, retrying: this.#retried, retry };
      return html`<slot></slot><slot name="counts"></slot>${failure(locale, view)}`;
    }
    const { timeZone } = this;
    return html`<slot hidden></slot>${loaded.whole.article({
      article,
      body: loaded.body,
      level: headingLevel(this, 1),
      ...languageOf(article, locale),
      headline: line(article.headline, this.#written),
      byline: byline(locale, article.author),
      picture: article.image && picture(article.image),
      counts: countsLine(locale, this.#article.counts),
      date: (iso, part) => date(locale, iso, part, timeZone),
      day: (iso) => dayOf(locale, iso, timeZone),
    })}`;
  }

  get #status() {
    if (!this.#language.ready) return 'loading';
    const { status, value } = this.#article;
    return value === undefined ? status : this.#whole.status;
  }

  #retry = (): void => {
    this.#retried = true;
    if (this.#article.status === 'failed') this.#article.retry?.();
    else this.#whole.retry();
  };
}
