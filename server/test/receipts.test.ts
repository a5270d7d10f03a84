import assert from 'node:assert/strict';
import { after, before, mock, test } from 'node:test';
import { listOf, openApi, type Api } from './support/api.js';
import { onEachDatabase } from './support/databases.js';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

onEachDatabase((database) => {
  let api: Api;
  before(async () => (api = await openApi(database())));
  after(() => api.close());
  /** The clock is so far ahead while this is done. */
  const later = async <Result>(milliseconds: number, act: () => Promise<Result>): Promise<Result> => {
    mock.timers.enable({ apis: ['Date'], now: Date.now() + milliseconds });
    try {
      return await act();
    } finally {
      mock.timers.reset();
    }
  };
  const bearer = (receipt: string) => ({ Authorization: `Bearer ${receipt}` });
  const path = (id: string) => `/v1/comments/${id}`;
  const post = async (fields: object) => (await api.comment({ ...fields })).json;

  test('whoever has the receipt of a pending comment sees how it stands; nobody else sees it', async () => {
    const { id, receipt } = await post({ article: 'own' });
    await api.store.comments.act(id, 'reject', 'mod');
    assert.equal((await api.get(path(id))).status, 404);
    const own = await api.get(path(id), {}, bearer(receipt));
    assert.deepEqual([own.status, own.json.status, own.json.editableSeconds], [200, 'rejected', 0]);
    await api.store.comments.act(id, 'spam', 'mod');
    assert.equal((await api.get(path(id), {}, bearer(receipt))).json.status, 'rejected');
    await api.store.comments.act(id, 'approve', 'mod');
    assert.equal((await api.get(path(id), {}, bearer(receipt))).json.status, 'approved');
  });

  test('its author changes a comment: everybody reads the new text, and the record keeps the old', async () => {
    const { id, receipt, dateCreated } = await post({ article: 'edit', text: 'قبل' });
    const edited = await api.send('PATCH', path(id), { text: ' **بعد** ' }, bearer(receipt));
    assert.equal(edited.status, 200);
    assert.deepEqual([edited.json.text, edited.json.html], ['**بعد**', '<p><strong>بعد</strong></p>']);
    assert.ok(edited.json.dateModified >= dateCreated);
    assert.equal((await api.get(path(id))).json.text, '**بعد**');
    const again = await api.send('PATCH', path(id), { text: '**بعد**' }, bearer(receipt));
    assert.deepEqual(again.json.dateModified, edited.json.dateModified);
    const raw = database().connect();
    const rows = await raw.selectFrom('change').selectAll().where('comment', '=', id).orderBy('version').execute();
    await raw.destroy();
    assert.deepEqual(
      rows.map((row) => [row.actor, row.action, row.text]),
      [
        ['reader', 'post', null],
        ['reader', 'edit', 'قبل'],
      ],
    );
  });

  test('what was posted is found again under its key after it was changed, and after it was deleted', async () => {
    const key = 'edited-edited-edited';
    const first = await api.comment({ article: 'again', text: 'one' }, key);
    await api.send('PATCH', path(first.json.id), { text: 'two' }, bearer(first.json.receipt));
    const again = await api.comment({ article: 'again', text: 'one' }, key);
    assert.deepEqual([again.status, again.json.id, again.json.text], [200, first.json.id, 'two']);
    assert.equal((await api.comment({ article: 'again', text: 'two' }, key)).json.code, 'idempotency_key_reused');
    await api.send('DELETE', path(first.json.id), undefined, bearer(again.json.receipt));
    const gone = await api.comment({ article: 'again', text: 'one' }, key);
    assert.deepEqual([gone.status, gone.json.status], [200, 'deleted']);
  });

  test('its author deletes a comment: its words and the address are gone, and no moderator brings them back', async () => {
    const { id, receipt } = await post({ article: 'erase', text: 'قديم', name: 'ندى' });
    await api.send('PATCH', path(id), { text: 'سأندم عليه' }, bearer(receipt));
    for (let n = 0; n < 2; n += 1) {
      const { status, json } = await api.send('DELETE', path(id), undefined, bearer(receipt));
      assert.deepEqual([status, json.id, json.status, 'text' in json], [200, id, 'deleted', false]);
    }
    assert.deepEqual(listOf((await api.get('/v1/comments', { article: 'erase' })).json), { comments: [], total: 0 });
    const raw = database().connect();
    const stored = JSON.stringify([
      await raw.selectFrom('comment').selectAll().where('id', '=', id).execute(),
      await raw.selectFrom('change').selectAll().where('comment', '=', id).execute(),
    ]);
    const { email } = await raw.selectFrom('comment').select('email').where('id', '=', id).executeTakeFirstOrThrow();
    await raw.destroy();
    assert.doesNotMatch(stored, /سأندم|قديم|ندى/);
    assert.equal(email, null);
    assert.equal((await api.store.comments.act(id, 'restore', 'mod')).outcome, 'erased');
  });

  test('15 minutes later it is too late, and 90 days later the receipt opens nothing', async () => {
    const { id, receipt, editableSeconds } = await post({ article: 'late' });
    assert.ok(editableSeconds > 14 * 60 && editableSeconds <= 15 * 60);
    await later(15 * MINUTE, async () => {
      for (const [method, body] of [
        ['PATCH', { text: 'x' }],
        ['DELETE', undefined],
      ] as const) {
        const { status, json } = await api.send(method, path(id), body, bearer(receipt));
        assert.deepEqual([status, json.code], [403, 'edit_window_closed']);
      }
      assert.equal((await api.get(path(id), {}, bearer(receipt))).json.editableSeconds, 0);
    });
    await later(91 * DAY, async () => {
      const { status, json } = await api.get(path(id), {}, bearer(receipt));
      assert.deepEqual([status, json.code], [401, 'receipt_expired']);
    });
  });

  test('a comment that the site has decided about is not changed any more', async () => {
    const { id, receipt } = await post({ article: 'decided' });
    await api.store.comments.act(id, 'reject', 'mod');
    for (const [method, body] of [
      ['PATCH', { text: 'x' }],
      ['DELETE', undefined],
    ] as const) {
      const { status, json } = await api.send(method, path(id), body, bearer(receipt));
      assert.deepEqual([status, json.code], [409, 'not_editable']);
    }
  });

  test('no receipt, a forged one, one of another comment or of a reaction changes nothing', async () => {
    const { id, receipt } = await post({ article: 'forged', text: 'as it was' });
    const other = await post({ article: 'forged' });
    const liked = await api.send(
      'PUT',
      `${path(id)}/reaction`,
      { reaction: 'like' },
      { 'Idempotency-Key': 'k'.repeat(16) },
    );
    const [body = '', signature = ''] = receipt.split('.');
    const longer = Buffer.from(body, 'base64url').toString().replace(/\d+}$/, '9999999999999}');
    const forged = [
      other.receipt,
      liked.json.receipt,
      `${Buffer.from(longer).toString('base64url')}.${signature}`,
      `${body}.${'A'.repeat(22)}`,
      `${body}.`,
      body,
      `${receipt}.x`,
      `${receipt}A`,
      'x',
    ];
    for (const method of ['GET', 'PATCH', 'DELETE']) {
      for (const token of forged) {
        const sent = method === 'PATCH' ? { text: 'changed' } : undefined;
        const { status, json, headers } = await api.send(method, path(id), sent, bearer(token));
        assert.deepEqual(
          [status, json.code, headers.get('WWW-Authenticate')],
          [401, 'receipt_invalid', 'Bearer'],
          token,
        );
      }
    }
    for (const headers of [{}, { Authorization: '' }] as Record<string, string>[]) {
      for (const method of ['PATCH', 'DELETE']) {
        const { status, json } = await api.send(
          method,
          path(id),
          method === 'PATCH' ? { text: 'x' } : undefined,
          headers,
        );
        assert.equal(status, 401);
        assert.match(json.code, /^receipt_(missing|invalid)$/);
      }
    }
    assert.equal((await api.get(path(id))).json.text, 'as it was');
  });

  test('an edit is checked as a new comment is', async () => {
    const { id, receipt } = await post({ article: 'checked' });
    for (const text of ['', '\u200B', 'a\u0007', 'x'.repeat(5001), 7]) {
      assert.equal((await api.send('PATCH', path(id), { text }, bearer(receipt))).json.code, 'invalid_request');
    }
  });
});
