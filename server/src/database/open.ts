import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Kysely, PostgresDialect, sql, SqliteDialect } from 'kysely';
import Database from 'libsql';
import pg from 'pg';
import type { Logger } from 'pino';
import type { Config } from '../config.js';
import { keyFromFile } from '../email.js';
import { reason, StartError } from '../start-error.js';
import { Signer } from '../signing.js';
import { isBusy, patiently } from './faults.js';
import { EmbeddedFeed, PostgresFeed } from './feed.js';
import { migrate } from './migrations.js';
import { sharedSecret } from './secrets.js';
import { Store, type Opened } from './store.js';
import type { Tables } from './tables.js';
import { batchingWriter, writer } from './writer.js';

const STATEMENT_MILLISECONDS = 5000;

/**
 * Opens the database that the configuration names, and brings it to this version's form.
 *
 * @throws {StartError} when it cannot be opened or was written by a newer version.
 */
export async function openStore(config: Config, log: Logger): Promise<Store> {
  if (config.databaseUrl === undefined) {
    const embedded = await openEmbedded(config.dataDir);
    return storeOn(embedded, config, config.emailKey ?? keyFromFile(join(config.dataDir, 'email.key')));
  }
  const db = await openPostgres(config.databaseUrl, log);
  if (!config.emailKey) log.warn('MIDAD_EMAIL_KEY is not set: e-mail addresses of readers are not stored');
  const feed = new PostgresFeed(config.databaseUrl, log);
  return storeOn({ db, write: writer(db), feed }, config, config.emailKey);
}

async function storeOn(database: Opened, config: Config, email?: Buffer): Promise<Store> {
  const signer = new Signer(config.signingKey ?? (await sharedSecret(database, 'signing')));
  return new Store(database, { signer, email });
}

async function openEmbedded(folder: string): Promise<Opened> {
  const file = join(folder, 'midad.db');
  let database: Database.Database | undefined;
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    database = new Database(file);
    database.exec('pragma busy_timeout = 0');
    await patiently(() => database!.exec('pragma journal_mode = wal'));
    database.exec('pragma synchronous = full');
    // What is deleted is overwritten: yesterday's secret, the words of whoever took them back.
    database.exec('pragma secure_delete = on');
    // A comment touches a page of each index, and the next ones most of them again: 16 MB of pages stay in memory, and the
    // log grows to as much before it is written back. Measured: a tenth more comments a second.
    database.exec('pragma cache_size = -16000');
    database.exec('pragma wal_autocheckpoint = 4000');
    checkpointOnClose(database);
    beginByWriting(database);
    const db = new Kysely<Tables>({ dialect: new SqliteDialect({ database }) });
    // Taking the write lock proves that the file can be written, and makes a second process wait for the migrations.
    await patiently(() => database!.exec('begin immediate'));
    await migrate(db);
    database.exec('commit');
    return {
      db,
      write: batchingWriter(db),
      feed: new EmbeddedFeed(versionOf(database)),
      emptyLog: () => patiently(() => checkpoint(db)),
    };
  } catch (fault) {
    // Closing writes the log back, which an open transaction would refuse.
    if (database?.inTransaction) database.exec('rollback');
    database?.close();
    if (fault instanceof StartError) throw fault;
    const mend = isBusy(fault)
      ? 'another process holds it: stop that one first'
      : 'make the folder writable for this user, or name another in MIDAD_DATA';
    throw new StartError(`Cannot open the database ${file} (${reason(fault)}): ${mend}.`);
  }
}

/**
 * Transactions take the write lock as they begin, and every write is in one. A statement that finds it taken later on would, in libsql, stay open
 * until it is collected as garbage, and no transaction of this connection could be committed as long.
 */
function beginByWriting(database: Database.Database): void {
  const prepare = database.prepare.bind(database);
  const run = () => {
    database.exec('begin immediate');
    return { changes: 0, lastInsertRowid: 0 };
  };
  const begin = { reader: false, run };
  database.prepare = ((source: string) => (source === 'begin' ? begin : prepare(source))) as typeof prepare;
}

/** A number that other connections' changes change, and this one's do not. */
function versionOf(database: Database.Database): () => number {
  const statement = database.prepare('pragma data_version');
  return () => (statement.get() as { data_version: number }).data_version;
}

/** A stopped server leaves everything in midad.db itself: libsql, unlike SQLite's own shell, keeps the log beside it. */
function checkpointOnClose(database: Database.Database): void {
  const close = database.close.bind(database);
  database.close = () => {
    try {
      database.exec('pragma wal_checkpoint(truncate)');
    } catch {
      // Another process still uses the database; the last one to stop writes the log back.
    }
    return close();
  };
}

async function checkpoint(db: Kysely<Tables>): Promise<void> {
  const { rows } = await sql<{ busy: number }>`pragma wal_checkpoint(truncate)`.execute(db);
  if (rows[0]?.busy === 1) throw Object.assign(new Error('another process uses the database'), { code: 'SQLITE_BUSY' });
}

async function openPostgres(url: string, log: Logger): Promise<Kysely<Tables>> {
  // On a connection of its own: a migration, or waiting for another server's, may take longer than a request.
  const migrating = connect(url, log, 0);
  try {
    await requireUtf8(migrating);
    await migrate(migrating);
  } catch (fault) {
    if (fault instanceof StartError) throw fault;
    throw new StartError(
      `Cannot use PostgreSQL at DATABASE_URL (${reason(fault)}): check the address, the user's rights, and that it runs.`,
    );
  } finally {
    await migrating.destroy();
  }
  return connect(url, log, STATEMENT_MILLISECONDS);
}

async function requireUtf8(db: Kysely<Tables>): Promise<void> {
  const { rows } = await sql<{ server_encoding: string }>`show server_encoding`.execute(db);
  if (rows[0]?.server_encoding === 'UTF8') return;
  throw new StartError(`The database at DATABASE_URL cannot hold Arabic: create one with ENCODING 'UTF8'.`);
}

function connect(connectionString: string, log: Logger, statement_timeout: number): Kysely<Tables> {
  const pool = new pg.Pool({
    connectionString,
    connectionTimeoutMillis: 5000,
    statement_timeout,
    // PostgreSQL keeps the time of a statement; only this side notices when the network has gone silent.
    ...(statement_timeout > 0 && { query_timeout: statement_timeout + 1000 }),
    // What our upserts are written for, whatever the database has as its own default.
    options: '-c default_transaction_isolation=read\\ committed',
    types: { getTypeParser },
  });
  // A pooled connection that breaks while idle is replaced; without a listener it would end the process.
  pool.on('error', (fault) => log.warn({ reason: reason(fault) }, 'lost a connection to PostgreSQL'));
  return new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
}

// pg gives a bigint as a string; ours are counts and milliseconds, which a number holds exactly.
function getTypeParser(oid: number, format?: 'text' | 'binary'): unknown {
  return oid === pg.types.builtins.INT8 ? Number : pg.types.getTypeParser(oid, format);
}
