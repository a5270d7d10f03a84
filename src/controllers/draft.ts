import type { ReactiveController, ReactiveElement } from 'lit';
import { storage } from '../sources/storage.js';

/** Keeps what a reader has typed under a key until it is sent: a reload or a crash loses nothing. */
export class DraftController implements ReactiveController {
  /** Whether the text as it stands has been kept. */
  kept = false;

  readonly #host: ReactiveElement;
  readonly #key: () => string | undefined;
  readonly #restore: (text: string) => void;
  #shown: string | undefined;
  #kept: string | undefined;

  /**
   * @param key Undefined while there is no form.
   * @param restore Called with the text kept for a key, or '', once the element has rendered that key's form.
   */
  constructor(host: ReactiveElement, key: () => string | undefined, restore: (text: string) => void) {
    this.#host = host;
    this.#key = key;
    this.#restore = restore;
    host.addController(this);
  }

  hostUpdate(): void {
    const key = this.#key();
    if (key === undefined || key === this.#shown) return;
    this.#shown = key;
    this.#kept = storage.read(`draft:${key}`) ?? '';
    this.kept = this.#kept !== '';
  }

  hostUpdated(): void {
    if (this.#kept !== undefined) this.#restore(this.#kept);
    this.#kept = undefined;
  }

  /** Keeps the text, or forgets it when it is empty. */
  keep(text: string): void {
    const key = this.#key();
    const kept = key !== undefined && storage.write(`draft:${key}`, text.trim() === '' ? undefined : text);
    const shown = kept && text.trim() !== '';
    if (shown === this.kept) return;
    this.kept = shown;
    this.#host.requestUpdate();
  }
}
