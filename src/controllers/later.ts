import type { ReactiveElement } from 'lit';

/** A part of Midad that an element loads when it comes to need it, and does without until then and if it cannot be had. */
export class Later<Module> {
  readonly #host: ReactiveElement;
  readonly #load: () => Promise<Module>;
  #asked: Promise<Module> | undefined;
  #tried = false;
  /** What is there of it, without asking. */
  now: Module | undefined;
  /** Why it could not be had when it was last asked for. */
  lost: unknown;

  constructor(host: ReactiveElement, load: () => Promise<Module>) {
    this.#host = host;
    this.#load = load;
  }

  /** Asked for by being read. The element is rendered anew once it is there, or cannot be had. */
  get module(): Module | undefined {
    if (!this.#tried) this.get().catch(() => {});
    return this.now;
  }

  /** For what cannot do without it. @throws when it cannot be had; asked again, it tries again. */
  get(): Promise<Module> {
    this.#tried = true;
    return (this.#asked ??= this.#ask());
  }

  async #ask(): Promise<Module> {
    try {
      this.lost = undefined;
      return (this.now = await this.#load());
    } catch (error) {
      this.#asked = undefined;
      this.lost = error;
      throw error;
    } finally {
      this.#host.requestUpdate();
    }
  }
}
