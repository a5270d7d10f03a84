import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openApi, PAGE_ORIGIN, type Api } from './support/api.js';
import { onEachDatabase } from './support/databases.js';

onEachDatabase((database) => {
  let api: Api;
  before(async () => (api = await openApi(database())));
  after(() => api.close());

  const allowed = (headers: Headers) => headers.get('Access-Control-Allow-Origin');
  const from = (origin: string) => ({ headers: { Origin: origin } });
  const preflight = (origin: string) => ({ headers: { Origin: origin, 'Access-Control-Request-Method': 'POST' } });

  test('a page of a listed origin may read and write, and see problems too', async () => {
    const view = await api.post('/v1/views', { article: 'a' }, { Origin: PAGE_ORIGIN });
    assert.equal(view.status, 200);
    for (const answer of [
      view,
      await api.call('GET', '/v1/counts?article=a', from(PAGE_ORIGIN)),
      await api.call('GET', '/v1/counts', from(PAGE_ORIGIN)),
      await api.call('GET', '/nothing', from(PAGE_ORIGIN)),
      await api.call('POST', '/v1/views', from(PAGE_ORIGIN)),
    ]) {
      assert.equal(allowed(answer.headers), PAGE_ORIGIN);
      assert.equal(answer.headers.get('Access-Control-Expose-Headers'), 'Retry-After');
      assert.equal(answer.headers.get('Access-Control-Allow-Credentials'), null);
    }
  });

  test('its preflight is told what it may send', async () => {
    const { status, headers } = await api.call('OPTIONS', '/v1/comments', preflight(PAGE_ORIGIN));
    assert.equal(status, 204);
    assert.equal(allowed(headers), PAGE_ORIGIN);
    assert.equal(headers.get('Access-Control-Allow-Methods'), 'GET, POST, PUT, PATCH, DELETE');
    assert.equal(headers.get('Access-Control-Allow-Headers'), 'Content-Type, Idempotency-Key, Authorization');
    assert.equal(headers.get('Access-Control-Max-Age'), '7200');
  });

  test('a page of any other origin may not write, and its script cannot read', async () => {
    const others = [
      'https://other.example',
      'http://page.example',
      'https://page.example:8443',
      'https://page.example.evil.test',
      'https://sub.page.example',
      'null',
      'not an origin',
    ];
    for (const origin of others) {
      const write = await api.post('/v1/views', { article: 'foreign' }, { Origin: origin });
      assert.deepEqual([write.status, write.json.code], [403, 'origin_not_allowed']);
      const asked = await api.call('OPTIONS', '/v1/comments', preflight(origin));
      assert.equal(asked.status, 403);
      const read = await api.call('GET', '/v1/counts?article=foreign', from(origin));
      for (const { headers } of [write, asked, read]) assert.equal(allowed(headers), null);
      assert.equal(read.json.counts[0].views, 0);
    }
  });

  test('a page of the very server may write, also behind a proxy that ends TLS', async () => {
    for (const origin of ['http://server.test', 'https://server.test']) {
      assert.equal((await api.post('/v1/views', { article: 'own' }, { Origin: origin })).status, 200);
    }
    const named = { Origin: 'https://comments.example', Host: 'Comments.Example' };
    assert.equal((await api.post('/v1/views', { article: 'own' }, named)).status, 200);
  });

  test('what is no page at all may write', async () => {
    const { status, headers } = await api.post('/v1/views', { article: 'program' });
    assert.equal(status, 200);
    assert.equal(allowed(headers), null);
  });
});
