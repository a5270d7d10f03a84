/**
 * What the server costs, each against the least that could do the same on this machine, in turn and in one run: medians of
 * several rounds. The server runs as it is built, without the two defences that are
 * there to slow its clients down: the limit of rate and the proof of work.
 *
 * - reading a page of 50 comments, against a bare Hono route that returns the same bytes (goal: half its rate);
 * - posting a comment, against a commit of one row in the same database by as many writers (goal: half its rate);
 * - the first page of a thread of 10 000 right after a comment, against one of 100 (goal: 1.1 times its time).
 */
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { CompiledQuery } from 'kysely';
import { build } from 'vite';
import { onDatabases } from './databases.js';
import { count, fill, inTurn, median, rate, run, tell } from './measure.js';

const READERS = 16;
const WRITERS = 32;
const root = new URL('..', import.meta.url);

const BARE = `
import { getRequestListener } from '@hono/node-server';
import { Hono } from 'hono';
import { createServer } from 'node:http';
const body = await new Promise((resolve) => process.once('message', resolve));
const app = new Hono();
app.get('/v1/comments', (c) => c.body(body, 200, { 'Content-Type': 'application/json' }));
app.get('/healthz', (c) => c.json({}));
createServer(getRequestListener(app.fetch)).listen(Number(process.env.PORT), '127.0.0.1');
`;

await build({ configFile: fileURLToPath(new URL('server/vite.config.ts', root)) });

await onDatabases(async (database) => {
  const env = {
    ...process.env,
    ...database.env,
    MIDAD_RATE: '0',
    MIDAD_PROOF_OF_WORK: '0',
  };
  const server = await run(['dist/main.js'], env);
  try {
    await compareReading(database, server);
    await comparePosting(database, server);
    await compareLengths(database, server);
  } finally {
    server.child.kill('SIGTERM');
    await once(server.child, 'exit');
  }
});

async function compareReading({ kind }, server) {
  for (let n = 0; n < 60; n += 1)
    await post(server, 'read', `تعليق رقم ${n} على **هذا المقال**، وفيه ما يكفي من الكلام.`);
  const path = '/v1/comments?article=read&limit=50';
  const body = await (await fetch(server.url + path)).text();
  const bare = await run(['--input-type=module', '-e', BARE], process.env, body);
  const reading = (port) => rate(READERS, port, () => `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n`, 200);
  const rates = await inTurn([() => reading(bare.port), () => reading(server.port)]);
  bare.child.kill();
  tell(`${kind}: reading a page of 50 (${Buffer.byteLength(body)} bytes)`, 'bare Hono', rates, '/s', 0.5);
}

async function comparePosting(database, server) {
  const connections = await Promise.all(
    Array.from({ length: database.kind === 'libsql' ? 1 : WRITERS }, async () => {
      const db = database.connect();
      if (database.kind === 'libsql') await db.executeQuery(CompiledQuery.raw('pragma synchronous = full'));
      return db;
    }),
  );
  await connections[0].executeQuery(CompiledQuery.raw('create table raw_commit (id text primary key, text text)'));
  const commits = () =>
    count(connections, (db) => db.insertInto('raw_commit').values({ id: randomUUID(), text: 'تعليق' }).execute());
  let number = 0;
  const posts = () =>
    rate(WRITERS, server.port, (writer) => postingOf(`write-${writer}`, `تعليق ${(number += 1)}`), 201);
  const rates = await inTurn([commits, posts]);
  for (const db of connections) await db.destroy();
  tell(`${database.kind}: posting, ${WRITERS} writers`, 'raw commits of one row', rates, '/s', 0.5);
}

async function compareLengths(database, server) {
  const raw = database.connect();
  for (const length of [100, 10_000]) await fill(raw, `long-${length}`, length);
  await raw.destroy();
  const first = async (length) => {
    const times = [];
    for (let n = 0; n < 40; n += 1) {
      await post(server, `long-${length}`, `يجدّد الصفحة: ${randomUUID()}`);
      const start = performance.now();
      await (await fetch(`${server.url}/v1/comments?article=long-${length}&limit=50`)).text();
      times.push(performance.now() - start);
    }
    return median(times);
  };
  const times = await inTurn([() => first(100), () => first(10_000)]);
  tell(`${database.kind}: first page of 10 000 comments`, 'of 100', times, ' ms', 1.1, true);
}

function commentOf(article, text) {
  return JSON.stringify({ article, name: 'قارئ', email: 'reader@mail.example', text });
}

function postingOf(article, text) {
  const body = commentOf(article, text);
  const head = [
    'POST /v1/comments HTTP/1.1',
    'Host: 127.0.0.1',
    'Content-Type: application/json',
    `Content-Length: ${Buffer.byteLength(body)}`,
    `Idempotency-Key: ${randomUUID()}`,
  ];
  return `${head.join('\r\n')}\r\n\r\n${body}`;
}

async function post(server, article, text) {
  const response = await fetch(`${server.url}/v1/comments`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'Idempotency-Key': randomUUID() },
    body: commentOf(article, text),
  });
  await response.text();
  if (response.status !== 201) throw new Error(`posting was answered with ${response.status}`);
}
