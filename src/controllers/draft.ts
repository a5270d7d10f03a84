import type { ReactiveController, ReactiveElement } from 'lit';
import { newKey } from '../sources/key.js';
import { locks } from '../sources/locks.js';
import { isAnother, outbox, type OutboxItem } from '../sources/outbox.js';
import * as storage from '../sources/storage.js';

/** When it is looked once more whether another window has a slot, in milliseconds. */
const LOOKS = [250, 2000];

/** A text in the device's storage, after a word of when it was written, in milliseconds since 1970, and `?` where it is `uncertain`. */
interface Slot {
  readonly key: string;
  readonly value: string;
}

/**
 * Keeps what a reader has typed for an article, and for each comment of it that they answer, with every letter and until it
 * is sent: a reload, a crash or another page loses nothing.
 *
 * Every comment has a slot of its own, whose name is also the key under which it is sent: where it is sent and yet still here
 * (the page crashed in between, another window shows it too), sending it again sends the same comment. A window that has
 * none begins with the newest there is. A slot is the window's that typed in it, as long as that lives (by a Web Lock): what is typed in
 * another that shows it goes to a slot of its own. So no window takes another's words away, nor the key under which they may have been sent.
 */
export class DraftController implements ReactiveController {
  /** Whether the text as it stands has been kept. */
  kept = false;

  readonly #host: ReactiveElement;
  readonly #article: () => string | undefined;
  readonly #parent: () => string | undefined;
  readonly #restore: (text: string, come: boolean) => void;
  #shown: string | undefined;
  #restored: { readonly text: string; readonly come: boolean } | undefined;
  #text = '';
  // The slot's key, and what it held when this window last looked.
  #key: string | undefined;
  #seen: string | undefined;
  // The key whose slot this window holds, what ends that or its waiting for it, and whether another window has it.
  #held: string | undefined;
  #leave = new AbortController();
  #taken = false;
  // When the words of that key came here, in milliseconds since 1970.
  #since = 0;
  #uncertain = false;
  // The words were typed in this window: they are not given up for another's.
  #own = false;
  // They are as they were found here.
  #found = false;
  // The element is in the page.
  #here = false;
  // Where the form was before it came here.
  #left: string | undefined;
  #other: Slot | undefined;
  // By the slot's name, what the device did not take.
  readonly #unkept = new Map<string, string>();

  /**
   * @param article Undefined while there is no form.
   * @param restore Called with the text kept for a place, or '', once the element has rendered its form there (`come`); and
   *   with what another window makes of it, as long as nothing was typed here.
   * @param parent The comment that is being answered.
   */
  constructor(
    host: ReactiveElement,
    article: () => string | undefined,
    restore: (text: string, come: boolean) => void,
    parent: () => string | undefined = () => undefined,
  ) {
    this.#host = host;
    this.#article = article;
    this.#parent = parent;
    this.#restore = restore;
    host.addController(this);
  }

  /** What was written for the same place in another window, or before, when it is not what is shown. */
  get offered(): string | undefined {
    return this.#other && textOf(this.#other.value);
  }

  /** Whether the device did not take the text as it stands: it is gone with the page. */
  get unkept(): boolean {
    return this.#shown !== undefined && this.#key !== undefined && this.#unkept.has(nameOf(this.#shown, this.#key));
  }

  /** What the words that are shown are sent as. `uncertain`: they were sent before, and may be stored. `since`: when they came here. */
  get as(): { readonly key: string; readonly uncertain: boolean; readonly since: number } {
    return { key: (this.#key ??= newKey()), uncertain: this.#uncertain, since: this.#since };
  }

  hostConnected(): void {
    addEventListener('storage', this.#hear);
    addEventListener('pageshow', this.#look);
    addEventListener('pagehide', this.#go);
    this.#here = true;
    this.#claim();
  }

  hostDisconnected(): void {
    removeEventListener('storage', this.#hear);
    removeEventListener('pageshow', this.#look);
    removeEventListener('pagehide', this.#go);
    this.#here = false;
    this.#go();
  }

  hostUpdate(): void {
    const place = this.#place;
    if (place === this.#shown) return;
    // Another window's slot stays; where there are no locks, any that was not written here.
    const theirs = locks() === undefined ? !this.#own : this.#taken;
    this.#left = theirs ? undefined : this.#shown && this.#key && nameOf(this.#shown, this.#key);
    this.#shown = place;
    this.#own = false;
    if (place === undefined) return;
    const slots = this.#slots();
    const [own, written] = session(place)?.split(' ') ?? [];
    // What this window wrote last, and nobody since.
    const slot = slots.find(({ key, value }) => key === own && parseInt(value) === Number(written));
    this.#show(slot ?? slots[0], slot !== undefined, true);
  }

  hostUpdated(): void {
    const restored = this.#restored;
    this.#restored = undefined;
    if (restored !== undefined && this.#shown !== undefined) this.#restore(restored.text, restored.come);
  }

  /** Keeps the text that is shown, or forgets it when it is empty. */
  keep(text: string): void {
    // Typed before it could be looked what is kept here.
    const before = this.#place !== this.#shown;
    if (before) this.#begin();
    if (this.#shown === undefined) return;
    const { kept } = this;
    const key = this.#key;
    this.#text = text.trim() === '' ? '' : text;
    this.#own = this.#text !== '';
    this.#found = false;
    this.#write();
    if (before || key !== this.#key) this.#offer();
    else if (kept !== this.kept) this.#host.requestUpdate();
  }

  /** Keeps the text that is shown as another comment than the one that is kept; that one is offered. */
  keepApart(text: string): void {
    this.#begin();
    this.keep(text);
    this.#offer();
  }

  /** Keeps the text that came along with the form, and no longer where it was written. */
  keepAlong(text: string): void {
    this.keep(text);
    if (this.#left !== undefined) this.#store(this.#left, undefined);
  }

  /** Shows words that were sent and come back, as what they were sent as. What was shown is offered. */
  give(text: string, { key, uncertain }: { readonly key: string; readonly uncertain: boolean }): void {
    this.#begin();
    if (this.#shown === undefined) return;
    const value = this.#read(key);
    if (textOf(value) === text) this.#seen = value;
    [this.#key, this.#uncertain] = [key, uncertain];
    this.#since = Date.now();
    this.keep(text);
    this.#offer();
  }

  /** What is typed from now on is another comment than the one of this key, which is being sent. */
  part(key: string): void {
    if (key === this.#key) this.#start();
  }

  /**
   * What was gone on with here while another window sent it is another comment. Words that nobody has touched since they were
   * sent, and that wait on the device, are no draft: their page was left before it could forget them.
   *
   * @param sent What is in the outbox.
   */
  partFrom(sent: readonly OutboxItem[]): void {
    const there = sent.find(({ key }) => key === this.#key);
    if (there === undefined || this.#text === '') return;
    const text = this.#text.trim();
    const waits = this.#found && there.kept === 'device' && there.draft.text === text;
    if (isAnother(there, text, this.#since)) this.renew();
    else if (waits && parseInt(this.#seen ?? '') <= there.written) {
      this.#store(nameOf(this.#shown!, there.key), undefined);
      this.#show(undefined, false, this.#restored?.come);
    }
  }

  /** Whether the words that are shown have this key. */
  is(key: string): boolean {
    return key === this.#key;
  }

  /**
   * Forgets a comment that has arrived, wherever it was sent from: what somebody made of its words since then stays.
   *
   * @param until Only what was written by then, in milliseconds since 1970.
   */
  drop(article: string, parent: string | undefined, key: string, text: string, until = Infinity): void {
    const name = nameOf(placeOf(article, parent)!, key);
    const value = this.#unkept.get(name) ?? storage.read(name) ?? '';
    if (textOf(value).trim() === text && !(parseInt(value) > until)) this.#store(name, undefined);
  }

  /**
   * Forgets a comment that was sent from here: others keep it now. Its words may still be shown.
   *
   * @param sent When, in milliseconds since 1970: words that came back since then stay.
   */
  forget(article: string, parent: string | undefined, key: string, text: string, sent = Infinity): void {
    this.drop(article, parent, key, text, sent);
    if (placeOf(article, parent) === this.#shown && key === this.#key && this.#since <= sent) {
      this.#start();
      this.#text = '';
      this.kept = false;
    }
    // It may have been offered.
    this.#offer();
  }

  /** From now on the words are another comment: what they were sent as before is stored with other words. */
  renew(): void {
    if (this.#shown === undefined || this.#key === undefined) return;
    const theirs = this.#taken || this.#read(this.#key) !== this.#seen;
    const before = theirs ? undefined : nameOf(this.#shown, this.#key);
    this.#start();
    this.#write();
    if (before !== undefined) this.#store(before, undefined);
  }

  /** Shows what is offered; what was shown is offered in its place. */
  takeOffered(): void {
    const slot = this.#other;
    // Words that are no longer kept are nowhere else.
    if (slot === undefined || (this.#text !== '' && this.#read(this.#key) === undefined)) return;
    this.#show(slot, true);
    session(this.#shown!, slot);
  }

  /** Forgets what is offered. */
  dropOffered(): void {
    const slot = this.#other;
    if (slot !== undefined) this.#store(nameOf(this.#shown!, slot.key), undefined);
    this.#offer();
  }

  get #place(): string | undefined {
    return placeOf(this.#article(), this.#parent());
  }

  /** What comes now is shown in place of what is kept here. */
  #begin(): void {
    this.hostUpdate();
    this.#restored = undefined;
    this.#start();
  }

  #start(): void {
    this.#key = this.#seen = undefined;
    this.#since = Date.now();
    this.#uncertain = false;
    this.#go();
  }

  #show(slot: Slot | undefined, own: boolean, come = false): void {
    this.#own = own;
    this.#found = true;
    this.#key = slot?.key;
    this.#since = Date.now();
    this.#seen = slot?.value;
    this.#uncertain = /^\d+\?/.test(slot?.value ?? '');
    this.#claim(own && come);
    this.#text = textOf(slot?.value);
    this.#restored = { text: this.#text, come };
    this.kept = this.#text !== '' && !this.#unkept.has(nameOf(this.#shown!, slot!.key));
    this.#offer();
  }

  #write(): void {
    const place = this.#shown!;
    const there = this.#read(this.#key);
    // Another window's slot. Or one has written there: where there are no locks, or before it was known whose it is.
    if (this.#taken || (there !== undefined && there !== this.#seen)) this.#start();
    if (this.#text === '') {
      if (this.#key !== undefined) this.#store(nameOf(place, this.#key), undefined);
      this.#seen = undefined;
      this.kept = false;
      return;
    }
    this.#key ??= newKey();
    this.#claim(true);
    this.#seen = `${Date.now()}${this.#uncertain ? '?' : ''} ${this.#text}`;
    this.kept = this.#store(nameOf(place, this.#key), this.#seen);
    if (this.kept) session(place, { key: this.#key, value: this.#seen });
  }

  /** Looks whether another window has the slot, until it has no more; or, to `hold` it, makes it this window's. */
  #claim(hold = this.#own): void {
    const key = this.#key;
    if (hold && key === this.#held) return;
    this.#go();
    const { signal } = this.#leave;
    const manager = locks();
    if (key === undefined || manager === undefined || !this.#here) return;
    if (hold) this.#held = key;
    const ask = (how: LockOptions, answered: (lock: Lock | null) => Promise<void> | undefined) =>
      void manager
        .request(`midad:draft:${key}`, how, (lock) => (signal.aborted ? undefined : answered(lock)))
        .catch(() => {});
    // Those that look do not take each other for one that holds it.
    const mode = 'shared';
    const look = (lock: Lock | null) => {
      this.#taken = lock === null;
      if (this.#taken) ask({ signal, mode }, look);
      return undefined;
    };
    // What was just written in another window may be heard of before that has its lock, and a page that is loaded anew is away for a moment.
    if (!hold)
      for (const later of LOOKS)
        setTimeout(() => !signal.aborted && !this.#taken && ask({ ifAvailable: true, mode }, look), later);
    if (hold) ask({ signal }, () => new Promise((leave) => signal.addEventListener('abort', () => leave())));
    else ask({ ifAvailable: true, mode }, look);
  }

  readonly #go = (): void => {
    this.#leave.abort();
    this.#leave = new AbortController();
    this.#held = undefined;
    this.#taken = false;
  };

  readonly #hear = ({ key, newValue }: Pick<StorageEvent, 'key' | 'newValue'>): void => {
    const place = this.#shown;
    if (place === undefined || !key?.startsWith(`midad:draft:${place} `)) return;
    const slot = this.#key;
    if (slot !== undefined && key === `midad:${nameOf(place, slot)}` && (newValue ?? undefined) !== this.#seen) {
      if (!this.#own) {
        this.#show(newValue === null ? undefined : { key: slot, value: newValue }, false);
        // News may be late: that window may have sent them since it wrote them.
        if (newValue !== null) this.#since = parseInt(newValue);
      } else if (newValue !== null && textOf(newValue) === this.#text) this.#seen = newValue;
      // Sent or given up in another window: it stays here to be seen, and does not come back by itself.
      else if (newValue === null) [this.#seen, this.kept] = [undefined, false];
      else this.#write();
    }
    this.#offer();
  };

  /** A page that comes back as it was has heard nothing meanwhile. */
  readonly #look = ({ persisted }: PageTransitionEvent): void => {
    if (!persisted || this.#shown === undefined) return;
    if (this.#key === undefined) return this.#offer();
    this.#claim();
    const name = nameOf(this.#shown, this.#key);
    this.#hear({ key: `midad:${name}`, newValue: storage.read(name) ?? null });
  };

  #others(): Slot[] {
    if (this.#shown === undefined) return [];
    return this.#slots().filter(({ key, value }) => key !== this.#key && textOf(value) !== this.#text);
  }

  #offer(): void {
    const others = this.#others();
    // What the reader is about to take or delete does not change under their finger.
    this.#other = others.find(({ key }) => key === this.#other?.key) ?? others[0];
    this.#host.requestUpdate();
  }

  /** What is kept here, newest first; not what waits to be sent, and is kept here only because nothing else outlives the page. */
  #slots(): Slot[] {
    const start = nameOf(this.#shown!, '');
    const unkept = [...this.#unkept].filter(([name]) => name.startsWith(start));
    return [...new Map([...stored(start), ...unkept])]
      .map(([name, value]) => ({ key: name.slice(start.length), value }))
      .filter(({ key, value }) => !outbox.holds(key, textOf(value).trim()))
      .sort((a, b) => parseInt(b.value) - parseInt(a.value));
  }

  #read(key: string | undefined): string | undefined {
    if (key === undefined) return undefined;
    const name = nameOf(this.#shown!, key);
    return this.#unkept.get(name) ?? storage.read(name);
  }

  /** Keeps it on the device, or in this page where the device does not take it: then it gives false. */
  #store(name: string, value: string | undefined): boolean {
    const kept = storage.write(name, value);
    if (kept || value === undefined) this.#unkept.delete(name);
    else this.#unkept.set(name, value);
    return kept;
  }
}

/** A place's name has no more spaces than this one: neither articles nor ids have any. */
function placeOf(article: string | undefined, parent = ''): string | undefined {
  return article && `${article} ${parent}`;
}

/** What the device keeps under names that begin so. */
function stored(start: string): [name: string, value: string][] {
  try {
    return Object.keys(localStorage)
      .filter((name) => name.startsWith(`midad:${start}`))
      .map((name) => [name.slice('midad:'.length), localStorage.getItem(name) ?? '']);
  } catch {
    return [];
  }
}

const nameOf = (place: string, key: string) => `draft:${place} ${key}`;
const textOf = (value = '') => value.slice(value.indexOf(' ') + 1);

/** The key of what this window writes in a place, and when it did: also after a reload. @param slot To remember it. */
function session(place: string, slot?: Slot): string | undefined {
  const name = `midad:draft:${place}`;
  try {
    if (slot !== undefined) sessionStorage.setItem(name, `${slot.key} ${parseInt(slot.value)}`);
    return sessionStorage.getItem(name) ?? undefined;
  } catch {
    return undefined;
  }
}
