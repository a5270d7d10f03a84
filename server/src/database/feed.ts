import { sql, type Expression, type RawBuilder } from 'kysely';
import pg from 'pg';
import type { Logger } from 'pino';
import { reason } from '../start-error.js';

const CHANNEL = 'midad_change';

const POLL_MILLISECONDS = 1000;
const RECONNECT_MILLISECONDS = 1000;

/** Hears of an article whose comments have changed; without one, that any article's may have. */
export type Listener = (article?: string) => void;

/** Tells of changes to comments: those of this process at once, those of others as soon as the database says so. */
export abstract class Feed {
  readonly #listeners = new Set<Listener>();

  /** Calls the listener from now on. Gives what ends that. */
  on(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  emit(article?: string): void {
    for (const listener of this.#listeners) listener(article);
  }

  /** Whether it hears of other processes' changes just now. */
  abstract get hears(): boolean;

  /** Looks for other processes' changes now, where that costs next to nothing. */
  abstract look(): void;

  /**
   * What a statement that changes an article returns, so that other processes hear of it once it is committed. An article of
   * no name says that any may have changed.
   */
  abstract announcement(article: Expression<string>): RawBuilder<unknown>;

  /** Begins to hear of other processes' changes. */
  abstract start(): Promise<void>;

  abstract close(): Promise<void>;
}

/** SQLite tells nobody of changes, but counts those of others, and asking for the number costs next to nothing. */
export class EmbeddedFeed extends Feed {
  readonly #version: () => number;
  #known: number;
  #timer: NodeJS.Timeout | undefined;

  constructor(version: () => number) {
    super();
    this.#version = version;
    this.#known = version();
  }

  async start(): Promise<void> {
    this.#timer = setInterval(() => this.look(), POLL_MILLISECONDS).unref();
  }

  look(): void {
    const version = this.#version();
    if (version === this.#known) return;
    this.#known = version;
    this.emit();
  }

  get hears(): boolean {
    return this.#timer !== undefined;
  }

  announcement(): RawBuilder<unknown> {
    return sql`null`;
  }

  async close(): Promise<void> {
    clearInterval(this.#timer);
  }
}

/** LISTEN on a connection of its own, which is made again when it breaks. */
export class PostgresFeed extends Feed {
  readonly #url: string;
  readonly #log: Logger;
  #client: pg.Client | undefined;
  #timer: NodeJS.Timeout | undefined;
  #listening = false;
  #closed = false;

  constructor(url: string, log: Logger) {
    super();
    this.#url = url;
    this.#log = log;
  }

  async start(): Promise<void> {
    const client = new pg.Client({ connectionString: this.#url, keepAlive: true, connectionTimeoutMillis: 5000 });
    client.on('notification', ({ payload }) => this.emit(payload || undefined));
    client.on('error', (fault) => this.#lost(client, fault));
    client.on('end', () => this.#lost(client, new Error('ended')));
    this.#client = client;
    try {
      await client.connect();
      await client.query(`listen ${CHANNEL}`);
      this.#listening = this.#client === client;
      // Whatever happened while nobody listened.
      this.emit();
    } catch (fault) {
      this.#lost(client, fault);
    }
  }

  get hears(): boolean {
    return this.#listening;
  }

  announcement(article: Expression<string>): RawBuilder<unknown> {
    return sql`pg_notify(${sql.lit(CHANNEL)}, ${article})`;
  }

  look(): void {}

  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#timer);
    await this.#client?.end().catch(() => {});
  }

  #lost(client: pg.Client, fault: unknown): void {
    if (this.#closed || this.#client !== client) return;
    this.#client = undefined;
    this.#listening = false;
    this.#log.warn({ reason: reason(fault) }, 'live events of other servers are late: no connection to listen on');
    client.end().catch(() => {});
    this.#timer = setTimeout(() => void this.start(), RECONNECT_MILLISECONDS).unref();
  }
}
