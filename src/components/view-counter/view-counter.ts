import { html, LitElement, nothing } from 'lit';
import { CountsController } from '../../controllers/counts.js';
import { hostVoice, LanguageController } from '../../controllers/language.js';
import { PlaceController, type Place } from '../../controllers/place.js';
import { SeenController } from '../../controllers/seen.js';
import { StateController } from '../../controllers/state.js';
import { tell } from '../../events.js';
import { countView } from '../../sources/counts.js';
import { views as words } from '../../locales/ar/counts.js';
import { midadCounts } from '../../sources/midad-counts.js';
import type { Source } from '../../sources/source.js';
import { base, signs } from '../../styles/base.js';
import { inline } from '../../styles/inline.js';
import type { Numerals } from '../../text/digits.js';
import { count } from '../../views/counts.js';
import { eye } from '../../views/icons.js';
import { fail } from '../../warnings.js';

/**
 * Counts this view of an article, once a page, and shows how often it was viewed.
 *
 * @summary A view, counted once, and the number of views.
 * @slot - A number the page already knows: shown before the script runs, while loading, and if counting fails.
 * @fires {CustomEvent<{article: string, counts: Counts}>} view-counted - Told when the view has been counted.
 * @fires {CustomEvent<{error: unknown}>} load-failed - Told when it could not be.
 * @csspart count - The number.
 * @csspart icon - The eye.
 * @cssstate loading - Counting.
 * @cssstate ready - The number is shown.
 * @cssstate failed - Neither the view could be counted nor the number be had; the fallback is shown.
 */
export class ViewCounter extends LitElement {
  static override styles = [base, inline, signs];
  static override properties = {
    article: {},
    source: {},
    lang: { reflect: true, useDefault: true },
    numerals: { useDefault: true },
    icon: { type: Boolean },
  };

  /** The article's identity, a URL or a slug; the page's canonical URL by default. */
  article: string | undefined;
  /** The companion server's address, or an object that is a `Source`; the page's `<link rel="midad">` by default. */
  source: string | Source | undefined;
  /** Language and country, such as `ar-MA`; that of the page around by default, and Arabic where it says none. */
  override lang = '';
  /** How digits are written: `press` (1٬082), `latn`, `arab`, `arabext` or `locale`; a language beside Arabic has its locale's. */
  numerals: Numerals = 'press';
  /** Shows an eye before the number. */
  icon = false;

  readonly #language = new LanguageController(this);
  readonly #place = new PlaceController(this, midadCounts);
  readonly #counts = new CountsController(this, () => this.#place);
  readonly #seen = new SeenController(this);
  #viewed: Place | undefined;

  constructor() {
    super();
    new StateController(this, () => (this.#language.ready ? this.#counts.status : 'loading'));
  }

  protected override updated(): void {
    void this.#view();
  }

  protected override render() {
    const counts = this.#language.ready ? this.#counts.counts : undefined;
    const locale = hostVoice(this.#language, words);
    // An icon beside nothing says nothing.
    const known = counts !== undefined || this.textContent.trim() !== '';
    return html`<span class="midad" lang=${locale.tag} dir=${locale.dir}
      >${this.icon && known ? eye : nothing}<slot ?hidden=${counts !== undefined}></slot
      >${counts === undefined ? nothing : count(locale, locale.messages.views, counts.views)}</span
    >`;
  }

  async #view(): Promise<void> {
    const { source, article } = this.#place;
    if (!this.isConnected || !this.#seen.seen || source === undefined || article === undefined) return;
    if (source === this.#viewed?.source && article === this.#viewed.article) return;
    this.#viewed = { source, article };
    try {
      const counts = await countView(source, article);
      tell(this, 'view-counted', { article, counts });
    } catch (error) {
      fail(this, 'source', error);
    }
  }
}
