import type { Kysely } from 'kysely';
import type { Feed } from './feed.js';
import type { Opened } from './store.js';
import type { Tables } from './tables.js';

/** Takes back a change: an article was merged into another one, or taken out of it, after its name was looked up. */
export class Moved extends Error {}

/** However many merges come between looking up a name and using it: more are a fault. */
export const MOST_TRIES = 5;

/**
 * What names articles had before they were merged into others. All of them are kept in memory, so that looking one up costs
 * nothing, until the feed says that any article may have changed; while it hears nothing, they are read each time.
 */
export class Aliases {
  readonly #db: Kysely<Tables>;
  readonly #feed: Feed;
  #known: Promise<ReadonlyMap<string, string>> | undefined;

  constructor({ db, feed }: Pick<Opened, 'db' | 'feed'>) {
    this.#db = db;
    this.#feed = feed;
    feed.on((article) => article === undefined && this.#forget());
  }

  /** The article that a name means now: most often itself. */
  async of(name: string): Promise<string> {
    return follow(await this.#all(), name);
  }

  /** The same for several, in the order asked. */
  async meant(names: readonly string[]): Promise<string[]> {
    const all = await this.#all();
    return names.map((name) => follow(all, name));
  }

  /** All names that mean the same article as this one, that article's own first. */
  async namesOf(name: string): Promise<string[]> {
    const all = await this.#all();
    const article = follow(all, name);
    return [article, ...[...all.keys()].filter((other) => follow(all, other) === article)];
  }

  /**
   * Does something to the article that a name means.
   *
   * @param act Throws {@link Moved} when the name has come to mean another one; then it is done to that one.
   */
  async with<Result>(name: string, act: (article: string) => Promise<Result>): Promise<Result> {
    for (let tries = 1; ; tries += 1) {
      try {
        return await act(await this.of(name));
      } catch (fault) {
        if (!(fault instanceof Moved) || tries === MOST_TRIES) throw fault;
        this.#forget();
      }
    }
  }

  #all(): Promise<ReadonlyMap<string, string>> {
    this.#feed.look();
    if (!this.#feed.hears) return readAliases(this.#db);
    if (!this.#known) {
      const known = readAliases(this.#db);
      this.#known = known;
      known.catch(() => this.#known === known && this.#forget());
    }
    return this.#known;
  }

  #forget(): void {
    this.#known = undefined;
  }
}

/** Every name that means another article, and which it was merged into. */
export async function readAliases(db: Kysely<Tables>): Promise<Map<string, string>> {
  const rows = await db.selectFrom('article').select(['id', 'moved_to']).where('moved_to', 'is not', null).execute();
  return new Map(rows.map(({ id, moved_to }) => [id, moved_to ?? id]));
}

/** Where a name leads in the end. */
export function follow(aliases: ReadonlyMap<string, string>, name: string): string {
  return pathOf(aliases, name).at(-1) ?? name;
}

/** A name, what it was merged into, and so on. No merge makes a circle; if there were one, it would be left where it closes. */
export function pathOf(aliases: ReadonlyMap<string, string>, name: string): string[] {
  const path = new Set<string>();
  for (let at: string | undefined = name; at !== undefined && !path.has(at); at = aliases.get(at)) path.add(at);
  return [...path];
}
