import { Migrator, type Kysely, type Migration } from 'kysely';
import { StartError } from '../start-error.js';
import {
  articlesAndComments,
  defences,
  moderation,
  moves,
  oneIdentity,
  pages,
  reactions,
  rulings,
  threads,
  views,
} from './migration-steps.js';
import type { Tables } from './tables.js';

// Not Kysely's own name, so that another application with Kysely may share a PostgreSQL database.
const TABLE = 'midad_migration';

// Names are recorded in every database: append new ones, in alphabetical order, and never rename one.
const migrations: Record<string, Migration> = {
  '0001-articles-and-comments': { up: articlesAndComments },
  '0002-threads': { up: threads },
  '0003-reactions': { up: reactions },
  '0004-moderation': { up: moderation },
  '0005-defences': { up: defences },
  '0006-moves': { up: moves },
  '0007-one-identity': { up: oneIdentity },
  '0008-pages': { up: pages },
  '0009-views': { up: views },
  '0010-rulings': { up: rulings },
};

/**
 * Brings the tables to this version's form. Kysely's Migrator takes an advisory lock on PostgreSQL; for the embedded
 * database the caller holds the write lock.
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
