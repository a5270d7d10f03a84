import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe } from 'node:test';
import { Kysely, PostgresDialect, SqliteDialect, type Logger } from 'kysely';
import Database from 'libsql';
import pg from 'pg';

/** A database of a test file's own. */
export interface TestDatabase {
  readonly kind: 'libsql' | 'postgres';
  /** A folder that is there and empty, for the embedded database and for whatever a test writes. */
  readonly folder: string;
  /** What a server needs in its environment to use this database. */
  readonly env: Readonly<Record<string, string>>;
  /** A connection beside the server's, to look and to interfere; the caller destroys it. */
  connect(log?: Logger): Kysely<any>;
  /** Takes it away, also from under a server. */
  drop(): Promise<void>;
}

const POSTGRES = process.env['TEST_DATABASE_URL'];
const KINDS: readonly TestDatabase['kind'][] = POSTGRES ? ['libsql', 'postgres'] : ['libsql'];

/** Declares the tests once for each kind of database that can be had; `database()` is to be called inside a test. */
export function onEachDatabase(suite: (database: () => TestDatabase, kind: TestDatabase['kind']) => void): void {
  for (const kind of KINDS) {
    describe(kind, () => {
      let made: TestDatabase;
      before(async () => (made = kind === 'libsql' ? makeEmbedded() : await makePostgres(POSTGRES ?? '')));
      after(() => made.drop());
      suite(() => made, kind);
    });
  }
}

export function makeEmbedded(): TestDatabase {
  const folder = mkdtempSync(join(tmpdir(), 'midad-test-'));
  return {
    kind: 'libsql',
    folder,
    env: { MIDAD_DATA: folder },
    connect: (log) =>
      new Kysely<any>({
        dialect: new SqliteDialect({ database: new Database(join(folder, 'midad.db')) }),
        ...(log && { log }),
      }),
    drop: async () => rmSync(folder, { recursive: true, force: true }),
  };
}

export async function makePostgres(admin: string): Promise<TestDatabase> {
  const { folder, drop } = makeEmbedded();
  const name = `midad_test_${randomBytes(8).toString('hex')}`;
  const url = new URL(admin);
  url.pathname = `/${name}`;
  await ask(admin, `create database ${name}`);
  return {
    kind: 'postgres',
    folder,
    env: { DATABASE_URL: url.href, MIDAD_EMAIL_KEY: randomBytes(32).toString('base64') },
    connect: (log) =>
      new Kysely<any>({
        dialect: new PostgresDialect({ pool: new pg.Pool({ connectionString: url.href, max: 1 }) }),
        ...(log && { log }),
      }),
    drop: async () => {
      await ask(admin, `drop database if exists ${name} with (force)`);
      await drop();
    },
  };
}

async function ask(url: string, statement: string): Promise<void> {
  const client = new pg.Client(url);
  await client.connect();
  await client.query(statement);
  await client.end();
}
