import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { CompiledQuery } from 'kysely';
import { ACTIONS, STATUSES, transition } from '../src/comments/status.js';
import { Threads, SORTS } from '../src/database/threads.js';
import { fieldErrors, listOf, openApi, type Api } from './support/api.js';
import { onEachDatabase } from './support/databases.js';

onEachDatabase((database, kind) => {
  let api: Api;
  before(async () => (api = await openApi(database())));
  after(() => api.close());

  const post = async (article: string, text: string, parent?: string): Promise<string> => {
    const { status, json } = await api.comment({ article, text, ...(parent && { parent }) });
    assert.equal(status, 201);
    return json.id;
  };
  const page = async (article: string, query: object = {}) =>
    (await api.get('/v1/comments', { article, ...query })).json;
  const texts = (list: { text?: string; status: string }[]) => list.map((one) => one.text ?? one.status);

  test('replies stand in the thread they belong to, oldest first, each after the one it answers', async () => {
    const article = 'nested';
    const a = await post(article, 'a');
    const b = await post(article, 'b');
    const a1 = await post(article, 'a1', a);
    await post(article, 'a11', a1);
    await post(article, 'a2', a);
    await post(article, 'b1', b);
    const { comments, total } = await page(article);
    assert.equal(total, 6);
    assert.deepEqual(texts(comments), ['b', 'a']);
    assert.deepEqual(
      comments[1].replies.comments.map(({ text, parent }: any) => [text, parent]),
      [
        ['a1', a],
        ['a11', a1],
        ['a2', a],
      ],
    );
    assert.deepEqual(comments[0].replies.total, 1);
    assert.ok(!('parent' in comments[0]) && !('next' in comments[1].replies));
    assert.deepEqual((await api.get('/v1/counts', { article })).json.counts[0].comments, 6);
  });

  test('past a count replies are folded, and have a cursor of their own', async () => {
    const article = 'folded';
    const top = await post(article, 'top');
    for (let n = 0; n < 9; n += 1) await post(article, `r${n}`, top);
    const { replies } = (await page(article)).comments[0];
    assert.deepEqual([texts(replies.comments), replies.total], [['r0', 'r1', 'r2'], 9]);
    const more = await api.get(`/v1/comments/${top}/replies`, { cursor: replies.next, limit: '4' });
    assert.deepEqual(texts(more.json.comments), ['r3', 'r4', 'r5', 'r6']);
    const last = await api.get(`/v1/comments/${top}/replies`, { cursor: more.json.next });
    assert.deepEqual(texts(last.json.comments), ['r7', 'r8']);
    assert.ok(!('next' in last.json));
    const none = (await page(article, { replies: '0' })).comments[0].replies;
    assert.deepEqual([none.comments, none.total], [[], 9]);
    assert.equal((await api.get(`/v1/comments/${top}/replies`, { cursor: none.next })).json.comments[0].text, 'r0');
  });

  test('a reply is refused where its parent is gone, is not there, or stands under another article', async () => {
    const parent = await post('refused', 'parent');
    await api.store.comments.act(parent, 'delete', 'mod');
    const elsewhere = await post('elsewhere', 'parent');
    for (const wrong of [parent, elsewhere, randomUUID()]) {
      const { status, json } = await api.comment({ article: 'refused', parent: wrong });
      assert.deepEqual([status, json.code], [409, 'parent_not_found']);
    }
    assert.deepEqual(listOf(await page('refused')), { comments: [], total: 0 });
  });

  test('among comments that arrive at one moment each stands or falls alone', async () => {
    const article = 'crowd';
    const arrivals = Array.from({ length: 20 }, (_, index) =>
      api.comment({ article, text: `t${index}`, ...(index % 2 === 1 && { parent: randomUUID() }) }),
    );
    const statuses = (await Promise.all(arrivals)).map(({ status }) => status);
    assert.deepEqual(
      statuses,
      Array.from({ length: 20 }, (_, index) => (index % 2 === 1 ? 409 : 201)),
    );
    const { comments, total, lastEventId } = await page(article);
    assert.deepEqual([comments.length, total, lastEventId], [10, 10, '10']);
  });

  test('a deleted comment keeps its place and its replies, and goes when the last of them goes', async () => {
    const article = 'kept';
    const a = await post(article, 'a');
    const b = await post(article, 'b', a);
    const c = await post(article, 'c', b);
    await api.store.comments.act(b, 'spam', 'mod');
    await api.store.comments.act(a, 'delete', 'mod');
    const held = await page(article);
    assert.equal(held.total, 1);
    const [{ dateCreated, replies, ...rest }] = held.comments;
    assert.deepEqual(rest, { id: a, status: 'deleted' });
    assert.ok(dateCreated);
    assert.deepEqual([texts(replies.comments), replies.total], [['deleted', 'c'], 1]);
    assert.deepEqual((await api.get(`/v1/comments/${b}`)).json.status, 'deleted');

    await api.store.comments.act(c, 'reject', 'mod');
    assert.deepEqual(listOf(await page(article)), { comments: [], total: 0 });
    for (const id of [a, b, c]) assert.equal((await api.get(`/v1/comments/${id}`)).status, 404);

    await api.store.comments.act(c, 'approve', 'mod');
    await api.store.comments.act(a, 'restore', 'mod');
    await api.store.comments.act(b, 'approve', 'mod');
    const back = await page(article);
    assert.deepEqual(
      [texts(back.comments), texts(back.comments[0].replies.comments), back.total],
      [['a'], ['b', 'c'], 3],
    );
  });

  test('every status takes the actions that lead somewhere, and every change is recorded', async () => {
    const id = await post('record', 'text');
    const outcome = async (action: (typeof ACTIONS)[number]) =>
      (await api.store.comments.act(id, action, 'ليلى')).outcome;
    assert.deepEqual(
      [await outcome('spam'), await outcome('spam'), await outcome('restore')],
      ['changed', 'refused', 'refused'],
    );
    assert.deepEqual(
      [await outcome('delete'), await outcome('approve'), await outcome('restore')],
      ['changed', 'refused', 'changed'],
    );
    const raw = database().connect();
    const rows = await raw.selectFrom('change').selectAll().where('comment', '=', id).orderBy('version').execute();
    await raw.destroy();
    assert.deepEqual(
      rows.map((row) => [row.actor, row.action, row.from_status, row.to_status]),
      [
        ['reader', 'post', null, 'approved'],
        ['ليلى', 'spam', 'approved', 'spam'],
        ['ليلى', 'delete', 'spam', 'deleted'],
        ['ليلى', 'restore', 'deleted', 'spam'],
      ],
    );
    for (const row of rows) assert.ok(Math.abs(Date.now() - Number(row.at)) < 600_000);
    assert.equal((await api.store.comments.act(randomUUID(), 'approve', 'mod')).outcome, 'missing');
  });

  test('newest, oldest and best are read to the end, forwards and back, while others post', async () => {
    const article = 'sorted';
    const ids: string[] = [];
    for (let n = 0; n < 11; n += 1) ids.push(await post(article, `t${n}`));
    const raw = database().connect();
    // Two with one score: then the newer one comes first.
    for (const [index, score] of [3, 9, 1, 9, 0, 7, 2, 0, 0, 5, 4].entries()) {
      await raw
        .updateTable('comment')
        .set({ score })
        .where('id', '=', ids[index] ?? '')
        .execute();
    }
    await raw.destroy();
    const best = [3, 1, 5, 9, 10, 0, 6, 2, 8, 7, 4].map((index) => ids[index]);
    for (const [sort, order] of [
      ['newest', ids.toReversed()],
      ['oldest', ids],
      ['best', best],
    ] as const) {
      const read: string[][] = [];
      let cursor: string | undefined;
      do {
        const { comments, next } = await page(article, { sort, limit: '4', ...(cursor && { cursor }) });
        read.push(comments.map(({ id }: { id: string }) => id));
        cursor = next;
      } while (cursor);
      assert.deepEqual(read.flat(), order, sort);

      const middle = (await api.get(`/v1/comments/${order[5]}/page`, { article, sort, limit: '3' })).json;
      assert.deepEqual(
        middle.comments.map(({ id }: { id: string }) => id),
        order.slice(5, 8),
      );
      assert.equal((await page(article, { sort, limit: '3', cursor: middle.next })).comments[0].id, order[8]);
      const earlier = await page(article, { sort, limit: '3', cursor: middle.previous });
      assert.deepEqual(
        earlier.comments.map(({ id }: { id: string }) => id),
        order.slice(2, 5),
      );
      const first = await page(article, { sort, limit: '3', cursor: earlier.previous });
      assert.deepEqual(
        first.comments.map(({ id }: { id: string }) => id),
        order.slice(0, 2),
      );
      assert.ok(!('previous' in first));
      assert.equal((await page(article, { sort, limit: '3', cursor: first.next })).comments[0].id, order[2]);
    }
    assert.ok(!('previous' in (await api.get(`/v1/comments/${ids[10]}/page`, { article })).json));
  });

  test('a permalink opens the page at its thread, and the thread at its branch', async () => {
    const article = 'linked';
    const older = await post(article, 'older');
    const top = await post(article, 'top');
    for (let n = 0; n < 6; n += 1) await post(article, `r${n}`, top);
    const deep = await post(article, 'deep', await post(article, 'r6', top));
    await post(article, 'newer');
    const linked = await api.get(`/v1/comments/${deep}/page`, { article, limit: '1' });
    const { comments, next, previous, total } = linked.json;
    assert.equal(total, 11);
    assert.deepEqual(texts(comments), ['top']);
    assert.deepEqual(texts(comments[0].replies.comments), ['r6', 'deep']);
    const whole = await api.get(`/v1/comments/${top}/replies`, { cursor: comments[0].replies.next });
    assert.deepEqual(texts(whole.json.comments), ['r0', 'r1', 'r2', 'r3', 'r4', 'r5', 'r6', 'deep']);
    assert.equal((await page(article, { cursor: next })).comments[0].id, older);
    assert.equal((await page(article, { cursor: previous })).comments[0].text, 'newer');
    const other = await post('another', 'elsewhere', await post('another', 'top'));
    for (const [id, where] of [
      [randomUUID(), article],
      [other, article],
      [deep, 'another'],
      [deep, 'unknown'],
    ] as const) {
      const { status, json } = await api.get(`/v1/comments/${id}/page`, { article: where });
      assert.deepEqual([status, json.code], [404, 'not_found']);
    }
    assert.deepEqual(fieldErrors(await api.get(`/v1/comments/${deep}/page`)), ['article:valueMissing']);
    for (const id of [randomUUID(), deep]) {
      assert.equal((await api.get(`/v1/comments/${id}/replies`)).json.code, 'not_found');
    }
  });

  test('a cursor that was changed, or is of another article, order or thread, is refused', async () => {
    const [one, two] = ['cursor-one', 'cursor-two'];
    for (const article of [one, two]) for (let n = 0; n < 3; n += 1) await post(article, `t${n}`);
    const { next, comments } = await page(one, { limit: '1' });
    const refused = async (query: Record<string, string>) => {
      const { status, json } = await api.get('/v1/comments', query);
      assert.deepEqual([status, json.code], [400, 'cursor_invalid'], JSON.stringify(query));
    };
    await refused({ article: two, cursor: next });
    await refused({ article: one, cursor: next, sort: 'oldest' });
    for (let index = 0; index < next.length; index += 1) {
      const other = next[index] === 'A' ? 'B' : 'A';
      await refused({ article: one, cursor: next.slice(0, index) + other + next.slice(index + 1) });
    }
    const forged = Buffer.from(`a.0.1.${comments[0].id}~${'A'.repeat(22)}`).toString('base64url');
    for (const cursor of ['', '\0', 'x', `${next}=`, `${next}A`, forged]) await refused({ article: one, cursor });
    const { status, json } = await api.get(`/v1/comments/${comments[0].id}/replies`, { cursor: next });
    assert.deepEqual([status, json.code], [400, 'cursor_invalid']);
  });

  test('a thread of 10 000 is read with the same work as one of 100', async () => {
    const raw = database().connect();
    await fill(raw, 'long', 10_000);
    await fill(raw, 'short', 100);
    await raw.destroy();
    const queries: CompiledQuery[] = [];
    const db = database().connect((event) => void queries.push(event.query));
    const threads = new Threads(db, api.store.aliases);
    for (const sort of SORTS) {
      const [last] = (await threads.page('long', sort, 50, 3)).threads.slice(-1);
      assert.ok(last);
      const { created_at: createdAt, id, score } = last.row;
      await threads.page('long', sort, 50, 3, { way: 'after', position: { createdAt, id, score } });
      await threads.around('long', id, sort, 50, 3);
    }
    await threads.replies('long-0', 50, { createdAt: 5000, id: '', score: 0 });
    const asked = queries.splice(0);
    assert.ok(asked.length > 20);
    for (const { sql, parameters } of asked) {
      const explain =
        kind === 'libsql' ? 'explain query plan' : 'explain (analyze, costs off, timing off, summary off)';
      const { rows } = await db.executeQuery<any>(CompiledQuery.raw(`${explain} ${sql}`, [...parameters]));
      const plan = rows.map((row) => row.detail ?? row['QUERY PLAN']).join('\n');
      assert.doesNotMatch(plan, /SCAN comment|TEMP B-TREE|Seq Scan on comment|Rows Removed/, `${sql}\n${plan}`);
      for (const [, count] of plan.matchAll(/rows=(\d+)/g)) assert.ok(Number(count) <= 51, `${sql}\n${plan}`);
    }
    await db.destroy();
  });

  /** So many comments, half of them replies to the first. */
  async function fill(raw: ReturnType<ReturnType<typeof database>['connect']>, article: string, count: number) {
    const rows = Array.from({ length: count }, (_, index) => {
      const reply = index > 0 && index % 2 === 0 ? `${article}-0` : null;
      return {
        id: `${article}-${index}`,
        article,
        parent: reply,
        root: reply,
        created_at: index,
        score: index % 97,
        replies: index === 0 ? Math.ceil(count / 2) - 1 : 0,
        children: 0,
        name: 'n',
        text: `t${index}`,
        idempotency_key: `${article}-${index}`,
      };
    });
    for (let start = 0; start < count; start += 500) {
      await raw
        .insertInto('comment')
        .values(rows.slice(start, start + 500))
        .execute();
    }
    await raw.insertInto('article').values({ id: article, comments: count, version: count }).execute();
    await raw.executeQuery(CompiledQuery.raw('analyze comment'));
  }
});

test('no action leads out of the statuses, and only a deleted comment is restored', () => {
  for (const from of STATUSES) {
    for (const action of ACTIONS) {
      const to = transition(action, from, 'pending');
      assert.ok(to === undefined || (STATUSES.includes(to) && to !== from));
      if (action === 'restore') assert.equal(to !== undefined, from === 'deleted');
    }
  }
});
