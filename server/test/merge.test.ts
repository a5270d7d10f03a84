import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { makeAuthorKey } from '../src/author-key.js';
import { readConfig } from '../src/config.js';
import { Aliases } from '../src/database/aliases.js';
import { importViews } from '../src/import-views.js';
import { merge, unmerge } from '../src/merge.js';
import { moderate } from '../src/moderate.js';
import { openApi, type Api } from './support/api.js';
import { onEachDatabase } from './support/databases.js';
import { listenTo, type Listening } from './support/events.js';
import { run, start, type Running } from './support/process.js';

onEachDatabase((database) => {
  let api: Api;
  let second: Running;
  before(async () => {
    api = await openApi(database());
    second = await start({ ...database().env, MIDAD_ORIGINS: 'https://page.example', MIDAD_RATE: '0' });
  });
  after(async () => {
    await api.close();
    second.signal('SIGTERM');
    await second.ended;
  });

  /** As in a process of its own; what it has changed is known to this one when it is done. */
  const told = async (act: Promise<string>) => {
    const heard = new Promise<void>((resolve) => {
      const silence = api.store.feed.on((article) => {
        if (article !== undefined) return;
        silence();
        resolve();
      });
    });
    const said = await act;
    if (database().kind === 'postgres') await heard;
    return said;
  };
  const config = () => readConfig(database().env);
  const doMerge = (...words: string[]) => told(merge([...words, '--as', 'ليلى'], config()));
  const undo = (from: string) => told(unmerge([from, '--as', 'ليلى'], config()));
  const post = async (article: string, text: string, parent?: string): Promise<any> =>
    (await api.comment({ article, text, ...(parent && { parent }) })).json;
  const page = async (article: string, query = {}) => (await api.get('/v1/comments', { article, ...query })).json;
  const texts = async (article: string) => (await page(article)).comments.map((one: any) => one.text);
  const counts = async (...article: string[]) =>
    (await api.get('/v1/counts', { article })).json.counts.map((one: any) => [one.article, one.views, one.comments]);
  const view = (article: string) => api.post('/v1/views', { article });
  const bearer = (token: string) => ({ Authorization: `Bearer ${token}` });
  /** All that is stored, but for when. */
  const everything = async () => {
    const raw = database().connect();
    const rows: unknown[] = [];
    for (const name of ['article', 'comment', 'move'])
      rows.push(await raw.selectFrom(name).selectAll().orderBy('id').execute());
    rows.push(await raw.selectFrom('change').selectAll().orderBy('article').orderBy('version').execute());
    await raw.destroy();
    return rows;
  };

  test('threads, replies, reactions and views go along, and the old name answers for the new', async () => {
    const top = await post('one-old', 'old top');
    const reply = await post('one-old', 'old reply', top.id);
    await api.send('PUT', `/v1/comments/${top.id}/reaction`, { reaction: 'like' }, { 'Idempotency-Key': randomUUID() });
    await post('one-new', 'new top');
    for (const article of ['one-old', 'one-old', 'one-new']) await view(article);
    assert.deepEqual(await texts('one-old'), ['old top']);
    assert.equal(await doMerge('one-old', 'one-new'), '2 comments and 2 views of one-old went to one-new.');
    for (const article of ['one-old', 'one-new']) {
      const { comments, total } = await page(article);
      assert.deepEqual([comments.map((one: any) => one.text), total], [['new top', 'old top'], 3]);
      assert.deepEqual([comments[1].upvoteCount, comments[1].replies.comments[0].id], [1, reply.id]);
      const around = await api.get(`/v1/comments/${reply.id}/page`, { article });
      assert.equal(around.json.comments[0].replies.comments[0].id, reply.id);
    }
    assert.deepEqual(await counts('one-old', 'one-new', 'one-old'), [
      ['one-old', 3, 3],
      ['one-new', 3, 3],
      ['one-old', 3, 3],
    ]);
    assert.deepEqual((await view('one-old')).json, { article: 'one-old', views: 4, comments: 3 });
    await post('one-old', 'answer', reply.id);
    await post('one-new', 'answer to the answer', reply.id);
    assert.deepEqual(await counts('one-new'), [['one-new', 4, 5]]);
  });

  test('taken apart, each has its own again, an answer stays with what it answers, and what came since stays', async () => {
    const top = await post('undo-old', 'old');
    await post('undo-new', 'new');
    for (const article of ['undo-old', 'undo-old', 'undo-new']) await view(article);
    await doMerge('undo-old', 'undo-new');
    await post('undo-old', 'since, by the old name');
    await post('undo-new', 'an answer', top.id);
    await view('undo-old');
    assert.equal(
      await undo('undo-old'),
      '2 comments and 2 views went back to undo-old, with every answer to them; what was added since stays with undo-new.',
    );
    assert.deepEqual(await texts('undo-old'), ['old']);
    assert.equal((await page('undo-old')).comments[0].replies.comments[0].text, 'an answer');
    assert.deepEqual(await texts('undo-new'), ['since, by the old name', 'new']);
    assert.deepEqual(await counts('undo-old', 'undo-new'), [
      ['undo-old', 2, 2],
      ['undo-new', 2, 2],
    ]);
    await post('undo-old', 'later');
    assert.deepEqual(await texts('undo-old'), ['later', 'old']);
    assert.match(await doMerge('undo-old', 'undo-new'), /^3 comments and 2 views/);
  });

  test('a dry run says what would be and what conflicts, and changes nothing', async () => {
    await post('dry-old', 'said twice');
    await post('dry-old', 'said once');
    await api.store.comments.act((await post('dry-old', 'spam')).id, 'spam', 'mod');
    await post('dry-new', 'said twice');
    await view('dry-old');
    await moderate(['article', 'dry-old', '--close', '--mode', 'pre'], config());
    const stored = await everything();
    assert.deepEqual((await merge(['dry-old', 'dry-new', '--dry-run'], config())).split('\n'), [
      'dry-old has 3 comments and 1 view: all would go to dry-new, with 2 of the comments approved.',
      'dry-new would then show 3 comments and 1 view.',
      "Their rules differ: dry-old is closed, moderation pre; dry-new is open, moderation as the site's, and stays so.",
      'Said on both by one name, and kept twice: 1.',
      'Nothing was changed.',
    ]);
    assert.deepEqual(await everything(), stored);
    await doMerge('dry-old', 'dry-new');
    const { total, rules } = await page('dry-old');
    assert.deepEqual([total, rules.open, rules.moderation], [3, true, 'post']);
  });

  test('an article that nobody has seen yet takes the rules of the one that becomes it', async () => {
    await post('rules-old', 'x');
    await moderate(['article', 'rules-old', '--close'], config());
    await doMerge('rules-old', 'rules-new');
    assert.equal((await page('rules-new')).rules.open, false);
    const { status, json } = await api.comment({ article: 'rules-old' });
    assert.deepEqual([status, json.code], [403, 'thread_closed']);
  });

  test('merged one after another, all names mean the last, and each can be taken out', async () => {
    for (const name of ['chain-a', 'chain-b', 'chain-c']) {
      await post(name, name);
      await view(name);
    }
    await doMerge('chain-a', 'chain-b');
    await doMerge('chain-b', 'chain-c');
    for (const name of ['chain-a', 'chain-b', 'chain-c']) {
      assert.deepEqual(await texts(name), ['chain-c', 'chain-b', 'chain-a']);
      assert.deepEqual(await counts(name), [[name, 3, 3]]);
    }
    await undo('chain-a');
    assert.deepEqual(await counts('chain-a', 'chain-b', 'chain-c'), [
      ['chain-a', 1, 1],
      ['chain-b', 2, 2],
      ['chain-c', 2, 2],
    ]);
    await doMerge('chain-a', 'chain-b');
    await undo('chain-b');
    assert.deepEqual(await texts('chain-a'), ['chain-c', 'chain-a']);
    assert.deepEqual(await texts('chain-b'), ['chain-b']);
    await undo('chain-a');
    await doMerge('chain-a', 'chain-b');
    await doMerge('chain-b', 'chain-c');
    await undo('chain-b');
    assert.deepEqual(await texts('chain-a'), ['chain-b', 'chain-a']);
    assert.deepEqual(await counts('chain-b', 'chain-c'), [
      ['chain-b', 2, 2],
      ['chain-c', 1, 1],
    ]);
  });

  test('what cannot be is said in one sentence and changes nothing, and the same twice is done once', async () => {
    await post('no-a', 'a');
    await view('no-a');
    await doMerge('no-a', 'no-b');
    const stored = await everything();
    assert.equal(await merge(['no-a', 'no-b'], config()), 'no-a was merged into no-b before: there is nothing to do.');
    for (const [words, sentence] of [
      [['no-b', 'no-a'], /^no-a was merged into no-b: take it apart first/],
      [['no-a', 'no-c'], /^no-a was merged into no-b: take it apart first/],
      [['no-a', 'no-a'], /^Both are one article already: no-a\.$/],
      [['http://www.a.example/b/', 'https://a.example/b?fbclid=c'], /^Both are one article already/],
      [['no-a'], /^It is midad-server merge FROM TO/],
      [['no-a', 'b', 'c'], /^It is midad-server merge FROM TO/],
      [['no-a', 'no-b', '--colour'], /^It is midad-server merge FROM TO/],
      [['a b', 'c'], /^An article is a URL or a slug, not "a b"\.$/],
    ] as const) {
      await assert.rejects(merge(words, config()), { name: 'StartError', message: sentence });
    }
    await assert.rejects(unmerge(['no-b'], config()), { message: 'no-b is not merged into anything.' });
    assert.deepEqual(await everything(), stored);
  });

  test('what a reader, an author and another counter know by the old name goes on', async () => {
    const env = { MIDAD_EDIT_MINUTES: '15', MIDAD_DUPLICATE_HOURS: '24' };
    const strict = await openApi(database(), { env });
    const key = randomUUID();
    const sent = { article: 'known-old', name: 'هدى', text: 'كلام لا يقال مرتين' };
    const { json } = await strict.comment(sent, key);
    for (const text of ['1', '2', '3']) await post('known-old', text);
    const { next } = await page('known-old', { limit: '2' });
    const author = await makeAuthorKey('ليلى', ['known-old'], config());
    await doMerge('known-old', 'known-new');
    const again = await strict.comment(sent, key);
    assert.deepEqual([again.status, again.json.id], [200, json.id]);
    for (const article of ['known-old', 'known-new']) {
      const { status, json: problem } = await strict.comment({ ...sent, article });
      assert.deepEqual([status, problem.code], [409, 'duplicate_comment']);
      const body = { article, name: 'x', email: 'layla@mail.example', text: randomUUID() };
      const written = await strict.post('/v1/comments', body, { 'Idempotency-Key': randomUUID(), ...bearer(author) });
      assert.equal(written.json.byAuthor, true);
    }
    const edited = await strict.send('PATCH', `/v1/comments/${json.id}`, { text: 'غيره' }, bearer(json.receipt));
    assert.deepEqual([edited.status, edited.json.text], [200, 'غيره']);
    assert.equal((await page('known-old', { limit: '2', cursor: next })).comments[0].text, '1');
    assert.match(await moderate(['list', 'approved', '--article', 'known-old'], config()), /  known-new  هدى  غيره/);
    await moderate(['delete', json.id], config());
    assert.equal(await moderate(['restore', json.id], config()), `${json.id} approved`);
    const file = join(database().folder, 'views.json');
    writeFileSync(file, JSON.stringify([{ article: 'known-old', views: 500 }]));
    await importViews(file, config());
    assert.deepEqual((await counts('known-new'))[0].slice(0, 2), ['known-new', 500]);
    await strict.close();
  });

  test('the record says who merged what, and what became of a comment', async () => {
    const { id } = await post('record-old', 'x');
    await doMerge('record-old', 'record-new');
    await undo('record-old');
    const lines = (await merge([], config())).split('\n').slice(-2);
    assert.match(lines[0]!, /^\S+Z ليلى: merge record-old → record-new, 1 comment and 0 views$/);
    assert.match(lines[1]!, /^\S+Z ليلى: unmerge record-old ← record-new, 1 comment and 0 views$/);
    const shown = await moderate(['show', id], config());
    assert.match(shown, /reader: post, .*\n.* merge, record-old → record-new\n.* unmerge, record-old ← record-new$/);
    const { code, stdout } = await run(['--help'], database().env);
    assert.deepEqual([code, stdout.includes('midad-server unmerge FROM')], [0, true]);
    const listed = await run(['merge', 'record-old', 'record-new', '--dry-run'], database().env);
    assert.deepEqual([listed.code, listed.stderr, listed.stdout.includes('record-old has 1 comment')], [0, '', true]);
  });

  test('another process means the same at once, and its listeners are told to read anew', async () => {
    const there = (path: string) => fetch(`${second.url}${path}`);
    const json = async (path: string) => (await there(path)).json() as Promise<any>;
    const { id } = await post('far-old', 'old');
    await post('far-new', 'new');
    for (const article of ['far-old', 'far-new'])
      assert.equal((await json(`/v1/comments?article=${article}`)).total, 1);
    const listen = async (article: string, last: string): Promise<Listening> =>
      listenTo(await there(`/v1/comments/events?article=${article}&lastEventId=${last}`));
    const listening = [
      await listen('far-old', (await page('far-old')).lastEventId),
      await listen('far-new', (await page('far-new')).lastEventId),
    ];
    await doMerge('far-old', 'far-new');
    const frames = await Promise.all(listening.map(async (one) => (await one.next(1))[0]!));
    assert.deepEqual(
      frames.map(({ event }) => event),
      ['reload', 'reload'],
    );
    await Promise.all(listening.map(({ ended }) => ended));
    for (const article of ['far-old', 'far-new'])
      assert.equal((await json(`/v1/comments?article=${article}`)).total, 2);
    assert.equal((await json('/v1/counts?article=far-old')).counts[0].comments, 2);
    // As a browser comes back: with the last event's id, and by the name it knows.
    const back = await listen('far-old', frames[0]!.id);
    await post('far-new', 'after');
    assert.equal((await back.next(1))[0]!.data.text, 'after');
    await undo('far-old');
    assert.equal((await back.next(1))[0]!.event, 'reload');
    assert.equal((await json('/v1/comments?article=far-old')).comments[0].id, id);
    // Who was away the whole time reads it anew, too.
    const away = await listen('far-new', '0');
    assert.equal((await away.next(1))[0]!.event, 'reload');
  });

  test('merged and taken apart while readers post and view, nothing is lost and the numbers are right', async () => {
    const over = new AbortController();
    let views = 0;
    let posted = 0;
    const reader = async (name: string, index: number) => {
      while (!over.signal.aborted) {
        const { status } = await api.comment({ article: name, text: `${name} ${index} ${posted}` });
        if (status === 201) posted += 1;
        else assert.equal(status, 503);
        if ((await view(name)).status === 200) views += 1;
        await setTimeout(5);
      }
    };
    const readers = ['busy-old', 'busy-new', 'busy-old', 'busy-new'].map(reader);
    for (let round = 0; round < 3; round += 1) {
      await merge(['busy-old', 'busy-new'], config());
      await setTimeout(50);
      await unmerge(['busy-old'], config());
      await setTimeout(50);
    }
    await merge(['busy-old', 'busy-new'], config());
    over.abort();
    await Promise.all(readers);
    await told(unmerge(['busy-old'], config()));
    const raw = database().connect();
    const rows = await raw.selectFrom('comment').select(['article']).where('article', 'like', 'busy-%').execute();
    await raw.destroy();
    const [old, now] = await counts('busy-old', 'busy-new');
    const kept = (name: string) => rows.filter(({ article }) => article === name).length;
    assert.deepEqual([old[2], now[2]], [kept('busy-old'), kept('busy-new')]);
    assert.deepEqual([old[1] + now[1], old[2] + now[2]], [views, posted]);
  });

  test('a name is looked up in memory, and in the database only after a merge', async () => {
    const queries: string[] = [];
    const db = database().connect((event) => void queries.push(event.query.sql));
    const aliases = new Aliases({ db, feed: api.store.feed });
    await doMerge('cheap-old', 'cheap-new');
    queries.length = 0;
    for (let n = 0; n < 100; n += 1) {
      assert.deepEqual(await aliases.meant(['cheap-old', `other-${n}`]), ['cheap-new', `other-${n}`]);
    }
    assert.equal(queries.length, 1);
    await undo('cheap-old');
    assert.equal(await aliases.of('cheap-old'), 'cheap-old');
    assert.equal(queries.length, 2);
    await db.destroy();
  });

  test('articles of before, under the names that URLs had then, are one with what they are now', async () => {
    const raw = database().connect();
    const old = 'http://www.before.example/a/';
    const made = await post('https://before.example/a', 'now');
    const row = {
      ...(await raw
        .selectFrom('article')
        .selectAll()
        .where('id', '=', 'https://before.example/a')
        .executeTakeFirstOrThrow()),
    };
    await raw
      .insertInto('article')
      .values({ ...row, id: old, views: 7, comments: 1, version: 40 })
      .execute();
    const comment = await raw.selectFrom('comment').selectAll().where('id', '=', made.id).executeTakeFirstOrThrow();
    await raw
      .insertInto('comment')
      .values({ ...comment, id: randomUUID(), idempotency_key: randomUUID(), article: old, text: 'then' })
      .execute();
    // As before that step, and before those that came after it.
    await raw.deleteFrom('midad_migration').where('name', '>=', '0007-one-identity').execute();
    for (const table of ['page', 'feed', 'view_shard', 'view_reader', 'ruling'])
      await raw.schema.dropTable(table).execute();
    await raw.destroy();
    const upgraded = await openApi(database());
    const { json } = await upgraded.get('/v1/comments', { article: old });
    assert.deepEqual(json.comments.map((one: any) => one.text).toSorted(), ['now', 'then']);
    assert.deepEqual([json.total, json.lastEventId], [2, '41']);
    assert.deepEqual((await upgraded.get('/v1/counts', { article: old })).json.counts, [
      { article: 'https://before.example/a', views: 7, comments: 2 },
    ]);
    await upgraded.close();
  });
});
