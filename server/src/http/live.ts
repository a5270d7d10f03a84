import { published } from '../comments/published.js';
import type { Store } from '../database/store.js';
import type { PublishedChange } from '../database/threads.js';

const HEARTBEAT_MILLISECONDS = 20_000;
/** What a reader who is slow may have waiting; then the connection is given up, and they come back for the rest. */
const MOST_WAITING = 100;
/** What is told again to a reader who was away; one who missed more reads the page anew. */
const MOST_MISSED = 200;
const MOST_AN_ADDRESS = 20;

interface Reader {
  readonly article: string;
  readonly address: string;
  /** The version of the article that they have been told of. */
  version: number;
  readonly stream: ReadableStreamDefaultController<Uint8Array>;
}

/** Tells readers of an article's comments as they change, by Server-Sent Events. */
export class Live {
  readonly #store: Store;
  readonly #most: number;
  readonly #readers = new Map<string, Set<Reader>>();
  readonly #addresses = new Map<string, number>();
  readonly #telling = new Set<string>();
  readonly #again = new Set<string>();
  readonly #heartbeat: NodeJS.Timeout;
  readonly #silence: () => void;
  #count = 0;
  #closed = false;

  /** @param most How many connections this process keeps open. */
  constructor(store: Store, most: number) {
    this.#store = store;
    this.#most = most;
    this.#silence = store.feed.on((article) => {
      for (const one of article === undefined ? this.#readers.keys() : [article]) void this.#tell(one);
    });
    this.#heartbeat = setInterval(() => this.#beat(), HEARTBEAT_MILLISECONDS).unref();
  }

  /** Whether somebody at this address may listen, too. */
  hasRoom(address: string): boolean {
    return !this.#closed && this.#count < this.#most && (this.#addresses.get(address) ?? 0) < MOST_AN_ADDRESS;
  }

  /**
   * The events of an article's comments from now on, and those since a version.
   *
   * @param article The article itself, and no name that it had before.
   * @param since The last event that was received; undefined when there was none, and anything that is no version when
   * what was received cannot be told: then the first event says to read the page anew.
   */
  listen(article: string, since: string | undefined, address: string): ReadableStream<Uint8Array> {
    let reader: Reader;
    const start = (stream: ReadableStreamDefaultController<Uint8Array>) => {
      reader = { article, address, version: Number.POSITIVE_INFINITY, stream };
      this.#add(reader);
      stream.enqueue(Buffer.from('retry: 5000\n\n'));
      void this.#begin(reader, since);
    };
    const cancel = () => void this.#remove(reader);
    return new ReadableStream({ start, cancel }, { highWaterMark: MOST_WAITING });
  }

  /** Ends every connection, and takes no more. */
  close(): void {
    this.#closed = true;
    this.#silence();
    clearInterval(this.#heartbeat);
    for (const readers of this.#readers.values()) for (const reader of readers) this.#end(reader);
  }

  async #begin(reader: Reader, since: string | undefined): Promise<void> {
    try {
      const { version, isMerged } = await this.#store.threads.state(reader.article);
      // Since its name was looked up: the reader comes back, and is told of what it is now.
      if (isMerged) return this.#end(reader);
      const known = since === undefined ? version : /^\d{1,15}$/.test(since) ? Number(since) : -1;
      const lost = known < 0 || known > version || version - known > MOST_MISSED;
      if (lost) this.#send(reader, frame(version, 'reload', {}));
      reader.version = lost ? version : known;
      await this.#tell(reader.article);
    } catch {
      // The database does not answer: the reader comes back, with the same version.
      this.#end(reader);
    }
  }

  /** Tells an article's readers what they have not been told. One at a time: a change meanwhile makes it look again. */
  async #tell(article: string): Promise<void> {
    if (this.#telling.has(article)) {
      this.#again.add(article);
      return;
    }
    this.#telling.add(article);
    try {
      do {
        this.#again.delete(article);
        await this.#tellOnce(article);
      } while (this.#again.has(article));
    } catch {
      // The heartbeat asks again.
    } finally {
      this.#telling.delete(article);
    }
  }

  async #tellOnce(article: string): Promise<void> {
    const readers = [...(this.#readers.get(article) ?? [])].filter(({ version }) => Number.isFinite(version));
    if (readers.length === 0) return;
    const since = Math.min(...readers.map(({ version }) => version));
    const told = await this.#store.threads.changesSince(article, since);
    if ('rebuilt' in told) {
      // The article that a reader asked for may be another one by now: they come back and ask again.
      for (const reader of readers) {
        this.#send(reader, frame(told.rebuilt, 'reload', {}));
        this.#end(reader);
      }
      return;
    }
    const changes = latest(told);
    const frames = changes.map(({ version, row }) => ({ version, text: frame(version, 'comment', published(row)) }));
    for (const reader of readers) {
      for (const { version, text } of frames) {
        if (version <= reader.version) continue;
        this.#send(reader, text);
        reader.version = version;
      }
    }
  }

  #beat(): void {
    for (const [article, readers] of this.#readers) {
      for (const reader of readers) this.#send(reader, ':\n\n');
      void this.#tell(article);
    }
  }

  #send(reader: Reader, text: string): void {
    if ((reader.stream.desiredSize ?? 0) > 0) reader.stream.enqueue(Buffer.from(text));
    else this.#end(reader);
  }

  #end(reader: Reader): void {
    if (!this.#remove(reader)) return;
    reader.stream.close();
  }

  #add(reader: Reader): void {
    const readers = this.#readers.get(reader.article) ?? new Set();
    this.#readers.set(reader.article, readers.add(reader));
    this.#addresses.set(reader.address, (this.#addresses.get(reader.address) ?? 0) + 1);
    this.#count += 1;
  }

  #remove(reader: Reader): boolean {
    const readers = this.#readers.get(reader.article);
    if (!readers?.delete(reader)) return false;
    if (readers.size === 0) this.#readers.delete(reader.article);
    const others = (this.#addresses.get(reader.address) ?? 1) - 1;
    if (others > 0) this.#addresses.set(reader.address, others);
    else this.#addresses.delete(reader.address);
    this.#count -= 1;
    return true;
  }
}

/** A comment that changed several times is told of once, as it stands. */
function latest(changes: readonly PublishedChange[]): PublishedChange[] {
  const last = new Map(changes.map((change) => [change.row.id, change]));
  return changes.filter((change) => last.get(change.row.id) === change);
}

function frame(version: number, event: string, data: object): string {
  return `id: ${version}\nevent: ${event}\ndata: ${JSON.stringify(data)}\n\n`;
}
