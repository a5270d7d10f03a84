/** A front page as a newspaper would have it, from the companion server, in the engine BROWSER names. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { openBrowser } from '../support/pages.js';
import { openSite } from '../support/site.js';

const engine = process.env.BROWSER ?? 'chromium';
const READY = `[...document.querySelectorAll('article-list:not(#found)')].every((list) => list.matches(':state(ready)'))`;

describe(`the front page in ${engine}`, () => {
  let site;
  let browser;
  let page;
  const headlines = (selector) =>
    page.evaluate(
      (list) =>
        [...document.querySelector(list).shadowRoot.querySelectorAll('.headline')].map((each) =>
          each.textContent.trim(),
        ),
      selector,
    );

  before(async () => {
    site = await openSite();
    browser = await openBrowser(engine);
    page = await browser.newPage();
    await page.goto(`${site.url}front-page.html`);
    await page.waitFor(READY);
  });
  after(async () => {
    await browser?.close();
    await site?.kill('SIGTERM');
  });

  it('lists what is new, what is read most, and each section', async () => {
    assert.equal((await headlines('[layout=hero]')).length, 6);
    assert.equal((await headlines('[sort=views]')).length, 6);
    const sections = await page.evaluate(
      `[...document.querySelector('#politics').shadowRoot.querySelectorAll('[part=section]')].map((each) => each.textContent)`,
    );
    assert.deepEqual(sections, ['سياسة', 'سياسة', 'سياسة']);
    assert.deepEqual(page.consoleMessages, []);
  });

  it('asks for all counts in one request, and for each list once', async () => {
    const asked = await page.evaluate(
      `performance.getEntriesByType('resource').map(({ name }) => name).filter((name) => name.includes('/v1/'))`,
    );
    assert.equal(asked.filter((address) => address.includes('/v1/counts')).length, 1, asked.join('\n'));
    assert.equal(asked.filter((address) => address.includes('/v1/articles')).length, 8, asked.join('\n'));
  });

  if (engine === 'chromium') {
    it('moves nothing that its reader sees while it loads, on a phone and on a desk', async () => {
      for (const width of [320, 1280]) {
        const reader = await browser.newPage();
        await reader.setViewport({ width, height: 800 });
        await reader.goto(`${site.url}front-page.html`);
        await reader.waitFor(READY);
        const shift = await reader.evaluate(async () => {
          let sum = 0;
          const seen = new PerformanceObserver((list) => {
            for (const { value, hadRecentInput } of list.getEntries()) if (!hadRecentInput) sum += value;
          });
          seen.observe({ type: 'layout-shift', buffered: true });
          await new Promise((resolve) => setTimeout(resolve, 300));
          return sum;
        });
        assert.equal(shift, 0, `${width} px: ${shift}`);
        await reader.close();
      }
    });
  }

  it('finds what a reader searches for, in another spelling, and marks it', async () => {
    const [first] = await headlines('[layout=hero]');
    const word = first.split(' ').find((each) => each.length > 4);
    await page.evaluate(
      (words) => {
        document.querySelector('#words').value = words;
        document.querySelector('#search').requestSubmit();
      },
      word.replace(/[أإآ]/g, 'ا').replace(/ة$/, 'ه'),
    );
    await page.waitFor(`document.querySelector('#found').matches(':state(ready)')`);
    const found = await headlines('#found');
    assert.ok(found.length > 0);
    await page.waitFor(`CSS.highlights.get('midad-search')?.size > 0`);
  });
});
