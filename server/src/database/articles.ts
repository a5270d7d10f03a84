import { sql, type Kysely } from 'kysely';
import type { Counts } from '../../../src/model/counts.js';
import { Moved, type Aliases } from './aliases.js';
import type { Feed } from './feed.js';
import type { Opened } from './store.js';
import type { ArticleRules } from '../comments/rules.js';
import type { ArticleRow, Tables } from './tables.js';
import { together } from './together.js';
import type { Write } from './writer.js';

export interface ArticleCounts extends Counts {
  readonly article: string;
}

// A statement a row would hold the database for seconds; SQLite takes no more than 32,766 values in one.
const ROWS_AT_ONCE = 500;

/** Views and numbers of comments. Articles are given by their normal form (`articleId`), also by names that they had before. */
export class Articles {
  readonly #db: Kysely<Tables>;
  readonly #feed: Feed;
  readonly #write: Write;
  readonly #aliases: Aliases;

  constructor({ db, write, feed }: Opened, aliases: Aliases) {
    this.#aliases = aliases;
    this.#db = db;
    this.#feed = feed;
    this.#write = write;
  }

  /** The counts of each article, in the order asked; an article nobody has seen yet has zeros. */
  async counts(articles: readonly string[]): Promise<ArticleCounts[]> {
    const meant = await this.#aliases.meant(articles);
    const rows = await this.#db
      .selectFrom('article')
      .select(['id', 'views', 'comments'])
      .where('id', 'in', meant)
      .execute();
    const known = new Map(rows.map((row) => [row.id, row]));
    return articles.map((article, index) => {
      const { views = 0, comments = 0 } = known.get(meant[index] ?? article) ?? {};
      return { article, views, comments };
    });
  }

  /** Counts one view, and gives the counts after it. */
  async addView(article: string): Promise<ArticleCounts> {
    return this.#aliases.with(article, async (id) => {
      const counts = await this.#write((db) =>
        db
          .insertInto('article')
          .values({ ...newArticle(id), views: 1 })
          .onConflict((conflict) =>
            conflict
              .column('id')
              .doUpdateSet((eb) => ({ views: eb('article.views', '+', 1) }))
              .where('article.moved_to', 'is', null),
          )
          .returning(['views', 'comments'])
          .executeTakeFirst(),
      );
      if (!counts) throw new Moved();
      return { article, ...counts };
    });
  }

  /** What the site has said about an article. */
  readonly rules: (article: string) => Promise<ArticleRules> = together(async (articles) =>
    this.#findRules(await this.#aliases.meant(articles)),
  );

  /** Sets what the site says about an article; what is left out stays. */
  async setRules(name: string, rules: Partial<Pick<ArticleRow, 'moderation' | 'closed'>>): Promise<ArticleRules> {
    const article = await this.#aliases.of(name);
    await this.#write((db) =>
      db
        .insertInto('article')
        .values({ ...newArticle(article), ...rules })
        .onConflict((conflict) => conflict.column('id').doUpdateSet({ id: article, ...rules }))
        .returning(this.#feed.announcement(sql.ref('article.id')).as('announced'))
        .execute(),
    );
    this.#feed.emit(article);
    return this.rules(article);
  }

  async #findRules(articles: readonly string[]): Promise<ArticleRules[]> {
    const rows = await this.#db
      .selectFrom('article')
      .select(['id', 'moderation', 'closed', 'created_at'])
      .where('id', 'in', articles)
      .execute();
    const known = new Map(rows.map((row) => [row.id, row]));
    return articles.map((article) => known.get(article));
  }

  /** Sets each article's views to the greater of the stored and the given number. Gives how many were raised. */
  async raiseViews(counts: readonly { readonly article: string; readonly views: number }[]): Promise<number> {
    const greatest = new Map<string, number>();
    const meant = await this.#aliases.meant(counts.map(({ article }) => article));
    for (const [index, { views }] of counts.entries()) {
      const article = meant[index] ?? '';
      greatest.set(article, Math.max(views, greatest.get(article) ?? 0));
    }
    const rows = [...greatest].map(([id, views]) => ({ ...newArticle(id), views }));
    return this.#write(async (transaction) => {
      let raised = 0;
      for (let start = 0; start < rows.length; start += ROWS_AT_ONCE) {
        const { numInsertedOrUpdatedRows } = await transaction
          .insertInto('article')
          .values(rows.slice(start, start + ROWS_AT_ONCE))
          .onConflict((conflict) =>
            conflict
              .column('id')
              .doUpdateSet((eb) => ({ views: eb.ref('excluded.views') }))
              .whereRef('article.views', '<', 'excluded.views'),
          )
          .executeTakeFirstOrThrow();
        raised += Number(numInsertedOrUpdatedRows ?? 0);
      }
      return raised;
    });
  }
}

/** The row of an article that is met for the first time. */
export function newArticle(id: string): ArticleRow {
  const numbers = { views: 0, comments: 0, version: 0, closed: 0, moved_views: 0, rebuilt: 0 };
  return { id, ...numbers, created_at: Date.now(), moderation: null, moved_to: null };
}
