import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import {
  sql,
  type ExpressionBuilder,
  type Kysely,
  type OnConflictDatabase,
  type OnConflictTables,
  type RawBuilder,
  type SqlBool,
} from 'kysely';
import type { FoundArticle } from '../feeds/found.js';
import { byFirst } from './bookkeeping.js';
import type { Opened } from './store.js';
import type { PageRow, Tables } from './tables.js';
import type { Position } from './threads.js';
import { allViews } from './views.js';
import { keyOf, searchText, stemOf, wordsOf } from './words.js';
import type { Write } from './writer.js';

export const LISTS = ['latest', 'views', 'comments'] as const;

/** Which articles are asked for, and in what order. */
export interface Question {
  /** Default: the latest first, or what fits best where something is looked for. */
  readonly sort?: (typeof LISTS)[number] | undefined;
  /** Only those of so many days. */
  readonly days?: number | undefined;
  readonly section?: string | undefined;
  readonly tag?: string | undefined;
  /** Only those that have to do with this article. */
  readonly related?: string | undefined;
  /** Only those that have all these words. */
  readonly search?: string | undefined;
}

export type CountedPage = PageRow & { readonly views: number; readonly comments: number };

export interface PageList {
  readonly pages: readonly CountedPage[];
  /** Where the next page begins: after this position. */
  readonly next: Position | undefined;
}

/** Rows a statement; a transaction holds the embedded database. */
const ROWS_AT_ONCE = 100;
const DAY = 24 * 60 * 60 * 1000;
/** What is related is looked for among so many of the latest. */
const CANDIDATES = 2000;
/** How much a shared tag, section or word of the headline weighs. */
const WEIGHTS = { tag: 3, section: 2, word: 1 };
const MOST_WORDS = 8;
/** What readers did with a page's article: views and comments are read here, and nowhere else for lists. */
const COUNTS = {
  views: sql<number>`coalesce(${allViews}, 0)`,
  comments: sql<number>`coalesce(article.comments, 0)`,
};

/** The site's articles as its feeds tell of them. */
export class Pages {
  readonly #db: Kysely<Tables>;
  readonly #write: Write;

  constructor({ db, write }: Opened) {
    this.#db = db;
    this.#write = write;
  }

  /**
   * Stores articles that were found, in the order of their feed: what is known already is brought up to date, and keeps what
   * this feed leaves out. Without a date they are as old as their finding, the first the youngest.
   */
  async put(found: readonly FoundArticle[], now = Date.now()): Promise<void> {
    const first = new Map<string, { readonly one: FoundArticle; readonly at: number }>();
    for (const [index, one] of found.entries()) {
      if (!first.has(one.article)) first.set(one.article, { one, at: now - index });
    }
    // In one order, so that two servers never wait for each other.
    const ordered = [...first].toSorted(byFirst).map(([, each]) => each);
    for (let start = 0; start < ordered.length; start += ROWS_AT_ONCE) {
      const some = ordered.slice(start, start + ROWS_AT_ONCE);
      const ids = some.map(({ one }) => one.article);
      await this.#write(async (db) => {
        const rows = await db.selectFrom('page').selectAll().where('article', 'in', ids).execute();
        const known = new Map(rows.map((row) => [row.article, row]));
        const changed = some.flatMap(({ one, at }) => {
          const row = known.get(one.article);
          const before = row && foundOf(row);
          const whole = before ? merged(before, one) : one;
          // Most of a feed was there the last time, and folding it all costs more than all the rest.
          return isDeepStrictEqual(whole, before) ? [] : pageRow(whole, row?.published_at ?? at);
        });
        if (changed.length === 0) return;
        await db
          .insertInto('page')
          .values(changed)
          .onConflict((conflict) => conflict.column('article').doUpdateSet((eb) => replaced(eb, changed[0]!)))
          .execute();
      });
    }
  }

  async find(article: string): Promise<CountedPage | undefined> {
    const [page] = await this.#counted(sql`page.article = ${article}`);
    return page;
  }

  /**
   * A page of a list. Its cursor is a place in the order and no number, so articles that come in move nothing; what climbs
   * by its views meanwhile may be passed over or come twice.
   */
  async list(question: Question, limit: number, after?: Position): Promise<PageList> {
    const { score, source, conditions } = await this.#read(question);
    if (after) conditions.push(isAfter(after, score !== undefined));
    const { rows } = await sql<Pick<PageRow, 'article' | 'id' | 'published_at'> & { readonly score: number }>`
      select article, id, published_at, score from (${source}) as listed where ${every(conditions)}
      order by ${score ? sql`score desc, ` : sql``}published_at desc, id desc limit ${limit + 1}`.execute(this.#db);
    const shown = rows.slice(0, limit);
    const last = rows.length > limit ? shown.at(-1) : undefined;
    const articles = shown.map(({ article }) => article);
    const pages = shown.length === 0 ? [] : await this.#counted(sql`page.article in (${sql.join(articles)})`);
    const known = new Map(pages.map((page) => [page.article, page]));
    return {
      pages: articles.flatMap((article) => known.get(article) ?? []),
      next: last && { createdAt: last.published_at, id: last.id, score: last.score },
    };
  }

  /** A question as SQL: where from, by what score (none is by time alone), and what is asked of both. */
  async #read({ sort, days, section, tag, related, search }: Question) {
    const where: RawBuilder<SqlBool>[] = [];
    const conditions: RawBuilder<SqlBool>[] = [];
    if (days !== undefined) where.push(sql`published_at >= ${Date.now() - days * DAY}`);
    if (section !== undefined) where.push(hasKey(section, (key) => sql`section_key = ${key}`));
    if (tag !== undefined) where.push(hasKey(tag, (key) => sql`tag_keys like ${`% ${key} %`}`));

    let score: RawBuilder<number> | undefined;
    if (search !== undefined) {
      const words = [...new Set(wordsOf(search))];
      where.push(...words.map((word) => sql<SqlBool>`words like ${`% ${word}%`}`));
      if (words.length === 0) where.push(sql`false`);
      score = sum(words.map((word) => [1, sql`headline_words like ${`% ${word}%`}`]));
    }
    let from = sql`page`;
    if (related !== undefined) {
      const likeness = await this.#likenessTo(related);
      where.push(sql`article <> ${related}`);
      conditions.push(sql`likeness >= ${WEIGHTS.section}`);
      from = sql`(select * from page where ${every(where.splice(0))}
        order by published_at desc, id desc limit ${CANDIDATES})`;
      score = sum(likeness);
    }
    const likeness = related === undefined ? sql`` : sql`, ${score} as likeness`;
    if (sort !== undefined) score = sort === 'latest' ? undefined : COUNTS[sort];
    const source = sql`select page.article, page.id, page.published_at, ${score ?? sql`0`} as score${likeness}
      from ${from} as page left join article on article.id = page.article where ${every(where)}`;
    return { score, source, conditions };
  }

  /** What makes a page one that has to do with this article, and how much that weighs. */
  async #likenessTo(article: string): Promise<Weighed[]> {
    const page = await this.find(article);
    if (!page) return [];
    const stems = wordsOf(page.headline).map(stemOf);
    const words = [...new Set(stems)].filter((word) => word.length > 3).slice(0, MOST_WORDS);
    const tags = page.tag_keys.trim().split(' ').filter(Boolean);
    return [
      ...tags.map((key): Weighed => [WEIGHTS.tag, sql`tag_keys like ${`% ${key} %`}`]),
      ...words.map((word): Weighed => [WEIGHTS.word, sql`headline_words like ${`% ${word} %`}`]),
      ...(page.section_key === '' ? [] : [[WEIGHTS.section, sql`section_key = ${page.section_key}`] as Weighed]),
    ];
  }

  async #counted(where: RawBuilder<unknown>): Promise<CountedPage[]> {
    const { rows } = await sql<CountedPage>`
      select page.*, ${COUNTS.views} as views, ${COUNTS.comments} as comments
      from page left join article on article.id = page.article where ${where}`.execute(this.#db);
    return rows;
  }
}

type Weighed = readonly [points: number, condition: RawBuilder<unknown>];

function sum(weighed: readonly Weighed[]): RawBuilder<number> {
  const cases = weighed.map(([points, condition]) => sql`case when ${condition} then ${sql.lit(points)} else 0 end`);
  return sql`(${sql.join([sql`0`, ...cases], sql` + `)})`;
}

function every(conditions: readonly RawBuilder<unknown>[]): RawBuilder<SqlBool> {
  return sql`${sql.join([sql`true`, ...conditions], sql` and `)}`;
}

/** A name of punctuation alone is nobody's, not that of those without one. */
function hasKey(name: string, condition: (key: string) => RawBuilder<SqlBool>): RawBuilder<SqlBool> {
  const key = keyOf(name);
  return key === '' ? sql`false` : condition(key);
}

function isAfter({ score, createdAt, id }: Position, isScored: boolean): RawBuilder<SqlBool> {
  const later = sql<SqlBool>`(published_at, id) < (${createdAt}, ${id})`;
  return isScored ? sql`(score < ${score} or (score = ${score} and ${later}))` : later;
}

function replaced(eb: ExpressionBuilder<OnConflictDatabase<Tables, 'page'>, OnConflictTables<'page'>>, row: PageRow) {
  return Object.fromEntries(Object.keys(row).map((column) => [column, eb.ref(`excluded.${column as keyof PageRow}`)]));
}

/** An article that was found again, with what was known of it before and this feed does not say. */
function merged(before: FoundArticle, found: FoundArticle): FoundArticle {
  // One feed tells a picture's size, another only which it is.
  const image = found.image && { ...(before.image?.url === found.image.url && before.image), ...found.image };
  return {
    ...before,
    ...found,
    ...(image && { image }),
    authors: found.authors.length > 0 ? found.authors : before.authors,
    keywords: found.keywords.length > 0 ? found.keywords : before.keywords,
  };
}

/** @param undatedAt When it was found first, which is its time if it has none. */
function pageRow(found: FoundArticle, undatedAt: number): PageRow {
  const { article, url, headline, description, section, authors, datePublished, image, keywords, language } = found;
  return {
    article,
    id: createHash('sha256').update(article).digest('hex').slice(0, 32),
    url,
    headline,
    description: description ?? null,
    section: section ?? null,
    authors: JSON.stringify(authors),
    published_at: datePublished === undefined ? undatedAt : Date.parse(datePublished),
    date_published: datePublished ?? null,
    image_url: image?.url ?? null,
    image_width: image?.width ?? null,
    image_height: image?.height ?? null,
    image_alt: image?.alt ?? null,
    keywords: JSON.stringify(keywords),
    language: language ?? null,
    section_key: keyOf(section ?? ''),
    tag_keys: ` ${keywords.map(keyOf).filter(Boolean).join(' ')} `,
    headline_words: searchText(headline),
    words: searchText(headline, description ?? '', ...keywords),
  };
}

/** An article as it is stored, in the form that it was found in. */
export function foundOf(row: PageRow): FoundArticle {
  const size = row.image_width !== null && row.image_height !== null;
  return {
    article: row.article,
    url: row.url,
    headline: row.headline,
    ...(row.description !== null && { description: row.description }),
    ...(row.section !== null && { section: row.section }),
    authors: JSON.parse(row.authors) as FoundArticle['authors'],
    ...(row.date_published !== null && { datePublished: row.date_published }),
    ...(row.image_url !== null && {
      image: {
        url: row.image_url,
        ...(size && { width: row.image_width!, height: row.image_height! }),
        ...(row.image_alt !== null && { alt: row.image_alt }),
      },
    }),
    keywords: JSON.parse(row.keywords) as string[],
    ...(row.language !== null && { language: row.language }),
  };
}
