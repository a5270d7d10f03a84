import { startPostgres } from '../test/postgres.js';

/** Does it on an embedded database and then on a PostgreSQL, both made for it and taken away afterwards. */
export async function onDatabases(act) {
  const { makeEmbedded, makePostgres } = await import('../server/test/support/databases.ts');
  const { url, stop } = await startPostgres();
  try {
    for (const make of [makeEmbedded, () => makePostgres(url)]) {
      const database = await make();
      try {
        await act(database);
      } finally {
        await database.drop();
      }
    }
  } finally {
    stop();
  }
}
