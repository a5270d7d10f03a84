import { html, LitElement, nothing } from 'lit';
import { LanguageController } from '../../controllers/language.js';
import { LoadController } from '../../controllers/load.js';
import { StateController } from '../../controllers/state.js';
import { base, signs } from '../../styles/base.js';
import { block } from '../../styles/block.js';
import { buttons } from '../../styles/buttons.js';
import { tokens } from '../../styles/tokens.js';
import type { Shell } from '../../views/templates.js';
import { warn } from '../../warnings.js';
import { styles } from './share-bar.styles.js';
import type { Sharing } from './sharing.js';

/**
 * Shares the page: by what the reader's device has for it, by plain links to networks, and by copying the link. No script of
 * anybody else's.
 *
 * @summary Links and buttons that share the page.
 * @slot - A link of the page's own: shown before the script runs, while the bar loads, and if that fails.
 * @fires {CustomEvent<{url: string, headline: string, network: string}>} article-share - Asked before the article is shared; cancelable.
 * @fires {CustomEvent<{error: unknown}>} load-failed - Told when the bar could not be loaded.
 * @csspart bar - All of it.
 * @csspart share - The button that opens the device's own menu.
 * @csspart network - The link to a network.
 * @csspart copy - The button that copies the link.
 * @csspart field - The link to copy by hand, where the browser does not let a script do it.
 * @csspart icon - The picture in a link or button.
 * @cssprop [--midad-ink=#1c1b18] - The networks.
 * @cssprop [--midad-accent=#0b6b5d] - The buttons.
 * @cssprop [--midad-wash=#f1eee5] - Their ground.
 * @cssprop [--midad-font-ui] - The face.
 * @cssprop [--midad-font-size=17px] - The size all others follow.
 * @cssstate loading - The bar is on its way.
 * @cssstate ready - The bar is shown.
 * @cssstate failed - It could not be had; the fallback is shown.
 */
export class ShareBar extends LitElement {
  static override styles = [tokens, base, signs, block, buttons, styles];
  static override properties = {
    url: {},
    headline: {},
    networks: {},
    lang: { reflect: true, useDefault: true },
  };

  /** The address that is shared; the page's canonical URL by default, else its address. */
  url: string | undefined;
  /** What is said beside it; the page's `og:title` by default, else its title. */
  headline: string | undefined;
  /** Where to, in this order: `whatsapp telegram x facebook copy`, which is also the default. */
  networks: string | undefined;
  /** Language and country, such as `ar-MA`; that of the page around by default, and Arabic where it says none. */
  override lang = '';

  readonly #language = new LanguageController(this);
  readonly #sharing = new LoadController<Sharing>(
    this,
    () => 'sharing',
    async (_, signal) => {
      const { Sharing } = await import('./sharing.js');
      // One is enough for a tag that left the page meanwhile and comes back.
      signal.throwIfAborted();
      return new Sharing(this, this.#shell);
    },
    '',
  );
  readonly #shell: Shell = { html, nothing, warn, words: (arabic) => this.#language.words(arabic) };

  constructor() {
    super();
    new StateController(this, () => (this.#language.ready ? this.#sharing.status : 'loading'));
  }

  protected override render() {
    const { ready, speech } = this.#language;
    const sharing = ready ? this.#sharing.value : undefined;
    return html`<slot ?hidden=${sharing}></slot>${sharing?.bar(speech)}`;
  }
}
