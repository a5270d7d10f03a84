import type { Logger } from 'pino';
import type { Config } from '../config.js';
import type { Known } from './fetch.js';
import { LEASE_MILLISECONDS, newFeed } from '../database/feed-states.js';
import type { Store } from '../database/store.js';
import type { FeedRow } from '../database/tables.js';
import { reason } from '../start-error.js';
import { readFeed, type Reading } from './read-feed.js';

const MINUTE = 60_000;
const LOOK_MILLISECONDS = 15_000;
const LONGEST_PAUSE = 24 * 60 * MINUTE;

/** Reads the configured feeds when they are due: one process at a time over one database, later and later after failures. */
export class FeedReader {
  readonly #store: Store;
  readonly #config: Config;
  readonly #log: Logger;
  readonly #stopping = new AbortController();
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> = Promise.resolve();

  constructor(store: Store, config: Config, log: Logger) {
    this.#store = store;
    this.#config = config;
    this.#log = log;
  }

  /** Reads what is due now, and goes on doing so. */
  start(): void {
    if (this.#config.feeds.length === 0) return;
    this.#running = this.readDue().finally(() => {
      if (this.#stopping.signal.aborted) return;
      this.#timer = setTimeout(() => this.start(), spread(LOOK_MILLISECONDS)).unref();
    });
  }

  /** Ends what is being read; another process may take it up at once. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    clearTimeout(this.#timer);
    await this.#running;
  }

  async readDue(): Promise<void> {
    for (const url of this.#config.feeds) {
      if (this.#stopping.signal.aborted) return;
      try {
        const row = await this.#store.feedStates.take(url);
        if (row) await this.#read(row);
      } catch (fault) {
        this.#log.warn({ reason: reason(fault) }, 'the database did not say which feeds are due; it is asked again');
      }
    }
  }

  /** Reads a feed whole, due or not, and says what was found. @throws {FeedError} when it cannot be read */
  async readNow(url: string): Promise<Reading> {
    const row = { ...newFeed(url), next_at: Date.now() + LEASE_MILLISECONDS };
    await this.#store.feedStates.put(row);
    try {
      const reading = await this.#readAndStore(url);
      await this.#store.feedStates.put(this.#afterSuccess(row, reading.known));
      return reading;
    } catch (fault) {
      await this.#store.feedStates.put(this.#afterFailure(row));
      throw fault;
    }
  }

  async #read(row: FeedRow): Promise<void> {
    const { url } = row;
    // Its query may hold a key.
    const feed = url.replace(/\?.*/, '');
    try {
      const { known, found, untitled, elsewhere } = await this.#readAndStore(url, row);
      await this.#store.feedStates.put(this.#afterSuccess(row, known));
      const counts = { articles: found.length, untitled, elsewhere };
      this.#log.info({ feed, ...counts }, 'feed read');
    } catch (fault) {
      const isStopped = this.#stopping.signal.aborted;
      await this.#store.feedStates.put(isStopped ? { ...row, next_at: 0 } : this.#afterFailure(row));
      if (!isStopped) this.#log.warn({ feed, reason: reason(fault), failures: row.failures + 1 }, 'feed not read');
    }
  }

  async #readAndStore(url: string, known?: Known): Promise<Reading> {
    const reading = await readFeed(url, this.#config, this.#stopping.signal, known);
    await this.#store.pages.put(reading.found);
    return reading;
  }

  #afterSuccess({ url }: FeedRow, { etag, modified }: Known): FeedRow {
    return { url, etag, modified, failures: 0, next_at: Date.now() + spread(this.#config.feedMinutes * MINUTE) };
  }

  #afterFailure(row: FeedRow): FeedRow {
    const failures = row.failures + 1;
    const pause = Math.min(this.#config.feedMinutes * MINUTE * 2 ** failures, LONGEST_PAUSE);
    return { ...row, failures, next_at: Date.now() + spread(pause) };
  }
}

/** A tenth more or less, so that many servers, or many feeds of one, do not ask in the same second for ever. */
function spread(milliseconds: number): number {
  return Math.round(milliseconds * (0.9 + Math.random() / 5));
}
