import type { ReactiveController, ReactiveElement } from 'lit';

/** In milliseconds; long enough to be noticed. */
const LASTS = 200;

/** Shows a reader who welcomes motion that a number has become another one. */
export class ChangeController implements ReactiveController {
  readonly #host: ReactiveElement;
  readonly #number: () => number | undefined;
  #before: number | undefined;

  /** @param number What is shown; undefined while there is none. */
  constructor(host: ReactiveElement, number: () => number | undefined) {
    this.#host = host;
    this.#number = number;
    host.addController(this);
  }

  hostUpdated(): void {
    const number = this.#number();
    const changed = number !== undefined && this.#before !== undefined && number !== this.#before;
    this.#before = number;
    if (!changed || !matchMedia('(prefers-reduced-motion: no-preference)').matches) return;
    this.#host.renderRoot.querySelector('bdi')?.animate({ opacity: [0, 1] }, LASTS);
  }
}
