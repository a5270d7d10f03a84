import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { LIMITS } from '../../src/model/draft.js';
import { fieldErrors, openApi, type Api } from './support/api.js';
import { onEachDatabase } from './support/databases.js';

onEachDatabase((database) => {
  let api: Api;
  before(async () => {
    api = await openApi(database(), { env: { MIDAD_RATE: '2' } });
  });
  after(() => api.close());
  const preview = (text: unknown) => api.post('/v1/comments/preview', { text });

  test('a preview is what readers will see, and nothing of it is stored', async () => {
    const text = ' **شكرا** على `هذا`،\n> وعلى ذاك\n\nhttps://example.org <b> مـ\u202Eداد ';
    const { status, json } = await preview(text);
    assert.equal(status, 200);
    const raw = database().connect();
    for (const table of ['article', 'comment', 'change']) {
      assert.deepEqual(await raw.selectFrom(table).selectAll().execute(), []);
    }
    await raw.destroy();
    assert.equal((await api.comment({ text })).json.html, json.html);
    assert.match(json.html, /<strong>شكرا<\/strong>.*<blockquote>.*rel="ugc nofollow noopener".*&lt;b&gt;/s);
  });

  test('what cannot be posted is refused with the same codes', async () => {
    const tooLong = 'ab'.repeat(LIMITS.text);
    for (const text of ['', ' \n', '\u200B', 'a\u0007', '\uD800', tooLong, 7, null, undefined]) {
      const [seen, posted] = [await preview(text), await api.comment({ text })];
      assert.deepEqual([seen.status, fieldErrors(seen)], [422, fieldErrors(posted)]);
    }
    const more = await api.post('/v1/comments/preview', { text: 'a', name: 'سلمى' });
    assert.deepEqual(fieldErrors(more), ['name:unknownField']);
  });

  test('previews have a limit of their own: looking often takes nothing from what may be posted', async () => {
    api.address = '198.51.100.7';
    for (let n = 0; n < 12; n += 1) assert.equal((await preview('شكرا')).status, 200);
    const answer = await preview('شكرا');
    assert.deepEqual([answer.status, answer.json.code], [429, 'rate_limited']);
    assert.ok(Number(answer.headers.get('Retry-After')) > 0);
    assert.equal((await api.get('/v1/challenge')).status, 200);
    assert.equal((await api.comment({ article: 'after-previews' })).status, 201);
  });
});
