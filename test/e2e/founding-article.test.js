/** The founding article from the tag on the page to the row in the database, in the engine BROWSER names. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import Database from 'libsql';
import { openBrowser } from '../support/pages.js';
import { openSite, servePages } from '../support/site.js';

const engine = process.env.BROWSER ?? 'chromium';
const BOX = "document.querySelector('comment-box').shadowRoot";
const control = (name) => `${BOX}.querySelector('[name=${name}]')`;
const TEXT = 'شكرا جزيلا على هذه المتابعة، وننتظر التفاصيل.';
const SECOND = 'وهل من موعد لاجتماع جهة الشرق؟';
const EMAIL = 'leila.benomar@example.ma';

describe(`the founding article in ${engine}`, { concurrency: false }, () => {
  let site;
  let browser;
  let page;
  const number = (tag) =>
    page.evaluate((name) => document.querySelector(name).shadowRoot.querySelector('bdi')?.textContent, tag);
  const thread = () =>
    page.evaluate(`[...${BOX}.querySelectorAll('[part=comment]')].map((comment) => ({
      name: comment.querySelector('[part=author]').textContent.trim(),
      text: comment.querySelector('[part=text]').textContent.trim(),
    }))`);
  const rows = () => {
    const database = new Database(path.join(site.data, 'midad.db'));
    const found = database.prepare('select * from comment').all();
    database.close();
    return found;
  };
  const viewed = (times) =>
    page.waitFor(`document.querySelector('view-counter').shadowRoot.querySelector('bdi')?.textContent === '${times}'`);
  const ready = () => page.waitFor(`document.querySelector('comment-box')?.matches(':state(ready)')`);

  before(async () => {
    site = await openSite();
    browser = await openBrowser(engine);
    page = await browser.newPage();
    await page.goto(`${site.url}founding-article.html`);
  });
  after(async () => {
    await browser?.close();
    await site?.kill('SIGTERM');
  });

  it('stands in the page with its two counts', async () => {
    await ready();
    await page.waitFor(`document.querySelector('view-counter').matches(':state(ready)')`);
    assert.equal(await number('comment-count'), '0');
    // What a script drives is no reader, and WebKit's driver cannot hide that.
    await viewed(engine === 'webkit' ? '1٬081' : '1٬082');
    await page.waitFor(`document.querySelector('article-view').shadowRoot.querySelectorAll('.body p').length === 5`);
    assert.deepEqual(page.consoleMessages, []);
  });

  it('takes a comment typed in Arabic, shows it, and keeps it when the server is killed right after', async () => {
    await page.click(control('text'));
    await page.type(TEXT);
    await page.waitFor(control('name'));
    await page.press('Tab');
    await page.type('ليلى بنعمر');
    await page.press('Tab');
    await page.type(EMAIL);
    await page.press('Enter');
    await page.waitFor(`${BOX}.querySelectorAll('[part=comment]').length === 1`);
    await site.kill('SIGKILL');
    assert.deepEqual(await thread(), [{ name: 'ليلى بنعمر', text: TEXT }]);
    assert.equal(await number('comment-count'), '1');
    const [row, ...others] = rows();
    assert.deepEqual(others, []);
    assert.equal(row.text, TEXT);
    assert.equal(Object.values(row).join(' ').includes(EMAIL), false);
  });

  it('still reads, and keeps every word of the next comment, while the server is down', async () => {
    await page.click(control('text'));
    await page.type(SECOND);
    await page.waitFor(`${BOX}.querySelector('[type=submit]')`);
    await page.click(`${BOX}.querySelector('[type=submit]')`);
    await page.waitFor(`${BOX}.querySelector('[part=waiting]')?.textContent.includes(${JSON.stringify(SECOND)})`);
    assert.match(
      await page.evaluate(`${BOX}.querySelector('[part=waiting] [role=status]').textContent`),
      /ستُعاد المحاولة/,
    );
    assert.equal((await thread()).length, 1);
  });

  it('sends it by itself when the server is back, and shows both after a reload', async () => {
    await site.again();
    await page.evaluate("void dispatchEvent(new Event('online'))");
    await page.waitFor(`${BOX}.querySelectorAll('[part=comment]').length === 2`);
    await page.reload();
    await ready();
    assert.deepEqual(
      (await thread()).map(({ text }) => text),
      [SECOND, TEXT],
    );
    await page.waitFor(`document.querySelector('comment-count').shadowRoot.querySelector('bdi')?.textContent === '2'`);
    // The same reader, a moment later.
    await viewed(engine === 'webkit' ? '1٬081' : '1٬082');
    assert.equal(rows().length, 2);
    assert.equal(await page.evaluate(`${control('text')}.value`), '');
  });

  it('counts a like, remembers whose it is after a reload, and takes it back', async () => {
    const like = `${BOX}.querySelector('[part=like]')`;
    const stands = (likes, pressed) =>
      page.waitFor(`${like}?.querySelector('bdi').textContent === '${likes}' && ${like}.ariaPressed === '${pressed}'`);
    const counted = () => {
      const database = new Database(path.join(site.data, 'midad.db'));
      const found = database.prepare('select likes from comment where likes > 0').all();
      database.close();
      return found.map(({ likes }) => likes);
    };
    // What was posted here can be changed: its buttons come a moment later, and nothing moves any more.
    await page.waitFor(`${BOX}.querySelectorAll('[part=own]').length === 2`);
    await stands(0, false);
    await page.click(like);
    await page.waitFor("Object.keys(localStorage).some((key) => key.startsWith('midad:reaction:'))");
    await stands(1, true);
    assert.deepEqual(counted(), [1]);
    await page.reload();
    await ready();
    await stands(1, true);
    await page.click(like);
    await page.waitFor("!Object.keys(localStorage).some((key) => key.startsWith('midad:reaction:'))");
    await stands(0, false);
    assert.deepEqual(counted(), []);
  });

  it('reads with the server down from the start, and a draft outlives a reload', async () => {
    await site.kill('SIGTERM');
    // The built pages alone: nobody answers at the companion server's address.
    const pages = await servePages((name) => {
      const file = readFileSync(path.join('dist/demo', name));
      return name.endsWith('.html') ? String(file).replaceAll('http://127.0.0.1:8787', site.server) : file;
    });
    try {
      await page.goto(`${pages.url}founding-article.html`);
      await page.waitFor(`document.querySelector('comment-box').matches(':state(failed)')`);
      await page.waitFor(`document.querySelector('view-counter').matches(':state(failed)')`);
      await page.waitFor(`document.querySelector('article-view').shadowRoot.querySelectorAll('.body p').length === 5`);
      assert.equal(await page.evaluate(`document.querySelector('view-counter').innerText.trim()`), '1٬082');
      await page.click(control('text'));
      await page.type(SECOND);
      await page.waitFor(control('name'));
      await page.reload();
      await page.waitFor(`${BOX} && ${control('text')}?.value === ${JSON.stringify(SECOND)}`);
    } finally {
      await pages.close();
      await site.again();
    }
  });

  it('is a guest in an English page too', async () => {
    await page.goto(`${site.url}english-host.html`);
    await ready();
    await page.waitFor(`document.querySelector('article-view').matches(':state(ready)')`);
    const sides = await page.evaluate(`['article-view', 'comment-box'].map((tag) =>
      getComputedStyle(document.querySelector(tag).shadowRoot.querySelector('.midad')).direction)`);
    assert.deepEqual(sides, ['rtl', 'rtl']);
    assert.equal(await page.evaluate('getComputedStyle(document.body).direction'), 'ltr');
    assert.equal((await thread()).length, 2);
  });
});

describe('the founding article without JavaScript', () => {
  it('stands in the page whole: title, counts, five paragraphs, author', () => {
    const page = readFileSync('dist/demo/founding-article.html', 'utf8');
    const lines = readFileSync('test/fixtures/founding-article.txt', 'utf8')
      .split('\n')
      .filter((line) => line.trim() !== '');
    const [title, counts, ...rest] = lines;
    for (const text of [title, ...counts.split(' '), ...rest.slice(0, 6)]) assert.ok(page.includes(`>${text}<`), text);
  });
});
