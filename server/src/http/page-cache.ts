import type { Feed } from '../database/feed.js';

const MOST_CHARACTERS = 32 * 1024 * 1024;
/** However it went unnoticed that a page has changed, or that its comments have closed: so long and no longer. */
const LIFE_MILLISECONDS = 10_000;

interface Page {
  readonly article: string;
  readonly body: string;
  readonly until: number;
}

/**
 * Pages as they were sent last, until anything about their article changes: here at once, before whoever changed it is
 * answered; through another process as soon as the database tells of it, which SQLite does at once and PostgreSQL within
 * milliseconds.
 */
export class PageCache {
  readonly #feed: Feed;
  readonly #pages = new Map<string, Page>();
  readonly #keys = new Map<string, Set<string>>();
  #characters = 0;
  /** Counts changes, so that no page is kept that was read before one and finished after it. */
  #changes = 0;

  constructor(feed: Feed) {
    this.#feed = feed;
    feed.on((article) => {
      this.#changes += 1;
      const keys = article === undefined ? [...this.#pages.keys()] : [...(this.#keys.get(article) ?? [])];
      for (const key of keys) this.#drop(key);
    });
  }

  /** The page of a key, made and kept when there is none. */
  async get(key: string, make: () => Promise<{ article: string; body: string }>): Promise<string> {
    this.#feed.look();
    const page = this.#pages.get(key);
    if (page && page.until > Date.now() && this.#feed.hears) return page.body;
    const changes = this.#changes;
    const { article, body } = await make();
    if (changes === this.#changes && this.#feed.hears) this.#keep(key, article, body);
    return body;
  }

  #keep(key: string, article: string, body: string): void {
    this.#drop(key);
    this.#pages.set(key, { article, body, until: Date.now() + LIFE_MILLISECONDS });
    this.#keys.set(article, (this.#keys.get(article) ?? new Set()).add(key));
    this.#characters += key.length + body.length;
    for (const oldest of this.#pages.keys()) {
      if (this.#characters <= MOST_CHARACTERS) break;
      this.#drop(oldest);
    }
  }

  #drop(key: string): void {
    const page = this.#pages.get(key);
    if (!page) return;
    this.#pages.delete(key);
    this.#characters -= key.length + page.body.length;
    const keys = this.#keys.get(page.article);
    keys?.delete(key);
    if (keys?.size === 0) this.#keys.delete(page.article);
  }
}
