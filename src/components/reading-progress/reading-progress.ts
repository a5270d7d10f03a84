import { html, LitElement, nothing } from 'lit';
import { LanguageController } from '../../controllers/language.js';
import { LoadController } from '../../controllers/load.js';
import { StateController } from '../../controllers/state.js';
import { base } from '../../styles/base.js';
import { tokens } from '../../styles/tokens.js';
import type { Shell } from '../../views/templates.js';
import { warn } from '../../warnings.js';
import type { Reading } from './reading.js';

/**
 * A thin line at the top of the window that fills from the start side as the article is read. Nothing where the whole
 * article is in the window.
 *
 * @summary How far the article has been read.
 * @slot - Shown before the script runs, while the line loads, and if that fails.
 * @fires {CustomEvent<{error: unknown}>} load-failed - Told when the line could not be loaded.
 * @csspart bar - The line.
 * @cssprop [--midad-accent=#0b6b5d] - The line.
 * @cssstate loading - The line is on its way.
 * @cssstate ready - The line follows the reader.
 * @cssstate failed - It could not be had; the fallback is shown.
 */
export class ReadingProgress extends LitElement {
  static override styles = [tokens, base];
  static override properties = {
    for: {},
    lang: { reflect: true, useDefault: true },
  };

  /** The id of what is read; by default the article around the tag, else the page's first. */
  for: string | undefined;
  /** Language and country, such as `ar-MA`; that of the page around by default, and Arabic where it says none. */
  override lang = '';

  readonly #language = new LanguageController(this);
  readonly #reading = new LoadController<Reading>(
    this,
    () => 'reading',
    async (_, signal) => {
      const { Reading } = await import('./reading.js');
      // One is enough for a tag that left the page meanwhile and comes back.
      signal.throwIfAborted();
      return new Reading(this, this.#shell);
    },
    '',
  );
  readonly #shell: Shell = { html, nothing, warn, words: (arabic) => this.#language.words(arabic) };

  constructor() {
    super();
    new StateController(this, () => (this.#language.ready ? this.#reading.status : 'loading'));
  }

  protected override render() {
    const { ready, speech } = this.#language;
    const reading = ready ? this.#reading.value : undefined;
    return html`<slot ?hidden=${reading}></slot>${reading?.bar(speech)}`;
  }
}
