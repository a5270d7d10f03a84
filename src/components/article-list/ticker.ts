import type { ReactiveController, ReactiveElement } from 'lit';
import { ticker as arabic } from '../../locales/ar/ticker.js';
import type { Messages, Words } from '../../locales/catalogue.js';
import type { Locale } from '../../locales/locale.js';
import type { Article } from '../../model/article.js';
import { adopt } from '../../styles/late.js';
import type { Direction } from '../../text/direction.js';
import { BACK, FORTH, icon, PAUSE, PLAY } from '../../views/sprite.js';
import type { Templates } from '../../views/templates.js';
import { styles } from './ticker.styles.js';

/** How long one headline is shown, in milliseconds: long enough to read it twice. */
const SHOWN = 6000;

/** What this needs of its element. */
interface View extends Templates {
  readonly locale: <Part extends Partial<Messages>>(words: Part) => Locale<Words<Part>>;
  readonly onOpen: (event: Event, article: Article) => void;
}

/** An article's headline as it is shown, with its language and direction. */
interface Headline {
  readonly article: Article;
  readonly lang: string;
  readonly dir: Direction;
  readonly line: unknown;
}

/**
 * Headlines in one line, one after another, while the page is in front of its reader and they do not point at it or stand in
 * it: a carousel, in ARIA's terms (https://www.w3.org/WAI/ARIA/apg/patterns/carousel/). A reader who wants less motion turns
 * them over by hand. Loaded by a list that is one, while its articles are.
 */
export class Ticker implements ReactiveController {
  readonly #host: ReactiveElement;
  readonly #view: View;
  /** Whether they move by themselves: the reader's choice. */
  #playing = true;
  #index = 0;
  /** How many there are; 0 while none is shown. */
  #number = 0;
  #held = false;
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(host: ReactiveElement, view: View) {
    this.#host = host;
    this.#view = view;
    adopt(host, styles);
    host.addController(this);
  }

  hostConnected(): void {
    this.#playing = !matchMedia('(prefers-reduced-motion: reduce)').matches;
  }

  hostUpdate(): void {
    this.#number = 0;
  }

  hostUpdated(): void {
    const moves = this.#playing && this.#number > 1 && this.#host.isConnected;
    if (moves) this.#timer ??= setInterval(this.#tick, SHOWN);
    else this.hostDisconnected();
  }

  hostDisconnected(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  /** @param label What they are together; «عاجل» by default, and '' for none. */
  line(headlines: readonly Headline[], label: string | undefined): unknown {
    const { html, nothing, onOpen } = this.#view;
    const { messages } = this.#view.locale(arabic);
    const name = label ?? messages.breaking;
    this.#number = headlines.length;
    if (this.#index >= this.#number) this.#index = 0;
    return html`<div
      part="ticker" class="ticker" role="region" aria-label=${name || messages.ticker} aria-roledescription=${messages.ticker}
      @pointerenter=${this.#hold} @pointerleave=${this.#hold} @focusin=${this.#hold} @focusout=${this.#hold}
    >
      ${name ? html`<strong part="label" class="label">${name}</strong>` : nothing}
      <ul class="headlines" role="list" aria-live=${this.#playing ? 'off' : 'polite'}>
        ${headlines.map(
          ({ article, lang, dir, line }, i) => html`<li class=${i === this.#index ? 'now' : ''} lang=${lang} dir=${dir}>
            <a part="title" rel="noopener" href=${article.url} @click=${(event: Event) => onOpen(event, article)}>${line}</a>
          </li>`,
        )}
      </ul>
      <div class="turn">
        ${this.#button(this.#playing ? messages.pause : messages.play, this.#playing ? PAUSE : PLAY, this.#toggle)}
        ${this.#button(messages.previousArticle, BACK, () => this.#turn(-1))}
        ${this.#button(messages.nextArticle, FORTH, () => this.#turn(1))}
      </div>
    </div>`;
  }

  #button(label: string, sign: string, press: () => void): unknown {
    return this.#view.html`<button class="plain" type="button" aria-label=${label} title=${label} @click=${press}
      >${icon(this.#view, sign)}</button
    >`;
  }

  /** Turns over to the next one, or back. */
  #turn(by: number): void {
    this.#index = (this.#index + by + this.#number) % this.#number;
    this.#host.requestUpdate();
  }

  readonly #toggle = (): void => {
    this.#playing = !this.#playing;
    this.#host.requestUpdate();
  };

  /** The reader points at it or stands in it, or no longer. */
  readonly #hold = ({ type }: Event): void => {
    this.#held = type === 'pointerenter' || type === 'focusin';
  };

  readonly #tick = (): void => {
    if (!this.#held && document.visibilityState === 'visible') this.#turn(1);
  };
}
