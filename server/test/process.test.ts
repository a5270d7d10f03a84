import assert from 'node:assert/strict';
import { once } from 'node:events';
import { statSync } from 'node:fs';
import { request } from 'node:http';
import { connect } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { test } from 'node:test';
import { BROWSER } from './support/api.js';
import { onEachDatabase } from './support/databases.js';
import { start, type Running } from './support/process.js';

onEachDatabase((database, kind) => {
  const view = (server: Running, article: string, headers: Record<string, string> = {}) =>
    fetch(`${server.url}/v1/views`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'User-Agent': BROWSER, ...headers },
      body: JSON.stringify({ article }),
    });
  const comment = (server: Running, article: string) =>
    fetch(`${server.url}/v1/comments`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'Idempotency-Key': crypto.randomUUID() },
      body: JSON.stringify({ article, name: 'سلمى', email: 'salma@mail.example', text: 'شكرا' }),
    });
  const read = async (server: Running, path: string): Promise<any> => (await fetch(`${server.url}${path}`)).json();
  const stop = async (server: Running) => {
    server.signal('SIGTERM');
    assert.equal((await server.ended).code, 0);
  };

  test('several servers that start at once on a new database all serve it, and lose no view', async () => {
    const [first, ...others] = await Promise.all([start(database().env), start(database().env), start(database().env)]);
    const servers = [first, ...others];
    const views = servers.flatMap((server) => Array.from({ length: 30 }, () => view(server, 'shared')));
    for (const response of await Promise.all(views)) assert.equal(response.status, 200);
    assert.equal((await read(first, '/v1/counts?article=shared')).counts[0].views, 90);
    await Promise.all(servers.map(stop));
  });

  test('a restart forgets nothing', async () => {
    const first = await start(database().env);
    await view(first, 'kept');
    await comment(first, 'kept');
    const before = await read(first, '/v1/comments?article=kept');
    first.signal('SIGINT');
    assert.equal((await first.ended).code, 0);
    // Whoever copies the database of a stopped server copies one file: nothing is left in the log beside it.
    const folder = database().env['MIDAD_DATA'];
    if (folder !== undefined) assert.equal(statSync(join(folder, 'midad.db-wal')).size, 0);
    const second = await start(database().env);
    assert.deepEqual(await read(second, '/v1/comments?article=kept'), before);
    assert.deepEqual((await read(second, '/v1/counts?article=kept')).counts, [
      { article: 'kept', views: 1, comments: 1 },
    ]);
    await stop(second);
  });

  test('a comment that was answered with 201 outlives a kill at that moment', async () => {
    const first = await start(database().env);
    const response = await comment(first, 'killed');
    first.signal('SIGKILL');
    assert.equal(response.status, 201);
    assert.equal((await first.ended).code, null);
    const second = await start(database().env);
    const { id } = (await response.json()) as { id: string };
    assert.deepEqual(
      (await read(second, '/v1/comments?article=killed')).comments.map((one: { id: string }) => one.id),
      [id],
    );
    await stop(second);
  });

  test('a kill in a crowd loses no view that was answered; those who ask again are each counted once', async () => {
    const env = { ...database().env, MIDAD_VIEW_HOURS: '24', MIDAD_TRUST_PROXY: '1' };
    const answered = new Set<number>();
    let sent = 0;
    let server: Running;
    /** Readers come one after the other, until so many were answered or nobody answers any more. */
    const crowd = (until: number, next: () => number | undefined) =>
      Promise.all(
        Array.from({ length: 20 }, async () => {
          for (let reader = next(); reader !== undefined; reader = next()) {
            try {
              const from = { 'X-Forwarded-For': `10.0.${reader >> 8}.${reader & 255}` };
              assert.equal((await view(server, 'crowd', from)).status, 200);
              answered.add(reader);
              if (answered.size === until) server.signal('SIGKILL');
            } catch (fault) {
              if (fault instanceof assert.AssertionError) throw fault;
              return;
            }
          }
        }),
      );
    const stored = async (): Promise<number> => (await read(server, '/v1/counts?article=crowd')).counts[0].views;

    for (const until of [100, 250]) {
      server = await start(env);
      await crowd(until, () => (sent += 1));
      assert.equal((await server.ended).code, null);
      server = await start(env);
      const views = await stored();
      assert.ok(answered.size <= views && views <= sent, `${answered.size} answered, ${views} stored, ${sent} sent`);
      const unanswered = Array.from({ length: sent }, (_, index) => index + 1).filter((one) => !answered.has(one));
      await crowd(Infinity, () => unanswered.pop());
      assert.deepEqual([answered.size, await stored()], [sent, sent]);
      await stop(server);
    }
  });

  test('SIGTERM lets a running request end, takes no new one, and exits 0', async () => {
    const server = await start(database().env);
    const headers = { 'Content-Type': 'application/json', 'User-Agent': BROWSER, Expect: '100-continue' };
    const running = request(`${server.url}/v1/views`, { method: 'POST', headers });
    running.flushHeaders();
    await once(running, 'continue');
    server.signal('SIGTERM');
    await server.logged('stopping');
    await assert.rejects(fetch(`${server.url}/healthz`));
    running.end('{"article":"drained"}');
    const [response] = await once(running, 'response');
    assert.equal(response.statusCode, 200);
    assert.equal(response.headers['connection'], 'close');
    assert.deepEqual(JSON.parse(await text(response)), { article: 'drained', views: 1, comments: 0 });
    assert.equal((await server.ended).code, 0);
  });

  test('a log that nobody reads any more keeps it neither from serving nor from stopping', async () => {
    const server = await start(database().env);
    server.stopReading();
    for (let n = 0; n < 3; n += 1) assert.equal((await view(server, 'unread')).status, 200);
    await stop(server);
  });

  test('a connection that has sent nothing does not hold up the end', async () => {
    const server = await start(database().env);
    const silent = connect(Number(new URL(server.url).port), '127.0.0.1');
    // Being cut off is what is asked for; some machines call it a reset.
    silent.on('error', () => {});
    await once(silent, 'connect');
    // An answer on a later connection: the server has taken the silent one too.
    await fetch(`${server.url}/healthz`);
    server.signal('SIGTERM');
    const { code, stdout } = await server.ended;
    assert.equal(code, 0);
    assert.equal(stdout.includes('did not end in time'), false);
  });

  test('a health check without a Host is answered, and a Host that is none is no fault', async () => {
    const server = await start(database().env);
    const ask = async (head: string) => {
      const socket = connect(Number(new URL(server.url).port), '127.0.0.1');
      socket.end(`${head}\r\nConnection: close\r\n\r\n`);
      return (await text(socket)).split('\r\n')[0];
    };
    assert.match((await ask('GET /healthz HTTP/1.0')) ?? '', / 200 /);
    assert.match((await ask('GET /v1/counts?article=a HTTP/1.1\r\nHost: xn--')) ?? '', / 422 /);
    const many = Array.from({ length: 50_000 }, (_, index) => index.toString(36)).join('&');
    assert.match((await ask(`GET /v1/counts?${many} HTTP/1.1\r\nHost: a.example`)) ?? '', / 422 /);
    await stop(server);
  });

  test('a question for a hundred long Arabic addresses fits, a broken address and a megabyte are answered in JSON', async () => {
    const server = await start(database().env);
    const article = `https://example.org/${encodeURIComponent('مقال-طويل-'.repeat(15))}`;
    const query = Array.from({ length: 100 }, () => `article=${encodeURIComponent(article)}`).join('&');
    assert.equal((await read(server, `/v1/counts?${query}`)).counts.length, 100);
    const broken = request(server.url, { path: '/v1/counts', headers: { Host: 'a b' } }).end();
    const [answer] = await once(broken, 'response');
    assert.equal(answer.statusCode, 422);
    assert.equal(JSON.parse(await text(answer)).code, 'invalid_request');
    for (const length of [{}, { 'Content-Length': '1000000' }]) {
      const large = request(`${server.url}/v1/views`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', ...length },
      });
      large.on('error', () => {}); // The server need not take the rest once it has answered.
      large.end(Buffer.alloc(1_000_000, ' '));
      const [refusal] = await once(large, 'response');
      assert.equal(refusal.statusCode, 413);
      assert.equal(JSON.parse(await text(refusal)).code, 'body_too_large');
    }
    await stop(server);
  });

  if (kind === 'postgres') {
    test('ready only as long as the database answers', async () => {
      const server = await start(database().env);
      assert.deepEqual(await read(server, '/readyz'), { status: 'ok' });
      await database().drop();
      assert.equal((await fetch(`${server.url}/readyz`)).status, 503);
      assert.equal((await fetch(`${server.url}/healthz`)).status, 200);
      await stop(server);
    });
  }
});
