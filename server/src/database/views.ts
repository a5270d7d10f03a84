import { createHmac } from 'node:crypto';
import { sql, type Kysely, type Transaction } from 'kysely';
import type { Counts } from '../../../src/model/counts.js';
import { Moved, type Aliases } from './aliases.js';
import { newArticle } from './articles.js';
import { byFirst } from './bookkeeping.js';
import type { DailySecret } from './secrets.js';
import type { Opened } from './store.js';
import type { Tables, ViewReaderRow } from './tables.js';
import { together } from './together.js';
import type { Write } from './writer.js';

// How views are stored is this file's alone. An article's number is the sum of `article.views`, what was counted elsewhere
// and taken over, and of its rows in `view_shard`, what was counted here: each server adds to one of them, so that on
// PostgreSQL hardly any waits for another's commit, and no comment on the article for a view.

export interface ArticleCounts extends Counts {
  readonly article: string;
}

/** Where a view came from: what a reader is known by for a while, and only as a hash. */
interface Reader {
  readonly address: string;
  readonly agent: string;
}

interface View {
  readonly article: string;
  /** Absent: the view counts whoever sent it. */
  readonly reader?: ViewReaderRow;
}

// Servers that happen to have the same wait for each other, and count as rightly.
const SHARDS = 8;
const HOUR = 60 * 60 * 1000;
const DAY = 24 * HOUR;
/** 132 bits: no two readers of a day have the same. */
const HASH_CHARACTERS = 22;
// A statement a row would hold the database for seconds; SQLite takes no more than 32,766 values in one.
const ROWS_AT_ONCE = 500;
const FORGOTTEN_AT_ONCE = 5000;

// Also under the names of before: what was being counted at the very moment of a merge.
const countedHere = sql<number>`coalesce((select cast(sum(view_shard.views) as bigint) from view_shard
  where view_shard.article = article.id
    or view_shard.article in (select moved.id from article as moved where moved.moved_to = article.id)), 0)`;
/** All views of a row of `article`. */
export const allViews = sql<number>`article.views + ${countedHere}`;

/**
 * Views, and the counts they are asked for with. Articles are given by their normal form (`articleId`), also by names that
 * they had before.
 */
export class Views {
  readonly #db: Kysely<Tables>;
  readonly #write: Write;
  readonly #aliases: Aliases;
  readonly #secret: DailySecret;
  readonly #shard = Math.floor(Math.random() * SHARDS);
  readonly #read = together((questions: readonly (readonly string[])[]) => this.#readAll(questions));
  readonly #count = together((views: readonly View[]) => this.#countAll(views));

  constructor({ db, write }: Opened, aliases: Aliases, secret: DailySecret) {
    this.#db = db;
    this.#write = write;
    this.#aliases = aliases;
    this.#secret = secret;
  }

  /**
   * The counts of each article, in the order asked; an article nobody has seen yet has zeros. Who asks while others are being
   * answered is answered together, for most ask for the same front page.
   */
  async counts(articles: readonly string[]): Promise<ArticleCounts[]> {
    const counts = await this.#read(await this.#aliases.meant(articles));
    return counts.map((one, index) => ({ ...one, article: articles[index] ?? one.article }));
  }

  /**
   * Counts a view, and gives the counts after it once they are committed. Views that come in while others are being stored
   * are stored together.
   *
   * @param by Who views it: once in a window of so many hours (1 to 24), of which the first of a day begins at midnight (UTC).
   * Without it each view counts.
   */
  async add(name: string, by?: { readonly reader: Reader; readonly hours: number }): Promise<ArticleCounts> {
    return this.#aliases.with(name, async (article) => {
      const reader = by && (await this.#known(article, by.reader, by.hours));
      return { ...(await this.#count({ article, ...(reader && { reader }) })), article: name };
    });
  }

  /** Sets each article's views to the greater of the stored and the given number. Gives how many were raised. */
  async raise(counts: readonly { readonly article: string; readonly views: number }[]): Promise<number> {
    const greatest = new Map<string, number>();
    const meant = await this.#aliases.meant(counts.map(({ article }) => article));
    for (const [index, { views }] of counts.entries()) {
      const article = meant[index] ?? '';
      greatest.set(article, Math.max(views, greatest.get(article) ?? 0));
    }
    const rows = [...greatest].toSorted(byFirst).map(([id, views]) => ({ ...newArticle(id), views }));
    return this.#write(async (db) => {
      let raised = 0;
      for (let start = 0; start < rows.length; start += ROWS_AT_ONCE) {
        const { numInsertedOrUpdatedRows } = await db
          .insertInto('article')
          .values(rows.slice(start, start + ROWS_AT_ONCE))
          .onConflict((conflict) =>
            conflict
              .column('id')
              .doUpdateSet((eb) => ({ views: eb(eb.ref('excluded.views'), '-', countedHere) }))
              .where((eb) => eb(allViews, '<', eb.ref('excluded.views'))),
          )
          .executeTakeFirstOrThrow();
        raised += Number(numInsertedOrUpdatedRows ?? 0);
      }
      return raised;
    });
  }

  /** Forgets who viewed what in windows that are over: a few thousand at a time, for a hot day may have had millions. */
  async forget(): Promise<void> {
    const over = this.#db.selectFrom('view_reader').where('until', '<=', Date.now()).limit(FORGOTTEN_AT_ONCE);
    for (let gone = FORGOTTEN_AT_ONCE; gone === FORGOTTEN_AT_ONCE;) {
      gone = await this.#write(async (db) => {
        const { numDeletedRows } = await db
          .deleteFrom('view_reader')
          .where((eb) =>
            eb(eb.refTuple('until', 'reader'), 'in', over.select(['until', 'reader']).$asTuple('until', 'reader')),
          )
          .executeTakeFirstOrThrow();
        return Number(numDeletedRows);
      });
    }
  }

  /** What a reader is known by until the window ends in which they view an article now. */
  async #known(article: string, { address, agent }: Reader, hours: number): Promise<ViewReaderRow> {
    const until = endOfWindow(Date.now(), hours);
    const hash = createHmac('sha256', await this.#secret.today())
      .update(JSON.stringify([article, address, agent]))
      .digest('base64url');
    return { until, reader: hash.slice(0, HASH_CHARACTERS) };
  }

  async #readAll(questions: readonly (readonly string[])[]): Promise<ArticleCounts[][]> {
    const known = await countsOf(this.#db, questions.flat());
    return questions.map((articles) => articles.map(known));
  }

  #countAll(views: readonly View[]): Promise<ArticleCounts[]> {
    return this.#write(async (db) => {
      const known = await meet(db, views);
      const more = new Map<string, number>();
      for (const { article, reader } of views) {
        // What was met just now is deleted: a reader who sent it twice at once counts once.
        if (!reader || known.delete(reader.reader)) more.set(article, (more.get(article) ?? 0) + 1);
      }
      await addViews(db, more, this.#shard);
      const articles = views.map(({ article }) => article);
      return articles.map(await countsOf(db, articles));
    });
  }
}

/** Remembers the readers of views until their windows end. Gives those who had not been met. */
async function meet(db: Transaction<Tables>, views: readonly View[]): Promise<Set<string>> {
  const readers = new Map(views.flatMap(({ reader }) => (reader ? [[reader.reader, reader]] : [])));
  if (readers.size === 0) return new Set();
  const rows = await db
    .insertInto('view_reader')
    .values([...readers].toSorted(byFirst).map(([, row]) => row))
    .onConflict((conflict) => conflict.doNothing())
    .returning('reader')
    .execute();
  return new Set(rows.map(({ reader }) => reader));
}

async function addViews(db: Transaction<Tables>, more: ReadonlyMap<string, number>, shard: number): Promise<void> {
  if (more.size === 0) return;
  const articles = [...more].toSorted(byFirst);
  await beKnown(
    db,
    articles.map(([article]) => article),
  );
  await db
    .insertInto('view_shard')
    .values(articles.map(([article, views]) => ({ article, shard, views })))
    .onConflict((conflict) =>
      conflict.columns(['article', 'shard']).doUpdateSet((eb) => ({
        views: eb('view_shard.views', '+', eb.ref('excluded.views')),
      })),
    )
    .execute();
}

/**
 * Inserts only what is not there: an insert waits for whoever changes a row, be it only to find that there is one.
 *
 * @throws {Moved} when one of them was merged into another.
 */
async function beKnown(db: Transaction<Tables>, articles: readonly string[]): Promise<void> {
  const rows = await db.selectFrom('article').select(['id', 'moved_to']).where('id', 'in', articles).execute();
  if (rows.some(({ moved_to }) => moved_to !== null)) throw new Moved();
  const known = new Set(rows.map(({ id }) => id));
  const fresh = articles.filter((article) => !known.has(article));
  if (fresh.length === 0) return;
  await db
    .insertInto('article')
    .values(fresh.map(newArticle))
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** Takes what was counted here of articles out of its rows, for a merge to put it where it belongs; by article. */
export async function takeViews(db: Transaction<Tables>, articles: readonly string[]): Promise<Map<string, number>> {
  const rows = await db
    .deleteFrom('view_shard')
    .where('article', 'in', articles)
    .returning(['article', 'views'])
    .execute();
  const taken = new Map(articles.map((article) => [article, 0]));
  for (const { article, views } of rows) taken.set(article, (taken.get(article) ?? 0) + views);
  return taken;
}

/** What gives the counts of any of these articles. */
async function countsOf(db: Kysely<Tables>, articles: readonly string[]): Promise<(article: string) => ArticleCounts> {
  const rows = await db
    .selectFrom('article')
    .select(['id', 'comments', allViews.as('views')])
    .where('id', 'in', [...new Set(articles)])
    .execute();
  const known = new Map(rows.map((row) => [row.id, row]));
  return (article) => {
    const { views = 0, comments = 0 } = known.get(article) ?? {};
    return { article, views, comments };
  };
}

/** When the window ends in which a moment lies; the last of a day ends with it, as its secret does. */
function endOfWindow(now: number, hours: number): number {
  const midnight = now - (now % DAY);
  const window = hours * HOUR;
  return Math.min(midnight + (Math.floor((now - midnight) / window) + 1) * window, midnight + DAY);
}
