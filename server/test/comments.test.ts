import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { LIMITS, MOST_BYTES } from '../../src/model/draft.js';
import { MAX_ARTICLE_ID } from '../../src/model/identity.js';
import { fieldErrors, listOf, openApi, type Api } from './support/api.js';
import { onEachDatabase } from './support/databases.js';

const NO_REPLIES = { comments: [], total: 0 };

onEachDatabase((database) => {
  let api: Api;
  let second: Api;
  before(async () => {
    api = await openApi(database(), { env: { MIDAD_RESERVED_NAMES: 'ليلى بنعمر، صحيفة مداد' } });
    second = await openApi(database());
  });
  after(async () => {
    await api.close();
    await second.close();
  });

  const texts = (json: { comments: { text: string }[] }) => json.comments.map(({ text }) => text);

  test('a comment is stored, published without its address, counted, and found where Location says', async () => {
    const sent = { article: 'https://example.org/a#top', name: 'سلمى', url: 'https://salma.example', text: 'أحسنتم' };
    const { status, json: posted, headers } = await api.comment(sent);
    assert.equal(status, 201);
    const { receipt, editableSeconds, ...json } = posted;
    assert.ok(receipt !== '' && editableSeconds > 0);
    assert.deepEqual(json, {
      id: json.id,
      status: 'approved',
      author: { name: 'سلمى', url: 'https://salma.example/' },
      text: 'أحسنتم',
      html: '<p>أحسنتم</p>',
      dateCreated: json.dateCreated,
      upvoteCount: 0,
      downvoteCount: 0,
    });
    assert.equal(new Date(json.dateCreated).toISOString(), json.dateCreated);
    const { pathname } = new URL(headers.get('Location') ?? '', 'http://server.test/v1/comments');
    assert.deepEqual((await api.get(pathname)).json, json);
    const page = await api.get('/v1/comments', { article: 'https://example.org/a' });
    assert.deepEqual(listOf(page.json), { comments: [{ ...json, replies: NO_REPLIES }], total: 1 });
    const { counts } = (await api.get('/v1/counts', { article: 'https://example.org/a' })).json;
    assert.deepEqual(counts, [{ article: 'https://example.org/a', views: 0, comments: 1 }]);
  });

  test('what cannot be seen is cleaned away before it is checked and stored', async () => {
    const { json } = await api.comment({
      name: '  سلمى\n\u202E بنت\u200Fها ',
      text: 'a\u202Eb\r\n\r\n\r\n\r\nc  ',
      url: ' ',
    });
    assert.deepEqual(json.author, { name: 'سلمى بنتها' });
    assert.equal(json.text, 'ab\n\nc');
    for (const blank of ['\u200B\u2066 \n', '\u200F', '\u200C', '\uFE0F', '\u3164']) {
      assert.deepEqual(fieldErrors(await api.comment({ text: blank })), ['text:valueMissing']);
      assert.deepEqual(fieldErrors(await api.comment({ name: blank })), ['name:valueMissing']);
    }
  });

  test('a text may have as many characters as the form allows, counted as a reader counts them', async () => {
    const family = '\u{1F468}\u200D\u{1F469}\u200D\u{1F467}\u200D\u{1F466}';
    const marked = 'مَّ'.normalize('NFC');
    for (const [one, fewer] of [
      ['\u{1F54C}', 0],
      [marked + 'بُّ', LIMITS.text / 2],
      [`${family}${'نم'.repeat(12)}`, LIMITS.text - LIMITS.text / 25],
    ] as const) {
      const text = one.repeat(LIMITS.text - fewer);
      const answer = await api.comment({ text });
      assert.deepEqual([answer.status, answer.json.text], [201, text]);
      assert.deepEqual(fieldErrors(await api.comment({ text: `${text}ا` })), ['text:tooLong']);
    }
    assert.deepEqual(fieldErrors(await api.comment({ text: 'ab'.repeat(LIMITS.text / 2) + 'a' })), ['text:tooLong']);
    for (const name of [family.repeat(LIMITS.name), `${marked}ن`.repeat(LIMITS.name / 2)]) {
      assert.equal((await api.comment({ name })).json.author?.name, name);
      assert.deepEqual(fieldErrors(await api.comment({ name: `${name}ا` })), ['name:tooLong']);
    }
  });

  test('whatever the fields may hold fits into a body, and more bytes than that are too long', async () => {
    const most = {
      article: `https://example.org/${'a'.repeat(MAX_ARTICLE_ID - 20)}`,
      name: '\u{1F468}\u{1F3FD}\u200D\u{1F9B1}'.repeat(LIMITS.name),
      url: `https://example.org/${'م'.repeat(LIMITS.url - 20)}`,
      email: `${'a'.repeat(LIMITS.email - 13)}@mail.example`,
      altcha: 'a'.repeat(4000),
    };
    const quotes = '"\\'.repeat(LIMITS.text / 2 - 1000);
    const families = '\u{1F468}\u200D\u{1F469}\u200D\u{1F467}\u200D\u{1F466}'.repeat(1400);
    const text = (quotes + families).normalize('NFC');
    const { status, json } = await api.comment({ ...most, text });
    assert.deepEqual([status, json.code], [201, undefined]);
    const tooMany = `${families}${families.slice(0, families.length / 4)}`;
    assert.ok(Buffer.byteLength(tooMany) > MOST_BYTES.text && tooMany.length < MOST_BYTES.text);
    assert.deepEqual(fieldErrors(await api.comment({ text: tooMany })), ['text:tooLong']);
    const pile = `ا${'\u064E\u0651\u0670'.repeat(6000)}`;
    assert.equal((await api.comment({ text: pile })).json.text.length, 5);
  });

  test('every field that is wrong is named at once', async () => {
    const fields = {
      article: '',
      name: undefined,
      email: 'salma',
      url: 'javascript:alert(1)',
      text: 'a\u0007',
      age: 7,
    };
    assert.deepEqual(fieldErrors(await api.comment(fields)).toSorted(), [
      'age:unknownField',
      'article:valueMissing',
      'email:typeMismatch',
      'name:valueMissing',
      'text:controlCharacters',
      'url:typeMismatch',
    ]);
  });

  test('a name that passes for the site or for one of its authors is refused, one that only holds it passes', async () => {
    for (const name of ['الإــدارة', 'المشرف ✓', 'ADMIN', '\u0430dmin', 'ليلي بنعمر', 'صَحيفة مداد']) {
      const answer = await api.comment({ article: 'reserved', name });
      assert.deepEqual([answer.status, fieldErrors(answer)], [422, ['name:reservedName']], name);
    }
    for (const name of ['علي الإدارة', 'ليلى', 'مداد', 'badminton']) {
      assert.equal((await api.comment({ article: 'reserved', name })).status, 201, name);
    }
    assert.equal((await api.get('/v1/comments', { article: 'reserved' })).json.total, 4);
  });

  test('pages go from newest to oldest, and comments added meanwhile shift nothing', async () => {
    const article = 'paged';
    const created: string[] = [];
    const add = async () => created.unshift((await api.comment({ article, text: `t${created.length}` })).json.id);
    for (let n = 0; n < 7; n += 1) await add();
    const order = (await api.get('/v1/comments', { article })).json.comments.map(({ id }: { id: string }) => id);
    assert.deepEqual(order.toSorted(), created.toSorted());

    const read: string[] = [];
    let cursor: string | undefined;
    do {
      const { json } = await api.get('/v1/comments', { article, limit: '3', ...(cursor && { cursor }) });
      assert.equal(json.total, created.length);
      read.push(...json.comments.map(({ id }: { id: string }) => id));
      cursor = json.next;
      await add();
    } while (cursor);
    assert.deepEqual(read, order);
  });

  test('newest first, also when a clock stood still', async () => {
    const article = 'ordered';
    const raw = database().connect();
    const row = (id: string, createdAt: number, text: string) => ({
      id: `00000000-0000-7000-8000-00000000000${id}`,
      article,
      created_at: createdAt,
      name: 'n',
      text,
      idempotency_key: `ordered-${id}`,
    });
    await raw
      .insertInto('comment')
      .values([row('1', 2000, 'c'), row('2', 1000, 'd'), row('3', 2000, 'b'), row('4', 3000, 'a')])
      .execute();
    await raw.destroy();
    assert.deepEqual(texts((await api.get('/v1/comments', { article })).json), ['a', 'b', 'c', 'd']);
    const first = (await api.get('/v1/comments', { article, limit: '2' })).json;
    const rest = (await api.get('/v1/comments', { article, limit: '2', cursor: first.next })).json;
    assert.deepEqual(
      [texts(first), texts(rest)],
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    );
    assert.ok(!('next' in rest));
  });

  test('a page has 20 comments unless 1 to 100 are asked for', async () => {
    const article = 'many';
    await Promise.all(Array.from({ length: 101 }, () => api.comment({ article })));
    const size = async (query: object) => (await api.get('/v1/comments', { article, ...query })).json.comments.length;
    assert.equal(await size({}), 20);
    assert.equal(await size({ limit: '1' }), 1);
    assert.equal(await size({ limit: '99' }), 99);
    assert.equal(await size({ limit: '100' }), 100);
    for (const limit of ['0', '101', '99999999999999999999']) {
      assert.deepEqual(fieldErrors(await api.get('/v1/comments', { article, limit })), ['limit:outOfRange']);
    }
  });

  test('an article without comments has an empty page', async () => {
    assert.deepEqual(listOf((await api.get('/v1/comments', { article: 'silent' })).json), { comments: [], total: 0 });
  });

  test('a comment that is sent again with its key is stored once', async () => {
    const comment = { article: 'again', text: 'once', url: 'https://salma.example' };
    const first = await api.comment(comment, 'again-again-again');
    const again = await api.comment({ ...comment, text: ' once ', email: 'other@mail.example' }, 'again-again-again');
    assert.deepEqual([first.status, again.status], [201, 200]);
    assert.deepEqual(again.json, first.json);
    assert.equal(again.headers.get('Location'), first.headers.get('Location'));
    assert.equal((await api.get('/v1/comments', { article: 'again' })).json.total, 1);
  });

  test('twenty arrivals of one comment at one moment, on two servers, store it once', async () => {
    const arrivals = Array.from({ length: 20 }, (_, index) =>
      (index % 2 === 0 ? api : second).comment({ article: 'rush' }, 'rush-rush-rush-rush'),
    );
    const answers = await Promise.all(arrivals);
    assert.deepEqual(answers.map(({ status }) => String(status)).toSorted(), [...Array(19).fill('200'), '201']);
    assert.equal(new Set(answers.map(({ json }) => json.id)).size, 1);
    assert.equal((await api.get('/v1/comments', { article: 'rush' })).json.total, 1);
  });

  test('forty comments at one moment, through two servers: what is wrong with some is nothing to the others', async () => {
    const articles = ['crowd-0', 'crowd-1', 'crowd-2'];
    const tops = await Promise.all(articles.map((article) => api.comment({ article, text: 'top' })));
    const key = 'crowded-crowded-crowded';
    const sent = Array.from({ length: 40 }, (_, index) => {
      const article = index % 3;
      const fields = { article: articles[article], text: `comment ${index}` };
      const server = index % 2 === 0 ? api : second;
      if (index % 8 === 1) return server.comment({ ...fields, parent: tops[(article + 1) % 3]?.json.id });
      if (index % 8 === 2) return server.comment({ ...fields, parent: tops[article]?.json.id });
      if (index % 8 === 3) return server.comment({ article: 'crowd-0', text: 'once' }, key);
      return server.comment(fields);
    });
    const answers = await Promise.all(sent);
    const codes = answers.map(({ status, json }, index) => [index % 8, json.code ?? status]);
    for (const [kind, code] of codes) {
      if (kind === 1) assert.equal(code, 'parent_not_found');
      else if (kind !== 3) assert.equal(code, 201);
    }
    const ofOneKey = codes.filter(([kind]) => kind === 3).map(([, code]) => code);
    assert.deepEqual(ofOneKey.map(String).toSorted(), ['200', '200', '200', '200', '201']);

    const stored = new Set(answers.flatMap(({ json }) => json.id ?? []));
    const raw = database().connect();
    const changes = await raw.selectFrom('change').selectAll().where('article', 'in', articles).execute();
    await raw.destroy();
    assert.equal(changes.length, stored.size + tops.length);
    for (const [index, article] of articles.entries()) {
      const { json } = await api.get('/v1/comments', { article, limit: '100', replies: '20' });
      const all = json.comments.flatMap((top: any) => [top, ...top.replies.comments]);
      const own = changes.filter((change) => change.article === article);
      assert.deepEqual(new Set(all.map(({ id }: any) => id)), new Set(own.map(({ comment }) => comment)));
      assert.equal(json.total, all.length);
      assert.equal(json.lastEventId, String(Math.max(...own.map(({ version }) => Number(version)))));
      const top = json.comments.find(({ id }: any) => id === tops[index]?.json.id);
      assert.equal(top.replies.total, top.replies.comments.length);
      assert.ok(top.replies.total > 0);
    }
  });

  test('a key that stands for another comment is refused', async () => {
    const key = 'reused-reused-reused';
    await api.comment({ article: 'reused' }, key);
    for (const other of [{ article: 'b' }, { name: 'b' }, { url: 'https://b.example' }, { text: 'b' }]) {
      const { json } = await api.comment({ article: 'reused', ...other }, key);
      assert.equal(json.code, 'idempotency_key_reused');
    }
    assert.equal((await api.get('/v1/comments', { article: 'reused' })).json.total, 1);
  });
});
