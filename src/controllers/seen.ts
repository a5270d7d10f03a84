import type { ReactiveController, ReactiveElement } from 'lit';

/** Whether the page has been in front of a reader. A page that is prerendered or opened in a background tab has not. */
export class SeenController implements ReactiveController {
  seen = false;
  readonly #host: ReactiveElement;

  constructor(host: ReactiveElement) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {
    this.#look();
    if (!this.seen) document.addEventListener('visibilitychange', this.#look);
  }

  hostDisconnected(): void {
    document.removeEventListener('visibilitychange', this.#look);
  }

  #look = (): void => {
    if (document.visibilityState !== 'visible') return;
    this.seen = true;
    document.removeEventListener('visibilitychange', this.#look);
    this.#host.requestUpdate();
  };
}
