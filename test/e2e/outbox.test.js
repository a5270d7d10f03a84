/** A comment on its way from a real page to the real server, in the engine BROWSER names, while everything breaks that can. */
import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { openFlakyServer } from '../support/flaky-server.js';
import { openOutboxSite } from '../support/outbox-site.js';
import { openBrowser } from '../support/pages.js';

const engine = process.env.BROWSER ?? 'chromium';
const TEXT = 'شكرا جزيلا على هذه المتابعة.';

describe(`a comment that is sent from ${engine}`, () => {
  let server;
  let site;
  let browser;
  let page;
  let article;
  let articles = 0;
  before(async () => {
    server = await openFlakyServer();
    site = await openOutboxSite(server.url);
    await server.start(new URL(site.url).origin);
    browser = await openBrowser(engine);
    page = await browser.newPage();
  });
  after(async () => {
    await browser?.close();
    await site?.close();
    await server?.stop();
  });
  beforeEach(async () => {
    article = `a${articles++}`;
    await open(article);
  });

  const press = () => page.evaluate((text) => window.reader.press(text), TEXT);
  const open = async (name) => {
    await page.goto(site.page(name));
    await page.waitFor('window.reader !== undefined');
  };
  /** It is tried until nothing waits; each look is one more try. */
  const delivered = () =>
    page.waitFor('window.reader.retry().then(() => window.reader.waiting()).then((waiting) => waiting.length === 0)');

  for (const fate of [
    'is cut off',
    'loses the answer',
    'kills at work',
    'kills before the answer',
    'kills after the answer',
  ]) {
    it(`arrives once, though its first try ${fate}`, async () => {
      server.next(fate);
      assert.equal(await press(), 'device');
      await delivered();
      assert.deepEqual(await server.texts(article), [TEXT]);
    });
  }

  it('arrives once when the page is left while it is sent, from any page of the site, however often that happens', async () => {
    for (let round = 0; round < 6; round++) {
      await open(`${article}-${round}`);
      server.next('is slow');
      const arrived = server.arrival();
      await press();
      await arrived;
      // Another article: it does not wait there to be shown, and yet goes.
      await open('elsewhere');
      await page.waitFor(`localStorage.getItem('midad:waiting') === null`);
      assert.deepEqual(await server.texts(`${article}-${round}`), [TEXT]);
    }
  });

  it('waits through a reload while the server is down', async () => {
    server.next(...Array.from({ length: 30 }, () => 'is cut off'));
    await press();
    await page.reload();
    await page.waitFor('window.reader !== undefined');
    assert.deepEqual(
      (await page.evaluate('window.reader.waiting()')).map(({ text, state }) => [text, state]),
      [[TEXT, 'waiting']],
    );
    server.calm();
    await delivered();
    assert.deepEqual(await server.texts(article), [TEXT]);
  });
});
