import type { ReactiveController, ReactiveElement } from 'lit';
import type { Counts } from '../model/counts.js';
import { subscribe } from '../sources/counts.js';
import type { Source } from '../sources/source.js';
import type { Place } from './place.js';

/** Keeps an element's counts up to date with what the page knows of them. */
export class CountsController implements ReactiveController {
  /** Undefined while loading, without a source, and after a failure. */
  counts: Counts | undefined;
  status: 'idle' | 'loading' | 'ready' | 'failed' = 'idle';

  readonly #host: ReactiveElement;
  readonly #wanted: () => Place;
  readonly #failed: (error: unknown) => void;
  #source: Source | undefined;
  #article: string | undefined;
  #unsubscribe: (() => void) | undefined;

  /** @param failed Called when the counts could not be had, by an element that has nothing else to show. */
  constructor(host: ReactiveElement, wanted: () => Place, failed: (error: unknown) => void = () => {}) {
    this.#host = host;
    this.#wanted = wanted;
    this.#failed = failed;
    host.addController(this);
  }

  hostConnected(): void {
    this.#host.requestUpdate();
  }

  hostUpdate(): void {
    if (!this.#host.isConnected) return;
    const { source, article } = this.#wanted();
    if (source === this.#source && article === this.#article) return;
    this.hostDisconnected();
    [this.#source, this.#article] = [source, article];
    this.counts = undefined;
    this.status = 'idle';
    if (source === undefined || article === undefined) return;
    this.status = 'loading';
    this.#unsubscribe = subscribe(source, article, (counts, error) => {
      this.counts = counts;
      this.status = counts === undefined ? 'failed' : 'ready';
      if (counts === undefined) this.#failed(error);
      this.#host.requestUpdate();
    });
  }

  hostDisconnected(): void {
    this.#unsubscribe?.();
    this.#unsubscribe = this.#source = this.#article = undefined;
  }
}
