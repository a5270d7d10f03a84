import type { ReactiveController, ReactiveElement } from 'lit';

/** Shows one word of an element's state to the page's CSS: `article-card:state(loading)`. */
export class StateController implements ReactiveController {
  readonly #state: () => string;
  readonly #states: CustomStateSet;
  #shown = '';

  constructor(host: ReactiveElement, state: () => string) {
    this.#state = state;
    this.#states = host.attachInternals().states;
    host.addController(this);
  }

  hostUpdated(): void {
    const state = this.#state();
    if (state === this.#shown) return;
    try {
      this.#states.delete(this.#shown);
      this.#states.add(state);
    } catch {
      // Chromium before 125 takes only dashed idents; the element works without.
    }
    this.#shown = state;
  }
}
