import assert from 'node:assert/strict';
import { after, before, beforeEach, mock, test } from 'node:test';
import { readConfig } from '../src/config.js';
import { openStore } from '../src/database/open.js';
import type { Opened } from '../src/database/store.js';
import { DailySecret } from '../src/database/secrets.js';
import { Views } from '../src/database/views.js';
import { writer } from '../src/database/writer.js';
import { createLog } from '../src/log.js';
import { BROWSER, openApi, type Api } from './support/api.js';
import { onEachDatabase } from './support/databases.js';

const HOUR = 60 * 60 * 1000;
const DAY = 24 * HOUR;
const PHONE =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1';
/** A midnight (UTC) to come, which no other test knows. */
const MIDNIGHT = Date.UTC(2040, 0, 1);

const BOTS = [
  'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)',
  'Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; GPTBot/1.2; +https://openai.com/gptbot)',
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/140.0.0.0 Safari/537.36',
  'facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)',
  'WhatsApp/2.23.20.0',
  'curl/8.5.0',
  'node',
  '',
  `${BROWSER} ${'x'.repeat(2000)}`,
];

const PEOPLE = [
  BROWSER,
  PHONE,
  'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36',
  'Mozilla/5.0 (Linux; Android 12; CUBOT X50) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36',
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 [FBAN/FBIOS;FBAV/520.0.0.38.101;FBBV/756351453;FBDV/iPhone14,5;FBMD/iPhone;FBSN/iOS;FBSV/18.5;FBSS/3;FBID/phone;FBLC/ar_AR;FBOP/5]',
];

onEachDatabase((database, kind) => {
  let api: Api;
  let second: Api;
  const env = { MIDAD_VIEW_HOURS: '8' };
  before(async () => {
    api = await openApi(database(), { env });
    second = await openApi(database(), { env });
  });
  beforeEach(() => void (api.address = second.address = '192.0.2.1'));
  after(async () => {
    await api.close();
    await second.close();
  });

  const view = async (server: Api, article: string, headers: Record<string, string> = {}): Promise<number> => {
    const { status, json } = await server.post('/v1/views', { article }, headers);
    assert.equal(status, 200);
    return json.views;
  };
  const viewsOf = async (article: string) => (await api.get('/v1/counts', { article })).json.counts[0].views;
  const at = async (moment: number, act: () => Promise<void>) => {
    mock.timers.enable({ apis: ['Date'], now: moment });
    await act().finally(() => mock.timers.reset());
  };
  /** Everything that is kept of who views. */
  const readers = async () => {
    const raw = database().connect();
    const rows = await raw.selectFrom('view_reader').selectAll().execute();
    await raw.destroy();
    return rows;
  };

  test('who comes back to an article within hours is counted once, on whichever server, and told the counts', () =>
    at(MIDNIGHT + HOUR, async () => {
      assert.equal(await view(api, 'again'), 1);
      assert.equal(await view(api, 'again'), 1);
      assert.equal(await view(second, 'again'), 1);
      const restarted = await openApi(database(), { env });
      assert.equal(await view(restarted, 'again'), 1);
      await restarted.close();
      assert.equal(await view(api, 'another'), 1);
    }));

  test('another device, another address and another household are other readers; the same household is not', () =>
    at(MIDNIGHT + HOUR, async () => {
      const counted: number[] = [];
      for (const [address, agent] of [
        ['192.0.2.1', BROWSER],
        ['192.0.2.1', PHONE],
        ['192.0.2.2', PHONE],
        ['2001:db8:1:2::1', PHONE],
        ['2001:db8:1:2:ffff::1', PHONE],
        ['2001:db8:1:3::1', PHONE],
      ] as const) {
        api.address = address;
        counted.push(await view(api, 'who', { 'User-Agent': agent }));
      }
      assert.deepEqual(counted, [1, 2, 3, 4, 4, 5]);
    }));

  test('a window begins at midnight and every so many hours after, and ends with the day', async () => {
    const server = await openApi(database(), { env: { MIDAD_VIEW_HOURS: '10' } });
    const counted: number[] = [];
    for (const hours of [0, 9.9, 10, 19.9, 20, 23.9, 24]) {
      await at(MIDNIGHT + DAY + hours * HOUR, async () => void counted.push(await view(server, 'windows')));
    }
    await server.close();
    assert.deepEqual(counted, [1, 1, 2, 2, 3, 3, 4]);
  });

  test('a view that is sent many times at once, to two servers, counts once', () =>
    at(MIDNIGHT + HOUR, async () => {
      await Promise.all(Array.from({ length: 40 }, (_, index) => view(index % 2 === 0 ? api : second, 'stutter')));
      assert.equal(await viewsOf('stutter'), 1);
    }));

  test('bots, and pages that are loaded in case they are wanted, are told the counts and do not count', async () => {
    await view(api, 'bots');
    const kept = await readers();
    for (const agent of BOTS) assert.equal(await view(api, 'bots', { 'User-Agent': agent }), 1, agent);
    for (const [name, value] of [
      ['Sec-Purpose', 'prefetch'],
      ['Sec-Purpose', 'prefetch;prerender'],
      ['Purpose', 'prefetch'],
      ['X-Moz', 'prefetch'],
    ] as const) {
      assert.equal(await view(api, 'bots', { 'User-Agent': PHONE, [name]: value }), 1, `${name}: ${value}`);
    }
    assert.equal(await view(api, 'nobody-saw-it', { 'User-Agent': 'curl/8.5.0' }), 0);
    assert.deepEqual(await readers(), kept);
  });

  test("people's browsers do count, whatever their phones are called", async () => {
    for (const agent of PEOPLE) await view(api, 'people', { 'User-Agent': agent });
    assert.equal(await viewsOf('people'), PEOPLE.length);
  });

  test('who asks not to be tracked is counted, and nothing at all is kept of them', async () => {
    const kept = await readers();
    assert.equal(await view(api, 'untracked', { 'Sec-GPC': '1' }), 1);
    assert.equal(await view(api, 'untracked', { DNT: '1' }), 2);
    assert.equal(await view(api, 'untracked', { DNT: '1' }), 3);
    assert.deepEqual(await readers(), kept);
    assert.equal(await view(api, 'untracked', { DNT: '0' }), 4);
    assert.equal((await readers()).length, kept.length + 1);
  });

  test('or is not counted, where the site says so', async () => {
    const server = await openApi(database(), { env: { ...env, MIDAD_DO_NOT_TRACK: 'skip' } });
    const kept = await readers();
    assert.equal(await view(server, 'skipped', { 'Sec-GPC': '1' }), 0);
    assert.equal(await view(server, 'skipped', { DNT: '1' }), 0);
    assert.deepEqual(await readers(), kept);
    assert.equal(await view(server, 'skipped'), 1);
    await server.close();
  });

  test('a site may have every view counted, and then nothing is kept of anybody', async () => {
    const server = await openApi(database(), { env: { MIDAD_VIEW_HOURS: '0' } });
    const kept = await readers();
    assert.deepEqual([await view(server, 'every'), await view(server, 'every')], [1, 2]);
    assert.deepEqual(await readers(), kept);
    await server.close();
  });

  test('once its window is over it is forgotten who viewed, however many they were; with the day its key is destroyed', async () => {
    const store = await openStore(readConfig(database().env), createLog('silent'));
    const raw = database().connect();
    const secrets = () => raw.selectFrom('secret').select('value').where('name', 'like', 'day %').execute();
    await raw.deleteFrom('view_reader').execute();
    const crowd = Array.from({ length: 12_000 }, (_, index) => ({ until: 1, reader: `reader ${index}` }));
    for (let start = 0; start < crowd.length; start += 1000) {
      await raw
        .insertInto('view_reader')
        .values(crowd.slice(start, start + 1000))
        .execute();
    }
    const reader = { address: '192.0.2.1', agent: BROWSER };
    await at(MIDNIGHT + 3 * DAY + 9 * HOUR, async () => {
      await store.views.add('forgotten', { reader, hours: 8 });
      await store.forget();
    });
    assert.deepEqual(
      (await readers()).map(({ until }) => Number(until)),
      [MIDNIGHT + 3 * DAY + 16 * HOUR],
    );
    const [key, ...more] = await secrets();
    assert.deepEqual(more, []);
    await at(MIDNIGHT + 4 * DAY, () => store.forget());
    assert.deepEqual(await readers(), []);
    const [other, ...others] = await secrets();
    assert.deepEqual(others, []);
    assert.notEqual(other?.['value'], key?.['value']);
    await raw.deleteFrom('secret').where('name', 'like', 'day %').execute();
    await raw.destroy();
    await store.close();
  });

  test('fifty clients at a time, for ten thousand readers: ten thousand views', async () => {
    const proxied = { ...env, MIDAD_TRUST_PROXY: '1' };
    const servers: Api[] = [];
    for (let n = kind === 'postgres' ? 2 : 1; n > 0; n -= 1) servers.push(await openApi(database(), { env: proxied }));
    const client = async (_: unknown, number: number) => {
      for (let count = 0; count < 200; count += 1) {
        const address = `10.0.${number}.${count}`;
        await view(servers[count % servers.length]!, 'crowd', { 'X-Forwarded-For': `203.0.113.9, ${address}` });
      }
    };
    await Promise.all(Array.from({ length: 50 }, client));
    for (const server of servers) await server.close();
    assert.equal(await viewsOf('crowd'), 10_000);
  });

  test('what another counter counted is taken over beside what is counted here: the greater number, from then on', async () => {
    const here = () => view(api, 'taken-over', { DNT: '1' });
    for (let count = 0; count < 3; count += 1) await here();
    const raise = (views: number) => api.store.views.raise([{ article: 'taken-over', views }]);
    assert.deepEqual([await raise(2), await viewsOf('taken-over')], [0, 3]);
    const both = await Promise.all([raise(10), second.store.views.raise([{ article: 'taken-over', views: 10 }])]);
    assert.deepEqual([both.toSorted(), await viewsOf('taken-over')], [[0, 1], 10]);
    assert.equal(await here(), 11);
    assert.deepEqual([await raise(12), await viewsOf('taken-over')], [1, 12]);
  });

  test('the counts of a hundred articles are one question to the database', async () => {
    const asked: string[] = [];
    const db = database().connect((event) => void asked.push(event.query.sql));
    const opened = { db, write: writer(db), feed: api.store.feed } as Opened;
    const views = new Views(opened, api.store.aliases, new DailySecret(opened, async () => {}));
    assert.equal((await views.counts(Array.from({ length: 100 }, (_, index) => `card-${index}`))).length, 100);
    await db.destroy();
    assert.equal(asked.length, 1);
  });

  if (kind === 'postgres') {
    test('a view does not wait for a comment on the same article that is being stored', async () => {
      await view(api, 'busy');
      const raw = database().connect();
      await raw.transaction().execute(async (transaction) => {
        await transaction.updateTable('article').set({ version: 1 }).where('id', '=', 'busy').execute();
        assert.equal(await view(api, 'busy', { 'User-Agent': PHONE }), 2);
      });
      await raw.destroy();
    });
  }
});
