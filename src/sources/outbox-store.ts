import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import type { CommentDraft, CommentField, FieldError } from '../model/draft.js';

/** A comment from the moment its writer presses send until a source has it. */
export interface OutboxEntry {
  /** Its Idempotency-Key, the same with every try, also after an edit. */
  readonly key: string;
  /** The address of the source it goes to. */
  readonly source: string;
  readonly article: string;
  /** The comment it answers. */
  readonly parent: string | undefined;
  readonly draft: CommentDraft;
  /** When the reader pressed send, in milliseconds since 1970, as all times here. */
  readonly written: number;
  /** How often it has been tried. */
  readonly tries: number;
  /** A try may have reached the source: nobody can promise that it was not stored. */
  readonly uncertain: boolean;
  /** When it is tried again by itself; sooner when the device comes online or the page into view. */
  readonly nextTry: number;
  /** Not before this in any case: the source asked for time, or another tab is sending it. 0 when nothing holds it. */
  readonly notBefore: number;
  /** `refused` is not tried again: its writer has to change it. */
  readonly state: 'waiting' | 'refused';
  /** Why the last try failed. */
  readonly problem:
    | {
        readonly code: string;
        readonly message: string;
        readonly fields: Partial<Record<CommentField, FieldError>>;
      }
    | undefined;
}

/** Where an entry is kept: `device` outlives the page, `memory` does not. */
export type Kept = 'device' | 'memory';

interface Schema extends DBSchema {
  entries: { key: string; value: OutboxEntry };
}

type Db = IDBPDatabase<Schema>;

/** How long the database may be silent before it is done without, in milliseconds: one that hangs never says so. */
const PATIENCE = 3000;

/**
 * The entries of the outbox: in IndexedDB, which every page of the site shares, or in this page's memory where that is
 * missing, forbidden, full or silent, or was cleared while the page was open.
 *
 * A page that is left in the middle of a transaction is put aside with it in WebKit, and the database then stands still for
 * every other page. So a transaction is committed as soon as all is said, and broken off when the page is left before; and
 * none is begun after that, though what breaks off with the page would be a reason to.
 */
export class OutboxStore {
  /** Whether the device has answered: otherwise what it may hold is unknown. */
  readable = false;

  // What the page holds itself, before what the device says.
  readonly #memory = new Map<string, OutboxEntry>();
  // When they were written that were taken away here, and that a slow or full device may still show.
  readonly #gone = new Map<string, number>();
  // As last seen on the device: when it is cleared, what this page shows as waiting is not gone.
  #device = new Map<string, OutboxEntry>();
  readonly #recovered: () => void;
  readonly #awake: () => boolean;
  #opening: Promise<Db> | undefined;
  #db: Db | undefined;
  // How many answers of the device are on their way.
  #asking = 0;
  #silent = false;
  // While the page is left, until it comes back.
  #away: Promise<void> | undefined;

  /**
   * @param recovered Called when a device that was silent has answered after all.
   * @param awake Whether somebody is there to be told, or something is being sent: then the database stays open when it has answered.
   */
  constructor(recovered: () => void, awake: () => boolean) {
    this.#recovered = recovered;
    this.#awake = awake;
  }

  /** Lets go of the database, and leaves nothing in the page, where nobody asks it and nobody is there. */
  rest(): void {
    if (this.#asking > 0 || this.#awake()) return;
    this.#close();
    removeEventListener('pagehide', this.#go);
  }

  /** All entries, oldest first. */
  async all(): Promise<(OutboxEntry & { readonly kept: Kept })[]> {
    try {
      const entries = await this.#ask(async (db) => {
        const tx = db.transaction('entries');
        const answer = tx.store.getAll();
        tx.commit();
        return (await Promise.all([answer, tx.done]))[0];
      });
      const gone = entries.filter(({ key, written }) => this.#gone.get(key) === written);
      this.#device = new Map(entries.filter((entry) => !gone.includes(entry)).map((entry) => [entry.key, entry]));
      this.readable = true;
      for (const { key, written } of gone) {
        const next = (now: OutboxEntry) => (now.written === written ? undefined : now);
        await this.#ask((db) => this.#changeOnDevice(db, key, next));
      }
    } catch {
      this.readable = false;
    }
    const kept = (entry: OutboxEntry) =>
      ({ ...entry, kept: this.#isOnDevice(entry.key, entry.draft.text) ? 'device' : 'memory' }) as const;
    return [...new Map([...this.#device, ...this.#memory]).values()].map(kept).sort((a, b) => a.written - b.written);
  }

  /** Whether this page alone keeps an entry with these words: they end with the page. */
  holds(key: string, text: string): boolean {
    return this.#memory.get(key)?.draft.text === text && !this.#isOnDevice(key, text);
  }

  #isOnDevice(key: string, text: string): boolean {
    return this.#device.get(key)?.draft.text === text;
  }

  /** Keeps a new entry, on the device if it can be. @throws when there is one with its key. */
  async add(entry: OutboxEntry, onDevice: boolean): Promise<Kept> {
    try {
      if (!onDevice) throw new Error('the source has no address');
      await this.#ask(async (db) => {
        // Strict: on the disk, and not only on its way there, when the reader is told.
        const tx = db.transaction('entries', 'readwrite', { durability: 'strict' });
        const added = tx.store.add(entry);
        tx.commit();
        await Promise.all([added, tx.done]);
      });
      this.#device.set(entry.key, entry);
      this.#gone.delete(entry.key);
      return 'device';
    } catch (error) {
      // What was taken away here may still be on a device that does not let it go.
      const there = nameOf(error) === 'ConstraintError' && !this.#gone.has(entry.key);
      if (there || this.#memory.has(entry.key)) throw error;
      this.#memory.set(entry.key, entry);
      return 'memory';
    }
  }

  /**
   * Changes an entry, or takes it away, in one step that no other tab comes between. Without such an entry nothing happens.
   * Where the device does not let it, this page does so for itself.
   *
   * @param next Gives what it becomes, or undefined to take it away.
   */
  async change(key: string, next: (entry: OutboxEntry) => OutboxEntry | undefined): Promise<void> {
    if (!this.#memory.has(key)) {
      try {
        return await this.#ask((db) => this.#changeOnDevice(db, key, next));
      } catch {
        const seen = this.#device.get(key);
        if (seen !== undefined) this.#memory.set(key, seen);
      }
    }
    const entry = this.#memory.get(key);
    if (entry === undefined) return;
    const changed = next(entry);
    if (changed) this.#memory.set(key, changed);
    else {
      this.#gone.set(key, entry.written);
      this.#memory.delete(key);
      this.#device.delete(key);
    }
  }

  async #changeOnDevice(db: Db, key: string, next: (entry: OutboxEntry) => OutboxEntry | undefined): Promise<void> {
    const tx = db.transaction('entries', 'readwrite', { durability: 'strict' });
    tx.done.catch(() => {});
    const leave = () => tx.abort();
    addEventListener('pagehide', leave);
    const entry = await tx.store.get(key).finally(() => removeEventListener('pagehide', leave));
    // The connection may be a new one, to a database that was cleared.
    if (entry === undefined && this.#memory.has(key)) throw new Error('the device has forgotten it');
    const changed = entry && next(entry);
    const written = changed ? tx.store.put(changed) : tx.store.delete(key);
    tx.commit();
    await Promise.all([written, tx.done]);
    if (changed) this.#device.set(key, changed);
    else this.#device.delete(key);
  }

  /**
   * Another tab has changed an entry, or taken away one that said `text`: what this page holds of it itself is out of date, but
   * for what its writer has made of it since.
   */
  giveWay(key: string, gone: boolean, text: string): void {
    if (gone ? this.#memory.get(key)?.draft.text === text : this.#device.has(key)) this.#memory.delete(key);
    if (gone) this.#device.delete(key);
  }

  async #ask<Answer>(work: (db: Db) => Promise<Answer>, again = true): Promise<Answer> {
    if (this.#silent) throw new Error('the database is silent');
    this.#asking++;
    const answer = this.#open().then(work);
    const answered = () => {
      this.#asking--;
      this.rest();
    };
    answer.then(answered, answered);
    let timer: ReturnType<typeof setTimeout> | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        this.#silent = true;
        const speaks = () => {
          this.#silent = false;
          this.#recovered();
        };
        answer.then(speaks, speaks);
        reject(new Error('the database is silent'));
      }, PATIENCE);
    });
    try {
      return await Promise.race([answer, late]);
    } catch (error) {
      // The connection was closed under us, and not every engine says so before.
      if (!again || nameOf(error) !== 'InvalidStateError') throw error;
      this.#lose();
      return await this.#ask(work, false);
    } finally {
      clearTimeout(timer);
    }
  }

  #open(): Promise<Db> {
    const opening = (this.#opening ??= this.#connect());
    opening.catch(() => (this.#opening = undefined));
    return opening;
  }

  async #connect(): Promise<Db> {
    await this.#away;
    const db = await openDB<Schema>('midad-outbox', 1, {
      upgrade: (made) => void made.createObjectStore('entries', { keyPath: 'key' }),
      // Another tab clears the database or brings a newer one: it must not wait for this page.
      blocking: () => this.#lose(),
      terminated: () => this.#lose(),
    });
    addEventListener('pagehide', this.#go);
    return (this.#db = db);
  }

  #close(): void {
    this.#db?.close();
    this.#db = this.#opening = undefined;
  }

  readonly #go = (): void => {
    this.#close();
    this.#away = new Promise((back) => addEventListener('pageshow', () => back(), { once: true }));
  };

  /** The connection is gone, and perhaps all that was on the device: what this page has seen there it holds itself. */
  #lose(): void {
    this.#close();
    for (const [key, entry] of this.#device) if (!this.#memory.has(key)) this.#memory.set(key, entry);
    this.#device = new Map();
  }
}

function nameOf(error: unknown): string | undefined {
  return (error as Partial<Error> | null)?.name;
}
