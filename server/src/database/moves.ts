import { sql, type Kysely, type RawBuilder } from 'kysely';
import { follow, MOST_TRIES, Moved, pathOf, readAliases } from './aliases.js';
import { newArticle } from './articles.js';
import type { Db } from './bookkeeping.js';
import type { Feed } from './feed.js';
import { newId } from './id.js';
import type { Opened } from './store.js';
import type { ArticleRow, MoveRow, Tables } from './tables.js';
import { allViews, takeViews } from './views.js';
import type { Write } from './writer.js';

/** So many comments a statement, so that none of a long thread's takes too long. */
const ROWS_AT_ONCE = 5000;

/** What a merge finds. */
export interface MergePlan {
  readonly from: string;
  /** Where that leads: what `to` was itself merged into, if it was. */
  readonly to: string;
  /** `merged`: it is so already. `elsewhere`: `from` was merged into another article. `circle`: `to` was merged into `from`. */
  readonly state: 'possible' | 'merged' | 'elsewhere' | 'circle';
  /** What `from` was merged into, where it was. */
  readonly into: string | undefined;
  readonly source: ArticleRow;
  readonly target: ArticleRow;
  /** All comments of `from`, whatever their status. */
  readonly comments: number;
  /** How many of them say, by the same name, what another comment of `to` says. */
  readonly doubled: number;
  /** Whether nobody has viewed or commented on `to` yet: then it takes the rules of `from`. */
  readonly isNew: boolean;
}

export interface Moving {
  readonly from: string;
  readonly to: string;
  readonly comments: number;
  readonly views: number;
}

/**
 * Merges an article that has moved into what it is now, and takes them apart again. Both are one transaction that takes the
 * articles in the order of all others; what is looked up by the old name from then on is the new one.
 */
export class Moves {
  readonly #db: Kysely<Tables>;
  readonly #feed: Feed;
  readonly #write: Write;

  constructor({ db, write, feed }: Opened) {
    this.#db = db;
    this.#feed = feed;
    this.#write = write;
  }

  /** What merging would find, changing nothing. */
  async plan(from: string, name: string): Promise<MergePlan> {
    const aliases = await readAliases(this.#db);
    const to = follow(aliases, name);
    const into = aliases.get(from);
    const rows = await this.#db
      .selectFrom('article')
      .selectAll()
      .select(allViews.as('all'))
      .where('id', 'in', [from, to])
      .execute();
    const known = rows.map(({ all, ...row }): ArticleRow => ({ ...row, views: all }));
    const source = known.find(({ id }) => id === from);
    const target = known.find(({ id }) => id === to);
    const { comments } = await this.#db
      .selectFrom('comment')
      .select((eb) => eb.fn.countAll<number>().as('comments'))
      .where('article', '=', from)
      .executeTakeFirstOrThrow();
    const { doubled } = await this.#db
      .selectFrom('comment as one')
      .select((eb) => eb.fn.count<number>('one.id').distinct().as('doubled'))
      .innerJoin('comment as other', (join) =>
        join.onRef('other.name', '=', 'one.name').onRef('other.text', '=', 'one.text').on('other.article', '=', to),
      )
      .where('one.article', '=', from)
      .executeTakeFirstOrThrow();
    return {
      from,
      to,
      into,
      state:
        to === from
          ? 'circle'
          : into === undefined
            ? 'possible'
            : follow(aliases, from) === to
              ? 'merged'
              : 'elsewhere',
      source: source ?? newArticle(from),
      target: target ?? newArticle(to),
      comments,
      doubled,
      isNew: target === undefined,
    };
  }

  /** Merges an article into another one. Undefined when the plan says that it cannot be, or is already. */
  async merge(from: string, name: string, actor: string): Promise<Moving | undefined> {
    return this.#patiently(async () => {
      const { to, state, isNew } = await this.plan(from, name);
      if (state !== 'possible') return undefined;
      return this.#write(async (db) => {
        const [source, target] = await take(db, [from, to]);
        if (!source || !target || source.moved_to !== null || target.moved_to !== null) throw new Moved();
        const comments = await move(db, { from, to }, sql`coalesce(origin, ${from})`);
        const counted = await takeViews(db, [from, to]);
        const views = source.views + (counted.get(from) ?? 0);
        const version = Math.max(source.version, target.version) + 1;
        const rules = isNew && { moderation: source.moderation, closed: source.closed, created_at: source.created_at };
        await this.#set(db, to, {
          ...rules,
          views: target.views + (counted.get(to) ?? 0) + views,
          comments: target.comments + source.comments,
          version,
          rebuilt: version,
        });
        await this.#set(db, from, {
          views: 0,
          comments: 0,
          version,
          rebuilt: version,
          moved_to: to,
          moved_views: views,
        });
        return this.#record(db, actor, 'merge', { from, to, comments, views });
      });
    });
  }

  /**
   * Takes an article out of the one it was merged into: the threads that began there go back with all that was answered in
   * them, and so do the views that came along. Undefined when it was not merged.
   */
  async unmerge(from: string, actor: string): Promise<Moving | undefined> {
    return this.#patiently(async () => {
      const path = pathOf(await readAliases(this.#db), from);
      const to = path.at(-1);
      if (to === undefined || path.length === 1) return undefined;
      return this.#write(async (db) => {
        const rows = await take(db, path);
        const [source, target] = [rows[0], rows.at(-1)];
        if (!source || !target || rows.some(({ moved_to }, index) => moved_to !== (path[index + 1] ?? null)))
          throw new Moved();
        // What was merged into it before is a part of it.
        const aliases = await readAliases(db);
        const names = [
          from,
          ...[...aliases.keys()].filter((name) => name !== from && pathOf(aliases, name).includes(from)),
        ];
        const { approved } = await db
          .selectFrom('comment')
          .select((eb) => eb.fn.countAll<number>().as('approved'))
          .where('article', '=', to)
          .where('origin', 'in', names)
          .where('status', '=', 'approved')
          .executeTakeFirstOrThrow();
        const comments = await move(db, { from: to, to: from, names }, sql`nullif(origin, ${from})`);
        const counted = await takeViews(db, [from, to]);
        const views = source.moved_views;
        const version = Math.max(source.version, target.version) + 1;
        await this.#set(db, to, {
          views: target.views + (counted.get(to) ?? 0) - views,
          comments: target.comments - approved,
          version,
          rebuilt: version,
        });
        for (const between of rows.slice(1, -1)) {
          await this.#set(db, between.id, { moved_views: between.moved_views - views });
        }
        await this.#set(db, from, {
          views: views + (counted.get(from) ?? 0),
          comments: approved,
          version,
          rebuilt: version,
          moved_to: null,
          moved_views: 0,
        });
        return this.#record(db, actor, 'unmerge', { from, to, comments, views });
      });
    });
  }

  /** Who merged what and took what apart, oldest first. */
  record(): Promise<MoveRow[]> {
    return this.#db.selectFrom('move').selectAll().orderBy('at').orderBy('id').execute();
  }

  async #patiently(act: () => Promise<Moving | undefined>): Promise<Moving | undefined> {
    for (let tries = 1; ; tries += 1) {
      try {
        const moving = await act();
        if (moving) this.#feed.emit();
        return moving;
      } catch (fault) {
        if (!(fault instanceof Moved) || tries === MOST_TRIES) throw fault;
      }
    }
  }

  async #set(db: Db, id: string, values: Partial<ArticleRow>): Promise<void> {
    await db.updateTable('article').set(values).where('id', '=', id).execute();
  }

  async #record(db: Db, actor: string, action: MoveRow['action'], moving: Moving): Promise<Moving> {
    const { from: from_article, to: to_article, comments, views } = moving;
    const at = Date.now();
    await db
      .insertInto('move')
      .values({ id: newId(at), at, actor, action, from_article, to_article, comments, views })
      // Whatever anybody knows of any article may have been asked for by another name.
      .returning(this.#feed.announcement(sql`''`).as('announced'))
      .execute();
    return moving;
  }
}

/** Locks articles for the rest of the transaction, in the order of all servers, and gives them as they were asked for. */
async function take(db: Db, ids: readonly string[]): Promise<ArticleRow[]> {
  const rows = await db
    .insertInto('article')
    .values(ids.toSorted().map(newArticle))
    .onConflict((conflict) => conflict.column('id').doUpdateSet((eb) => ({ id: eb.ref('excluded.id') })))
    .returningAll()
    .execute();
  return ids.flatMap((id) => rows.find((row) => row.id === id) ?? []);
}

/** Moves the comments of an article to another one: all, or those that began at some articles. Gives how many. */
async function move(
  db: Db,
  { from, to, names }: { from: string; to: string; names?: readonly string[] },
  origin: RawBuilder<string | null>,
): Promise<number> {
  for (let moved = 0; ;) {
    let some = db.selectFrom('comment').select('id').where('article', '=', from);
    if (names) some = some.where('origin', 'in', names);
    const { numUpdatedRows } = await db
      .updateTable('comment')
      .set({ article: to, origin })
      .where('id', 'in', some.limit(ROWS_AT_ONCE))
      .executeTakeFirstOrThrow();
    moved += Number(numUpdatedRows);
    if (Number(numUpdatedRows) < ROWS_AT_ONCE) return moved;
  }
}
