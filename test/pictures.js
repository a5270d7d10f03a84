/**
 * Pictures of the demo to look at: the founding article and the English host page, in three engines, at 320 and 1280 px,
 * light and dark, with comments and without JavaScript's help where a page is still loading.
 *
 *   npm run build && node test/pictures.js            all of them, into dist/pictures
 *   BROWSERS=firefox node test/pictures.js            one engine's
 *   node test/pictures.js --readme                    also the README's, from Chromium
 */
import { copyFileSync } from 'node:fs';
import path from 'node:path';
import { chosenEngines } from './machine.js';
import { openBrowser } from './support/pages.js';
import { openSite } from './support/site.js';

const root = path.join(import.meta.dirname, '..');
const folder = path.join(root, 'dist/pictures');
const PAGES = { rtl: 'founding-article', ltr: 'english-host' };
const COMMENTS = [
  ['سعيد الوزاني', 'مبادرة جيدة، والتواصل عن بعد صار ضرورة في ظل هذه الظروف. نتمنى أن تشمل الاجتماعات باقي الجهات.'],
  ['Youssef Amrani', 'Merci pour cet article.\nشكرا على المتابعة.'],
  ['ليلى بنعمر', 'هل من موعد لاجتماع جهة الشرق؟ تابعوا @pam_maroc للجديد.'],
];

const site = await openSite({ MIDAD_PROOF_OF_WORK: '0' });
try {
  await writeComments();
  for (const engine of chosenEngines()) for (const dark of [false, true]) await shoot(engine, dark);
  if (process.argv.includes('--readme')) {
    copyFileSync(path.join(folder, 'chromium-rtl-1280-light.png'), path.join(root, 'demo/founding-article.png'));
  }
} finally {
  await site.kill('SIGTERM');
}

async function writeComments() {
  const page = await fetch(`${site.url}founding-article.html`).then((response) => response.text());
  const article = /rel="canonical" href="([^"]+)"/.exec(page)[1];
  for (const [index, [name, text]] of COMMENTS.entries()) {
    const response = await fetch(`${site.server}/v1/comments`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'Idempotency-Key': `picture-comment-${index}` },
      body: JSON.stringify({ article, name, email: 'reader@example.ma', text }),
    });
    if (!response.ok) throw new Error(await response.text());
  }
}

async function shoot(engine, dark) {
  const browser = await openBrowser(engine, { dark });
  try {
    const page = await browser.newPage();
    for (const width of [320, 1280]) {
      for (const [side, name] of Object.entries(PAGES)) {
        await page.setViewport({ width, height: 900 });
        await page.goto(`${site.url}${name}.html`);
        await page.waitFor(`document.querySelector('comment-box').matches(':state(ready)')`);
        await page.waitFor(
          `[...document.querySelectorAll('article-card, share-bar')].every((tag) => tag.matches(':state(ready)'))`,
        );
        // By night the form is as its reader sees it who writes.
        if (dark) {
          await page.evaluate(
            `void document.querySelector('comment-box').shadowRoot.querySelector('textarea').focus()`,
          );
          await page.waitFor(`document.querySelector('comment-box').shadowRoot.querySelector('[part=submit]')`);
        } else {
          await page.evaluate(
            `void document.querySelector('comment-box').shadowRoot.querySelector('section').dispatchEvent(new PointerEvent('pointerenter'))`,
          );
        }
        await page.waitFor(`document.querySelector('comment-box').shadowRoot.querySelector('[part=like]')`);
        const file = `${engine}-${side}-${width}-${dark ? 'dark' : 'light'}.png`;
        await page.screenshot(path.join(folder, file), { fullPage: true });
        console.log(file);
      }
    }
  } finally {
    await browser.close();
  }
}
