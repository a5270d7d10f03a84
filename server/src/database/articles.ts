import { sql, type Kysely } from 'kysely';
import type { Aliases } from './aliases.js';
import type { Feed } from './feed.js';
import { newId } from './id.js';
import type { Opened } from './store.js';
import type { ArticleRules } from '../comments/rules.js';
import type { ArticleRow, RulingRow, Tables } from './tables.js';
import { together } from './together.js';
import type { Write } from './writer.js';

/** What the site says about articles. They are given by their normal form (`articleId`), also by names that they had before. */
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

  /** What the site has said about an article. */
  readonly rules: (article: string) => Promise<ArticleRules> = together(async (articles) =>
    this.#findRules(await this.#aliases.meant(articles)),
  );

  /** Sets what the site says about an article, and records who did; what is left out stays. */
  async setRules(
    name: string,
    rules: Partial<Pick<ArticleRow, 'moderation' | 'closed'>>,
    actor: string,
  ): Promise<ArticleRules> {
    const article = await this.#aliases.of(name);
    await this.#write(async (db) => {
      const { moderation, closed } = await db
        .insertInto('article')
        .values({ ...newArticle(article), ...rules })
        .onConflict((conflict) => conflict.column('id').doUpdateSet({ id: article, ...rules }))
        .returning(['moderation', 'closed', this.#feed.announcement(sql.ref('article.id')).as('announced')])
        .executeTakeFirstOrThrow();
      const at = Date.now();
      await db
        .insertInto('ruling')
        .values({ id: newId(at), article, at, actor, moderation, closed })
        .execute();
    });
    this.#feed.emit(article);
    return this.rules(article);
  }

  /** Who set what about an article, oldest first. */
  async rulings(name: string): Promise<RulingRow[]> {
    const article = await this.#aliases.of(name);
    return this.#db.selectFrom('ruling').selectAll().where('article', '=', article).orderBy('id').execute();
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
}

/** The row of an article that is met for the first time. */
export function newArticle(id: string): ArticleRow {
  const numbers = { views: 0, comments: 0, version: 0, closed: 0, moved_views: 0, rebuilt: 0 };
  return { id, ...numbers, created_at: Date.now(), moderation: null, moved_to: null };
}
