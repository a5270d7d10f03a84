import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { readConfig } from '../src/config.js';
import { Live } from '../src/http/live.js';
import { moderate } from '../src/moderate.js';
import { openApi, type Api } from './support/api.js';
import { onEachDatabase } from './support/databases.js';
import { listenTo } from './support/events.js';
import { start, type Running } from './support/process.js';

onEachDatabase((database) => {
  let api: Api;
  before(async () => (api = await openApi(database())));
  after(() => api.close());
  const lives: Live[] = [];
  after(() => lives.forEach((live) => live.close()));

  const post = async (article: string, text: string, parent?: string): Promise<string> =>
    (await api.comment({ article, text, ...(parent && { parent }) })).json.id;
  const listen = (article: string, since?: string) => {
    const live = new Live(api.store, 100);
    lives.push(live);
    const headers = { 'Content-Type': 'text/event-stream' };
    return listenTo(new Response(live.listen(article, since, 'address'), { headers }));
  };
  const lastEventId = async (article: string) => (await api.get('/v1/comments', { article })).json.lastEventId;

  test('what is posted, changed, removed and brought back is told as it stands, to the readers of that article', async () => {
    const since = await lastEventId('told');
    const events = listen('told', since);
    const other = listen('another', '0');
    const id = await post('told', 'one');
    const [posted] = await events.next(1);
    assert.deepEqual([posted?.event, posted?.data], ['comment', (await api.get(`/v1/comments/${id}`)).json]);
    await post('another', 'elsewhere');
    const reply = await post('told', 'two', id);
    await api.store.comments.edit(id, 'changed', false);
    await api.store.comments.act(reply, 'spam', 'mod');
    await api.store.comments.act(reply, 'approve', 'mod');
    const told = await events.next(4);
    assert.deepEqual(
      told.slice(1).map(({ data }) => data.text ?? data.status),
      ['changed', 'deleted', 'two'],
    );
    assert.deepEqual([told[0]?.data.text, told[0]?.data.parent], ['two', id]);
    assert.deepEqual(
      (await other.next(1)).map(({ data }) => data.text),
      ['elsewhere'],
    );
  });

  test('who was away is told what they missed, each comment once, as it stands now', async () => {
    const first = await post('away', 'first');
    const since = await lastEventId('away');
    const second = await post('away', 'second');
    await api.store.comments.edit(second, 'second, changed', false);
    await api.store.comments.act(first, 'delete', 'mod');
    const held = await post('away', 'third');
    await api.store.comments.act(held, 'reject', 'mod');
    const missed = await listen('away', since).next(3);
    assert.deepEqual(
      missed.map(({ data }) => data.text ?? data.status),
      ['second, changed', 'deleted', 'deleted'],
    );
    const [, middle] = missed;
    const rest = await listen('away', middle?.id).next(1);
    assert.deepEqual(rest, missed.slice(2));
  });

  test('a browser that comes back says by its header what it had last, whatever the address says', async () => {
    const before_ = await lastEventId('again');
    await post('again', 'heard before');
    const since = await lastEventId('again');
    await post('again', 'missed');
    const texts = async (header: string) => {
      const { json } = await api.get(
        '/v1/comments/events',
        { article: 'again', lastEventId: before_ },
        { 'Last-Event-ID': header },
      );
      return [...String(json).matchAll(/"text":"([^"]*)"/g)].map(([, text]) => text);
    };
    assert.deepEqual(await texts(since), ['missed']);
    for (const header of ['-1', 'x', '9'.repeat(400), "1' or '1'='1"]) {
      assert.deepEqual(await texts(header), [], header);
    }
  });

  test('what nobody was to see is never told of', async () => {
    const since = await lastEventId('secret');
    const pre = await openApi(database(), { env: { MIDAD_MODERATION: 'pre' } });
    const hidden = (await pre.comment({ article: 'secret', text: 'hidden' })).json.id;
    await pre.close();
    await api.store.comments.act(hidden, 'spam', 'mod');
    const shown = await post('secret', 'shown');
    assert.deepEqual(
      (await listen('secret', since).next(1)).map(({ data }) => data.id),
      [shown],
    );
  });

  test('who missed too much, or says what cannot be, is told to read the page anew', async () => {
    const raw = database().connect();
    const article = 'much';
    const id = await post(article, 'one');
    const rows = Array.from({ length: 250 }, (_, index) => ({
      article,
      comment: id,
      version: index + 2,
      at: 0,
      actor: 'reader',
      action: 'edit',
      from_status: 'approved',
      to_status: 'approved',
    }));
    await raw.insertInto('change').values(rows).execute();
    await raw.updateTable('article').set({ version: 251 }).where('id', '=', article).execute();
    await raw.destroy();
    for (const since of ['1', '252', '-1', 'x', '', '9'.repeat(30), '١']) {
      const events = listen(article, since);
      assert.deepEqual(await events.next(1), [{ id: '251', event: 'reload', data: {} }], since);
    }
    assert.equal((await listen(article, '60').next(1))[0]?.id, '251');
  });

  test('a hundred comments posted while readers come are told to each of them, none left out, none twice', async () => {
    const article = 'rush';
    const posting = (async () => {
      const ids: string[] = [];
      for (let n = 0; n < 100; n += 1) ids.push(await post(article, `t${n}`));
      return ids;
    })();
    const readers = Array.from({ length: 5 }, () => listen(article, '0'));
    const ids = await posting;
    for (const reader of readers)
      assert.deepEqual(
        (await reader.next(100)).map(({ data }) => data.id),
        ids,
      );
  });

  test('there is room for as many as the site says, and what ends makes room again', async () => {
    const live = new Live(api.store, 30);
    const streams = Array.from({ length: 20 }, () => live.listen('room', undefined, 'a'));
    assert.deepEqual([live.hasRoom('a'), live.hasRoom('b')], [false, true]);
    for (let n = 0; n < 10; n += 1) streams.push(live.listen('room', undefined, 'b'));
    assert.equal(live.hasRoom('c'), false);
    await streams[0]?.cancel();
    assert.deepEqual([live.hasRoom('a'), live.hasRoom('c')], [true, true]);
    live.close();
    assert.equal(live.hasRoom('c'), false);
    const full = await openApi(database(), { env: { MIDAD_LIVE: '0' } });
    const { status, json, headers } = await full.get('/v1/comments/events', { article: 'room' });
    assert.deepEqual([status, json.code, headers.get('Retry-After')], [503, 'live_full', '60']);
    await full.close();
  });

  test('a reader who reads nothing is given up, and told the rest when they come back', async () => {
    const article = 'slow';
    const live = new Live(api.store, 10);
    const stream = live.listen(article, '0', 'a');
    for (let n = 0; n < 120; n += 1) await post(article, `t${n}`);
    const events = listenTo(new Response(stream, { headers: { 'Content-Type': 'text/event-stream' } }));
    await events.ended;
    const read = await events.next(50);
    const rest = await listen(article, read.at(-1)?.id).next(70);
    assert.deepEqual([read[0]?.data.text, rest.at(-1)?.data.text], ['t0', 't119']);
    live.close();
  });

  test('through two processes over one database', async () => {
    const env = { ...database().env, MIDAD_RATE: '0' };
    const [one, two] = await Promise.all([start(env), start(env)]);
    const events = async (server: Running, since: string) =>
      listenTo(await fetch(`${server.url}/v1/comments/events?article=shared&lastEventId=${since}`));
    const comment = async (server: Running, text: string) => {
      const response = await fetch(`${server.url}/v1/comments`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', 'Idempotency-Key': crypto.randomUUID() },
        body: JSON.stringify({ article: 'shared', name: 'n', email: 'n@mail.example', text }),
      });
      assert.equal(response.status, 201);
      return ((await response.json()) as { id: string }).id;
    };
    const [atOne, atTwo] = await Promise.all([events(one, '0'), events(two, '0')]);
    const id = await comment(one, 'through one');
    await comment(two, 'through two');
    for (const reader of [atOne, atTwo]) {
      assert.deepEqual(
        (await reader.next(2)).map(({ data }) => data.text),
        ['through one', 'through two'],
      );
    }
    await moderate(['delete', id], readConfig(env));
    for (const reader of [atOne, atTwo])
      assert.deepEqual(
        (await reader.next(1)).map(({ data }) => data.status),
        ['deleted'],
      );

    // A killed server's readers come back to the other one with what they had last.
    one.signal('SIGKILL');
    await atOne.ended;
    await comment(two, 'meanwhile');
    const [last] = await atTwo.next(1);
    const back = await events(two, String(Number(last?.id) - 1));
    assert.deepEqual(await back.next(1), [last]);

    // A server that stops ends its streams at once, and does not wait for readers to leave.
    two.signal('SIGTERM');
    await Promise.all([atTwo.ended, back.ended]);
    const { code, stdout } = await two.ended;
    assert.deepEqual([code, stdout.includes('did not end in time')], [0, false]);
  });
});
