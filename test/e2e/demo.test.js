/** Every page of the demo as a visitor opens it, in the engine BROWSER names. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, before, describe, it } from 'node:test';
import { openBrowser } from '../support/pages.js';
import { openSite } from '../support/site.js';

const engine = process.env.BROWSER ?? 'chromium';
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const pages = readdirSync('demo').filter((file) => file.endsWith('.html'));
/** A page may show what a failure looks like; what it says of it then is expected. */
const SAID = {
  'article-card.html': [/missing\.json/, /404/],
  // The policy has pictures from https: alone, so that the icon is one of the site that the page plays.
  'strict.html': [/ERR_NAME_NOT_RESOLVED/],
};

// By day and by night at once: two browsers on two cores.
describe(`the demo in ${engine}`, { concurrency: 2 }, () => {
  let site;
  before(async () => {
    site = await openSite();
  });
  after(() => site?.kill('SIGTERM'));

  for (const dark of [false, true]) {
    it(`opens accessibly and silently, ${dark ? 'dark' : 'light'}, from 320 px on`, async () => {
      const browser = await openBrowser(engine, { dark });
      try {
        for (const name of pages) {
          const page = await browser.newPage();
          await page.goto(site.url + name);
          // A count that has become another one fades in: what is judged is the number, not the fading.
          await page.evaluate('(Element.prototype.animate = () => {}, 0)');
          await page.waitFor(`[...document.querySelectorAll(':not(:defined)')].length === 0`);
          await page.waitFor(
            `[...document.querySelectorAll('article-card, article-view, view-counter, comment-count, comment-box, share-bar, reading-progress')]
              .every((tag) => tag.matches(':state(ready), :state(failed)'))`,
          );
          await page.setViewport({ width: 320, height: 800 });
          const width = await page.evaluate('document.documentElement.scrollWidth');
          assert.ok(width <= 320, `${name} is ${width} px wide`);
          await page.evaluate(`${axe}; 0`.replace(/^/, '(() => {').concat('})()'));
          const violations = await page.evaluate(`axe.run().then(({ violations }) =>
            violations.map(({ id, nodes }) => id + ': ' + nodes.map(({ target }) => target.flat().join(' ')).join(', ')))`);
          assert.deepEqual(violations, [], name);
          const said = page.consoleMessages.filter(({ text }) => !SAID[name]?.some((pattern) => pattern.test(text)));
          assert.deepEqual(said, [], name);
          await page.close();
        }
      } finally {
        await browser.close();
      }
    });
  }
});
