import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { readConfig } from '../src/config.js';
import { importViews } from '../src/import-views.js';
import { BROWSER } from './support/api.js';
import { onEachDatabase } from './support/databases.js';
import { run, start } from './support/process.js';

const folder = mkdtempSync(join(tmpdir(), 'midad-start-'));
after(() => rmSync(folder, { recursive: true }));

/** It must end with one sentence for the operator and nothing else. */
async function refuses(sentence: RegExp, env: Record<string, string>, words: string[] = [], preload?: string) {
  const { code, stdout, stderr } = await run(words, env, preload);
  assert.equal(code, 1);
  assert.equal(stdout, '');
  assert.match(stderr, /^[^\n]+\.\n$/);
  assert.match(stderr, sentence);
}

const write = (name: string, content: string) => {
  const file = join(folder, name);
  mkdirSync(join(file, '..'), { recursive: true });
  writeFileSync(file, content);
  return file;
};

test('a value of the environment that makes no sense is named, and a secret is not repeated', async () => {
  for (const [env, sentence] of [
    [{ PORT: '80o0' }, /^PORT must be .*"80o0"\.$/],
    [{ PORT: '65536' }, /^PORT must be .*"65536"\.$/],
    [{ LOG_LEVEL: 'loud' }, /^LOG_LEVEL must be .*"loud"\.$/],
    [{ DATABASE_URL: 'mysql://root:secret@localhost/midad' }, /^DATABASE_URL must begin with postgres:(?!.*secret)/],
    [{ MIDAD_EMAIL_KEY: Buffer.alloc(31).toString('base64') }, /^MIDAD_EMAIL_KEY must be 32 bytes(?!.*AAAA)/],
    [
      { MIDAD_ORIGINS: 'https://b.example, https://a.example/path' },
      /^MIDAD_ORIGINS .*"https:\/\/a\.example\/path"\.$/,
    ],
    [{ MIDAD_FEEDS: 'https://a.example/feed, example.org/feed' }, /^MIDAD_FEEDS must list/],
    [{ MIDAD_FEEDS: 'ftp://a.example/feed' }, /^MIDAD_FEEDS must list/],
    [{ MIDAD_FEEDS: 'https://me:pa55word@a.example/feed' }, /^MIDAD_FEEDS must list(?!.*pa55word)/],
    [{ MIDAD_FEED_MINUTES: '0' }, /^MIDAD_FEED_MINUTES must be .* from 1 to 1440/],
    [{ MIDAD_FEEDS_PRIVATE: 'yes' }, /^MIDAD_FEEDS_PRIVATE must be/],
    [{ MIDAD_ORIGINS: '*' }, /^MIDAD_ORIGINS must list origins/],
    [{ MIDAD_ORIGINS: 'a.example' }, /^MIDAD_ORIGINS must list origins/],
    [{ MIDAD_ORIGINS: 'ftp://a.example' }, /^MIDAD_ORIGINS must list origins/],
    [{ MIDAD_ORIGINS: 'https://me@a.example' }, /^MIDAD_ORIGINS must list origins/],
  ] as const) {
    assert.throws(() => readConfig(env), { name: 'StartError', message: sentence });
  }
  await refuses(/^PORT must be/, { PORT: '-1' });
});

test('what is empty or not set has its default, and origins are compared as browsers write them', () => {
  const defaults = {
    host: '127.0.0.1',
    port: 8787,
    dataDir: '.data',
    origins: [],
    reservedNames: [],
    logLevel: 'info',
    trustProxy: 0,
    editMinutes: 15,
    reactions: 'both',
    moderation: 'post',
    closeDays: 0,
    rate: 10,
    proofOfWork: 1000,
    timeTrap: 3,
    maxLinks: 3,
    blockedWords: [],
    duplicateHours: 24,
    live: 1000,
    feeds: [],
    feedMinutes: 15,
    feedsPrivate: false,
    viewHours: 8,
    doNotTrack: 'count',
  };
  assert.deepEqual(readConfig({}), defaults);
  assert.deepEqual(
    readConfig({ HOST: '', PORT: '', DATABASE_URL: '', MIDAD_ORIGINS: ' , ', MIDAD_RESERVED_NAMES: ' ، ' }),
    defaults,
  );
  const { origins } = readConfig({
    MIDAD_ORIGINS: 'HTTPS://Example.org:443/, http://localhost:3000,https://مثال.example',
  });
  assert.deepEqual(origins, ['https://example.org', 'http://localhost:3000', 'https://xn--mgbh0fb.example']);
});

test('an old Node is told which one is needed', async () => {
  const old = `Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '20.18.3' } })`;
  await refuses(/^midad-server needs Node 20\.19 or later, and this is 20\.18\.3/, {}, [], old);
});

test('a command that is not there', async () => {
  for (const words of [['sreve'], ['import-views']]) {
    await refuses(/^Unknown command: `midad-server --help`/, {}, words);
  }
});

test('--help says what can be done and set', async () => {
  const { code, stdout, stderr } = await run(['--help'], {});
  assert.deepEqual([code, stderr], [0, '']);
  const words = [
    'HOST',
    'PORT',
    'MIDAD_DATA',
    'DATABASE_URL',
    'MIDAD_ORIGINS',
    'MIDAD_RESERVED_NAMES',
    'MIDAD_EMAIL_KEY',
    'LOG_LEVEL',
    'read-feeds',
    'MIDAD_FEEDS',
  ];
  for (const word of ['import-views FILE.json', ...words]) assert.ok(stdout.includes(word), word);
});

test('a folder or file that cannot be used', async () => {
  const file = write('a-file', '');
  await refuses(/^Cannot open the database .*a-file\/data\/midad\.db \(ENOTDIR\)/, { MIDAD_DATA: join(file, 'data') });
  mkdirSync(join(folder, 'blocked', 'midad.db'), { recursive: true });
  await refuses(/^Cannot open the database .*blocked\/midad\.db/, { MIDAD_DATA: join(folder, 'blocked') });
  write('no-database/midad.db', 'this is a letter to a friend, not a database\n'.repeat(100));
  await refuses(/^Cannot open the database .*SQLITE_NOTADB/, { MIDAD_DATA: join(folder, 'no-database') });
  write('no-key/email.key', 'not a key\n');
  await refuses(/^The key file .*email\.key does not hold 32 bytes/, { MIDAD_DATA: join(folder, 'no-key') });
});

test('a PostgreSQL that does not answer is named without its password', async () => {
  const env = { DATABASE_URL: 'postgres://midad:pa55word@127.0.0.1:1/midad' };
  await refuses(/^Cannot use PostgreSQL at DATABASE_URL \(ECONNREFUSED\)(?!.*pa55word)/, env);
});

onEachDatabase((database) => {
  let server: Awaited<ReturnType<typeof start>>;
  before(async () => (server = await start(database().env)));
  after(async () => {
    server.signal('SIGTERM');
    await server.ended;
  });

  const views = async (article: string) => {
    const response = await fetch(`${server.url}/v1/counts?article=${encodeURIComponent(article)}`);
    return ((await response.json()) as { counts: { views: number }[] }).counts[0]?.views;
  };

  test('a port that is taken', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => taken.once('listening', resolve));
    const { port } = taken.address() as AddressInfo;
    const sentence = new RegExp(`^Cannot listen on 127\\.0\\.0\\.1:${port} \\(EADDRINUSE\\): set HOST or PORT`);
    await refuses(sentence, { ...database().env, PORT: String(port), LOG_LEVEL: 'error' });
    taken.close();
  });

  test("another counter's views are taken over beside the running server, any number of times", async () => {
    await fetch(`${server.url}/v1/views`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'User-Agent': BROWSER },
      body: '{"article":"low"}',
    });
    const file = write(
      'views.json',
      JSON.stringify([
        { article: 'https://example.org/مقال#top', views: 1081 },
        { article: 'low', views: 7 },
        { article: 'zero', views: 0 },
      ]),
    );
    const first = await run(['import-views', file], database().env);
    assert.deepEqual([first.code, first.stdout, first.stderr], [0, '3 read, 3 raised, 0 left as they were.\n', '']);
    const lower = write('lower.json', JSON.stringify([{ article: 'low', views: 5, title: 'kept elsewhere' }]));
    for (const again of [file, lower]) {
      const { stdout } = await run(['import-views', again], database().env);
      assert.match(stdout, /^\d read, 0 raised, \d left as they were\.\n$/);
    }
    assert.equal(await views('https://example.org/%d9%85%d9%82%d8%a7%d9%84'), 1081);
    assert.equal(await views('low'), 7);
  });

  test('a file of views that is wrong in one place changes nothing', async () => {
    const good = { article: 'untouched', views: 3 };
    const config = readConfig(database().env);
    const refusal = (message: RegExp) => ({ name: 'StartError', message });
    for (const wrong of [{ article: '', views: 1 }, { article: 'a', views: -1 }, { article: 'a', views: '1' }, null]) {
      const file = write('wrong.json', JSON.stringify([good, wrong]));
      await assert.rejects(
        importViews(file, config),
        refusal(/^Entry 2 of .*wrong\.json must be .*nothing was imported\.$/),
      );
    }
    for (const content of ['{"a":1}', 'not JSON', '']) {
      await assert.rejects(importViews(write('wrong.json', content), config), refusal(/^[^\n]*wrong\.json[^\n]*\.$/));
    }
    await refuses(/none\.json .*\(ENOENT\)/, database().env, ['import-views', join(folder, 'none.json')]);
    assert.equal(await views('untouched'), 0);
  });

  test('a database of the future is refused, and left as it is', async () => {
    const raw = database().connect();
    const row = { name: '9999-from-the-future', timestamp: new Date().toISOString() };
    await raw.insertInto('midad_migration').values(row).execute();
    const sentence = /^This database was written by a newer midad-server .*9999-from-the-future/;
    await refuses(sentence, database().env);
    await refuses(sentence, database().env, ['import-views', write('views.json', '[{"article":"future","views":3}]')]);
    await raw.deleteFrom('midad_migration').where('name', '=', row.name).execute();
    await raw.destroy();
    assert.equal(await views('future'), 0);
  });
});
