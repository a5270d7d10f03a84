import type { ReactiveController, ReactiveElement } from 'lit';
import type { CommentDraft } from '../model/draft.js';
import {
  outbox,
  type Added,
  type Outbox,
  type OutboxChange,
  type OutboxEntry,
  type OutboxItem,
} from '../sources/outbox.js';
import type { Place } from './place.js';

/** A comment that a source has stored. */
export type Delivery = OutboxChange & { readonly comment: NonNullable<OutboxChange['comment']> };

/** What was sent from an element's place and is not there yet; and the sending of all that waits, on the whole site. */
export class OutboxController implements ReactiveController {
  /** Of this place, oldest first. */
  entries: readonly OutboxItem[] = [];
  /** Whether the device has been asked once: from then on it answers at once. */
  known = false;

  readonly #host: ReactiveElement;
  readonly #place: () => Place;
  readonly #arrived: (change: Delivery) => void;
  readonly #delivered: (change: Delivery) => void;
  readonly #taken: (change: OutboxChange) => void;
  readonly #outbox: Outbox;
  #leave: (() => void) | undefined;
  #shown: string | undefined;
  #reads = 0;
  // Sent from here: heard of wherever the element shows then.
  readonly #sent = new Set<string>();

  /**
   * @param arrived Called when a source has a comment, of whatever article: the page it was written on may be gone.
   * @param delivered Called when the source has a comment of this place, sent from here or from another tab.
   * @param taken Called when one of this place was taken back or cancelled, here or there.
   */
  constructor(
    host: ReactiveElement,
    place: () => Place,
    arrived: (change: Delivery) => void,
    delivered: (change: Delivery) => void,
    taken: (change: OutboxChange) => void,
    box = outbox,
  ) {
    this.#host = host;
    this.#place = place;
    this.#arrived = arrived;
    this.#delivered = delivered;
    this.#taken = taken;
    this.#outbox = box;
    host.addController(this);
  }

  hostConnected(): void {
    this.#leave = this.#outbox.subscribe((change) => {
      const { source, article, comment } = change;
      const here = this.#here();
      const ours = here !== undefined && source === here.name && article === here.article;
      if (comment !== undefined) {
        this.#arrived({ ...change, comment });
        if (ours || this.#sent.delete(change.key)) this.#delivered({ ...change, comment });
      }
      if (!ours) return;
      if (change.gone && comment === undefined) this.#taken(change);
      void this.#read();
    });
    void this.#read();
  }

  hostDisconnected(): void {
    this.#leave?.();
  }

  hostUpdate(): void {
    const here = this.#here();
    const shown = here && `${here.name} ${here.article}`;
    if (shown === this.#shown) return;
    this.#shown = shown;
    this.entries = [];
    void this.#read();
  }

  /**
   * Keeps a comment for the place and then sends it; `entries` and `delivered` tell how that goes on. Resolves before the
   * network is tried, as `Outbox.add` does: what is in `memory` is lost with the page, and the reader is to be told.
   *
   * @param parent The id of the comment it answers.
   * @param as The key it has already, as `Outbox.add` takes it.
   */
  async send(
    draft: CommentDraft,
    parent?: string,
    as?: { key: string; uncertain: boolean; since: number },
  ): Promise<Added | undefined> {
    const { source, article } = this.#place();
    if (source === undefined || article === undefined) return undefined;
    const added = await this.#outbox.add(source, article, draft, parent, as);
    this.#sent.add(added.key);
    return added;
  }

  /**
   * Takes a comment back for good. Gives it as it was (it may be stored all the same when it is `uncertain`), or undefined when it
   * had been sent, or other words were from another tab.
   */
  cancel(item: OutboxEntry): Promise<OutboxEntry | undefined> {
    return this.#outbox.remove(item);
  }

  /**
   * Takes a comment back to be changed, as `Outbox.takeBack` does; when it is sent again under its key, it is the same comment.
   *
   * @param give Puts the words into the form and keeps them as its draft, and says whether it could: then they leave the outbox.
   */
  takeBack(item: OutboxEntry, give: (entry: OutboxEntry) => boolean): Promise<OutboxEntry | undefined> {
    return this.#outbox.takeBack(item, give);
  }

  /** Tries all that waits now. */
  retry = (): void => void this.#outbox.flush('all');

  #here(): { readonly name: string; readonly article: string } | undefined {
    const { source, article } = this.#place();
    return source && article ? { name: this.#outbox.nameOf(source), article } : undefined;
  }

  async #read(): Promise<void> {
    const read = ++this.#reads;
    const here = this.#here();
    const entries = here ? await this.#outbox.entries(here.name, here.article) : [];
    // The newest answer counts: reads may end in another order than they began.
    if (read !== this.#reads) return;
    this.entries = entries;
    this.known ||= here !== undefined;
    this.#host.requestUpdate();
  }
}
