import { sql, type Kysely, type Selectable } from 'kysely';
import type { Comment } from '../../../src/model/comment.js';
import type { Counts } from '../../../src/model/counts.js';
import { sealEmail } from '../email.js';
import { newId } from './id.js';
import type { Tables } from './tables.js';

export interface ArticleCounts extends Counts {
  readonly article: string;
}

// A statement a row would hold the database for seconds; SQLite takes no more than 32,766 values in one.
const ROWS_AT_ONCE = 500;

/** A comment's place in the order newest first. */
export interface Position {
  readonly createdAt: number;
  readonly id: string;
}

/** A comment that is cleaned and checked. */
export interface NewComment {
  readonly article: string;
  readonly name: string;
  readonly email: string;
  /** Or ''. */
  readonly url: string;
  readonly text: string;
}

/** `reused`: the key already stands for a comment with other content. */
export type AddedComment =
  | { readonly outcome: 'created' | 'repeated'; readonly comment: Comment }
  | { readonly outcome: 'reused' };

/**
 * What the server remembers. Articles are given by their normal form (`articleId`). Every change is one statement, or one
 * transaction that begins with its write, so that no reader ever sees half of it.
 */
export class Store {
  readonly #db: Kysely<Tables>;
  readonly #emailKey: Buffer | undefined;

  /** Without a key e-mail addresses are not stored at all. */
  constructor(db: Kysely<Tables>, emailKey?: Buffer) {
    this.#db = db;
    this.#emailKey = emailKey;
  }

  /** The counts of each article, in the order asked; an article nobody has seen yet has zeros. */
  async counts(articles: readonly string[]): Promise<ArticleCounts[]> {
    const views = await this.#db.selectFrom('article').select(['id', 'views']).where('id', 'in', articles).execute();
    const comments = await this.#db
      .selectFrom('comment')
      .select(({ fn }) => ['article', fn.countAll<number>().as('count')])
      .where('article', 'in', articles)
      .groupBy('article')
      .execute();
    const viewsOf = new Map(views.map((row) => [row.id, row.views]));
    const commentsOf = new Map(comments.map((row) => [row.article, row.count]));
    return articles.map((article) => ({
      article,
      views: viewsOf.get(article) ?? 0,
      comments: commentsOf.get(article) ?? 0,
    }));
  }

  /** Counts one view, and gives the counts after it. */
  async addView(article: string): Promise<ArticleCounts> {
    const { views } = await this.#db
      .insertInto('article')
      .values({ id: article, views: 1 })
      .onConflict((conflict) => conflict.column('id').doUpdateSet((eb) => ({ views: eb('article.views', '+', 1) })))
      .returning('views')
      .executeTakeFirstOrThrow();
    return { article, views, comments: await this.#total(article) };
  }

  /** Sets each article's views to the greater of the stored and the given number. Gives how many were raised. */
  async raiseViews(counts: readonly { readonly article: string; readonly views: number }[]): Promise<number> {
    const greatest = new Map<string, number>();
    for (const { article, views } of counts) greatest.set(article, Math.max(views, greatest.get(article) ?? 0));
    const rows = [...greatest].map(([id, views]) => ({ id, views }));
    return this.#db.transaction().execute(async (transaction) => {
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

  /** At most `limit` comments, newest first, from after a position; `next` is where the following page begins. */
  async comments(
    article: string,
    limit: number,
    after?: Position,
  ): Promise<{ comments: Comment[]; next?: Position; total: number }> {
    let query = this.#db.selectFrom('comment').selectAll().where('article', '=', article);
    if (after) {
      query = query.where((eb) => eb(eb.refTuple('created_at', 'id'), '<', eb.tuple(after.createdAt, after.id)));
    }
    const rows = await query
      .orderBy('created_at', 'desc')
      .orderBy('id', 'desc')
      .limit(limit + 1)
      .execute();
    const page = rows.slice(0, limit);
    const last = page.at(-1);
    return {
      comments: page.map(toComment),
      ...(last && rows.length > limit && { next: { createdAt: last.created_at, id: last.id } }),
      total: await this.#total(article),
    };
  }

  /** One comment, or undefined. */
  async comment(id: string): Promise<Comment | undefined> {
    const row = await this.#db.selectFrom('comment').selectAll().where('id', '=', id).executeTakeFirst();
    return row && toComment(row);
  }

  /** Stores a comment once for its idempotency key, however often and however simultaneously it is sent. */
  async addComment(comment: NewComment, idempotencyKey: string): Promise<AddedComment> {
    const { article, name, text, email } = comment;
    const url = comment.url === '' ? null : comment.url;
    const createdAt = Date.now();
    const id = newId(createdAt);
    const created = await this.#db
      .insertInto('comment')
      .values({
        id,
        article,
        created_at: createdAt,
        name,
        url,
        text,
        email: this.#emailKey ? sealEmail(email, id, this.#emailKey) : null,
        idempotency_key: idempotencyKey,
      })
      .onConflict((conflict) => conflict.column('idempotency_key').doNothing())
      .returningAll()
      .executeTakeFirst();
    if (created) return { outcome: 'created', comment: toComment(created) };
    // The database waited for whoever holds the key, so the row is there to be read.
    const stored = await this.#db
      .selectFrom('comment')
      .selectAll()
      .where('idempotency_key', '=', idempotencyKey)
      .executeTakeFirstOrThrow();
    const same = stored.article === article && stored.name === name && stored.url === url && stored.text === text;
    return same ? { outcome: 'repeated', comment: toComment(stored) } : { outcome: 'reused' };
  }

  /** Asks the database for a sign of life. */
  async ping(): Promise<void> {
    await sql`select 1`.execute(this.#db);
  }

  async close(): Promise<void> {
    await this.#db.destroy();
  }

  // Counted, not kept: the index answers it, and a number that is not stored cannot be wrong.
  async #total(article: string): Promise<number> {
    const { count } = await this.#db
      .selectFrom('comment')
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .where('article', '=', article)
      .executeTakeFirstOrThrow();
    return count;
  }
}

function toComment(row: Selectable<Tables['comment']>): Comment {
  return {
    id: row.id,
    author: row.url === null ? { name: row.name } : { name: row.name, url: row.url },
    text: row.text,
    dateCreated: new Date(row.created_at).toISOString(),
  };
}
