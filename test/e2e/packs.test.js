/** Languages whose words cannot be had, on a site that has lost the files, in the engine BROWSER names. */
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

describe(`a page whose language cannot be had in ${engine}`, () => {
  let site;
  let browser;
  let asked;

  before(async () => {
    site = await servePages((name) => {
      if (name in PAGES) {
        return `<!doctype html>${PAGES[name]}<body><script type="module" src="/embed.js"></script><article-card></article-card>`;
      }
      if (name === 'midad-fr.js') asked++;
      return readFileSync(path.join('dist/embed', name === 'midad-fr.js' ? 'lost' : name));
    });
    browser = await openBrowser(engine);
  });
  after(async () => {
    await browser?.close();
    await site?.close();
  });

  for (const name of Object.keys(PAGES)) {
    it(`is spoken to in Arabic, from right to left, and asks no more: ${name}`, async () => {
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
});
