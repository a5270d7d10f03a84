import { ReactiveElement, type PropertyValues } from '@lit/reactive-element';
import { ChangeController } from '../../controllers/change.js';
import { CountsController } from '../../controllers/counts.js';
import { hostVoice, LanguageController } from '../../controllers/language.js';
import { Later } from '../../controllers/later.js';
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
import { CounterView, type Notation } from '../../views/counter.js';
import { EYE } from '../../views/sprite.js';
import { fail } from '../../warnings.js';

/**
 * Counts this view of an article, once a page and after a second in front of its reader, and shows how often it was viewed.
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
export class ViewCounter extends ReactiveElement {
  static override styles = [base, inline, signs];
  static override properties = {
    article: {},
    source: {},
    lang: { reflect: true, useDefault: true },
    numerals: { useDefault: true },
    icon: { type: Boolean },
    noun: { type: Boolean },
    notation: { useDefault: true },
    readonly: { type: Boolean },
  };

  /** The article's identity, a URL or a slug; the page's canonical URL by default. */
  article: string | undefined;
  /** Where its data live: an address, or an object that is a `Source`; what the page has by default (`findSource`). */
  source: string | Source | undefined;
  /** Language and country, such as `ar-MA`; that of the page around by default, and Arabic where it says none. */
  override lang = '';
  /** How digits are written: `press` (1٬082), `latn`, `arab`, `arabext` or `locale`; a language beside Arabic has its locale's. */
  numerals: Numerals = 'press';
  /** Shows an eye before the number. */
  icon = false;
  /** Shows the noun with the number: «1٬082 مشاهدة». */
  noun = false;
  /** `compact` shortens numbers from 10 000 on: «11 ألفًا»; `standard` writes them in full. */
  notation: Notation = 'standard';
  /** Shows the number and counts nothing: for an article that is not read here, as in a list. */
  readonly = false;

  readonly #language = new LanguageController(this);
  readonly #place = new PlaceController(this, midadCounts);
  readonly #counts = new CountsController(
    this,
    () => this.#place,
    (error) => fail(this, 'source', error),
  );
  readonly #seen = new SeenController(this);
  #viewed: Place | undefined;
  readonly #shown = new CounterView(EYE);
  readonly #short = new Later(this, () => import('../../locales/compact.js'));

  constructor() {
    super();
    new StateController(this, () => (this.#language.ready ? this.#counts.status : 'loading'));
    new ChangeController(this, () => this.#number);
  }

  protected override updated(): void {
    void this.#view();
  }

  protected override update(changed: PropertyValues<this>): void {
    super.update(changed);
    const locale = hostVoice(this.#language, words);
    this.#shown.show(this, locale, locale.messages.views, this.#number, this.#short);
  }

  get #number(): number | undefined {
    return this.#language.ready ? this.#counts.counts?.views : undefined;
  }

  async #view(): Promise<void> {
    const { source, article } = this.#place;
    if (!this.isConnected || !this.#seen.seen || this.readonly || !source?.view || article === undefined) return;
    if (source === this.#viewed?.source && article === this.#viewed.article) return;
    this.#viewed = { source, article };
    try {
      const counts = await countView(source, article);
      tell(this, 'view-counted', { article, counts });
    } catch (error) {
      // Else the number could not be had either, and that is told.
      if (this.#number !== undefined) fail(this, 'source', error);
    }
  }
}
