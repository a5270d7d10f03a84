import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, mock, test } from 'node:test';
import { solveChallenge } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2';
import { duplicateHash, wordFinder } from '../src/comments/content.js';
import { RateLimit } from '../src/http/limits.js';
import { fieldErrors, openApi, type Answer, type Api } from './support/api.js';
import { onEachDatabase } from './support/databases.js';

const SECOND = 1000;

onEachDatabase((database) => {
  const opened: Api[] = [];
  const site = async (env: Record<string, string>) => {
    const api = await openApi(database(), { env });
    opened.push(api);
    return api;
  };
  after(async () => {
    for (const one of opened) await one.close();
  });
  const codeOf = ({ status, json }: Answer) => [status, json.code];
  const bearer = (token: string) => ({ Authorization: `Bearer ${token}` });

  test('a field that only machines see and fill gives them away', async () => {
    const api = await site({});
    assert.deepEqual(codeOf(await api.comment({ article: 'honey', subject: 'Re: hi' })), [403, 'honeypot_filled']);
    assert.equal((await api.comment({ article: 'honey', subject: '' })).status, 201);
  });

  test('more than ten comments a minute are too much for one address, and it is said when there may be more', async () => {
    const api = await site({ MIDAD_RATE: '10' });
    mock.timers.enable({ apis: ['Date'], now: Date.now() });
    try {
      const key = randomUUID();
      const first = await api.comment({ article: 'rate', text: '0' }, key);
      for (let n = 1; n < 10; n += 1) assert.equal((await api.comment({ article: 'rate', text: `${n}` })).status, 201);
      const answer = await api.comment({ article: 'rate', text: 'x' });
      assert.deepEqual([...codeOf(answer), answer.headers.get('Retry-After')], [429, 'rate_limited', '6']);
      const edit = await api.send('PATCH', `/v1/comments/${first.json.id}`, { text: 'y' }, bearer(first.json.receipt));
      assert.deepEqual(codeOf(edit), [429, 'rate_limited']);
      assert.equal(
        (await api.comment({ article: 'rate', text: '0' }, key)).status,
        200,
        'what was stored is not limited',
      );
      api.address = '2001:db8:0:1::1';
      for (let n = 0; n < 10; n += 1) await api.comment({ article: 'rate', text: `six ${n}` });
      api.address = '2001:db8:0:1:ffff:ffff:ffff:ffff';
      assert.deepEqual(codeOf(await api.comment({ article: 'rate', text: 'x' })), [429, 'rate_limited']);
      api.address = '2001:db8:0:2::1';
      assert.equal((await api.comment({ article: 'rate', text: 'x' })).status, 201);
      api.address = '192.0.2.1';
      mock.timers.tick(6 * SECOND);
      assert.equal((await api.comment({ article: 'rate', text: 'z' })).status, 201);
    } finally {
      mock.timers.reset();
    }
  });

  test('X-Forwarded-For is believed from as many proxies as the site has, and from nobody else', async () => {
    const post = (api: Api, forwarded: string) =>
      api.post(
        '/v1/comments',
        { article: 'proxy', name: 'n', email: 'n@mail.example', text: randomUUID() },
        { 'Idempotency-Key': randomUUID(), 'X-Forwarded-For': forwarded },
      );
    const open = await site({ MIDAD_RATE: '1' });
    await post(open, '198.51.100.1');
    assert.equal((await post(open, '198.51.100.2')).status, 429);
    assert.equal(open.lines.filter((line) => line.includes('MIDAD_TRUST_PROXY')).length, 1);
    const behind = await site({ MIDAD_RATE: '1', MIDAD_TRUST_PROXY: '1' });
    assert.equal((await post(behind, '203.0.113.9, 198.51.100.1')).status, 201);
    assert.equal((await post(behind, '203.0.113.8, 198.51.100.1')).status, 429);
    assert.equal((await post(behind, '203.0.113.9, 198.51.100.2')).status, 201);
    for (const line of [...open.lines, ...behind.lines]) assert.doesNotMatch(line, /198\.51|203\.0|192\.0/);
  });

  test('a comment may have three links, and no word of the list in any spelling', async () => {
    const api = await site({ MIDAD_BLOCKED_WORDS: 'مثال، سيئ جدا, casino' });
    const links = (count: number) =>
      Array.from({ length: count }, (_, index) => `https://a.example/${index}`).join(' ');
    assert.equal((await api.comment({ article: 'links', text: links(3) })).status, 201);
    assert.deepEqual(fieldErrors(await api.comment({ article: 'links', text: links(4) })), ['text:tooManyLinks']);
    for (const text of ['هذا مـــثال', 'وللمِثالِ', 'بالمثال', 'سيّئٌ   جدًّا!', 'CASINO', 'cas\u200Bino']) {
      assert.deepEqual(fieldErrors(await api.comment({ article: 'words', text })), ['text:blockedWord'], text);
    }
    assert.deepEqual(fieldErrors(await api.comment({ article: 'words', name: 'مِثال' })), ['name:blockedWord']);
    for (const text of ['أمثال', 'تمثال', 'سيئ', 'casinos']) {
      assert.equal((await api.comment({ article: 'words', text })).status, 201, text);
    }
  });

  test('the same is not said twice on an article, however it is spelled, but «شكرًا» by two people is', async () => {
    const api = await site({ MIDAD_DUPLICATE_HOURS: '24' });
    const said = await api.comment({ article: 'twice', name: 'علي', text: 'شكرًا' });
    assert.deepEqual(codeOf(await api.comment({ article: 'twice', name: 'علـي', text: 'شكرا!' })), [
      409,
      'duplicate_comment',
    ]);
    assert.equal((await api.comment({ article: 'twice', name: 'منى', text: 'شكرًا' })).status, 201);
    assert.equal((await api.comment({ article: 'another', name: 'علي', text: 'شكرًا' })).status, 201);
    const long = 'اشتروا من متجرنا الجديد بأفضل الأسعار '.repeat(4);
    await api.comment({ article: 'twice', name: 'أ', text: long });
    assert.deepEqual(codeOf(await api.comment({ article: 'twice', name: 'ب', text: long })), [
      409,
      'duplicate_comment',
    ]);
    const own = await api.send('PATCH', `/v1/comments/${said.json.id}`, { text: 'شُكرًا' }, bearer(said.json.receipt));
    assert.equal(own.status, 200);
    mock.timers.enable({ apis: ['Date'], now: Date.now() + 25 * 3600 * SECOND });
    const later = await api.comment({ article: 'twice', name: 'علي', text: 'شكرا' });
    mock.timers.reset();
    assert.equal(later.status, 201);
  });

  test('what may not be posted may not be edited in either', async () => {
    const api = await site({ MIDAD_BLOCKED_WORDS: 'casino', MIDAD_DUPLICATE_HOURS: '24' });
    await api.comment({ article: 'edits', text: 'said' });
    const { id, receipt } = (await api.comment({ article: 'edits', text: 'innocent' })).json;
    for (const text of ['casino', 'https://a.b https://a.b https://a.b https://a.b', 'SAID']) {
      const { status } = await api.send('PATCH', `/v1/comments/${id}`, { text }, bearer(receipt));
      assert.ok(status === 422 || status === 409, text);
    }
    assert.equal((await api.get(`/v1/comments/${id}`)).json.text, 'innocent');
  });

  test('a comment costs a proof of work, made for it alone and not faster than people write', async () => {
    const [api, second] = [await site({ MIDAD_PROOF_OF_WORK: '1' }), await site({ MIDAD_PROOF_OF_WORK: '1' })];
    const start = Date.now();
    mock.timers.enable({ apis: ['Date'], now: start });
    try {
      assert.equal((await api.get('/v1/comments', { article: 'proof' })).json.rules.proofOfWork, true);
      const solve = async () => {
        const challenge = (await api.get('/v1/challenge')).json;
        const solution = await solveChallenge({ challenge, deriveKey });
        return { challenge, solution };
      };
      const encode = (payload: object) => Buffer.from(JSON.stringify(payload)).toString('base64');
      const post = (altcha?: string, key: string = randomUUID()) =>
        api.comment({ article: 'proof', text: key, ...(altcha !== undefined && { altcha }) }, key);

      assert.deepEqual(codeOf(await post()), [403, 'proof_missing']);
      const solved = await solve();
      const early = await post(encode(solved));
      assert.deepEqual([...codeOf(early), early.headers.get('Retry-After')], [429, 'too_fast', '3']);
      mock.timers.tick(3 * SECOND);

      const { challenge, solution } = solved;
      const easier = { ...challenge, parameters: { ...challenge.parameters, cost: 0 } };
      const later = { ...challenge, parameters: { ...challenge.parameters, expiresAt: 9_999_999_999 } };
      for (const wrong of [
        'x',
        encode([]),
        encode({ challenge }),
        encode({ challenge, solution: { ...solution, derivedKey: '00'.repeat(32) } }),
        encode({ challenge, solution: { counter: 1e9, derivedKey: {} } }),
        encode({ challenge: easier, solution }),
        encode({ challenge: later, solution }),
        encode({ challenge: { ...challenge, signature: '0'.repeat(64) }, solution }),
        'A'.repeat(4000),
      ]) {
        assert.deepEqual(codeOf(await post(wrong)), [403, 'proof_invalid'], wrong);
      }

      const key = randomUUID();
      const stored = await post(encode(solved), key);
      assert.equal(stored.status, 201);
      assert.equal((await post(encode(solved), key)).status, 200, 'sent again, for its answer was lost');
      const replays = [post(encode(solved)), second.comment({ article: 'proof', altcha: encode(solved) })];
      for (const replay of await Promise.all(replays)) assert.deepEqual(codeOf(replay), [403, 'proof_spent']);
      const path = `/v1/comments/${stored.json.id}`;
      const edit = (altcha?: string) => api.send('PATCH', path, { text: 'new', altcha }, bearer(stored.json.receipt));
      assert.deepEqual(codeOf(await edit()), [403, 'proof_missing']);
      assert.deepEqual(codeOf(await edit(encode(solved))), [403, 'proof_spent']);

      const [one, old] = [await solve(), await solve()];
      mock.timers.tick(4 * SECOND);
      const race = await Promise.all(
        [1, 2, 3, 4].map((n) => (n % 2 ? api : second).comment({ article: 'race', text: `${n}`, altcha: encode(one) })),
      );
      assert.deepEqual(race.map(({ status }) => String(status)).toSorted(), ['201', '403', '403', '403']);
      assert.equal((await api.get('/v1/comments', { article: 'race' })).json.total, 1);
      mock.timers.tick(3600 * SECOND);
      assert.deepEqual(codeOf(await post(encode(old))), [403, 'proof_expired']);
    } finally {
      mock.timers.reset();
    }
  });
});

test('a limit lets as many as it says at once, and one more after its share of a minute', () => {
  mock.timers.enable({ apis: ['Date'], now: 0 });
  const limit = new RateLimit(2);
  assert.deepEqual([limit.take('a'), limit.take('a'), limit.take('a'), limit.take('b')], [0, 0, 30, 0]);
  mock.timers.tick(29 * SECOND);
  assert.equal(limit.take('a'), 1);
  mock.timers.tick(1 * SECOND);
  assert.deepEqual([limit.take('a'), limit.take('a')], [0, 30]);
  mock.timers.reset();
});

test('who was counted is forgotten when the day (UTC) is over', () => {
  mock.timers.enable({ apis: ['Date'], now: Date.parse('2026-01-01T23:59:55Z') });
  const limit = new RateLimit(1);
  assert.deepEqual([limit.take('a'), limit.take('a')], [0, 60]);
  mock.timers.tick(4 * SECOND);
  assert.equal(limit.take('a'), 56);
  mock.timers.tick(1 * SECOND);
  assert.equal(limit.take('a'), 0);
  mock.timers.reset();
});

test('a list of no words finds none, and signs in a word do not hide or make one', () => {
  assert.equal(wordFinder([])('مثال'), false);
  assert.equal(wordFinder(['', '!'])('مثال !'), false);
  assert.equal(wordFinder(['a.b'])('A b'), true);
  assert.notEqual(duplicateHash('a', 'n', '!'), duplicateHash('a', 'n', '?'));
});
