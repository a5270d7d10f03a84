import type { ReactiveController, ReactiveElement } from 'lit';

/** How often times are told anew, in milliseconds. They are told in minutes, so half a minute is late enough. */
const TICK = 30_000;

const hosts = new Set<ReactiveElement>();
let timer: ReturnType<typeof setInterval> | undefined;

/** Renders an element anew as time passes: one timer for the whole page, and none when nobody looks at the time. */
export class ClockController implements ReactiveController {
  readonly #host: ReactiveElement;

  constructor(host: ReactiveElement) {
    this.#host = host;
    host.addController(this);
  }

  /** Milliseconds since 1970. */
  get now(): number {
    return Date.now();
  }

  hostConnected(): void {
    hosts.add(this.#host);
    timer ??= setInterval(() => hosts.forEach((host) => host.requestUpdate()), TICK);
  }

  hostDisconnected(): void {
    hosts.delete(this.#host);
    if (hosts.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  }
}
