import assert from 'node:assert/strict';
import { lookup } from 'node:dns';
import { after, before, beforeEach, describe, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { articleId } from '../../src/model/identity.js';
import { readConfig } from '../src/config.js';
import { openStore } from '../src/database/open.js';
import type { Store } from '../src/database/store.js';
import type { FeedRow } from '../src/database/tables.js';
import { isPublic, publicLookup, type Resolve } from '../src/feeds/addresses.js';
import { fetchDocument, type Fetching } from '../src/feeds/fetch.js';
import { readListing } from '../src/feeds/items.js';
import { readFeed } from '../src/feeds/read-feed.js';
import { FeedReader } from '../src/feeds/reader.js';
import { createLog } from '../src/log.js';
import { onEachDatabase } from './support/databases.js';
import { run, start } from './support/process.js';
import { encode, fixture, openSite, type Site } from './support/site.js';

const MEGABYTE = 1024 * 1024;
const ITEM = '<item><title>خبر</title><link>/a</link></item>';
const RSS = `<rss version="2.0"><channel><title>أخبار</title>${ITEM}</channel></rss>`;

let site: Site;
before(async () => (site = await openSite()));
after(() => site.close());
beforeEach(() => void (site.asked.length = 0));

const read = (...feeds: string[]) => readFeed(feeds[0]!, { feeds, feedsPrivate: true }, new AbortController().signal);

describe('what is asked', () => {
  const ours = (more: Partial<Fetching> = {}): Fetching => ({
    hosts: new Set([site.host]),
    isPrivateAllowed: true,
    ...more,
  });
  const refused = (address: string, fetching: Fetching, message: RegExp) =>
    assert.rejects(fetchDocument(address, fetching), { name: 'FeedError', message });

  test('only addresses of the public internet are', () => {
    for (const address of ['8.8.8.8', '1.1.1.1', '2606:4700::1', '::ffff:8.8.8.8'])
      assert.ok(isPublic(address), address);
    for (const address of [
      '127.0.0.1',
      '0.0.0.0',
      '10.0.0.1',
      '172.16.0.1',
      '192.168.1.1',
      '100.64.0.1',
      '169.254.169.254',
      '192.0.0.1',
      '192.0.2.1',
      '198.18.0.1',
      '224.0.0.1',
      '240.0.0.1',
      '255.255.255.255',
      '::',
      '::1',
      '::127.0.0.1',
      '::ffff:127.0.0.1',
      '::ffff:10.0.0.1',
      '64:ff9b::7f00:1',
      '64:ff9b:1::a00:1',
      '2002:7f00:1::',
      '2001:0:7f00:1::',
      'fe80::1',
      'fe80::1%eth0',
      'fec0::1',
      'fd00::1',
      'ff02::1',
      '100::1',
      '2001:db8::1',
      'localhost',
      '',
    ]) {
      assert.equal(isPublic(address), false, address);
    }
  });

  test('a private address is refused in any spelling, and nobody is asked', async () => {
    const port = site.host.split(':')[1];
    for (const host of ['127.0.0.1', '2130706433', '0x7f.1', '0177.0.0.1', '127.1', '[::1]', '[::ffff:127.0.0.1]']) {
      const { host: spelled, href } = new URL(`http://${host}:${port}/feed`);
      await refused(href, ours({ hosts: new Set([spelled]), isPrivateAllowed: false }), /not on the public internet/);
    }
    assert.deepEqual(site.asked, []);
  });

  test('a name is looked up once, for the connection, and refused when any of its addresses is private', async () => {
    const host = `news.example:${site.host.split(':')[1]}`;
    for (const answers of [['127.0.0.1'], ['8.8.8.8', '127.0.0.1'], ['::ffff:127.0.0.1'], ['169.254.169.254']]) {
      let lookups = 0;
      const resolve: Resolve = (_, __, callback) => {
        lookups += 1;
        callback(
          null,
          answers.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
        );
      };
      const fetching = ours({ hosts: new Set([host]), isPrivateAllowed: false, resolve });
      await refused(`http://${host}/feed`, fetching, /not on the public internet/);
      assert.equal(lookups, 1);
    }
    await refused(
      `http://localhost:${host.split(':')[1]}/`,
      ours({ hosts: new Set([`localhost:${host.split(':')[1]}`]), isPrivateAllowed: false }),
      /not on the public internet/,
    );
    assert.deepEqual(site.asked, []);
  });

  test('a name of public addresses is connected to as it was looked up', async () => {
    const addresses = [
      { address: '8.8.8.8', family: 4 },
      { address: '2606:4700::1', family: 6 },
    ];
    const look = publicLookup((_, __, callback) => callback(null, addresses));
    const all = await new Promise((done) => look('a.example', { all: true }, (...answer) => done(answer)));
    assert.deepEqual(all, [null, addresses]);
    const one = await new Promise((done) => look('a.example', {}, (...answer) => done(answer)));
    assert.deepEqual(one, [null, '8.8.8.8', 4]);
    const none = publicLookup((_, __, callback) => callback(null, []));
    const [fault] = await new Promise<unknown[]>((done) => none('a.example', {}, (...answer) => done(answer)));
    assert.match(String(fault), /no address/);
    const lost = publicLookup((name, options, callback) => lookup(`${name}.invalid`, options, callback));
    const [gone] = await new Promise<unknown[]>((done) => lost('a', {}, (...answer) => done(answer)));
    assert.ok(gone instanceof Error);
  });

  test('no other host, port, scheme or password, neither at first nor by redirection', async () => {
    const port = site.host.split(':')[1];
    site.put('/other', RSS);
    for (const [location, message] of [
      [`http://localhost:${port}/other`, /leads to another host, localhost/],
      ['http://127.0.0.1/other', /another host, 127\.0\.0\.1:/],
      [`http://me:secret@${site.host}/other`, /password/],
      [`https://127.0.0.1:1/other`, /another host/],
      ['file:///etc/passwd', /leads to file:/],
      ['ftp://127.0.0.1/', /leads to ftp:/],
      ['data:text/xml,<rss/>', /leads to data:/],
      ['http://', /no address/],
    ] as const) {
      const address = site.put('/moved', (_, response) => response.writeHead(302, { Location: location }).end());
      await refused(address, ours(), message);
      assert.deepEqual(site.asked.splice(0), ['/moved'], location);
      if (URL.canParse(location)) await refused(location, ours(), message);
    }
    assert.deepEqual(site.asked, []);
  });

  test('three redirects to the same host are followed, a fourth is not', async () => {
    for (const step of [1, 2, 3, 4]) {
      site.put(`/${step}`, (_, response) =>
        response.writeHead(301, { Location: step === 4 ? '/feed' : `${step + 1}` }).end(),
      );
    }
    site.put('/feed', RSS);
    assert.equal((await fetchDocument(`${site.url}/2`, ours()))?.address, `${site.url}/feed`);
    await refused(`${site.url}/1`, ours(), /redirects more than 3 times/);
  });

  test('an answer of more than 5 MB is not read, whether it says so, streams, or hides it by compression', async () => {
    const said = site.put('/said', (_, response) => {
      response.writeHead(200, { 'Content-Length': String(5 * MEGABYTE + 1) });
      response.write('<rss>');
    });
    await refused(said, ours(), /larger than 5 MB/);
    let written = 0;
    const endless = site.put('/endless', (_, response) => {
      const chunk = Buffer.alloc(MEGABYTE / 4, ' ');
      const more = (): unknown => {
        while (!response.destroyed && written < 100 * MEGABYTE) {
          written += chunk.length;
          if (!response.write(chunk)) return response.once('drain', more);
        }
        return undefined;
      };
      more();
    });
    await refused(endless, ours(), /larger than 5 MB/);
    assert.ok(written < 50 * MEGABYTE);
    const bomb = gzipSync(Buffer.alloc(6 * MEGABYTE, ' '));
    await refused(site.put('/bomb', bomb, { 'Content-Encoding': 'gzip' }), ours(), /larger than 5 MB/);
    await refused(site.put('/bomb.gz', gzipSync(bomb), { 'Content-Encoding': 'gzip' }), ours(), /larger than 5 MB/);
    const full = Buffer.concat([Buffer.from(RSS), Buffer.alloc(5 * MEGABYTE - Buffer.byteLength(RSS), ' ')]);
    const fits = await fetchDocument(site.put('/full', gzipSync(full)), ours());
    assert.equal(fits?.bytes.length, 5 * MEGABYTE);
  });

  test('an answer that does not come, or never ends, is given up', async () => {
    const silent = site.put('/silent', () => {});
    await refused(silent, ours({ milliseconds: 100 }), /did not come whole within 0\.1 seconds/);
    const slow = site.put('/slow', (_, response) => void response.writeHead(200).write('<rss>'));
    await refused(slow, ours({ milliseconds: 100 }), /did not come whole/);
    const circle = site.put(
      '/circle',
      (_, response) => void setTimeout(() => response.writeHead(302, { Location: '/circle' }).end(), 40),
    );
    await refused(circle, ours({ milliseconds: 100 }), /did not come whole/);
  });

  test('neither cookies nor credentials go along', async () => {
    let headers: object = {};
    const address = site.put('/plain', (request, response) => {
      headers = request.headers;
      response.writeHead(200, { 'Set-Cookie': 'a=b' }).end(RSS);
    });
    await fetchDocument(address, ours());
    await fetchDocument(address, ours());
    assert.deepEqual(Object.keys(headers).toSorted(), [
      'accept',
      'accept-encoding',
      'connection',
      'host',
      'user-agent',
    ]);
  });

  test('what is no success is no feed', async () => {
    for (const status of [204, 304, 401, 404, 500, 503]) {
      const address = site.put('/status', (_, response) => response.writeHead(status).end());
      await refused(address, ours(), new RegExp(`answers ${status}`));
    }
    await refused('http://127.0.0.1:1/', ours({ hosts: new Set(['127.0.0.1:1']) }), /cannot be had \(ECONNREFUSED\)/);
  });
});

describe('what is read', () => {
  test("WordPress's RSS: titles as text, pictures that load late, Arabic day names, nothing of other sites", async () => {
    const { found, untitled, elsewhere } = await read(site.file('/feed', 'wordpress.xml'));
    assert.deepEqual([untitled, elsewhere], [1, 2]);
    assert.deepEqual(found, [
      {
        article: 'https://addiffa.example/%D8%B3%D9%8A%D8%A7%D8%B3%D8%A9/water-prices',
        url: 'https://www.addiffa.example/%d8%b3%d9%8a%d8%a7%d8%b3%d8%a9/water-prices/',
        headline: 'رئيس الحكومة: “لا زيادة في أسعار الماء” هذا العام',
        description: 'قال رئيس الحكومة إن أسعار الماء «لن تتغير» قبل نهاية السنة، وإن الدعم باقٍ كما هو.',
        section: 'سياسة',
        authors: [{ name: 'ليلى بنعمر' }],
        datePublished: '2026-11-23T08:30:00.000Z',
        image: {
          url: 'https://www.addiffa.example/wp-content/uploads/2026/11/dam.jpg',
          width: 1024,
          height: 576,
          alt: 'سد "المسيرة"',
        },
        keywords: ['الماء', 'الأسعار'],
        language: 'ar',
      },
      {
        article: 'https://addiffa.example/%D8%AD%D9%88%D8%A7%D8%AF%D8%AB/11-%D9%82%D8%AA%D9%8A%D9%84%D8%A7',
        url: 'https://www.addiffa.example/%D8%AD%D9%88%D8%A7%D8%AF%D8%AB/11-%D9%82%D8%AA%D9%8A%D9%84%D8%A7?utm_source=rss',
        headline: '11 قتيلًا في حادثة سير – الطقس & الطرق',
        description: 'خبر قصير',
        section: 'حوادث',
        authors: [],
        datePublished: '2026-11-22T18:00:00.000Z',
        image: { url: 'https://cdn.addiffa.example/road.jpg' },
        keywords: [],
        language: 'ar',
      },
      {
        article: 'https://addiffa.example/wrong-date',
        url: 'https://addiffa.example/wrong-date/',
        headline: 'بتاريخ لا يكون',
        authors: [],
        keywords: [],
        language: 'ar',
      },
      {
        article: 'https://addiffa.example/future',
        url: 'https://addiffa.example/future/',
        headline: 'بتاريخ المستقبل',
        authors: [],
        keywords: [],
        language: 'ar',
      },
    ]);
  });

  test('windows-1256, whatever the server says of it; the largest picture; no e-mail address', async () => {
    const text = fixture('portal.xml', site.url);
    const undeclared = text.replace(' encoding="windows-1256"', '');
    for (const [bytes, type] of [
      [encode(text, 'windows-1256'), 'text/xml'],
      [encode(text, 'windows-1256'), 'text/xml; charset=utf-8'],
      [encode(text, 'windows-1256'), 'application/rss+xml; charset=ISO-8859-1'],
      [encode(undeclared, 'windows-1256'), 'text/xml; charset=windows-1256'],
      [encode(undeclared, 'windows-1256'), 'text/xml'],
      [encode(text.replace('windows-1256', 'ISO-8859-6'), 'iso-8859-6'), 'text/xml'],
      // A proxy has made UTF-8 of it and left the declaration.
      [Buffer.from(text), 'text/xml; charset=windows-1256'],
      [Buffer.from(`\uFEFF${text}`), 'text/xml'],
      [Buffer.from(`\uFEFF${text}`, 'utf16le'), 'text/xml'],
    ] as const) {
      const { found } = await read(site.put('/rss.aspx', bytes, { 'Content-Type': type }));
      assert.deepEqual(found, [
        {
          article: articleId(`${site.url}/sport/derby.aspx?id=7`),
          url: `${site.url}/sport/derby.aspx?id=7`,
          headline: '"الأهلي" يفوز على الزمالك 2-1 في القمة',
          description: 'فاز الأهلي على الزمالك بهدفين مقابل هدف واحد، في مباراة القمة.',
          section: 'رياضة',
          authors: [{ name: 'أحمد سمير' }],
          datePublished: '2026-11-22T20:15:00',
          image: { url: `${site.url}/img/large.jpg`, width: 800, height: 533 },
          keywords: [],
          language: 'ar-eg',
        },
      ]);
    }
  });

  test('Atom', async () => {
    const { found } = await read(site.file('/atom.xml', 'atom.xml'));
    assert.deepEqual(found, [
      {
        article: articleId(`${site.url}/olives`),
        url: `${site.url}/olives`,
        headline: 'موسم الزيتون يبدأ مبكرًا',
        description: 'بدأ الجني قبل موعده.',
        section: 'فلاحة',
        authors: [{ name: 'سعيد الوزاني', url: `${site.url}/people/said` }],
        datePublished: '2026-11-20',
        image: { url: `${site.url}/olives.webp` },
        keywords: ['زيتون'],
        language: 'ar-MA',
      },
    ]);
  });

  test('JSON Feed', async () => {
    const { found } = await read(site.file('/feed.json', 'feed.json'));
    assert.deepEqual(found, [
      {
        article: articleId(`${site.url}/stars`),
        url: `${site.url}/stars`,
        headline: 'نجم يولد أمام أعين الفلكيين',
        description: 'رصد فلكيون نجمًا في طور الولادة، على بعد 400 سنة ضوئية.',
        section: 'علوم',
        authors: [{ name: 'هدى العلمي', url: `${site.url}/hoda` }],
        datePublished: '2026-11-21T12:00:00Z',
        image: { url: `${site.url}/stars.png` },
        keywords: ['فلك'],
        language: 'ar',
      },
    ]);
  });

  test('a news sitemap; pages that are no news have no title there', async () => {
    const { found, untitled } = await read(site.file('/news.xml', 'news-sitemap.xml'));
    assert.equal(untitled, 1);
    assert.deepEqual(found, [
      {
        article: articleId(`${site.url}/%D8%A3%D8%AE%D8%A8%D8%A7%D8%B1/a?x=1&y=2`),
        url: `${site.url}/%D8%A3%D8%AE%D8%A8%D8%A7%D8%B1/a?x=1&y=2`,
        headline: 'الميزانية & الدعم: ما الجديد؟',
        authors: [],
        datePublished: '2026-11-23T07:00:00+03:00',
        image: { url: `${site.url}/1.jpg`, alt: 'وزيرة المالية' },
        keywords: ['الميزانية', 'الدعم', 'الاقتصاد'],
        language: 'ar',
      },
    ]);
  });

  test('an index: its latest ten sitemaps, compressed or not, of its own host', async () => {
    const sitemaps = Array.from({ length: 12 }, (_, month) => {
      site.put(`/${month}.xml.gz`, gzipSync('<urlset></urlset>'));
      return `<sitemap><loc>/${month}.xml.gz</loc><lastmod>2026-01-${10 + month}</lastmod></sitemap>`;
    });
    site.put('/11.xml.gz', gzipSync(fixture('news-sitemap.xml', site.url)));
    const index = site.put('/sitemap.xml', `<sitemapindex>${sitemaps.join('')}</sitemapindex>`);
    assert.equal((await read(index)).found.length, 1);
    assert.deepEqual(site.asked, [
      '/sitemap.xml',
      ...[11, 10, 9, 8, 7, 6, 5, 4, 3, 2].map((month) => `/${month}.xml.gz`),
    ]);
    const outside = '<sitemapindex><sitemap><loc>http://localhost/s.xml</loc></sitemap></sitemapindex>';
    await assert.rejects(read(site.put('/outside.xml', outside)), /another host/);
  });

  test('what is no feed is refused, and so are entities of files; those that multiply stay as they are written', async () => {
    for (const text of [
      '<!doctype html><title>404</title>',
      '{"articles":[]}',
      'null',
      '[1]',
      '<rss',
      '\0',
      '<?xml version="1.0"?>',
    ]) {
      await assert.rejects(
        read(site.put('/none', text)),
        { name: 'FeedError', message: /is no feed and no sitemap/ },
        text,
      );
    }
    await assert.rejects(read(site.put('/empty', '')), /is empty/);
    const entities = Array.from({ length: 12 }, (_, n) => `<!ENTITY e${n + 1} "${`&e${n};`.repeat(10)}">`).join('');
    const laughs = RSS.replace('<rss', `<!DOCTYPE rss [<!ENTITY e0 "ha">${entities}]><rss`).replace('خبر', '&e12;');
    assert.equal(readListing(laughs).items[0]?.title, '&e12;');
    const file = RSS.replace('<rss', '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/hostname">]><rss');
    assert.throws(() => readListing(file.replace('خبر', '&x;')), { name: 'FeedError' });
  });
});

onEachDatabase((database) => {
  let store: Store;
  let second: Store;
  const log = createLog('silent');
  const config = (...feeds: string[]) =>
    readConfig({ ...database().env, MIDAD_FEEDS: feeds.join(','), MIDAD_FEEDS_PRIVATE: '1' });
  before(async () => {
    store = await openStore(config(), log);
    second = await openStore(config(), log);
  });
  after(async () => {
    await store.close();
    await second.close();
  });
  const stateOf = async (url: string) => {
    const raw = database().connect();
    const row = await raw.selectFrom('feed').selectAll().where('url', '=', url).executeTakeFirstOrThrow();
    await raw.destroy();
    // pg gives a bigint as a text here.
    return { ...row, next_at: Number(row['next_at']), failures: Number(row['failures']) } as FeedRow;
  };
  const makeDue = async (url: string) => {
    const raw = database().connect();
    await raw.updateTable('feed').set({ next_at: 0 }).where('url', '=', url).execute();
    await raw.destroy();
  };

  test('servers over one database read a feed once between them, and then ask whether it has changed', async () => {
    const tags: (string | undefined)[] = [];
    const url = site.put('/shared', (request, response) => {
      tags.push(request.headers['if-none-match']);
      if (request.headers['if-none-match'] === '"1"') response.writeHead(304).end();
      else response.writeHead(200, { ETag: '"1"', 'Last-Modified': 'Mon, 23 Nov 2026 10:00:00 GMT' }).end(RSS);
    });
    const readers = [store, second, store, second].map((one) => new FeedReader(one, config(url), log));
    await Promise.all(readers.map((reader) => reader.readDue()));
    assert.deepEqual(tags, [undefined]);
    assert.equal((await second.pages.find(articleId(`${site.url}/a`)!))?.headline, 'خبر');
    await makeDue(url);
    await Promise.all(readers.map((reader) => reader.readDue()));
    assert.deepEqual(tags, [undefined, '"1"']);
    const { etag, modified, failures, next_at } = await stateOf(url);
    assert.deepEqual([etag, modified, failures], ['"1"', 'Mon, 23 Nov 2026 10:00:00 GMT', 0]);
    assert.ok(next_at > Date.now() + 10 * 60_000);
  });

  test('a feed that fails is asked later and later, up to a day, and keeps what was known', async () => {
    const url = site.put('/failing', RSS, { ETag: '"kept"' });
    const reader = new FeedReader(store, config(url), log);
    await reader.readDue();
    site.put('/failing', '<html>');
    const pauses: number[] = [];
    for (let time = 0; time < 9; time += 1) {
      await makeDue(url);
      await reader.readDue();
      pauses.push((await stateOf(url)).next_at - Date.now());
    }
    for (const [index, pause] of pauses.slice(1, 5).entries()) assert.ok(pause > 1.4 * pauses[index]!, String(pauses));
    assert.ok(pauses.at(-1)! <= 1.1 * 24 * 60 * 60_000);
    assert.equal((await stateOf(url)).failures, 9);
    site.put('/failing', RSS);
    await makeDue(url);
    await reader.readDue();
    assert.equal((await stateOf(url)).failures, 0);
  });

  test('a feed whose reader was killed is another’s after a while', async () => {
    const url = site.put('/killed', RSS);
    assert.ok(await store.feedStates.take(url));
    assert.equal(await second.feedStates.take(url), undefined);
    assert.ok((await stateOf(url)).next_at < Date.now() + 5 * 60_000);
    await makeDue(url);
    assert.ok(await second.feedStates.take(url));
  });

  test('a server reads its feeds by itself, serves what they tell, and stops while one is silent', async () => {
    const url = site.file('/by-itself?key=s3cret', 'feed.json');
    const silent = site.put('/silent', () => {});
    const feeds = { MIDAD_FEEDS: `${url}, ${silent}`, MIDAD_FEEDS_PRIVATE: '1' };
    const server = await start({ ...database().env, ...feeds });
    await server.logged('feed read');
    const response = await fetch(`${server.url}/v1/articles?section=علوم`);
    const { articles } = (await response.json()) as { articles: { headline: string }[] };
    assert.deepEqual(
      articles.map(({ headline }) => headline),
      ['نجم يولد أمام أعين الفلكيين'],
    );
    server.signal('SIGTERM');
    const { code, stdout } = await server.ended;
    assert.equal(code, 0);
    assert.doesNotMatch(stdout, /s3cret|feed not read/);
    // Another server need not wait for it.
    assert.equal((await stateOf(silent)).next_at, 0);
  });

  test('read-feeds says what was found in each, and what could not be read', async () => {
    const url = site.file('/told', 'wordpress.xml');
    const news = site.file('/told-news', 'news-sitemap.xml');
    const feeds = { ...database().env, MIDAD_FEEDS_PRIVATE: '1' };
    const told = await run(['read-feeds'], { ...feeds, MIDAD_FEEDS: `${url},${news}` });
    const lines = [
      `${url}: 4 articles read, 1 without a title, 2 of other sites.`,
      `${news}: 1 articles read, 1 without a title.`,
    ];
    assert.deepEqual(told, { code: 0, stdout: `${lines.join('\n')}\n`, stderr: '' });
    const missing = `${site.url}/missing`;
    const failed = await run(['read-feeds'], { ...feeds, MIDAD_FEEDS: `${missing},${news}` });
    assert.deepEqual([failed.code, failed.stderr], [1, `${lines[1]}\n${missing} answers 404.\n`]);
    const refused = await run(['read-feeds'], { ...feeds, MIDAD_FEEDS: url, MIDAD_FEEDS_PRIVATE: '0' });
    assert.match(
      refused.stderr,
      /^http:\S+ its host is not on the public internet; MIDAD_FEEDS_PRIVATE=1 allows that\.\n$/,
    );
    const none = await run(['read-feeds'], database().env);
    assert.match(none.stderr, /^There is nothing to read: .*MIDAD_FEEDS\.\n$/);
  });
});
