import type { ReactiveController, ReactiveElement } from 'lit';
import { storage } from '../sources/storage.js';

/** Keeps what a reader has typed for an article until it is sent: a reload or a crash loses nothing. */
export class DraftController implements ReactiveController {
  /** Whether the text as it stands has been kept. */
  kept = false;

  readonly #host: ReactiveElement;
  readonly #article: () => string | undefined;
  readonly #restore: (text: string) => void;
  #shown: string | undefined;
  #kept: string | undefined;

  /**
   * @param article Undefined while there is no form.
   * @param restore Called with the text kept for an article, or '', once the element has rendered its form.
   */
  constructor(host: ReactiveElement, article: () => string | undefined, restore: (text: string) => void) {
    this.#host = host;
    this.#article = article;
    this.#restore = restore;
    host.addController(this);
  }

  hostUpdate(): void {
    const article = this.#article();
    if (article === this.#shown) return;
    this.#shown = article;
    this.#kept = article === undefined ? undefined : (storage.read(`draft:${article}`) ?? '');
    this.kept = Boolean(this.#kept);
  }

  hostUpdated(): void {
    if (this.#kept !== undefined) this.#restore(this.#kept);
    this.#kept = undefined;
  }

  /** Keeps the text of an article, or forgets it when it is empty. */
  keep(article: string | undefined, text: string): void {
    const empty = text.trim() === '';
    const kept = article !== undefined && storage.write(`draft:${article}`, empty ? undefined : text) && !empty;
    if (article !== this.#shown || kept === this.kept) return;
    this.kept = kept;
    this.#host.requestUpdate();
  }
}
