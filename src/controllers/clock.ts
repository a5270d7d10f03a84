import type { ReactiveController, ReactiveElement } from 'lit';
import { recent } from '../text/recent.js';

/** The longest a timer waits, in milliseconds: timers stand still while a computer sleeps, and its clock goes on. */
const LONGEST_WAIT = 60_000;

const due = new Map<ReactiveElement, number>();
let timer: ReturnType<typeof setTimeout> | undefined;

/** Sets the page's one timer to the moment when the first of all times told reads differently. */
function wind(): void {
  clearTimeout(timer);
  if (due.size === 0) return;
  const wait = Math.min(...due.values()) - Date.now();
  timer = setTimeout(ring, Math.min(Math.max(wait, 0), LONGEST_WAIT));
}

function ring(): void {
  for (const [host, time] of due) {
    if (time > Date.now()) continue;
    due.delete(host);
    host.requestUpdate();
  }
  wind();
}

/** Renders an element anew when a time it tells reads differently: one timer for the whole page, and none when none will. */
export class ClockController implements ReactiveController {
  /** Milliseconds since 1970, when the element was rendered last. */
  now = Date.now();

  readonly #host: ReactiveElement;
  readonly #told: () => readonly string[];

  /** @param told The times that the element tells, as `recent` does. */
  constructor(host: ReactiveElement, told: () => readonly string[]) {
    this.#host = host;
    this.#told = told;
    host.addController(this);
  }

  hostUpdate(): void {
    this.now = Date.now();
  }

  hostUpdated(): void {
    if (!this.#host.isConnected) return;
    const next = Math.min(...this.#told().map((time) => recent(time, this.now).until));
    if (next === Infinity) due.delete(this.#host);
    else due.set(this.#host, next);
    wind();
  }

  hostConnected(): void {
    this.#host.requestUpdate();
  }

  hostDisconnected(): void {
    due.delete(this.#host);
    wind();
  }
}
