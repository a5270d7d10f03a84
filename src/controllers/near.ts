import type { LitElement, ReactiveController } from 'lit';

/** So many at the head of a list are always near: its style has `content-visibility: auto` for those after them. */
const FIRST = 20;

/**
 * Where in a long list a reader is, as the browser tells it that lays out the list. What stands elsewhere need not be
 * rendered whole, and once rendered need not be rendered again: a change costs the same however long the list is.
 */
export class NearController implements ReactiveController, EventListenerObject {
  /** The event does not bubble everywhere. */
  readonly capture = true;

  readonly #host: LitElement;
  readonly #list: string;
  readonly #near = new WeakSet<EventTarget>();
  #items: ArrayLike<Element> = [];
  #keys: string[] = [];

  /** @param list The selector of the list, which is to have this as listener for `contentvisibilityautostatechange`. */
  constructor(host: LitElement, list: string) {
    this.#host = host;
    this.#list = list;
    host.addController(this);
  }

  /** Whether a reader is near the item at an index; they are everywhere where the browser does not tell. */
  has(index: number): boolean {
    if (index < FIRST || !('ContentVisibilityAutoStateChangeEvent' in globalThis)) return true;
    const item = this.#items[index];
    return item !== undefined && this.#near.has(item);
  }

  /** Whether the item at an index was rendered for this very key and stands there; asked once in each rendering. */
  kept(index: number, key: string): boolean {
    const kept = this.#items[index] !== undefined && this.#keys[index] === key;
    this.#keys[index] = key;
    return kept;
  }

  handleEvent(event: Event): void {
    const { target, skipped } = event as ContentVisibilityAutoStateChangeEvent;
    if (skipped) return void this.#near.delete(target!);
    this.#near.add(target!);
    this.#host.requestUpdate();
  }

  hostUpdated(): void {
    this.#items = this.#host.renderRoot.querySelector(this.#list)?.children ?? [];
  }
}
