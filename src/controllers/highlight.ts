import type { ReactiveController, ReactiveElement } from 'lit';
import { Later } from './later.js';

type Host = ReactiveElement & { readonly highlight: string | undefined };

/**
 * Marks the words of its host's `highlight` in what it shows, however they are spelled: «اعلام» marks «إعلام». What marks
 * loads when there is a word to mark.
 */
export class HighlightController implements ReactiveController {
  readonly #host: Host;
  readonly #selector: string;
  readonly #marks: Later<typeof import('./marks.js')>;
  #unmark: (() => void) | undefined;

  /** @param selector The elements whose text is searched. */
  constructor(host: Host, selector: string) {
    this.#host = host;
    this.#selector = selector;
    this.#marks = new Later(host, () => import('./marks.js'));
    host.addController(this);
  }

  hostUpdated(): void {
    this.hostDisconnected();
    const { highlight, isConnected, renderRoot } = this.#host;
    if (!highlight || !isConnected) return;
    this.#unmark = this.#marks.module?.mark(renderRoot.querySelectorAll(this.#selector), highlight);
  }

  hostConnected(): void {
    this.#host.requestUpdate();
  }

  hostDisconnected(): void {
    this.#unmark?.();
    this.#unmark = undefined;
  }
}
