import type { ReactiveController, ReactiveElement } from 'lit';
import { fail } from '../warnings.js';

export type LoadStatus = 'idle' | 'loading' | 'ready' | 'failed';

/**
 * Loads what a key names, whenever the key changes while the element is in the page. The newest key wins; leaving the
 * page aborts, coming back starts again.
 */
export class LoadController<Value> implements ReactiveController {
  status: LoadStatus = 'idle';
  value: Value | undefined;
  /** What a failure is about, for the builder's warning. */
  attribute: string;

  readonly #host: ReactiveElement;
  readonly #key: () => string | undefined;
  readonly #load: (key: string, signal: AbortSignal) => Promise<Value>;
  #loaded: string | undefined;
  #abort = new AbortController();

  constructor(
    host: ReactiveElement,
    key: () => string | undefined,
    load: (key: string, signal: AbortSignal) => Promise<Value>,
    attribute: string,
  ) {
    this.#host = host;
    this.#key = key;
    this.#load = load;
    this.attribute = attribute;
    host.addController(this);
  }

  hostConnected(): void {
    this.#host.requestUpdate();
  }

  hostUpdate(): void {
    const key = this.#key();
    if (!this.#host.isConnected || key === this.#loaded) return;
    this.#loaded = key;
    this.#abort.abort();
    this.value = undefined;
    this.status = 'idle';
    if (key !== undefined) void this.#start(key);
  }

  hostDisconnected(): void {
    if (this.status !== 'loading') return;
    this.#abort.abort();
    this.#loaded = undefined;
    this.status = 'idle';
  }

  /** Tries again after a failure. */
  retry = (): void => {
    if (this.status !== 'failed') return;
    this.#loaded = undefined;
    this.#host.requestUpdate();
  };

  async #start(key: string): Promise<void> {
    const { signal } = (this.#abort = new AbortController());
    this.status = 'loading';
    try {
      const value = await this.#load(key, signal);
      if (signal.aborted) return;
      this.value = value;
      this.status = 'ready';
    } catch (error) {
      if (signal.aborted) return;
      this.status = 'failed';
      fail(this.#host, this.attribute, error);
    }
    this.#host.requestUpdate();
  }
}
