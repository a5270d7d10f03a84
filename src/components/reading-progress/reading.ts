import type { ReactiveController, ReactiveElement } from 'lit';
import { progress as arabic } from '../../locales/ar/progress.js';
import type { Voice } from '../../locales/locale.js';
import { adopt } from '../../styles/late.js';
import type { Shell } from '../../views/templates.js';
import { styles } from './reading.styles.js';

type Host = ReactiveElement & { readonly for: string | undefined };

/** What holds an article's text, best first after our own tag: what schema.org and WordPress mark, HTML's own elements. */
const TEXTS = ['[itemprop~="articleBody"]', '.entry-content', 'article', 'main'];
const PASSIVE = { passive: true, capture: true };

const readers = new Set<() => void>();
let frame = 0;

function look(): void {
  frame ||= requestAnimationFrame(() => {
    frame = 0;
    for (const measure of readers) measure();
  });
}

/**
 * All of `<reading-progress>`: how much of an article lies above the lower edge of the window, from when its beginning is at
 * the upper. One pair of listeners for the whole page, and none once nothing on it wants to know.
 */
export class Reading implements ReactiveController {
  readonly #host: Host;
  readonly #shell: Shell;
  readonly #sizes = new ResizeObserver(look);
  #text: Element | undefined;
  /** 0 to 1 in thousandths; undefined where there is no article, or nothing of it to scroll to. */
  #read: number | undefined;

  constructor(host: Host, shell: Shell) {
    this.#host = host;
    this.#shell = shell;
    adopt(host, styles);
    host.addController(this);
  }

  bar({ tag, dir }: Pick<Voice, 'tag' | 'dir'>): unknown {
    return this.#shell.html`<progress
      part="bar"
      class="midad"
      lang=${tag}
      dir=${dir}
      aria-label=${this.#shell.words(arabic).readingProgress}
      ?hidden=${this.#read === undefined}
      .value=${this.#read ?? 0}
    ></progress>`;
  }

  hostConnected(): void {
    if (readers.size === 0) {
      // Captured, for an article may scroll in a box of its own.
      addEventListener('scroll', look, PASSIVE);
      addEventListener('resize', look, PASSIVE);
    }
    readers.add(this.#measure);
    look();
  }

  hostUpdated(): void {
    if (this.#host.isConnected) look();
  }

  hostDisconnected(): void {
    readers.delete(this.#measure);
    this.#watch(undefined);
    if (readers.size > 0) return;
    removeEventListener('scroll', look, PASSIVE);
    removeEventListener('resize', look, PASSIVE);
    cancelAnimationFrame(frame);
    frame = 0;
  }

  #measure = (): void => {
    // Anew each time: the article may come after its bar, and another in its place.
    this.#watch(this.#find());
    const { top, height } = this.#text?.getBoundingClientRect() ?? { top: 0, height: 0 };
    const below = height - innerHeight;
    const read = below > 0 ? Math.round(Math.min(Math.max(-top / below, 0), 1) * 1000) / 1000 : undefined;
    if (read === this.#read) return;
    this.#read = read;
    this.#host.requestUpdate();
  };

  #find(): Element | undefined {
    const host = this.#host;
    if (host.for) {
      const named = (host.getRootNode() as Document).getElementById(host.for) ?? document.getElementById(host.for);
      if (named === null && document.readyState === 'complete') {
        this.#shell.warn(host, 'for', `nothing on the page has the id "${host.for}".`);
      }
      return named ?? undefined;
    }
    // Ours has this one's prefix: `<midad-reading-progress>` follows `<midad-article-view>`.
    const prefix = /^(.*)reading-progress$/.exec(host.localName)?.[1] ?? '';
    for (const text of [`${prefix}article-view`, ...TEXTS]) {
      const found = host.closest(text) ?? document.querySelector(text);
      if (found !== null) return found;
    }
    return undefined;
  }

  #watch(text: Element | undefined): void {
    if (text === this.#text) return;
    this.#sizes.disconnect();
    if (text) this.#sizes.observe(text);
    this.#text = text;
  }
}
