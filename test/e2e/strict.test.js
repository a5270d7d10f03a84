/** Every tag under the strictest policy (demo/strict.html), in the engine BROWSER names: the page reports no violation. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { openBrowser } from '../support/pages.js';
import { openSite } from '../support/site.js';

const engine = process.env.BROWSER ?? 'chromium';
const BOX = "document.querySelector('comment-box').shadowRoot";
const TEXT = '**مهم**: التفاصيل على https://aljarida.example/more\n\n> قول\n\nشكرا.';
/** A browser says so of a policy; a picture of the test's that nobody serves is something else. */
const REFUSED = /Content.Security.Policy|TrustedHTML|Trusted ?Type|violat|refused/i;

describe(`a page of the strictest policy in ${engine}`, { concurrency: false }, () => {
  let site;
  let browser;
  let page;
  const violations = () =>
    page.evaluate("[...document.querySelectorAll('#violations li')].map((line) => line.textContent)");
  const quiet = async () => {
    assert.deepEqual(await violations(), []);
    assert.deepEqual(
      page.consoleMessages.filter(({ text }) => REFUSED.test(text)),
      [],
    );
  };
  const ready = (tag) =>
    page.waitFor(`[...document.querySelectorAll('${tag}')].every((tag) => tag.matches(':state(ready)'))`);

  before(async () => {
    site = await openSite();
    browser = await openBrowser(engine);
    page = await browser.newPage();
    await page.goto(`${site.url}strict.html`);
  });
  after(async () => {
    await browser?.close();
    await site?.kill('SIGTERM');
  });

  it('is sent with that policy, word for word', async () => {
    const { headers } = await fetch(`${site.url}strict.html`);
    assert.equal(
      headers.get('content-security-policy'),
      `default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self' ${site.server}; img-src https:; require-trusted-types-for 'script'; trusted-types lit-html midad dompurify`,
    );
  });

  it('shows every tag, from every source, in both languages', async () => {
    await page.waitFor("document.querySelectorAll(':not(:defined)').length === 0");
    for (const tag of ['article-view', 'article-card', 'article-list', 'comment-box', 'comment-count', 'view-counter'])
      await ready(tag);
    for (const tag of ['share-bar', 'reading-progress']) await ready(tag);
    await page.waitFor("document.querySelector('article-view').shadowRoot.querySelectorAll('.body p').length === 5");
    assert.equal(
      await page.evaluate("document.querySelector('#french-card').shadowRoot.querySelector('.midad').lang"),
      'fr',
    );
    const titles = await page.evaluate(
      "[...document.querySelectorAll('article-list')].map((list) => list.shadowRoot.querySelector('[part=title]')?.textContent ?? '')",
    );
    assert.ok(titles.length === 2 && titles.every((title) => title !== ''), String(titles));
    await quiet();
  });

  it('reads an article of its own, a WordPress body and a picture of the web', async () => {
    await page.evaluate(`document.querySelector('article-view').article = {
      headline: 'مقال',
      url: 'https://aljarida.example/a',
      image: { url: 'https://pictures.invalid/a.jpg', width: 4, height: 3 },
      body: '<p style="color:red" onclick="x()">نص <b>مهم</b> <a href="/x">رابط</a></p><script>x()<\\/script><table><tr><td>1</td></tr></table><style>p{color:red}</style><svg onload="x()" style="x"></svg>',
    }`);
    await page.waitFor("document.querySelector('article-view').shadowRoot.querySelector('.body td')");
    await quiet();
  });

  it('takes comments, formatted, previewed and answered, and shows them after a reload', async () => {
    await page.click(`${BOX}.querySelector('[name=text]')`);
    await page.type(TEXT.replaceAll('\n', ' '));
    await page.waitFor(`${BOX}.querySelector('[name=name]')`);
    await page.evaluate(`(() => {
      const field = ${BOX}.querySelector('[name=text]');
      field.value = ${JSON.stringify(TEXT)};
      field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
    })()`);
    await page.click(`${BOX}.querySelector('[part=preview-button]')`);
    await page.waitFor(`${BOX}.querySelector('[part=preview] strong')`);
    await page.click(`${BOX}.querySelector('[name=name]')`);
    await page.type('ليلى');
    await page.press('Tab');
    await page.type('leila@example.ma');
    await page.press('Enter');
    await page.waitFor(`${BOX}.querySelector('[part=comment] [part=text] strong')`);
    await page.click(`${BOX}.querySelector('[part=like]')`);
    await page.waitFor(`${BOX}.querySelector('[part=like]').ariaPressed === 'true'`);
    await page.waitFor(`${BOX}.querySelector('[part=own]')`);
    await quiet();
    await page.reload();
    await page.waitFor(`${BOX}.querySelector('[part=comment] [part=text] blockquote')`);
    await quiet();
  });

  it('says so when something is refused', async () => {
    await page.evaluate(`(() => {
      document.body.setAttribute('style', 'color: red');
      try { document.body.append(Object.assign(document.createElement('div'), { innerHTML: '<b>x</b>' })); } catch {}
      new Image().src = 'data:image/gif,x';
    })()`);
    await page.waitFor("document.querySelectorAll('#violations li').length >= 2");
    assert.match((await violations()).join('\n'), /img-src/);
  });
});
