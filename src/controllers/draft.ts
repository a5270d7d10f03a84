import type { ReactiveController, ReactiveElement } from 'lit';
import * as storage from '../sources/storage.js';

/** A text in the device's storage, as `${milliseconds since 1970} ${text}`. */
interface Slot {
  readonly key: string;
  readonly value: string;
}

/**
 * Keeps what a reader has typed for an article, and for each comment of it that they answer, with every letter and until it
 * is sent: a reload, a crash or another page loses nothing.
 *
 * Every window writes to a slot of its own. One that has none begins with the newest text there is; where two windows come to
 * write to one slot, the one that hears of it moves its words to another. So no window takes another's words away.
 */
export class DraftController implements ReactiveController {
  /** Whether the text as it stands has been kept. */
  kept = false;
  /** What was written for the same place in another window, or before, when it is not what is shown. */
  offered: string | undefined;

  readonly #host: ReactiveElement;
  readonly #article: () => string | undefined;
  readonly #parent: () => string | undefined;
  readonly #restore: (text: string) => void;
  #shown: string | undefined;
  #restored: string | undefined;
  #text = '';
  // The slot's key, and what it held when this window last looked.
  #slot: string | undefined;
  #seen: string | undefined;
  // The words were typed in this window: they are not given up for another's.
  #own = false;

  /**
   * @param article Undefined while there is no form.
   * @param restore Called with the text kept for a place, or '', once the element has rendered its form; and with what
   *   another window makes of it, as long as nothing was typed here.
   * @param parent The comment that is being answered.
   */
  constructor(
    host: ReactiveElement,
    article: () => string | undefined,
    restore: (text: string) => void,
    parent: () => string | undefined = () => undefined,
  ) {
    this.#host = host;
    this.#article = article;
    this.#parent = parent;
    this.#restore = restore;
    host.addController(this);
  }

  hostConnected(): void {
    addEventListener('storage', this.#hear);
    addEventListener('pageshow', this.#look);
  }

  hostDisconnected(): void {
    removeEventListener('storage', this.#hear);
    removeEventListener('pageshow', this.#look);
  }

  hostUpdate(): void {
    const place = placeOf(this.#article(), this.#parent());
    if (place === this.#shown) return;
    this.#shown = place;
    this.#own = false;
    if (place === undefined) return;
    const slots = slotsOf(place);
    const slot = slots.find(({ key }) => key === session(place));
    this.#show(slot ?? slots[0], slot !== undefined);
  }

  hostUpdated(): void {
    if (this.#restored !== undefined && this.#shown !== undefined) this.#restore(this.#restored);
    this.#restored = undefined;
  }

  /** Keeps the text of a place, or forgets it when it is empty. */
  keep(article: string | undefined, parent: string | undefined, text: string): void {
    const place = placeOf(article, parent);
    if (place === undefined) return;
    const empty = text.trim() === '';
    if (place !== this.#shown) {
      const slot = session(place) ?? newSlot(place);
      if (storage.write(slot, empty ? undefined : valueOf(text))) session(place, slot);
      return;
    }
    const { kept } = this;
    this.#text = empty ? '' : text;
    this.#own = !empty;
    this.#write();
    if (kept !== this.kept) this.#host.requestUpdate();
  }

  /** Shows what is offered; what was shown is offered in its place. */
  takeOffered(): void {
    const slot = this.#others()[0];
    // Words that could not be kept are nowhere else.
    if (slot === undefined || (this.#text !== '' && !this.kept)) return;
    this.#show(slot, true);
    session(this.#shown!, slot.key);
  }

  /** Forgets what is offered. */
  dropOffered(): void {
    const slot = this.#others()[0];
    if (slot !== undefined) storage.write(slot.key, undefined);
    this.#offer();
  }

  #show(slot: Slot | undefined, own: boolean): void {
    this.#own = own;
    this.#slot = slot?.key;
    this.#seen = slot?.value;
    this.#text = this.#restored = textOf(slot?.value);
    this.kept = this.#text !== '';
    this.#offer();
  }

  #write(): void {
    const place = this.#shown!;
    const untouched = this.#slot !== undefined && storage.read(this.#slot) === this.#seen;
    if (this.#text === '') {
      if (untouched) storage.write(this.#slot!, undefined);
      this.#seen = undefined;
      this.kept = false;
      return;
    }
    if (!untouched) this.#slot = newSlot(place);
    const value = valueOf(this.#text);
    this.kept = storage.write(this.#slot!, value);
    if (!this.kept) return;
    this.#seen = value;
    session(place, this.#slot);
  }

  readonly #hear = ({ key, newValue }: Pick<StorageEvent, 'key' | 'newValue'>): void => {
    const place = this.#shown;
    if (place === undefined || !key?.startsWith(`midad:draft:${place} `)) return;
    if (key === `midad:${this.#slot}` && (newValue ?? undefined) !== this.#seen) {
      if (!this.#own) this.#show(newValue === null ? undefined : { key: this.#slot!, value: newValue }, false);
      // Sent or given up in another window: it stays here to be seen, and does not come back by itself.
      else if (newValue === null) [this.#seen, this.kept] = [undefined, false];
      else this.#write();
    }
    this.#offer();
  };

  /** A page that comes back as it was has heard nothing meanwhile. */
  readonly #look = ({ persisted }: PageTransitionEvent): void => {
    const key = this.#slot;
    if (persisted && key !== undefined) this.#hear({ key: `midad:${key}`, newValue: storage.read(key) ?? null });
  };

  #others(): Slot[] {
    if (this.#shown === undefined) return [];
    return slotsOf(this.#shown).filter(({ key, value }) => key !== this.#slot && textOf(value) !== this.#text);
  }

  #offer(): void {
    const other = this.#others()[0];
    this.offered = other && textOf(other.value);
    this.#host.requestUpdate();
  }
}

/** A place's name has no more spaces than this one: neither articles nor ids have any. */
function placeOf(article: string | undefined, parent = ''): string | undefined {
  return article && `${article} ${parent}`;
}

const newSlot = (place: string) => `draft:${place} ${Math.random().toString(36).slice(2)}`;
const valueOf = (text: string) => `${Date.now()} ${text}`;
const textOf = (value = '') => value.slice(value.indexOf(' ') + 1);

/** What is kept of a place, newest first. */
function slotsOf(place: string): Slot[] {
  try {
    return Object.keys(localStorage)
      .filter((key) => key.startsWith(`midad:draft:${place} `))
      .map((key) => ({ key: key.slice('midad:'.length), value: localStorage.getItem(key) ?? '' }))
      .sort((a, b) => parseInt(b.value) - parseInt(a.value));
  } catch {
    return [];
  }
}

/** The slot that this window writes to for a place, also after a reload. @param slot To remember it. */
function session(place: string, slot?: string): string | undefined {
  const key = `midad:draft:${place}`;
  try {
    if (slot !== undefined) sessionStorage.setItem(key, slot);
    return sessionStorage.getItem(key) ?? undefined;
  } catch {
    return undefined;
  }
}
