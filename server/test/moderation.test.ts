import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { syncBuiltinESMExports } from 'node:module';
import os from 'node:os';
import { after, before, mock, test } from 'node:test';
import { makeAuthorKey } from '../src/author-key.js';
import { readConfig } from '../src/config.js';
import { moderate } from '../src/moderate.js';
import { openApi, RULES, type Api } from './support/api.js';
import { onEachDatabase } from './support/databases.js';
import { run } from './support/process.js';

const DAY = 24 * 60 * 60 * 1000;

onEachDatabase((database) => {
  const opened: Api[] = [];
  const site = async (env: Record<string, string>) => {
    const api = await openApi(database(), { env });
    opened.push(api);
    return api;
  };
  let api: Api;
  before(async () => (api = await site({})));
  after(async () => {
    for (const one of opened) await one.close();
  });
  /** As in a process of its own; what it has changed is known to the others when it is done. */
  const command = async (...words: string[]) => {
    const told = opened.map(({ store }) => new Promise<void>((resolve) => store.feed.on(() => resolve())));
    const said = await moderate(words, readConfig(database().env));
    const asks = ['list', 'show'].includes(words[0] ?? '') || (words[0] === 'article' && words.length === 2);
    if (!asks && database().kind === 'postgres') await Promise.all(told);
    return said;
  };
  const total = async (article: string, by = api) => (await by.get('/v1/comments', { article })).json.total;
  const rules = async (article: string) => (await api.get('/v1/comments', { article })).json.rules;
  const statusOf = async (answer: Promise<{ status: number; json: any }>) => {
    const { status, json } = await answer;
    return [status, json.code ?? json.status];
  };
  const bearer = (token: string) => ({ Authorization: `Bearer ${token}` });

  test('what waits for approval is seen by its author alone, until a moderator approves it', async () => {
    const pre = await site({ MIDAD_MODERATION: 'pre' });
    const { status, json } = await pre.comment({ article: 'pre', text: 'ينتظر' });
    assert.deepEqual([status, json.status], [201, 'pending']);
    assert.equal(await total('pre', pre), 0);
    assert.equal((await pre.get('/v1/comments', { article: 'pre' })).json.rules.moderation, 'pre');
    assert.equal((await pre.get(`/v1/comments/${json.id}`)).status, 404);
    assert.equal((await pre.get(`/v1/comments/${json.id}`, {}, bearer(json.receipt))).json.status, 'pending');
    assert.deepEqual(await statusOf(pre.comment({ article: 'pre', parent: json.id })), [409, 'parent_not_found']);
    await command('approve', json.id);
    assert.equal(await total('pre', pre), 1);
    const edited = await pre.send('PATCH', `/v1/comments/${json.id}`, { text: 'غيره' }, bearer(json.receipt));
    assert.deepEqual([edited.json.status, await total('pre', pre)], ['pending', 0]);
  });

  test('people who were approved before are seen at once, by their name and address together', async () => {
    const trusted = await site({ MIDAD_MODERATION: 'trusted' });
    const person = { article: 'trusted', name: 'رنا', email: 'rana@mail.example' };
    const first = await trusted.comment({ ...person, text: '1' });
    assert.equal(first.json.status, 'pending');
    assert.equal((await trusted.comment({ ...person, text: '2' })).json.status, 'pending');
    await command('approve', first.json.id);
    const spelled = { ...person, name: 'رنــا', email: 'Rana@Mail.example' };
    const third = await trusted.comment({ ...spelled, text: '3' });
    assert.equal(third.json.status, 'approved');
    const edited = await trusted.send(
      'PATCH',
      `/v1/comments/${third.json.id}`,
      { text: '4' },
      bearer(third.json.receipt),
    );
    assert.equal(edited.json.status, 'approved');
    for (const other of [{ name: 'ريم' }, { email: 'reem@mail.example' }]) {
      assert.equal((await trusted.comment({ ...person, ...other, text: 'x' })).json.status, 'pending');
    }
  });

  test('an article has rules of its own, which a moderator sets while the server runs', async () => {
    assert.deepEqual(await rules('ruled'), RULES);
    const { json } = await api.comment({ article: 'ruled', text: 'before' });
    const closed = await command('article', 'ruled', '--mode', 'pre', '--close', '--as', 'نادية');
    assert.match(closed, /^ruled: closed, moderation pre\n\S+Z نادية: closed, moderation pre$/);
    const { open, moderation } = await rules('ruled');
    assert.deepEqual([open, moderation], [false, 'pre']);
    assert.deepEqual(await statusOf(api.comment({ article: 'ruled', text: 'after' })), [403, 'thread_closed']);
    const edit = api.send('PATCH', `/v1/comments/${json.id}`, { text: 'after' }, bearer(json.receipt));
    assert.deepEqual(await statusOf(edit), [403, 'thread_closed']);
    await command('article', 'ruled', '--open');
    assert.equal((await api.comment({ article: 'ruled', text: 'after' })).json.status, 'pending');
    await command('article', 'ruled', '--mode', 'site', '--as', 'نادية');
    assert.equal((await api.comment({ article: 'ruled', text: 'at last' })).json.status, 'approved');
    // What is only asked for is nothing that was said.
    const [now, ...record] = (await command('article', 'ruled')).split('\n');
    assert.equal(now, "ruled: open, moderation as the site's");
    assert.deepEqual(
      record.map((line) => line.replace(/^\S+Z \S+: /, '')),
      ['closed, moderation pre', 'open, moderation pre', "open, moderation as the site's"],
    );
  });

  test('an old article takes no more comments, if the site says after how many days', async () => {
    const closing = await site({ MIDAD_CLOSE_DAYS: '30' });
    assert.equal((await closing.comment({ article: 'old', text: 'young' })).status, 201);
    mock.timers.enable({ apis: ['Date'], now: Date.now() + 31 * DAY });
    try {
      assert.deepEqual(await statusOf(closing.comment({ article: 'old', text: 'late' })), [403, 'thread_closed']);
      assert.equal((await closing.get('/v1/comments', { article: 'old' })).json.rules.open, false);
      assert.equal((await closing.comment({ article: 'new', text: 'first' })).status, 201);
      assert.equal((await api.comment({ article: 'old', text: 'elsewhere' })).status, 201);
    } finally {
      mock.timers.reset();
    }
  });

  test('the command lists, shows and decides, and says who did what', async () => {
    const article = 'https://example.org/مقال';
    const { id } = (await api.comment({ article, name: 'هدى', text: 'سطر أول\nوثانٍ', url: 'https://huda.example' }))
      .json;
    assert.equal(await command('spam', id, '--as', 'ليلى'), `${id} spam`);
    assert.match(
      await command('list', 'spam', '--article', article),
      new RegExp(`^${id}  \\S+Z  \\S+  هدى  سطر أول وثانٍ$`),
    );
    assert.equal(await command('list', 'spam', '--article', 'none'), 'No comment is spam.');
    const shown = await command('show', id);
    assert.match(shown, /name: هدى\nurl: https:\/\/huda\.example\/\n\nسطر أول\nوثانٍ\n\n/);
    assert.match(shown, /Z reader: post, new → approved\n\S+Z ليلى: spam, approved → spam$/);
    assert.doesNotMatch(shown, /salma|@/);
    assert.equal(await command('approve', id), `${id} approved`);
    assert.equal(await command('delete', id), `${id} deleted`);
    assert.equal(await command('restore', id), `${id} approved`);
  });

  test('whose user has no name, as in a container, looks without one and decides with --as', async () => {
    const { id } = (await api.comment({ article: 'nameless' })).json;
    const nameless = mock.method(os, 'userInfo', () => {
      throw new Error('uv_os_get_passwd returned ENOENT');
    });
    syncBuiltinESMExports();
    try {
      assert.ok((await command('list', 'approved', '--article', 'nameless')).startsWith(id));
      assert.match(await command('show', id), /reader: post/);
      assert.equal(await command('article', 'nameless'), "nameless: open, moderation as the site's");
      for (const words of [
        ['spam', id],
        ['article', 'nameless', '--close'],
      ]) {
        await assert.rejects(command(...words), { name: 'StartError', message: /with --as NAME\.$/ });
      }
      assert.equal(await command('spam', id, '--as', 'ليلى'), `${id} spam`);
    } finally {
      nameless.mock.restore();
      syncBuiltinESMExports();
    }
  });

  test('what cannot be done is said in one sentence, and changes nothing', async () => {
    const { id } = (await api.comment({ article: 'sentences' })).json;
    for (const [words, sentence] of [
      [['approve', id], /^\S+ is approved, which approve does not apply to\.$/],
      [['restore', id], /^\S+ is approved, which restore does not apply to\.$/],
      [['approve', randomUUID()], /^There is no comment \S+\.$/],
      [['show', 'x'], /^There is no comment x\.$/],
      [['approve'], /^Unknown command/],
      [['aprove', id], /^Unknown command/],
      [['list', 'open'], /^"open" is not one of pending, /],
      [['list', '--limit', '0'], /^--limit must be/],
      [['article', 'a', '--mode', 'strict'], /^"strict" is not one of post, /],
      [['article', 'a', '--open', '--close'], /either open or closed/],
      [['article', 'a b'], /^An article is a URL or a slug/],
      [['list', '--colour'], /--colour/],
    ] as const) {
      await assert.rejects(command(...words), { name: 'StartError', message: sentence });
    }
    assert.equal(await total('sentences'), 1);
    const { code, stdout } = await run(['moderate', '--help'], database().env);
    assert.deepEqual([code, stdout.includes('approve|reject|spam|delete|restore ID…')], [0, true]);
    const listed = await run(['moderate', 'list', 'approved', '--article', 'sentences'], database().env);
    assert.deepEqual([listed.code, listed.stderr, listed.stdout.startsWith(id)], [0, '', true]);
  });

  test("an author's key gives the author's name and mark, past the rules for readers; a forged one nothing", async () => {
    const pre = await site({ MIDAD_MODERATION: 'pre', MIDAD_RESERVED_NAMES: 'ليلى بنعمر' });
    const key = await makeAuthorKey('ليلى بنعمر', ['by-layla'], readConfig(database().env));
    const post = (article: string, token: string) =>
      pre.post(
        '/v1/comments',
        { article, name: 'x', email: 'layla@mail.example', text: randomUUID() },
        { 'Idempotency-Key': randomUUID(), ...bearer(token) },
      );
    const { status, json } = await post('by-layla', key);
    assert.deepEqual([status, json.status, json.author.name, json.byAuthor], [201, 'approved', 'ليلى بنعمر', true]);
    assert.equal((await pre.get('/v1/comments', { article: 'by-layla' })).json.comments[0].byAuthor, true);
    for (const [article, token] of [
      ['by-another', key],
      ['by-layla', `${key}A`],
      ['by-layla', json.receipt],
    ] as const) {
      assert.deepEqual(await statusOf(post(article, token)), [401, 'author_key_invalid']);
    }
    mock.timers.enable({ apis: ['Date'], now: Date.now() + 366 * DAY });
    assert.deepEqual(await statusOf(post('by-layla', key)), [401, 'author_key_invalid']);
    mock.timers.reset();
    assert.equal('byAuthor' in (await api.comment({ article: 'by-layla', name: 'ندى' })).json, false);
  });
});
