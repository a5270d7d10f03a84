import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Store } from '../src/database/store.js';
import { MAX_BODY } from '../src/http/input.js';
import { fieldErrors, openApi, type Answer, type Api } from './support/api.js';
import { onEachDatabase } from './support/databases.js';

const JSON_TYPE = { 'Content-Type': 'application/json' };
const KEY = { 'Idempotency-Key': 'requests-requests' };

onEachDatabase((database) => {
  let api: Api;
  before(async () => (api = await openApi(database())));
  after(() => api.close());

  const refused = (answer: Answer, status: number, code: string) => {
    assert.deepEqual([answer.status, answer.json.code], [status, code]);
  };

  test('an address that is not there', async () => {
    for (const path of ['/', '/v1', '/v1/counts/', '/v2/counts', '/v1/comments/', '/%00', '/..%2fetc']) {
      refused(await api.get(path), 404, 'not_found');
    }
  });

  test('a comment that is not there', async () => {
    for (const id of ['01a208fb-eee9-7cbd-b49f-7f89e1c202fd', 'x', '%00', '%FF', '%ED%A0%80', 'x'.repeat(5000)]) {
      refused(await api.get(`/v1/comments/${id}`), 404, 'not_found');
    }
  });

  test('a method that the address does not have is told which ones it has', async () => {
    for (const [method, path, allowed] of [
      ['DELETE', '/v1/comments', 'GET, HEAD, POST'],
      ['PUT', '/v1/comments/x', 'GET, HEAD, PATCH, DELETE'],
      ['GET', '/v1/views', 'POST'],
      ['OPTIONS', '/v1/counts', 'GET, HEAD, POST'],
      ['POST', '/healthz', 'GET, HEAD'],
    ] as const) {
      const answer = await api.call(method, path);
      refused(answer, 405, 'method_not_allowed');
      assert.equal(answer.headers.get('Allow'), allowed);
    }
    assert.equal((await api.call('HEAD', '/v1/counts?article=a')).status, 200);
  });

  test('a body that is not declared as JSON', async () => {
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'application/jsonp', '']) {
      const init = { headers: { 'Content-Type': type }, body: '{"article":"a"}' };
      refused(await api.call('POST', '/v1/views', init), 415, 'unsupported_media_type');
    }
    refused(await api.call('POST', '/v1/views'), 415, 'unsupported_media_type');
    const charset = { headers: { 'Content-Type': 'Application/JSON; charset=utf-8' }, body: '{"article":"a"}' };
    assert.equal((await api.call('POST', '/v1/views', charset)).status, 200);
  });

  test('a body that is not JSON', async () => {
    const broken = Buffer.from('{"article":"\xff"}', 'latin1');
    for (const body of ['', '{', '{"article":a}', '\0', broken]) {
      refused(await api.call('POST', '/v1/views', { headers: JSON_TYPE, body }), 400, 'invalid_json');
    }
  });

  test('a body that breaks off', async () => {
    const body = new ReadableStream({ pull: (controller) => controller.error(new Error('gone')) });
    refused(await api.call('POST', '/v1/views', { headers: JSON_TYPE, body, duplex: 'half' }), 400, 'invalid_json');
  });

  test('a body that is too large is not read to its end', async () => {
    let pulled = 0;
    const body = new ReadableStream({
      pull(controller) {
        pulled += 1;
        controller.enqueue(new Uint8Array(1024).fill(0x20));
      },
    });
    const endless = await api.call('POST', '/v1/views', { headers: JSON_TYPE, body, duplex: 'half' });
    refused(endless, 413, 'body_too_large');
    assert.ok(pulled <= MAX_BODY / 1024 + 2);
    refused(await api.post('/v1/views', { article: 'a'.repeat(1_000_000) }), 413, 'body_too_large');
    const declared = { headers: { ...JSON_TYPE, 'Content-Length': String(MAX_BODY + 1) }, body: '{}' };
    refused(await api.call('POST', '/v1/views', declared), 413, 'body_too_large');
    const fits = '{"article":"a"}'.padEnd(MAX_BODY);
    assert.equal((await api.call('POST', '/v1/views', { headers: JSON_TYPE, body: fits })).status, 200);
  });

  test('a comment without a key, or with one that is none', async () => {
    refused(await api.post('/v1/comments', {}), 400, 'idempotency_key_missing');
    for (const key of ['short', 'x'.repeat(129), 'with space in it', 'clé-clé-clé-clé-clé', 'a,b,c,d,e,f,g,h,i']) {
      refused(await api.post('/v1/comments', {}, { 'Idempotency-Key': key }), 400, 'idempotency_key_invalid');
    }
    assert.equal((await api.comment({}, 'x'.repeat(16))).status, 201);
    assert.equal((await api.comment({}, 'x'.repeat(128))).status, 201);
  });

  test('bodies that are not an object', async () => {
    for (const body of [null, [], 'text', 7, true, [[[]]]]) {
      assert.deepEqual(fieldErrors(await api.post('/v1/views', body)), [':typeMismatch']);
      assert.deepEqual(fieldErrors(await api.post('/v1/comments', body, KEY)), [':typeMismatch']);
    }
    const deep = { headers: JSON_TYPE, body: '['.repeat(30_000) + ']'.repeat(30_000) };
    refused(await api.call('POST', '/v1/views', deep), 422, 'invalid_request');
  });

  test('hostile values in every field of a body are refused, never a fault', async () => {
    const strings = [
      '\0',
      'a\0b',
      '\uD800',
      'a\uDFFFb',
      '\u0085',
      '\u001B[31m',
      'x'.repeat(60_000),
      `a${' '.repeat(60_000)}b`,
    ];
    const values: unknown[] = [...strings, null, 7, true, [], ['a'], {}, { length: 1 }, { toString: 'a' }];
    for (const value of values) {
      for (const field of ['article', 'name', 'email', 'url', 'text']) {
        const answer = await api.comment({ [field]: value });
        refused(answer, 422, 'invalid_request');
        assert.deepEqual(new Set(answer.json.errors.map((error: { field: string }) => error.field)), new Set([field]));
      }
      refused(await api.post('/v1/views', { article: value }), 422, 'invalid_request');
    }
    for (const unknown of ['__proto__', 'constructor', 'toString', 'id', '', '\0', '\uD800', 'Article']) {
      const body = `{"article":"a",${JSON.stringify(unknown)}:1}`;
      const answer = await api.call('POST', '/v1/views', { headers: JSON_TYPE, body });
      assert.deepEqual(fieldErrors(answer), [`${unknown}:unknownField`]);
    }
    const crowd = Object.fromEntries(Array.from({ length: 5000 }, (_, index) => [`f${index}`, 0]));
    assert.equal(fieldErrors(await api.post('/v1/views', { article: 'a', ...crowd })).length, 20);
  });

  test('hostile values in every place of a query are refused, never a fault', async () => {
    for (const [query, errors] of [
      ['article=', ['article:valueMissing']],
      ['', ['article:valueMissing']],
      ['article=a&article=b', ['article:typeMismatch']],
      ['article=%00', ['article:controlCharacters']],
      ['article=a%00b', ['article:controlCharacters']],
      ['article=https://example.org/a%00b', ['article:controlCharacters']],
      ['article=https://exa%0Ample.org/', ['article:controlCharacters']],
      ['article=https://example.org/%C2%85b', ['article:controlCharacters']],
      ['article=%ED%A0%80', ['article:typeMismatch']],
      ['article=%FF', ['article:typeMismatch']],
      ['article=javascript:alert(1)', ['article:typeMismatch']],
      ['article=https://me:secret@example.org/', ['article:typeMismatch']],
      [`article=https://example.org/${'%D9%85'.repeat(400)}`, ['article:tooLong']],
      ['article[]=a', ['article:valueMissing', 'article[]:unknownField']],
      ['article=a&__proto__=a', ['__proto__:unknownField']],
      ['article=a&limit=', ['limit:valueMissing']],
      ['article=a&limit=1&limit=2', ['limit:typeMismatch']],
      ['article=a&limit=-1', ['limit:typeMismatch']],
      ['article=a&limit=1e1', ['limit:typeMismatch']],
      ['article=a&limit=%00', ['limit:typeMismatch']],
      ['article=a&limit=١٠', ['limit:typeMismatch']],
      ['article=a&cursor=1&cursor=2', ['cursor:typeMismatch']],
      ['article=a&sort=hottest', ['sort:typeMismatch']],
      ['article=a&replies=21', ['replies:outOfRange']],
    ] as const) {
      const answer = await api.call('GET', `/v1/comments?${query}`);
      refused(answer, 422, 'invalid_request');
      assert.deepEqual(fieldErrors(answer), errors, query);
    }
    for (const [query, errors] of [
      ['sort=newest', ['sort:typeMismatch']],
      ['days=0', ['days:outOfRange']],
      ['days=3651', ['days:outOfRange']],
      ['days=-1', ['days:typeMismatch']],
      ['section=', ['section:valueMissing']],
      ['tag=%20', ['tag:valueMissing']],
      ['search=%00a', ['search:controlCharacters']],
      [`search=${'a'.repeat(201)}`, ['search:tooLong']],
      ['search=a&search=b', ['search:typeMismatch']],
      ['related=not%20one', ['related:typeMismatch']],
      ['limit=101', ['limit:outOfRange']],
      ['article=a', ['article:unknownField']],
    ] as const) {
      const answer = await api.call('GET', `/v1/articles?${query}`);
      refused(answer, 422, 'invalid_request');
      assert.deepEqual(fieldErrors(answer), errors, query);
    }
    const counts = await api.call('GET', '/v1/counts?article=a&article=%00&article=&views=1');
    assert.deepEqual(fieldErrors(counts), ['article:controlCharacters', 'article:valueMissing', 'views:unknownField']);
  });

  test('what the database stores is what was sent, character for character', async () => {
    const text = 'مَرْحَبًا \u200Eabc\u200F \u061C 👩🏽\u200D🚀\tb\u2028c\\ \' " $1 %s --';
    const { json } = await api.comment({ article: 'exact', text });
    assert.equal(json.text, text);
    assert.equal((await api.get('/v1/comments', { article: 'exact' })).json.comments[0].text, text);
  });

  test('a database that stays locked makes the answer 503, and only for as long', async () => {
    const raw = database().connect();
    await raw.transaction().execute(async (transaction) => {
      await transaction.insertInto('article').values({ id: 'locked', views: 5 }).execute();
      const answer = await api.post('/v1/views', { article: 'locked' });
      refused(answer, 503, 'unavailable');
      assert.equal(answer.headers.get('Retry-After'), '5');
    });
    await raw.destroy();
    assert.equal((await api.post('/v1/views', { article: 'locked' })).json.views, 6);
  });

  test('a fault is logged, and its message is kept from the client', async () => {
    const counts = () => Promise.reject(new TypeError('the secret of the fault'));
    const faulty = await openApi(database(), {
      store: { views: { counts }, signer: api.store.signer, feed: api.store.feed } as unknown as Store,
    });
    const answer = await faulty.get('/v1/counts', { article: 'a' });
    refused(answer, 500, 'internal_error');
    assert.doesNotMatch(JSON.stringify(answer.json), /secret/);
    assert.match(faulty.lines.join(''), /secret of the fault/);
  });

  test('ready until it is about to stop, alive all the time', async () => {
    let draining = false;
    const stopping = await openApi(database(), { store: api.store, draining: () => draining });
    assert.deepEqual((await stopping.get('/readyz')).json, { status: 'ok' });
    draining = true;
    const answer = await stopping.get('/readyz');
    refused(answer, 503, 'unavailable');
    assert.equal(answer.headers.get('Connection'), 'close');
    assert.deepEqual((await stopping.get('/healthz')).json, { status: 'ok' });
  });

  test('a request is logged in one line, without what it asked for', async () => {
    api.lines.length = 0;
    await api.get('/v1/comments', { article: 'private-article' });
    await api.get('/private-path');
    const logged = api.lines.map((line) => JSON.parse(line));
    for (const { id, time, ms } of logged) assert.ok(id && time && Number.isInteger(ms));
    assert.deepEqual(
      logged.map(({ level, method, route, status, msg }) => [level, method, route, status, msg]),
      [
        ['info', 'GET', '/v1/comments', 200, 'request'],
        ['info', 'GET', '/*', 404, 'request'],
      ],
    );
    assert.doesNotMatch(api.lines.join(''), /private/);
  });
});
