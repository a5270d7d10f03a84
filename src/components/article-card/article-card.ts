import { adoptStyles } from '@lit/reactive-element';
import { html, LitElement } from 'lit';
import { ArticleController } from '../../controllers/article.js';
import { LanguageController } from '../../controllers/language.js';
import { Later } from '../../controllers/later.js';
import { headingLevel } from '../../controllers/level.js';
import { StateController } from '../../controllers/state.js';
import type { ArticleData } from '../../model/article.js';
import type { Source } from '../../sources/source.js';
import { base } from '../../styles/base.js';
import { standing } from '../../styles/standing.js';
import type { Numerals } from '../../text/digits.js';

/**
 * One article as a card: picture, section, headline, excerpt, byline, date and counts.
 *
 * @summary One article, as a card.
 * @slot - A plain link to the article: shown before the script runs, while loading, and if loading fails.
 * @fires {CustomEvent<{article: Article}>} article-open - Asked before the headline's link is followed; cancelable.
 * @fires {CustomEvent<{error: unknown}>} load-failed - Told when `src` could not be read.
 * @csspart card - The outer `<article>`.
 * @csspart image - The picture.
 * @csspart section - The section's name.
 * @csspart title - The headline's link.
 * @csspart excerpt - The short text.
 * @csspart meta - The line of byline, date and counts.
 * @csspart byline - Who wrote it.
 * @csspart date - When it was published.
 * @csspart count - One count.
 * @csspart icon - The picture before a count.
 * @cssprop [--midad-ink=#1c1b18] - Text.
 * @cssprop [--midad-soft=#5f5b53] - Text that steps back.
 * @cssprop [--midad-accent=#0b6b5d] - The section's name.
 * @cssprop [--midad-font-ui] - The face of the headline and the small print.
 * @cssprop [--midad-font-text] - The face of the excerpt.
 * @cssprop [--midad-font-size=17px] - The size all others follow.
 * @cssprop [--midad-font-title] - The face of the headline; that of `ui` by default.
 * @cssprop [--midad-image-radius=6px] - Corners of the picture.
 * @cssstate loading - Reading `src`.
 * @cssstate ready - The article is shown.
 * @cssstate failed - It could not be read; the fallback is shown.
 */
export class ArticleCard extends LitElement {
  static override styles = [base, standing];
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
  level = 3;

  readonly #language = new LanguageController(this);
  /** What shows an article, and what that wears: on its way while the article is. */
  readonly #card = new Later(this, async () => {
    const { card, styles } = await import('./card.js');
    adoptStyles(this.renderRoot as ShadowRoot, styles);
    return card(this, this.#language);
  });
  readonly #article = new ArticleController(this, this.#card);

  constructor() {
    super();
    new StateController(this, () => (this.#language.ready ? this.#article.status : 'loading'));
  }

  protected override render() {
    const article = this.#article.value;
    if (article === undefined || !this.#language.ready) return html`<slot></slot>`;
    return html`<slot hidden></slot>${this.#card.now?.show(article, headingLevel(this, 3), this.#article.counts)}`;
  }
}
