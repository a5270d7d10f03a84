import type { ReactiveController, ReactiveElement } from 'lit';

/** How long a page is in front of a reader before it has been seen, in milliseconds. */
const A_WHILE = 1000;

/**
 * Whether the page has been in front of a reader for a second on end. One that is prerendered, prefetched or opened in a
 * background tab has not, and one that a script drives (`navigator.webdriver`) never is.
 */
export class SeenController implements ReactiveController {
  seen = false;
  readonly #host: ReactiveElement;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(host: ReactiveElement) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {
    if (this.seen || navigator.webdriver) return;
    document.addEventListener('visibilitychange', this.#look);
    this.#look();
  }

  hostDisconnected(): void {
    document.removeEventListener('visibilitychange', this.#look);
    clearTimeout(this.#timer);
  }

  #look = (): void => {
    clearTimeout(this.#timer);
    if (document.visibilityState !== 'visible') return;
    this.#timer = setTimeout(() => {
      this.seen = true;
      this.hostDisconnected();
      this.#host.requestUpdate();
    }, A_WHILE);
  };
}
