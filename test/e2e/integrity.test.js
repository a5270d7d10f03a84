/** A page that holds the scripts to their hashes, in the engine BROWSER names. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { openBrowser } from '../support/pages.js';
import { servePages } from '../support/site.js';

const engine = process.env.BROWSER ?? 'chromium';
const hashes = JSON.parse(readFileSync('dist/embed/integrity.json', 'utf8'));
const page = (embed, share) => `<!doctype html><html lang="ar"><title>ص</title>
<script type="importmap">{ "integrity": { "/embed.js": "${embed}", "/midad-sharing.js": "${share}" } }</script>
<script type="module" src="/embed.js" integrity="${embed}"></script><share-bar>يُشارَك</share-bar>`;
const OTHER = hashes['midad-feed.js'];
const PAGES = {
  'right.html': page(hashes['embed.js'], hashes['midad-sharing.js']),
  'wrong.html': page(OTHER, hashes['midad-sharing.js']),
  'wrong-later.html': page(hashes['embed.js'], OTHER),
};

describe(`scripts held to their hashes in ${engine}`, () => {
  let site;
  let browser;
  before(async () => {
    site = await servePages((name) => PAGES[name] ?? readFileSync(path.join('dist/embed', name)));
    browser = await openBrowser(engine);
  });
  after(async () => {
    await browser?.close();
    await site?.close();
  });
  const open = async (name) => {
    const opened = await browser.newPage();
    await opened.goto(site.url + name);
    return opened;
  };

  it('run where these are right, also what loads later', async () => {
    const opened = await open('right.html');
    await opened.waitFor("document.querySelector('share-bar').matches(':state(ready)')");
  });

  it('do not run where they are not', async () => {
    const opened = await open('wrong.html');
    assert.equal(await opened.evaluate("customElements.get('share-bar') === undefined"), true);
  });

  it('show the fallback where what loads later is not what it was', async () => {
    const opened = await open('wrong-later.html');
    await opened.waitFor("document.querySelector('share-bar').matches(':state(failed)')");
  });
});
