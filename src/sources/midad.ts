import { fetchJson, type problemOf } from './json.js';

/**
 * Midad's companion server. What is asked of it a tag assigns, so that it loads no other: `midadCounts`, `midadThread`,
 * `midadPost`.
 */
export class MidadSource {
  readonly #base: string;

  /** Where the server is. */
  readonly address: string;

  /** @param base The server's address, with or without a closing slash. */
  constructor(base: string) {
    this.address = base;
    this.#base = base.replace(/\/*$/, '/v1/');
  }

  /** The address of a route. */
  url(route: string): string {
    return this.#base + route;
  }

  /** Asks for the JSON of a route. */
  ask(route: string, init?: RequestInit, signal?: AbortSignal, refusal?: typeof problemOf): Promise<unknown> {
    return fetchJson(this.url(route), init, signal, refusal);
  }
}
