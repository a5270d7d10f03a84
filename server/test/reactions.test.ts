import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, mock, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { sql } from 'kysely';
import { scoreOf } from '../src/database/reactions.js';
import { openApi, type Api } from './support/api.js';
import { onEachDatabase } from './support/databases.js';

onEachDatabase((database) => {
  let api: Api;
  before(async () => (api = await openApi(database())));
  after(() => api.close());

  const post = async (text: string): Promise<string> => (await api.comment({ article: 'reactions', text })).json.id;
  const react = (id: string, reaction: unknown, headers: Record<string, string>) =>
    api.send('PUT', `/v1/comments/${id}/reaction`, { reaction }, headers);
  const fresh = () => ({ 'Idempotency-Key': randomUUID() });
  const bearer = (receipt: string) => ({ Authorization: `Bearer ${receipt}` });
  const from = (address: string) => (api.address = address);
  const counts = async (id: string) => {
    const { upvoteCount, downvoteCount } = (await api.get(`/v1/comments/${id}`)).json;
    return [upvoteCount, downvoteCount];
  };

  test('a reader likes, changes their mind and takes it back, by the receipt the page keeps', async () => {
    const id = await post('undo');
    from('192.0.2.10');
    const liked = await react(id, 'like', fresh());
    assert.deepEqual([liked.status, liked.json.upvoteCount, liked.json.downvoteCount], [200, 1, 0]);
    const { receipt } = liked.json;
    // The same reader at another address, as on the way home.
    from('192.0.2.11');
    const disliked = await react(id, 'dislike', bearer(receipt));
    assert.deepEqual([disliked.json.upvoteCount, disliked.json.downvoteCount, disliked.json.receipt], [0, 1, receipt]);
    for (let n = 0; n < 2; n += 1) {
      const undone = await api.send('DELETE', `/v1/comments/${id}/reaction`, undefined, bearer(receipt));
      assert.deepEqual([undone.status, undone.json], [200, { upvoteCount: 0, downvoteCount: 0 }]);
    }
    assert.deepEqual(await counts(id), [0, 0]);
    assert.deepEqual((await react(id, 'like', bearer(receipt))).json.upvoteCount, 1);
  });

  test('one reaction an address and day; the same one sent again, for its answer was lost, counts once', async () => {
    const id = await post('once');
    from('192.0.2.20');
    const key = fresh();
    const first = await react(id, 'like', key);
    assert.deepEqual((await react(id, 'like', key)).json, first.json);
    const second = await react(id, 'like', fresh());
    assert.deepEqual([second.status, second.json.code], [409, 'already_reacted']);
    assert.deepEqual(await counts(id), [1, 0]);
    for (const address of ['2001:db8:1:2::1', '2001:db8:1:2:ffff::9']) {
      from(address);
      await react(id, 'like', fresh());
    }
    assert.deepEqual(await counts(id), [2, 0]);
    from('192.0.2.21');
    assert.equal((await react(await post('another'), 'like', fresh())).status, 200);
  });

  test('a hundred readers at once are all counted', async () => {
    const id = await post('crowd');
    await Promise.all(
      Array.from({ length: 100 }, (_, index) => {
        from(`198.51.100.${index}`);
        return react(id, index % 4 === 0 ? 'dislike' : 'like', fresh());
      }),
    );
    assert.deepEqual(await counts(id), [75, 25]);
  });

  test('the next day the secret is destroyed, and what was made of it', async () => {
    const id = await post('forgotten');
    from('192.0.2.30');
    await react(id, 'like', fresh());
    const raw = database().connect();
    const readers = () => raw.selectFrom('reaction').select('reader').where('comment', '=', id).execute();
    const secrets = async () =>
      (await raw.selectFrom('secret').selectAll().where('name', 'like', 'day %').execute())[0]?.['value'];
    const [rows, secret] = [await readers(), await secrets()];
    assert.match(rows[0]?.['reader'] ?? '', /^[\w-]{43}$/);
    assert.match(secret ?? '', /^[\w+/]{43}=$/);
    mock.timers.enable({ apis: ['Date'], now: Date.now() + 24 * 60 * 60 * 1000 });
    from('192.0.2.31');
    await react(id, 'like', fresh());
    // Also where another process is reading just then.
    await raw.connection().execute(async (reading) => {
      await sql`begin`.execute(reading);
      await reading.selectFrom('secret').selectAll().execute();
      const forgotten = api.store.forget();
      await wait(50);
      await sql`commit`.execute(reading);
      await forgotten;
    });
    mock.timers.reset();
    assert.equal((await readers()).filter((row) => row['reader'] === null).length, 1);
    assert.notEqual(await secrets(), secret);
    for (const file of readdirSync(database().folder)) {
      const bytes = readFileSync(join(database().folder, file), 'latin1');
      assert.ok(!bytes.includes(secret) && !bytes.includes(rows[0]?.['reader']), `${file} still holds it`);
    }
    await raw.deleteFrom('secret').where('name', 'like', 'day %').execute();
    await raw.destroy();
  });

  test('what cannot be reacted to, or with, is refused and not counted', async () => {
    const id = await post('refused');
    from('192.0.2.40');
    const code = async (answer: Promise<{ json: any }>) => (await answer).json.code;
    assert.equal(await code(react(randomUUID(), 'like', fresh())), 'not_found');
    assert.equal(await code(react(id, 'love', fresh())), 'invalid_request');
    assert.equal(await code(react(id, 'like', {})), 'idempotency_key_missing');
    assert.equal(await code(react(id, 'like', bearer('x'))), 'receipt_invalid');
    assert.equal(await code(api.send('DELETE', `/v1/comments/${id}/reaction`)), 'receipt_missing');
    const { receipt } = (await react(await post('other'), 'like', fresh())).json;
    assert.equal(await code(react(id, 'like', bearer(receipt))), 'receipt_invalid');
    assert.deepEqual(await counts(id), [0, 0]);
    await api.store.comments.act(id, 'spam', 'mod');
    assert.equal(await code(react(id, 'like', fresh())), 'not_found');
    for (const [setting, reaction] of [
      ['none', 'like'],
      ['like', 'dislike'],
    ] as const) {
      const other = await openApi(database(), { env: { MIDAD_REACTIONS: setting } });
      const { json } = await other.send('PUT', `/v1/comments/${id}/reaction`, { reaction }, fresh());
      assert.equal(json.code, 'reactions_off');
      await other.close();
    }
  });

  test('the best comes first', async () => {
    const article = 'best';
    const ids: string[] = [];
    for (const text of ['one', 'two', 'three']) ids.push((await api.comment({ article, text })).json.id);
    const [one = '', two = ''] = ids;
    for (const [id, reaction, address] of [
      [two, 'like', 1],
      [two, 'like', 2],
      [one, 'like', 3],
      [one, 'dislike', 4],
    ] as const) {
      from(`203.0.113.${address}`);
      await react(id, reaction, fresh());
    }
    const { comments } = (await api.get('/v1/comments', { article, sort: 'best' })).json;
    assert.deepEqual(
      comments.map(({ text }: { text: string }) => text),
      ['two', 'one', 'three'],
    );
  });
});

test('ten of ten are better than one of one, and two of two than ten of twenty', () => {
  assert.ok(scoreOf(10, 0) > scoreOf(1, 0));
  assert.ok(scoreOf(2, 0) > scoreOf(10, 10));
  assert.ok(scoreOf(600, 400) > scoreOf(1, 0));
  assert.deepEqual([scoreOf(0, 0), scoreOf(0, 9)], [0, 0]);
});
