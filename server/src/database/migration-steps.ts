import { sql, type CreateTableBuilder, type Kysely } from 'kysely';
import { articleId } from '../../../src/model/identity.js';

// Each step stands as it was when it was written: a database is brought up by all of them in turn.

export async function articlesAndComments(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('article')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('views', 'bigint', (column) => column.notNull().defaultTo(0))
    .execute();
  await db.schema
    .createTable('comment')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('article', 'text', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('url', 'text')
    .addColumn('text', 'text', (column) => column.notNull())
    .addColumn('email', 'text')
    .addColumn('idempotency_key', 'text', (column) => column.notNull().unique())
    .execute();
  await db.schema
    .createIndex('comment_by_article')
    .on('comment')
    .columns(['article', 'created_at desc', 'id desc'])
    .execute();
}

export async function threads(db: Kysely<any>): Promise<void> {
  await addColumns(db, 'article', { comments: 0, version: 0, created_at: 0 });
  const numbers = { shown: 1, children: 0, replies: 0, likes: 0, dislikes: 0, score: 0, by_author: 0 };
  await addColumns(db, 'comment', numbers);
  await db.schema.alterTable('comment').addColumn('edited_at', 'bigint').execute();
  for (const name of ['parent', 'root', 'html', 'sent_hash']) {
    await db.schema.alterTable('comment').addColumn(name, 'text').execute();
  }
  await db.schema
    .alterTable('comment')
    .addColumn('status', 'text', (column) => column.notNull().defaultTo('approved'))
    .execute();

  await sql`insert into article (id) select distinct article from comment where true on conflict do nothing`.execute(
    db,
  );
  await sql`update article set
    comments = (select count(*) from comment where article = article.id),
    created_at = coalesce((select min(created_at) from comment where article = article.id), ${Date.now()})`.execute(db);

  // What readers page through. Each index holds one order exactly, and is read from either end.
  await db.schema.dropIndex('comment_by_article').execute();
  await partialIndex(db, 'comment_by_time', ['article', 'created_at', 'id'], 'root is null and shown = 1');
  await partialIndex(db, 'comment_by_score', ['article', 'score', 'created_at', 'id'], 'root is null and shown = 1');
  await partialIndex(db, 'comment_by_thread', ['root', 'created_at', 'id'], 'root is not null and shown = 1');
  // What moderators page through.
  await db.schema.createIndex('comment_by_status').on('comment').columns(['status', 'created_at', 'id']).execute();

  await table(db, 'change', ['article', 'comment', 'actor', 'action', 'to_status'], ['version', 'at'])
    .addColumn('from_status', 'text')
    .addColumn('text', 'text')
    .addPrimaryKeyConstraint('change_key', ['article', 'version'])
    .execute();
  await db.schema.createIndex('change_by_comment').on('change').columns(['comment', 'at']).execute();
  await table(db, 'secret', ['name', 'value'], ['created_at'])
    .addPrimaryKeyConstraint('secret_key', ['name'])
    .execute();
}

export async function reactions(db: Kysely<any>): Promise<void> {
  await table(db, 'reaction', ['id', 'comment', 'value'], [])
    .addColumn('reader', 'text')
    .addPrimaryKeyConstraint('reaction_key', ['id'])
    .execute();
  await db.schema.createIndex('reaction_by_reader').on('reaction').columns(['comment', 'reader']).unique().execute();
}

export async function moderation(db: Kysely<any>): Promise<void> {
  await addColumns(db, 'article', { closed: 0 });
  await db.schema.alterTable('article').addColumn('moderation', 'text').execute();
  await db.schema.alterTable('comment').addColumn('person', 'text').execute();
  await partialIndex(db, 'comment_by_person', ['person', 'status'], 'person is not null');
}

export async function defences(db: Kysely<any>): Promise<void> {
  await db.schema.alterTable('comment').addColumn('duplicate_hash', 'text').execute();
  await partialIndex(db, 'comment_by_duplicate', ['duplicate_hash'], 'duplicate_hash is not null');
  await table(db, 'spent', ['id'], ['expires_at']).addPrimaryKeyConstraint('spent_key', ['id']).execute();
  await db.schema.createIndex('spent_by_time').on('spent').column('expires_at').execute();
}

export async function moves(db: Kysely<any>): Promise<void> {
  await addColumns(db, 'article', { moved_views: 0, rebuilt: 0 });
  await db.schema.alterTable('article').addColumn('moved_to', 'text').execute();
  await sql`create index article_moved on article (moved_to, id) where moved_to is not null`.execute(db);
  await db.schema.alterTable('comment').addColumn('origin', 'text').execute();
  const texts = ['id', 'actor', 'action', 'from_article', 'to_article'];
  await table(db, 'move', texts, ['at', 'comments', 'views']).addPrimaryKeyConstraint('move_key', ['id']).execute();
}

/** Articles whose URLs have become one, since http, www and the like do not matter any more. */
export async function oneIdentity(db: Kysely<any>): Promise<void> {
  // For these steps alone: PostgreSQL would page through a thread by it.
  await db.schema.createIndex('comment_by_article').on('comment').column('article').execute();
  const { rows } = await sql<{ id: string }>`select id from article`.execute(db);
  for (const { id: from } of rows) {
    const to = articleId(from);
    if (to === undefined || to === from) continue;
    await sql`insert into article (id, created_at, moderation, closed)
      select ${to}, created_at, moderation, closed from article where id = ${from} on conflict do nothing`.execute(db);
    const old = (column: string) => sql`(select ${sql.ref(column)} from article where id = ${from})`;
    // A version after both: whoever follows either reads it anew.
    const version = sql`case when version > ${old('version')} then version else ${old('version')} end + 1`;
    await sql`update article set views = views + ${old('views')}, comments = comments + ${old('comments')},
      version = ${version}, rebuilt = ${version} where id = ${to}`.execute(db);
    // Its hash has the URL of before in it, and its key is enough to know it by.
    await sql`update comment set article = ${to}, sent_hash = null where article = ${from}`.execute(db);
    await sql`delete from article where id = ${from}`.execute(db);
  }
  await db.schema.dropIndex('comment_by_article').execute();
}

export async function pages(db: Kysely<any>): Promise<void> {
  let builder = table(db, 'page', ['article', 'id', 'url', 'headline', 'authors', 'keywords'], ['published_at']);
  for (const name of ['description', 'section', 'date_published', 'image_url', 'image_alt', 'language']) {
    builder = builder.addColumn(name, 'text');
  }
  for (const name of ['image_width', 'image_height']) builder = builder.addColumn(name, 'bigint');
  for (const name of ['section_key', 'tag_keys', 'headline_words', 'words']) {
    builder = builder.addColumn(name, 'text', (column) => column.notNull());
  }
  await builder.addPrimaryKeyConstraint('page_key', ['article']).execute();
  await db.schema.createIndex('page_by_time').on('page').columns(['published_at', 'id']).execute();
  await db.schema.createIndex('page_by_section').on('page').columns(['section_key', 'published_at', 'id']).execute();
  await table(db, 'feed', ['url'], ['next_at', 'failures'])
    .addColumn('etag', 'text')
    .addColumn('modified', 'text')
    .addPrimaryKeyConstraint('feed_key', ['url'])
    .execute();
}

export async function views(db: Kysely<any>): Promise<void> {
  await table(db, 'view_shard', ['article'], ['shard', 'views'])
    .addPrimaryKeyConstraint('view_shard_key', ['article', 'shard'])
    .execute();
  await table(db, 'view_reader', ['reader'], ['until'])
    .addPrimaryKeyConstraint('view_reader_key', ['until', 'reader'])
    .execute();
}

export async function rulings(db: Kysely<any>): Promise<void> {
  await table(db, 'ruling', ['id', 'article', 'actor'], ['at', 'closed'])
    .addColumn('moderation', 'text')
    .addPrimaryKeyConstraint('ruling_key', ['id'])
    .execute();
  await db.schema.createIndex('ruling_by_article').on('ruling').columns(['article', 'id']).execute();
}

async function addColumns(db: Kysely<any>, name: string, numbers: Record<string, number>): Promise<void> {
  // SQLite takes one column a statement.
  for (const [column, value] of Object.entries(numbers)) {
    const add = db.schema.alterTable(name);
    await add.addColumn(column, 'bigint', (one) => one.notNull().defaultTo(value)).execute();
  }
}

function table(db: Kysely<any>, name: string, texts: string[], numbers: string[]): CreateTableBuilder<string, string> {
  let builder: CreateTableBuilder<string, string> = db.schema.createTable(name);
  for (const column of texts) builder = builder.addColumn(column, 'text', (one) => one.notNull());
  for (const column of numbers) builder = builder.addColumn(column, 'bigint', (one) => one.notNull());
  return builder;
}

async function partialIndex(db: Kysely<any>, name: string, columns: string[], condition: string): Promise<void> {
  await sql`create index ${sql.ref(name)} on comment (${sql.join(columns.map((one) => sql.ref(one)))})
    where ${sql.raw(condition)}`.execute(db);
}
