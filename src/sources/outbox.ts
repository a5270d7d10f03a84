import type { CommentDraft } from '../model/draft.js';
import { httpUrl } from '../model/url.js';
import { newKey } from './key.js';
import { keepReceipt } from './receipts.js';
import { locks } from './locks.js';
import { MidadSource } from './midad.js';
import { OutboxStore, type Kept, type OutboxEntry } from './outbox-store.js';
import { writable } from './midad-post.js';
import { isProblem, Problem, type OwnComment, type Source } from './source.js';
import * as storage from './storage.js';
import { isWordPress } from './wordpress-address.js';

export type { Kept, OutboxEntry };

/** An entry as a page shows it. */
export type OutboxItem = OutboxEntry & {
  readonly kept: Kept;
  /** This page is sending it at this moment. */
  readonly sending: boolean;
};

/** Something happened to an entry, in this tab or in another of the site. */
export interface OutboxChange extends Pick<OutboxEntry, 'key' | 'source' | 'article' | 'parent'> {
  /** It is no longer in the outbox. */
  readonly gone: boolean;
  /** What the source has stored, when that is why. */
  readonly comment: OwnComment | undefined;
  /** What it says, as it was sent: the words of before a change may arrive after it. */
  readonly text: string;
}

/** What became of a comment that was sent. */
export type Added = Pick<OutboxItem, 'key' | 'written' | 'kept'>;

/** What sending an entry begins with. */
const FRESH = { nextTry: 0, state: 'waiting', problem: undefined } as const;

type Listener = (change: OutboxChange) => void;

// All in milliseconds.
const SECOND = 1000;
const FIRST_PAUSE = 5 * SECOND;
const LONGEST_PAUSE = 10 * 60 * SECOND;
const DAY = 24 * 60 * 60 * SECOND;
/** How long another tab keeps away from an entry that is being sent, where there are no Web Locks: longer than a source may be silent. */
const LEASE = 30 * SECOND;

/** A source without an address has a name only as long as the page lives. */
const PAGE = 'page:';

/** The codes of problems that are no answer to the comment; those of an HTTP answer tell by their status. */
const PASSING = ['offline', 'timeout', 'malformed', 'unknown'];

/**
 * What readers have sent and no source has confirmed yet, on the whole site: an entry is kept before the network is tried,
 * and tried again, with pauses that grow from 5 s to 10 min, until the source has it, refuses it, or its writer takes it
 * back. One at a time, oldest first, and never by two tabs at once.
 *
 * An entry keeps its Idempotency-Key for good, so that no loss of an answer doubles a comment. That is also why an edit
 * keeps it: when the words of before had arrived after all, the source says so (`idempotency_key_reused`), the entry is
 * refused for that reason, and its writer decides.
 */
export class Outbox {
  readonly #store = new OutboxStore(
    () => void this.flush('all'),
    () => this.#listeners.size > 0 || this.#running !== undefined,
  );
  readonly #sources = new Map<string, Source>();
  readonly #names = new WeakMap<Source, string>();
  readonly #listeners = new Set<Listener>();
  #sending: { readonly key: string; readonly abort: AbortController } | undefined;
  #wish: 'due' | 'all' | undefined;
  #running: Promise<void> | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #channel: BroadcastChannel | undefined;

  /** The name under which entries for a source are kept; from then on they are sent there. */
  nameOf(source: Source): string {
    let name = source.address ?? this.#names.get(source);
    if (name === undefined) this.#names.set(source, (name = PAGE + newKey()));
    if (this.#sources.get(name) !== source) {
      this.#sources.set(name, source);
      if (this.#listeners.size > 0) void this.flush();
    }
    return name;
  }

  /**
   * Keeps a comment, and then sends it. Gives its key, when it was `written`, and where it is kept: what is only in memory ends
   * with the page.
   *
   * @param as The key that the comment has already, where it was sent before or may be sent twice: under one key it stays one
   * comment, with the words that were sent last. `uncertain` says that words of before may be stored under it. `since` is
   * when its writer last saw what has this key: what another window sent under it later, with other words, is another
   * comment, and this one gets a new key.
   */
  async add(
    source: Source,
    article: string,
    draft: CommentDraft,
    parent?: string,
    { key = newKey(), uncertain = false, since = Infinity } = {},
  ): Promise<Added> {
    const place = { source: this.nameOf(source), article, parent };
    // Tried at once, and a page that is left then may not get to say so.
    const tried = uncertain || navigator.onLine;
    const begun = { ...FRESH, notBefore: 0, tries: 0, uncertain: tried, written: Date.now() };
    // Before and after: another tab may find the outbox empty, and say so, in between.
    this.#remind();
    const entry = { ...place, ...begun, key, draft };
    const added = await this.#addOrChange(entry, since);
    this.#remind();
    this.#tell({ ...entry, ...added });
    void this.flush();
    return added;
  }

  /** Whether this page alone keeps a comment that was sent: its draft is all that outlives the page. */
  holds(key: string, text: string): boolean {
    return this.#store.holds(key, text);
  }

  /** What waits or was refused of an article, oldest first. */
  async entries(source: string, article: string): Promise<OutboxItem[]> {
    const entries = await this.#store.all();
    return entries
      .filter((entry) => entry.source === source && entry.article === article)
      .map((entry) => ({ ...entry, sending: entry.key === this.#sending?.key }));
  }

  /**
   * Takes an entry away for good, stops its sending, and gives it as it was; undefined when it was gone already, for then
   * it is most likely stored, or when other words were sent under its key since it was `seen`. `uncertain` says whether it may
   * be stored all the same.
   */
  async remove(seen: Pick<OutboxEntry, 'key' | 'draft'>): Promise<OutboxEntry | undefined> {
    const entry = await this.#change(seen, () => undefined);
    if (entry !== undefined) this.#tell(entry, true);
    void this.flush();
    return entry;
  }

  /**
   * Gives an entry back to its writer, and takes it out of the outbox. What they then send under its key is the same
   * comment, changed. What another window sends anew meanwhile stays, and so does what was refused and has been sent anew
   * since it was `seen`.
   *
   * @param give Puts the words where they are kept, and says whether they are: otherwise they stay here, refused.
   * @returns The entry as it was, or undefined where nothing was given.
   */
  async takeBack(
    seen: Pick<OutboxEntry, 'key' | 'draft' | 'state'>,
    give: (entry: OutboxEntry) => boolean,
  ): Promise<OutboxEntry | undefined> {
    const isAnew = ({ state }: OutboxEntry) => state === 'waiting' && seen.state === 'refused';
    const entry = await this.#change(seen, (now) => (isAnew(now) ? now : { ...now, state: 'refused' }));
    const given = entry === undefined || isAnew(entry) ? undefined : entry;
    if (given !== undefined && !give(given)) this.#tell(given);
    else if (given !== undefined) {
      const left = await this.#change(seen, (now) => (now.written === given.written ? undefined : now));
      if (left?.written === given.written) this.#tell(given, true);
    }
    void this.flush();
    return given;
  }

  /** Hears of every change, also in other tabs. While anybody listens, entries are sent as they become due. */
  subscribe(listener: Listener): () => void {
    this.#listeners.add(listener);
    if (this.#listeners.size === 1) this.#start();
    return () => {
      if (this.#listeners.delete(listener) && this.#listeners.size === 0) this.#stop();
    };
  }

  /**
   * Sends what is due, and resolves when that has been tried.
   *
   * @param which `all` does not wait for the pauses between tries, which are for a device that has not changed; what the
   * source itself asks for is waited for in any case.
   */
  flush(which: 'due' | 'all' = 'due'): Promise<void> {
    if (this.#wish !== 'all') this.#wish = which;
    return (this.#running ??= this.#run());
  }

  async #addOrChange(entry: OutboxEntry, since: number): Promise<Added> {
    const { key, draft, uncertain, source, written } = entry;
    try {
      return { key, written, kept: await this.#store.add(entry, !source.startsWith(PAGE)) };
    } catch {
      // It is here already: sent from another window as well, or before this page's last crash.
      const there = (await this.#store.all()).find((each) => each.key === key);
      if (there && isAnother(there, draft.text, since)) {
        return this.#addOrChange({ ...entry, key: newKey(), uncertain: false }, since);
      }
      let anew = written;
      const again = (now: OutboxEntry) => ({
        ...now,
        ...FRESH,
        draft,
        // Who gives it back at this moment tells by it that it was sent anew.
        written: (anew = Math.max(written, now.written + 1)),
        uncertain: now.uncertain || uncertain,
      });
      const before = there && (await this.#change(there, again));
      if (before === undefined) return this.#addOrChange(entry, since);
      // A page that is left, or a device that is full, does not change what is there.
      return { key, written: anew, kept: this.#store.holds(key, draft.text) ? 'memory' : 'device' };
    }
  }

  async #run(): Promise<void> {
    try {
      while (this.#wish !== undefined) {
        const which = this.#wish;
        this.#wish = undefined;
        for (const entry of await this.#store.all()) {
          if (this.#sourceOf(entry.source) && isDue(entry, which)) await this.#try(entry.key, which);
        }
        await this.#settle();
      }
    } finally {
      this.#running = undefined;
      this.#store.rest();
    }
  }

  /** What there is to do after a round: to remember that something waits, and to wake up for it. */
  async #settle(): Promise<void> {
    let entries = await this.#store.all();
    // Read again after it is written: another tab may have added one in between.
    for (let said; this.#store.readable && said !== hint(entries); entries = await this.#store.all()) {
      storage.write('waiting', (said = hint(entries)) || undefined);
    }
    clearTimeout(this.#timer);
    const times = entries
      .filter(({ state, source }) => state === 'waiting' && this.#sourceOf(source))
      .map(({ nextTry, notBefore }) => Math.max(nextTry, notBefore) - Date.now());
    if (times.length === 0 || this.#listeners.size === 0) return;
    // What is due and yet here is being sent by another tab, which may be closed.
    this.#timer = setTimeout(() => void this.flush(), Math.min(Math.max(Math.min(...times), SECOND), DAY));
  }

  /** So that the next page knows, whatever happens to this one. */
  #remind(): void {
    const said = storage.read('waiting') ?? '';
    if (!said.split(' ').includes('*')) storage.write('waiting', `${said} *`.trim());
  }

  async #try(key: string, which: 'due' | 'all'): Promise<void> {
    let begun = false;
    const send = async (lease: number) => {
      begun = true;
      let taken: OutboxEntry | undefined;
      await this.#store.change(key, (entry) => {
        if (!isDue(entry, which)) return entry;
        const { tries, uncertain } = entry;
        taken = { ...entry, tries: tries + 1, uncertain: uncertain || navigator.onLine };
        // Should this page end while it sends, the others go on from here.
        return { ...taken, nextTry: Date.now() + pause(tries), notBefore: lease && Date.now() + lease };
      });
      if (taken !== undefined) await this.#send(taken);
    };
    const lock = { ifAvailable: true };
    await locks()
      ?.request(`midad:${key}`, lock, (held) => (held ? send(0) : void (begun = true)))
      .catch(() => {});
    if (!begun) await send(LEASE);
  }

  async #send(entry: OutboxEntry): Promise<void> {
    const { key, source, article, parent, draft } = entry;
    const abort = new AbortController();
    this.#sending = { key, abort };
    this.#hear({ ...entry, text: draft.text, gone: false, comment: undefined });
    let comment: OwnComment | undefined;
    let problem: Problem | undefined;
    try {
      comment = await writable(this.#sourceOf(source)!).post!(article, draft, key, parent, abort.signal);
    } catch (error) {
      problem = isProblem(error) ? error : new Problem('unknown', String(error));
    }
    this.#sending = undefined;
    // Before anything else, and wherever it was written: the page may be left at any moment.
    if (comment !== undefined) keepReceipt(article, comment);
    let gone = true;
    await this.#store.change(key, (now) => {
      gone = false;
      // The reader has changed it meanwhile: the answer was to what it said before.
      if (JSON.stringify(now.draft) !== JSON.stringify(draft)) return { ...now, nextTry: 0, notBefore: 0 };
      if (problem !== undefined && !abort.signal.aborted) return after(now, problem);
      gone = comment !== undefined;
      return gone ? undefined : now;
    });
    if (comment !== undefined || !abort.signal.aborted) this.#tell(entry, gone, comment);
  }

  /**
   * Changes an entry as its writer wants it, and gives it as it was before: a change ends its sending. Where it says
   * something else by now than what they saw, another window has sent it anew: it stays.
   */
  async #change(
    { key, draft }: Pick<OutboxEntry, 'key' | 'draft'>,
    next: (entry: OutboxEntry) => OutboxEntry | undefined,
  ): Promise<OutboxEntry | undefined> {
    let before: OutboxEntry | undefined;
    let changed: OutboxEntry | undefined;
    await this.#store.change(key, (entry) => {
      if (entry.draft.text !== draft.text) return entry;
      return (changed = next((before = entry)));
    });
    if (before !== changed && this.#sending?.key === key) this.#sending.abort.abort();
    return before;
  }

  #sourceOf(name: string): Source | undefined {
    const known = this.#sources.get(name);
    // What is for a WordPress waits for a page that has a tag with that.
    if (known !== undefined || httpUrl(name) === undefined || isWordPress(name)) return known;
    // Written on another page of the site.
    const source = new MidadSource(name) as unknown as Source;
    this.#sources.set(name, source);
    return source;
  }

  #tell({ key, source, article, parent, draft }: OutboxEntry, gone = false, comment?: OwnComment): void {
    const change = { key, source, article, parent, gone, comment, text: draft.text };
    this.#channel?.postMessage(change);
    this.#hear(change);
  }

  #hear(change: OutboxChange): void {
    for (const listener of this.#listeners) listener(change);
  }

  #start(): void {
    addEventListener('online', this.#wake);
    document.addEventListener('visibilitychange', this.#wake);
    if (typeof BroadcastChannel === 'function') {
      this.#channel = new BroadcastChannel('midad-outbox');
      this.#channel.addEventListener('message', ({ data }: MessageEvent<OutboxChange>) => {
        this.#store.giveWay(data.key, data.gone, data.text);
        // Another tab tells of an entry that is being sent here: its writer has changed it there, or taken it back.
        if (this.#sending?.key === data.key) this.#sending.abort.abort();
        this.#hear(data);
      });
    }
    void this.flush('all');
  }

  #stop(): void {
    removeEventListener('online', this.#wake);
    document.removeEventListener('visibilitychange', this.#wake);
    this.#channel?.close();
    this.#channel = undefined;
    clearTimeout(this.#timer);
    this.#store.rest();
  }

  readonly #wake = ({ type }: Event): void => {
    if (type === 'online' || document.visibilityState === 'visible') void this.flush('all');
  };
}

/** The outbox of this page. */
export const outbox = new Outbox();

/**
 * Whether an entry is another comment than one of its key with these words: another window has sent it after this one
 * last saw what has the key.
 */
export function isAnother({ written, draft }: OutboxEntry, text: string, since: number): boolean {
  return written > since && draft.text !== text;
}

/** Whether an entry's time has come. A time more than a day ahead is none that was set here: the device's clock was turned back. */
function isDue({ state, nextTry, notBefore }: OutboxEntry, which: 'due' | 'all'): boolean {
  const now = Date.now();
  const passed = (time: number) => time <= now || time > now + DAY;
  return state === 'waiting' && passed(notBefore) && (which === 'all' || passed(nextTry));
}

/** How long to wait after so many tries: doubled each time, and spread, so that a site's readers do not all come back at once. */
function pause(tries: number): number {
  return Math.min(FIRST_PAUSE * 2 ** tries, LONGEST_PAUSE) * (0.5 + Math.random() / 2);
}

/** What a failed try makes of an entry. */
function after(entry: OutboxEntry, { code, message, fields, status, retryAfter = 0 }: Problem): OutboxEntry {
  const passing = status === undefined ? PASSING.includes(code) : status >= 500 || [408, 425, 429].includes(status);
  return {
    ...entry,
    state: passing ? 'waiting' : 'refused',
    problem: { code, message, fields },
    nextTry: Date.now() + pause(entry.tries - 1),
    notBefore: retryAfter && Date.now() + Math.min(retryAfter, DAY),
  };
}

/** What `isWaiting` reads: a star while something waits on this device, and the articles of what was refused. */
function hint(entries: readonly (OutboxEntry & { readonly kept: Kept })[]): string {
  const words = entries.flatMap(({ kept, state, article }) =>
    kept === 'memory' ? [] : state === 'waiting' ? '*' : article,
  );
  return [...new Set(words)].join(' ');
}
