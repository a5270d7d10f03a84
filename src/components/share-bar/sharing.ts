import type { ReactiveElement } from 'lit';
import { ask } from '../../events.js';
import { share as arabic } from '../../locales/ar/share.js';
import type { Words } from '../../locales/catalogue.js';
import type { Voice } from '../../locales/locale.js';
import { httpUrl } from '../../model/url.js';
import { pageHeadline, pageUrl } from '../../sources/page.js';
import { adopt } from '../../styles/late.js';
import { CHAIN, icon, SHARE, TICK } from '../../views/sprite.js';
import type { Shell } from '../../views/templates.js';
import { networks } from './networks.js';
import { styles } from './sharing.styles.js';

type Host = ReactiveElement & {
  readonly url: string | undefined;
  readonly headline: string | undefined;
  /** Meant to be names; a page may set anything from script. */
  readonly networks: unknown;
};
type ShareWords = Words<typeof arabic>;

const ALL = [...Object.keys(networks), 'copy'].join(' ');

/** How long the button says that the link was copied, in milliseconds. */
const SAID = 4000;

/** All of `<share-bar>`: what a page loads later, for no reader shares before they read. */
export class Sharing {
  readonly #host: Host;
  readonly #shell: Shell;
  /** While the button says so: its timer. */
  #copied: ReturnType<typeof setTimeout> | undefined;
  #byHand = false;

  constructor(host: Host, shell: Shell) {
    this.#host = host;
    this.#shell = shell;
    adopt(host, styles);
    host.addController({ hostDisconnected: () => this.#forget() });
  }

  bar({ tag, dir }: Pick<Voice, 'tag' | 'dir'>): unknown {
    const { html, nothing } = this.#shell;
    const words = this.#shell.words(arabic);
    const { url, headline } = this.#shared;
    return html`<div part="bar" class="midad bar" role="group" aria-label=${words.share} lang=${tag} dir=${dir}>
      ${
        // Only where the page has https, and a frame is allowed to.
        navigator.canShare?.({ url })
          ? html`<button part="share" type="button" class="quiet" @click=${this.#share}
              >${icon(this.#shell, SHARE)}${words.share}</button
            >`
          : nothing
      }
      ${this.#wanted.map((name) => (name === 'copy' ? this.#copyButton(words) : this.#link(words, name, url, headline)))}
      ${
        this.#byHand
          ? html`<input part="field" readonly dir="ltr" aria-label=${words.copyLink} .value=${url} />`
          : nothing
      }
      <span role="status" class="spoken">${this.#copied ? words.linkCopied : nothing}</span>
    </div>`;
  }

  #link(words: ShareWords, name: string, url: string, headline: string): unknown {
    const { sign, words: key, address } = networks[name]!;
    return this.#shell.html`<a
      part="network"
      href=${address(url, headline)}
      target="_blank"
      rel="noopener nofollow"
      title=${words[key]}
      aria-label=${words[key]}
      @click=${(event: Event) => this.#ask(name) || event.preventDefault()}
      >${icon(this.#shell, sign)}</a
    >`;
  }

  #copyButton(words: ShareWords): unknown {
    const { html, nothing } = this.#shell;
    const copied = this.#copied !== undefined;
    return html`<button part="copy" type="button" class="quiet copy" aria-label=${copied ? words.linkCopied : words.copyLink} @click=${this.#copy}
      >${icon(this.#shell, copied ? TICK : CHAIN)}<span class=${copied ? 'away' : nothing}>${words.copyLink}</span
      ><span class=${copied ? nothing : 'away'}>${words.linkCopied}</span></button
    >`;
  }

  get #shared() {
    const { url: given, headline } = this.#host;
    const url = httpUrl(given, document.baseURI);
    if (given && url === undefined) this.#shell.warn(this.#host, 'url', `"${given}" is no http(s) address.`);
    return { url: url ?? pageUrl(), headline: headline || pageHeadline() };
  }

  get #wanted(): string[] {
    const known = (name: string) => name === 'copy' || Object.hasOwn(networks, name);
    const names = String(this.#host.networks || ALL)
      .trim()
      .split(/\s+/);
    const unknown = names.find((name) => !known(name));
    if (unknown !== undefined) {
      this.#shell.warn(this.#host, 'networks', `"${unknown}" is unknown. Use ${ALL.replaceAll(' ', ', ')}.`);
    }
    return names.filter(known);
  }

  /** False when the page does not want it, or does it itself. */
  #ask(network: string): boolean {
    return ask(this.#host, 'article-share', { ...this.#shared, network });
  }

  readonly #share = async (): Promise<void> => {
    if (!this.#ask('native')) return;
    const { url, headline } = this.#shared;
    try {
      // Twice, for some apps take the title and most the text.
      await navigator.share({ url, title: headline, text: headline });
    } catch (error) {
      // A reader who changed their mind wants nothing; whoever was refused still has a link to give on.
      if ((error as Error).name !== 'AbortError') await this.#write();
    }
  };

  readonly #copy = async (): Promise<void> => {
    if (this.#ask('copy')) await this.#write();
  };

  async #write(): Promise<void> {
    const { url } = this.#shared;
    try {
      // Without https there is none; in a frame it may be refused.
      await navigator.clipboard.writeText(url);
    } catch {
      if (!(await this.#writeByField())) return;
    }
    clearTimeout(this.#copied);
    this.#copied = setTimeout(() => this.#forget(), SAID);
    this.#host.requestUpdate();
  }

  /** Copies what is selected in a field, as browsers did before; where that is refused too, the field stays for the reader. */
  async #writeByField(): Promise<boolean> {
    const focused = (this.#host.renderRoot as ShadowRoot).activeElement;
    this.#byHand = true;
    this.#host.requestUpdate();
    await this.#host.updateComplete;
    const field = this.#host.renderRoot.querySelector('input')!;
    field.focus();
    field.select();
    this.#byHand = !document.execCommand('copy');
    if (!this.#byHand) (focused as HTMLElement | null)?.focus();
    return !this.#byHand;
  }

  #forget(): void {
    clearTimeout(this.#copied);
    this.#copied = undefined;
    this.#byHand = false;
    this.#host.requestUpdate();
  }
}
