/** The README's snippet and the README's server, on a site of another origin, in the engine BROWSER names. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { openBrowser } from '../support/pages.js';
import { freePort, servePages, temporaryFolder } from '../support/site.js';

const engine = process.env.BROWSER ?? 'chromium';
const snippet = /```html\n([\s\S]*?)```/.exec(readFileSync('README.md', 'utf8'))[1];

describe(`the README's snippet in ${engine}`, () => {
  let server;
  let site;
  let browser;

  before(async () => {
    const port = await freePort();
    const here = snippet.replace('http://127.0.0.1:8787', `http://127.0.0.1:${port}`);
    site = await servePages((name) => {
      if (name === 'page.html') return `<!doctype html><html lang="fr"><title>Un site</title><body>${here}`;
      if (name === 'articles/fes-meknes.json') return readFileSync('demo/data/founding-article.json');
      return readFileSync(path.join('dist/embed', path.relative('midad', name)));
    });
    const MIDAD_ORIGINS = new URL(site.url).origin;
    const env = { ...process.env, PORT: String(port), MIDAD_DATA: temporaryFolder(), MIDAD_ORIGINS };
    server = spawn(process.execPath, ['server/dist/main.js'], { env, stdio: ['ignore', 'pipe', 'inherit'] });
    await new Promise((resolve, reject) => {
      server.stdout.on('data', (text) => String(text).includes('listening') && resolve());
      server.once('exit', (code) => reject(new Error(`The server ended with ${code}.`)));
    });
    browser = await openBrowser(engine);
  });
  after(async () => {
    await browser?.close();
    server?.kill();
    await site?.close();
  });

  it('works as it stands, and takes a comment from another origin', async () => {
    const page = await browser.newPage();
    await page.goto(`${site.url}page.html`);
    const tags = ['article-view', 'view-counter', 'comment-box'];
    for (const tag of tags) await page.waitFor(`document.querySelector('${tag}').matches(':state(ready)')`);
    // What the page is, its guests are: this one is French.
    assert.match(
      await page.evaluate("document.querySelector('comment-box').shadowRoot.textContent"),
      /Laisser un commentaire/,
    );
    const box = "document.querySelector('comment-box').shadowRoot";
    await page.click(`${box}.querySelector('textarea')`);
    await page.waitFor(`${box}.querySelector('[name=name]')`);
    for (const text of ['شكرا', 'ليلى', 'leila@example.ma']) {
      await page.type(text);
      await page.press(text.includes('@') ? 'Enter' : 'Tab');
    }
    await page.waitFor(`${box}.querySelectorAll('[part=comment]').length === 1`);
    // A favicon that a bare page does not have is the browser's own complaint; and nobody writes as fast as this.
    assert.deepEqual(
      page.consoleMessages.filter(({ text }) => !/404|429/.test(text)),
      [],
    );
  });
});
