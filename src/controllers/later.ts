import type { ReactiveElement } from 'lit';

/** A part of Midad that an element loads when it comes to need it, and does without until then and if it cannot be had. */
export class Later<Module> {
  readonly #host: ReactiveElement;
  readonly #load: () => Promise<Module>;
  #asked = false;
  #module: Module | undefined;

  constructor(host: ReactiveElement, load: () => Promise<Module>) {
    this.#host = host;
    this.#load = load;
  }

  /** Asked for by being read; the element is rendered anew once it is there. */
  get module(): Module | undefined {
    if (!this.#asked) void this.#ask();
    return this.#module;
  }

  async #ask(): Promise<void> {
    this.#asked = true;
    this.#module = await this.#load().catch(() => undefined);
    this.#host.requestUpdate();
  }
}
