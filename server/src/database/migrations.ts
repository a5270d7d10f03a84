import { Migrator, type Kysely, type Migration } from 'kysely';
import { StartError } from '../start-error.js';
import type { Tables } from './tables.js';

// Not Kysely's own name, so that another application with Kysely may share a PostgreSQL database.
const TABLE = 'midad_migration';

// Names are recorded in every database: append new ones, in alphabetical order, and never rename one.
const migrations: Record<string, Migration> = {
  '0001-articles-and-comments': {
    async up(db: Kysely<unknown>) {
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
    },
  },
};

/**
 * Brings the tables to this version's form. Kysely's Migrator locks on PostgreSQL; for the embedded database the caller
 * holds the write lock.
 *
 * @throws {StartError} when a newer version has already changed the database.
 */
export async function migrate(db: Kysely<Tables>): Promise<void> {
  const unknown = (await applied(db)).find((name) => !(name in migrations));
  if (unknown !== undefined) {
    throw new StartError(
      `This database was written by a newer midad-server (it has the migration "${unknown}"): start that version or a later one.`,
    );
  }
  const migrator = new Migrator({
    db,
    provider: { getMigrations: async () => migrations },
    migrationTableName: TABLE,
    migrationLockTableName: `${TABLE}_lock`,
  });
  const { error } = await migrator.migrateToLatest();
  if (error) throw error;
}

async function applied(db: Kysely<any>): Promise<string[]> {
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true });
  if (!tables.some((table) => table.name === TABLE)) return [];
  const rows = await db.selectFrom(TABLE).select('name').execute();
  return rows.map((row) => String(row['name']));
}
