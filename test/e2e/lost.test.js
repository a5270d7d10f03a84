/** A site that has lost files beside embed.js: what its readers see then, in the engine BROWSER names. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { openBrowser } from '../support/pages.js';
import { servePages } from '../support/site.js';

const engine = process.env.BROWSER ?? 'chromium';
const PAGES = {
  'lang.html': '<html lang="fr" dir="ltr"><title>Un site</title>',
  'header.html': '<html dir="ltr"><meta http-equiv="content-language" content="fr"><title>Un site</title>',
};
const TAGS =
  '<article-card></article-card><article-list layout="ticker"></article-list><article-view><p>بديل</p></article-view>';
const LOST = ['midad-fr.js', 'midad-ticker.js', 'midad-whole.js'];

describe(`a page whose site has lost files in ${engine}`, () => {
  let site;
  let browser;
  let asked;

  before(async () => {
    site = await servePages((name) => {
      if (name.endsWith('.html')) {
        const head = PAGES[name] ?? '<html lang="ar"><title>موقع</title>';
        return `<!doctype html>${head}<body><script type="module" src="/embed.js"></script>${TAGS}`;
      }
      if (name === 'midad-fr.js') asked++;
      return readFileSync(path.join('dist/embed', LOST.includes(name) ? 'lost' : name));
    });
    browser = await openBrowser(engine);
  });
  after(async () => {
    await browser?.close();
    await site?.close();
  });

  for (const name of Object.keys(PAGES)) {
    it(`speaks Arabic, from right to left, where its language is lost, and asks no more: ${name}`, async () => {
      asked = 0;
      const page = await browser.newPage();
      await page.goto(site.url + name);
      await page.evaluate(
        "document.querySelector('article-card').article = { headline: 'عنوان', datePublished: '2020-04-21' }",
      );
      const card = "document.querySelector('article-card').shadowRoot.querySelector('.midad')";
      await page.waitFor(`${card} !== null`);
      assert.equal(await page.evaluate(`${card}.lang + ' ' + ${card}.dir`), 'ar rtl');
      assert.ok(asked <= 2, `asked ${asked} times`);
    });
  }

  it('shows the headlines of a ticker one below another', async () => {
    const page = await browser.newPage();
    await page.goto(`${site.url}ticker.html`);
    await page.evaluate(`document.querySelector('article-list').source = {
      articles: async () => ({
        articles: ['أول', 'ثان'].map((headline) => ({ headline, url: 'https://a.example/', author: [], keywords: [] })),
      }),
    }`);
    const seen = "[...document.querySelector('article-list').shadowRoot.querySelectorAll('.headline')]";
    await page.waitFor(`${seen}.filter((each) => each.checkVisibility()).length === 2`);
    assert.deepEqual(await page.evaluate(`${seen}.map(({ textContent }) => textContent.trim())`), ['أول', 'ثان']);
  });

  it('leaves what stands in the page for an article that it cannot show, and offers to try again', async () => {
    const page = await browser.newPage();
    await page.goto(`${site.url}view.html`);
    await page.evaluate("document.querySelector('article-view').article = { headline: 'عنوان', body: '<p>نص</p>' }");
    const view = "document.querySelector('article-view')";
    await page.waitFor(`${view}.shadowRoot.querySelector('[part=retry]') !== null`);
    assert.equal(await page.evaluate(`${view}.querySelector('p').checkVisibility()`), true);
  });
});
