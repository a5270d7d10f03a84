import { ReactiveElement, type PropertyValues } from '@lit/reactive-element';
import { ChangeController } from '../../controllers/change.js';
import { CountsController } from '../../controllers/counts.js';
import { hostVoice, LanguageController } from '../../controllers/language.js';
import { Later } from '../../controllers/later.js';
import { PlaceController } from '../../controllers/place.js';
import { StateController } from '../../controllers/state.js';
import { fail } from '../../warnings.js';
import { comments as words } from '../../locales/ar/counts.js';
import { midadCounts } from '../../sources/midad-counts.js';
import type { Source } from '../../sources/source.js';
import { base, signs } from '../../styles/base.js';
import { inline } from '../../styles/inline.js';
import type { Numerals } from '../../text/digits.js';
import { CounterView, type Notation } from '../../views/counter.js';
import { SPEECH } from '../../views/sprite.js';

/**
 * Shows how many comments an article has. All counts of a page are asked for in one request.
 *
 * @summary The number of an article's comments.
 * @slot - A number the page already knows: shown before the script runs, while loading, and if loading fails.
 * @fires {CustomEvent<{error: unknown}>} load-failed - Told when it could not be had.
 * @csspart count - The number.
 * @csspart icon - The speech bubble.
 * @cssstate loading - Asking.
 * @cssstate ready - The number is shown.
 * @cssstate failed - The number could not be had; the fallback is shown.
 */
export class CommentCount extends ReactiveElement {
  static override styles = [base, inline, signs];
  static override properties = {
    article: {},
    source: {},
    lang: { reflect: true, useDefault: true },
    numerals: { useDefault: true },
    icon: { type: Boolean },
    noun: { type: Boolean },
    notation: { useDefault: true },
  };

  /** The article's identity, a URL or a slug; the page's canonical URL by default. */
  article: string | undefined;
  /** Where its data live: an address, or an object that is a `Source`; what the page has by default (`findSource`). */
  source: string | Source | undefined;
  /** Language and country, such as `ar-MA`; that of the page around by default, and Arabic where it says none. */
  override lang = '';
  /** How digits are written: `press` (1٬082), `latn`, `arab`, `arabext` or `locale`; a language beside Arabic has its locale's. */
  numerals: Numerals = 'press';
  /** Shows a speech bubble before the number. */
  icon = false;
  /** Shows the noun with the number: «3 تعليقات». */
  noun = false;
  /** `compact` shortens numbers from 10 000 on: «11 ألفًا»; `standard` writes them in full. */
  notation: Notation = 'standard';

  readonly #language = new LanguageController(this);
  readonly #place = new PlaceController(this, midadCounts);
  readonly #counts = new CountsController(
    this,
    () => this.#place,
    (error) => fail(this, 'source', error),
  );
  readonly #shown = new CounterView(SPEECH);
  readonly #short = new Later(this, () => import('../../locales/compact.js'));

  constructor() {
    super();
    new StateController(this, () => (this.#language.ready ? this.#counts.status : 'loading'));
    new ChangeController(this, () => this.#number);
  }

  protected override update(changed: PropertyValues<this>): void {
    super.update(changed);
    const locale = hostVoice(this.#language, words);
    this.#shown.show(this, locale, locale.messages.comments, this.#number, this.#short);
  }

  get #number(): number | undefined {
    return this.#language.ready ? this.#counts.counts?.comments : undefined;
  }
}
