import { sql, type Kysely, type SelectQueryBuilder } from 'kysely';
import type { ArticleRules } from '../comments/rules.js';
import type { Aliases } from './aliases.js';
import type { CommentRow, Tables } from './tables.js';

export const SORTS = ['newest', 'oldest', 'best'] as const;

export type Sort = (typeof SORTS)[number];

/** A comment's place in every order. */
export interface Position {
  readonly createdAt: number;
  readonly id: string;
  readonly score: number;
}

/** From where on to read, and which way; the comment at the position itself is read only when `including`. */
export interface From {
  readonly position: Position;
  readonly way: 'after' | 'before';
  readonly including?: boolean;
}

/** What readers are given of a comment. */
export type ShownRow = Pick<CommentRow, (typeof SHOWN)[number]>;

export interface Replies {
  readonly rows: readonly ShownRow[];
  /** Where the following replies begin. */
  readonly next?: Position;
}

export interface Thread {
  readonly row: ShownRow;
  readonly replies: Replies;
}

export interface ThreadPage {
  /** The article that was meant: what was asked for may have been merged into it. */
  readonly article: string;
  readonly threads: readonly Thread[];
  readonly previous?: Position;
  readonly next?: Position;
  /** How many comments of the article are approved, replies among them. */
  readonly total: number;
  readonly rules: ArticleRules;
  /** The article's version, as it was before the page was read. */
  readonly version: number;
}

/** What a change to an article's comments has left of the comment. */
export interface PublishedChange {
  readonly version: number;
  readonly row: ShownRow;
}

const SHOWN = [
  'id',
  'parent',
  'root',
  'created_at',
  'edited_at',
  'status',
  'replies',
  'likes',
  'dislikes',
  'score',
  'by_author',
  'name',
  'url',
  'text',
  'html',
] as const satisfies readonly (keyof CommentRow)[];

/** Before every reply. */
const FIRST: Position = { createdAt: 0, id: '', score: 0 };

/** Further up than this a branch is not followed: only a machine answers itself so often. */
const MOST_ANCESTORS = 200;

/**
 * Reads what everybody may read. Pages are found by position in an index and never by number, so each costs the same
 * however long the thread is, and comments added later move nothing.
 */
export class Threads {
  readonly #db: Kysely<Tables>;

  readonly #aliases: Aliases;

  constructor(db: Kysely<Tables>, aliases: Aliases) {
    this.#aliases = aliases;
    this.#db = db;
  }

  /** At most `limit` threads in an order, each with its first `fold` replies, oldest first. */
  async page(name: string, sort: Sort, limit: number, fold: number, from?: From): Promise<ThreadPage> {
    const article = await this.#aliases.of(name);
    // First the version: what changes meanwhile may then be told of twice, and is never left out.
    const about = await this.#about(article);
    const { rows, previous, next } = await this.#tops(article, sort, limit, from);
    const folded = await this.#firstReplies(rows, fold);
    const threads = rows.map((row) => ({ row, replies: folded.get(row.id) ?? { rows: [] } }));
    const version = about?.version ?? 0;
    return {
      article,
      threads,
      total: about?.comments ?? 0,
      rules: about,
      version,
      ...(previous && { previous }),
      ...(next && { next }),
    };
  }

  /** At most `limit` replies of the thread under a top comment, oldest first: every one comes after the one it answers. */
  async replies(root: string, limit: number, after?: Position): Promise<Replies> {
    let query = this.#shown()
      .where('root', '=', root)
      .where('root', 'is not', null)
      .orderBy('created_at')
      .orderBy('id')
      .limit(limit + 1);
    if (after) {
      query = query.where((eb) => eb(eb.refTuple('created_at', 'id'), '>', eb.tuple(after.createdAt, after.id)));
    }
    return cut(await query.execute(), limit);
  }

  /**
   * The page that begins with the thread a comment of the article stands in. Of that thread it has the branch that leads to
   * the comment; `replies.next` reads it from its first reply on. Undefined when readers do not see the comment there.
   */
  async around(name: string, id: string, sort: Sort, limit: number, fold: number): Promise<ThreadPage | undefined> {
    const article = await this.#aliases.of(name);
    const row = await this.#shown().where('id', '=', id).where('article', '=', article).executeTakeFirst();
    const top = row?.root ? await this.shown(row.root) : row;
    if (!row || !top) return undefined;
    const position = positionOf(top);
    const page = await this.page(article, sort, limit, fold, { position, way: 'after', including: true });
    const { rows } = await this.#tops(article, sort, 1, { position, way: 'before' });
    const threads = [...page.threads];
    if (row.root) threads[0] = { row: top, replies: { rows: await this.#branch(id), next: FIRST } };
    return { ...page, threads, ...(rows.length > 0 && { previous: position }) };
  }

  /** How often an article's comments have changed, and whether it is one of its own still. */
  async state(article: string): Promise<{ readonly version: number; readonly isMerged: boolean }> {
    const about = await this.#about(article);
    return { version: about?.version ?? 0, isMerged: typeof about?.moved_to === 'string' };
  }

  /**
   * What readers see changed since a version, in the order it did. The version alone when comments have come from another
   * article since then, or gone back there: that cannot be told one by one.
   */
  async changesSince(article: string, version: number): Promise<PublishedChange[] | { readonly rebuilt: number }> {
    const about = await this.#about(article);
    if (about && about.rebuilt > version) return { rebuilt: about.version };
    const rows = await this.#db
      .selectFrom('change')
      .innerJoin('comment', 'comment.id', 'change.comment')
      .select([...SHOWN.map((column) => `comment.${column}` as const), 'change.version as version'])
      .where('change.article', '=', article)
      .where('change.version', '>', version)
      .where((eb) => eb.or([eb('change.from_status', '=', 'approved'), eb('change.to_status', '=', 'approved')]))
      .orderBy('change.version')
      .execute();
    return rows.map((row) => ({ version: row.version, row }));
  }

  /** One comment that readers see. */
  shown(id: string): Promise<ShownRow | undefined> {
    return this.#shown().where('id', '=', id).executeTakeFirst();
  }

  // `shown = 1` stands in the statement itself: a database uses an index on part of a table only for what it can read there.
  #shown(): SelectQueryBuilder<Tables, 'comment', ShownRow> {
    return this.#db.selectFrom('comment').select(SHOWN).where('shown', '=', sql.lit(1));
  }

  async #tops(article: string, sort: Sort, limit: number, from?: From) {
    const backwards = from?.way === 'before';
    const descending = (sort !== 'oldest') !== backwards;
    const columns = sort === 'best' ? (['score', 'created_at', 'id'] as const) : (['created_at', 'id'] as const);
    let query = this.#shown().where('article', '=', article).where('root', 'is', null);
    if (from) {
      const { score, createdAt, id } = from.position;
      const place = sql.join(sort === 'best' ? [score, createdAt, id] : [createdAt, id]);
      const comparison = sql.raw(`${descending ? '<' : '>'}${from.including ? '=' : ''}`);
      query = query.where(
        sql<boolean>`(${sql.join(columns.map((column) => sql.ref(column)))}) ${comparison} (${place})`,
      );
    }
    for (const column of columns) query = query.orderBy(column, descending ? 'desc' : 'asc');
    const { rows, next } = cut(await query.limit(limit + 1).execute(), limit);
    if (!backwards) return { rows, previous: undefined, next };
    const last = rows[0];
    return { rows: rows.toReversed(), previous: next, next: last && positionOf(last) };
  }

  /** The first replies of several threads in one statement, a few rows of the index for each. */
  async #firstReplies(tops: readonly ShownRow[], fold: number): Promise<Map<string, Replies>> {
    const answered = tops.filter(({ replies }) => replies > 0);
    const found = new Map<string, Replies>();
    if (fold === 0) {
      for (const { id } of answered) found.set(id, { rows: [], next: FIRST });
      return found;
    }
    const [first, ...others] = answered.map(({ id }) => {
      const query = this.#shown().where('root', '=', id).where('root', 'is not', null);
      return this.#db
        .selectFrom(
          query
            .orderBy('created_at')
            .orderBy('id')
            .limit(fold + 1)
            .as('reply'),
        )
        .selectAll();
    });
    if (!first) return found;
    let all = first;
    for (const other of others) all = all.unionAll(other);
    const groups = new Map<string, ShownRow[]>();
    for (const row of await all.execute()) {
      const root = row.root ?? '';
      const group = groups.get(root);
      if (group) group.push(row);
      else groups.set(root, [row]);
    }
    // A database may give the parts of one statement in any order.
    for (const [root, rows] of groups) found.set(root, cut(rows.toSorted(inTime), fold));
    return found;
  }

  /** A reply and those above it up to the top, which is not among them; oldest first. */
  async #branch(id: string): Promise<ShownRow[]> {
    const rows = await this.#db
      .withRecursive('up', (db) =>
        db
          .selectFrom('comment')
          .select(['id', 'parent', sql<number>`1`.as('height')])
          .where('id', '=', id)
          .unionAll((qb) =>
            qb
              .selectFrom('comment')
              .innerJoin('up', 'up.parent', 'comment.id')
              .select(['comment.id', 'comment.parent', sql<number>`height + 1`.as('height')])
              .where('comment.root', 'is not', null)
              .where('height', '<', MOST_ANCESTORS),
          ),
      )
      .selectFrom('up')
      .innerJoin('comment', 'comment.id', 'up.id')
      .select(SHOWN.map((column) => `comment.${column}` as const))
      .orderBy('height', 'desc')
      .execute();
    return rows;
  }

  #about(article: string) {
    return this.#db
      .selectFrom('article')
      .select(['comments', 'version', 'moderation', 'closed', 'created_at', 'moved_to', 'rebuilt'])
      .where('id', '=', article)
      .executeTakeFirst();
  }
}

/** Oldest first, as the index has them. */
function inTime(a: ShownRow, b: ShownRow): number {
  return a.created_at - b.created_at || (a.id < b.id ? -1 : 1);
}

export function positionOf(row: Pick<CommentRow, 'id' | 'created_at' | 'score'>): Position {
  return { createdAt: row.created_at, id: row.id, score: row.score };
}

/** What was asked for, out of rows of which one more was read to see whether there are more. */
function cut(rows: ShownRow[], limit: number): { rows: ShownRow[]; next?: Position } {
  const kept = rows.slice(0, limit);
  const last = kept.at(-1);
  return { rows: kept, ...(last && rows.length > limit && { next: positionOf(last) }) };
}
