/**
 * What counts cost, each against the least that could do the same on this machine, in turn and in one run: medians of
 * several rounds. It builds what it measures. Every view is of another reader, known by a hash, as it is where nothing is set.
 *
 *   npm run bench:counts           seven rounds of each, about three minutes
 *   npm run bench:counts -- 1      so many rounds
 *
 * - reading the counts of 100 articles, against a bare Hono route that returns the same bytes;
 * - recording a view, against a bare Hono route that reads the same JSON and answers with the same bytes;
 * - views that are stored together, against a transaction for each;
 * - 8 servers' views of one article on PostgreSQL, against 8 clients that add one to one row, and remember nobody.
 */
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { CompiledQuery } from 'kysely';
import { build } from 'vite';
import { onDatabases } from './databases.js';
import { count, inTurn, rate, run, tell } from './measure.js';

const rounds = process.argv[2] === undefined ? undefined : Number(process.argv[2]);
const ARTICLES = Array.from({ length: 100 }, (_, n) => `https://www.example.org/2026/11/24/article-${n}`);
const READERS = 64;
/** Connections to PostgreSQL, as a server has. */
const CONNECTIONS = 10;
const SERVERS = 8;
const BROWSER = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';
const root = new URL('..', import.meta.url);

const BARE = `
import { getRequestListener } from '@hono/node-server';
import { Hono } from 'hono';
import { createServer } from 'node:http';
const { counts, view } = await new Promise((resolve) => process.once('message', resolve));
const type = { 'Content-Type': 'application/json' };
const app = new Hono();
app.get('/v1/counts', (c) => c.body(counts, 200, type));
app.post('/v1/views', async (c) => c.body((await c.req.json()) && view, 200, type));
app.get('/healthz', (c) => c.json({}));
createServer(getRequestListener(app.fetch)).listen(Number(process.env.PORT), '127.0.0.1');
`;

await build({ configFile: fileURLToPath(new URL('server/vite.config.ts', root)) });
const { readConfig } = await import('../server/src/config.ts');
const { openStore } = await import('../server/src/database/open.ts');
const { createLog } = await import('../server/src/log.ts');

await onDatabases(async (database) => {
  await compareRoutes(database);
  await compareCommits(database);
  if (database.kind === 'postgres') await compareRows(database);
});

async function compareRoutes({ kind, env }) {
  const server = await run(['dist/main.js'], { ...process.env, ...env, MIDAD_TRUST_PROXY: '1' });
  const path = `/v1/counts?${new URLSearchParams(ARTICLES.map((article) => ['article', article]))}`;
  for (const [index, article] of ARTICLES.entries()) await view(server, article, addressOf(index));
  const counts = await (await fetch(server.url + path)).text();
  const bare = await run(['--input-type=module', '-e', BARE], process.env, {
    counts,
    view: await view(server, ARTICLES[0], addressOf(0)),
  });
  let readers = ARTICLES.length;
  const reading = ({ port }) => rate(READERS, port, () => `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n`, 200);
  const viewing = ({ port }) =>
    rate(READERS, port, () => viewingOf(ARTICLES[readers % ARTICLES.length], addressOf((readers += 1))), 200);
  try {
    const read = await inTurn([() => reading(bare), () => reading(server)], rounds);
    tell(`${kind}: reading the counts of 100 articles`, 'bare Hono', read, '/s', 0.05);
    const viewed = await inTurn([() => viewing(bare), () => viewing(server)], rounds);
    tell(`${kind}: recording a view, ${READERS} readers at once`, 'bare Hono', viewed, '/s', 0.1);
  } finally {
    bare.child.kill();
    server.child.kill('SIGTERM');
    await once(server.child, 'exit');
  }
}

async function compareCommits(database) {
  const store = await openOn(database);
  const connections = await Promise.all(
    Array.from({ length: database.kind === 'libsql' ? 1 : CONNECTIONS }, () => connect(database)),
  );
  await connections[0]
    .insertInto('article')
    .values(ARTICLES.map((id) => ({ id, views: 0 })))
    .onConflict((one) => one.doNothing())
    .execute();
  let readers = 0;
  const oneByOne = () =>
    count(connections, (db) => {
      const number = (readers += 1);
      return db.transaction().execute(async (transaction) => {
        await transaction
          .insertInto('view_reader')
          .values({ until: 1, reader: `reader ${number}` })
          .execute();
        await addOne(transaction, ARTICLES[number % ARTICLES.length]);
      });
    });
  const together = () =>
    count(Array.from({ length: READERS }), () => add(store, ARTICLES[readers % 100], (readers += 1)));
  const rates = await inTurn([oneByOne, together], rounds);
  for (const db of connections) await db.destroy();
  await store.close();
  tell(`${database.kind}: views stored together, ${READERS} readers at once`, 'one by one', rates, '/s', 2);
}

async function compareRows(database) {
  const stores = await Promise.all(Array.from({ length: SERVERS }, () => openOn(database)));
  const connections = await Promise.all(Array.from({ length: SERVERS }, () => connect(database)));
  await connections[0].insertInto('article').values({ id: 'naive', views: 0 }).execute();
  let readers = 0;
  const naive = () => count(connections, (db) => addOne(db, 'naive'));
  const hands = stores.flatMap((store) => Array.from({ length: READERS }, () => store));
  const ours = () => count(hands, (store) => add(store, 'hot', (readers += 1)));
  const rates = await inTurn([naive, ours], rounds);
  const [{ views }] = await stores[0].views.counts(['hot']);
  if (views !== readers) throw new Error(`${readers} readers were counted as ${views}`);
  for (const closing of [...stores.map((store) => store.close()), ...connections.map((db) => db.destroy())])
    await closing;
  tell(`postgres: one article, ${SERVERS} servers`, `${SERVERS} clients adding to one row`, rates, '/s', 4);
}

function openOn({ env }) {
  return openStore(readConfig(env), createLog('silent'));
}

async function connect(database) {
  const db = database.connect();
  if (database.kind === 'libsql') await db.executeQuery(CompiledQuery.raw('pragma synchronous = full'));
  return db;
}

function addOne(db, id) {
  return db
    .updateTable('article')
    .set((eb) => ({ views: eb('views', '+', 1) }))
    .where('id', '=', id)
    .execute();
}

function add(store, article, reader) {
  return store.views.add(article, { reader: { address: addressOf(reader), agent: BROWSER }, hours: 24 });
}

function addressOf(number) {
  return [10, number >> 16, (number >> 8) & 255, number & 255].join('.');
}

function viewingOf(article, address) {
  const body = JSON.stringify({ article });
  const head = [
    'POST /v1/views HTTP/1.1',
    'Host: 127.0.0.1',
    `User-Agent: ${BROWSER}`,
    `X-Forwarded-For: ${address}`,
    'Content-Type: application/json',
    `Content-Length: ${Buffer.byteLength(body)}`,
  ];
  return `${head.join('\r\n')}\r\n\r\n${body}`;
}

async function view({ url }, article, address) {
  const response = await fetch(`${url}/v1/views`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'User-Agent': BROWSER, 'X-Forwarded-For': address },
    body: JSON.stringify({ article }),
  });
  return response.text();
}
