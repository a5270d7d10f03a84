import type { ReactiveController, ReactiveElement } from 'lit';

/** How long one of several is shown, in milliseconds: long enough to read a headline twice. */
const SHOWN = 6000;

/**
 * Shows one of several after another, while the page is in front of its reader and they do not point at it or stand in it.
 * A reader who wants less motion turns them over by hand.
 */
export class TickerController implements ReactiveController {
  /** Which is shown, from 0. */
  index = 0;
  /** Whether they move by themselves: the reader's choice. */
  playing = true;

  readonly #host: ReactiveElement;
  readonly #number: () => number;
  #timer: ReturnType<typeof setInterval> | undefined;
  #held = false;

  /** @param number How many there are; 0 or 1 does not move. */
  constructor(host: ReactiveElement, number: () => number) {
    this.#host = host;
    this.#number = number;
    host.addController(this);
  }

  hostConnected(): void {
    this.playing = !matchMedia('(prefers-reduced-motion: reduce)').matches;
  }

  hostUpdated(): void {
    const moves = this.playing && this.#number() > 1 && this.#host.isConnected;
    if (moves) this.#timer ??= setInterval(this.#tick, SHOWN);
    else this.hostDisconnected();
  }

  hostDisconnected(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  /** Turns over to the next one, or back. */
  turn(by: number): void {
    const number = this.#number();
    this.index = number === 0 ? 0 : (this.index + by + number) % number;
    this.#host.requestUpdate();
  }

  toggle = (): void => {
    this.playing = !this.playing;
    this.#host.requestUpdate();
  };

  /** The reader points at it or stands in it, or no longer. */
  hold = ({ type }: Event): void => {
    this.#held = type === 'pointerenter' || type === 'focusin';
  };

  readonly #tick = (): void => {
    if (!this.#held && document.visibilityState === 'visible') this.turn(1);
  };
}
