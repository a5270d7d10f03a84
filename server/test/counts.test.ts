import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { fieldErrors, openApi, PAGE_ORIGIN, type Api } from './support/api.js';
import { onEachDatabase } from './support/databases.js';

onEachDatabase((database) => {
  let api: Api;
  before(async () => (api = await openApi(database())));
  after(() => api.close());

  test('an article nobody has seen has zeros, and asking writes nothing', async () => {
    const { json } = await api.get('/v1/counts', { article: 'never-seen' });
    assert.deepEqual(json, { counts: [{ article: 'never-seen', views: 0, comments: 0 }] });
    const raw = database().connect();
    const rows = await raw.selectFrom('article').where('id', '=', 'never-seen').selectAll().execute();
    await raw.destroy();
    assert.deepEqual(rows, []);
  });

  test('a view is counted and answered with the new counts', async () => {
    assert.deepEqual((await api.post('/v1/views', { article: 'seen' })).json, {
      article: 'seen',
      views: 1,
      comments: 0,
    });
    await api.comment({ article: 'seen' });
    assert.deepEqual((await api.post('/v1/views', { article: 'seen' })).json, {
      article: 'seen',
      views: 2,
      comments: 1,
    });
  });

  test('counts come one for each article asked, in the order asked', async () => {
    await api.post('/v1/views', { article: 'asked-b' });
    const { json } = await api.get('/v1/counts', { article: ['asked-c', 'asked-b', 'asked-a', 'asked-b'] });
    assert.deepEqual(
      json.counts.map((one: { article: string; views: number }) => [one.article, one.views]),
      [
        ['asked-c', 0],
        ['asked-b', 1],
        ['asked-a', 0],
        ['asked-b', 1],
      ],
    );
  });

  test('every spelling of an address is one article', async () => {
    const spellings = [
      'https://example.org/مقال',
      'https://EXAMPLE.org/%d9%85%d9%82%d8%a7%d9%84#comments',
      ' https://example.org/%D9%85%D9%82%D8%A7%D9%84 ',
    ];
    for (const article of spellings) await api.post('/v1/views', { article });
    const { json } = await api.get('/v1/counts', { article: spellings[0] ?? '' });
    assert.deepEqual(json.counts, [{ article: 'https://example.org/%D9%85%D9%82%D8%A7%D9%84', views: 3, comments: 0 }]);
  });

  test('the longest address is an article like any other', async () => {
    const noise = Array.from({ length: 2000 }, () => Math.random().toString(36).slice(-1)).join('');
    const article = `https://example.org/${noise}`.padEnd(2048, 'z');
    await api.comment({ article });
    assert.deepEqual((await api.post('/v1/views', { article })).json, { article, views: 1, comments: 1 });
    assert.deepEqual(fieldErrors(await api.post('/v1/views', { article: `${article}z` })), ['article:tooLong']);
  });

  test('one to a hundred articles may be asked for', async () => {
    const hundred = Array.from({ length: 100 }, (_, index) => `hundred-${index}`);
    for (const article of hundred.slice(0, 3)) await api.post('/v1/views', { article });
    const { json } = await api.get('/v1/counts', { article: hundred });
    assert.equal(json.counts.length, 100);
    assert.deepEqual(fieldErrors(await api.get('/v1/counts', { article: [...hundred, 'x'] })), ['article:outOfRange']);
    assert.deepEqual(fieldErrors(await api.get('/v1/counts')), ['article:valueMissing']);
  });

  test('what is too long for an address is asked for in a body, also as plain text, for which browsers need no preflight', async () => {
    const article = Array.from({ length: 100 }, (_, index) => `https://example.org/${'%D9%85'.repeat(80)}-${index}`);
    await api.post('/v1/views', { article: article[7] });
    for (const type of ['text/plain;charset=UTF-8', 'application/json']) {
      const { json } = await api.call('POST', '/v1/counts', {
        headers: { 'Content-Type': type, Origin: PAGE_ORIGIN },
        body: JSON.stringify({ article }),
      });
      assert.deepEqual([json.counts.length, json.counts[7].views, json.counts[8].views], [100, 1, 0]);
    }
    assert.deepEqual(fieldErrors(await api.post('/v1/counts', { article: [...article, 'x'] })), ['article:outOfRange']);
    assert.deepEqual(fieldErrors(await api.post('/v1/counts', { article: [' '] })), ['article:valueMissing']);
  });
});
