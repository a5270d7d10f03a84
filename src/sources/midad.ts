import { fetchJson } from './json.js';

/**
 * Midad's companion server. What is asked of it a tag assigns, so that it loads no other: `midadCounts`, `midadThread`,
 * `midadPost`.
 */
export class MidadSource {
  readonly #base: string;

  /** @param base The server's address, with or without a closing slash. */
  constructor(base: string) {
    this.#base = base.replace(/\/*$/, '/v1/');
  }

  /** Asks for the JSON of a route. */
  ask(route: string, init?: RequestInit, signal?: AbortSignal): Promise<unknown> {
    return fetchJson(this.#base + route, init, signal);
  }

  /** Sends JSON to a route. */
  send(route: string, body: unknown, { headers, ...init }: RequestInit = {}): Promise<unknown> {
    return this.ask(route, {
      ...init,
      method: 'POST',
      headers: { 'Content-Type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
  }
}
