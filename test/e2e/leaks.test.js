/**
 * Every tag, put into a page and taken out of it a thousand times, ends where it began: the same nodes, the same listeners and,
 * but for what an engine keeps of its own, the same heap. In Chromium, which alone tells.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import puppeteer from 'puppeteer-core';
import { sleep } from '../support/child.js';
import { chromiumOptions } from '../support/puppeteer.js';
import { servePages } from '../support/site.js';

const PAGE = `<!doctype html><html lang="ar"><meta charset="utf-8"><title>Leaks</title><link rel="icon" href="data:,">
  <script type="module" src="/embed.js"></script><body>`;
const TAGS = [
  'article-card',
  'article-list',
  'article-view',
  'view-counter',
  'comment-count',
  'comment-box',
  'share-bar',
  'reading-progress',
];
const AT_ONCE = 50;
const TIMES = 1000;
/** What a mount may leave in the heap, in bytes: an element alone is ten times as much. */
const CRUMBS = 100;

/** Runs in the page: puts a tag into it and takes it out, so many times, each ready in between. */
async function mount(name, times, atOnce) {
  const article = {
    headline: 'خبر',
    url: 'https://example.org/1',
    author: [{ name: 'ليلى' }],
    keywords: ['برلمان'],
    body: '<p>نص</p>',
    views: 1,
    comments: 2,
  };
  const comment = { id: 'c1', author: { name: 'ليلى' }, text: 'شكرا', dateCreated: new Date().toISOString() };
  const source = {
    counts: async (articles) => articles.map(() => ({ views: 1, comments: 2 })),
    view: async () => ({ views: 1, comments: 2 }),
    articles: async () => ({ articles: [article, article] }),
    comments: async () => ({ comments: [comment], total: 1 }),
    post: async () => comment,
    listen: () => () => {},
  };
  for (let done = 0; done < times; done += atOnce) {
    const tags = Array.from({ length: atOnce }, () => {
      const tag = document.createElement(name);
      return Object.assign(tag, {
        source,
        article: name.startsWith('article-') && name !== 'article-list' ? article : 'slug',
      });
    });
    document.body.append(...tags);
    while (!tags.every((tag) => tag.matches(':state(ready)'))) await new Promise((resolve) => setTimeout(resolve, 5));
    if (name === 'comment-box') {
      // A reader who stays and touches the form brings the rest of it.
      for (const { shadowRoot } of tags) {
        shadowRoot.querySelector('section').dispatchEvent(new PointerEvent('pointerenter'));
        shadowRoot.querySelector('form').dispatchEvent(new FocusEvent('focusin'));
      }
      while (
        !tags.every(({ shadowRoot }) => shadowRoot.querySelector('[part=submit]') && shadowRoot.querySelector('.sort'))
      )
        await new Promise((resolve) => setTimeout(resolve, 5));
    }
    for (const tag of tags) tag.remove();
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
  }
}

if ((process.env.BROWSER ?? 'chromium') === 'chromium') {
  describe('a thousand mounts and removals', { concurrency: false }, () => {
    let site;
    let browser;
    before(async () => {
      site = await servePages((name) => (name === 'page.html' ? PAGE : readFileSync(path.join('dist/embed', name))));
      browser = await puppeteer.launch(chromiumOptions());
    });
    after(async () => {
      await browser?.close();
      await site?.close();
    });

    for (const tag of TAGS) {
      it(`<${tag}> leaves nothing behind`, async () => {
        const page = await browser.newPage();
        try {
          await page.goto(`${site.url}page.html`, { waitUntil: 'load' });
          if (tag === 'reading-progress')
            await page.evaluate(
              `void (document.body.style.minBlockSize = '300vh', document.body.append(document.createElement('main')))`,
            );
          const client = await page.createCDPSession();
          const measure = async () => {
            for (let round = 0; round < 3; round++) await client.send('HeapProfiler.collectGarbage');
            const { nodes, jsEventListeners: listeners } = await client.send('Memory.getDOMCounters');
            const { usedSize: heap } = await client.send('Runtime.getHeapUsage');
            return { nodes, listeners, heap };
          };
          // What was under way when its tag went ends a little later: until then each tag of the last lot has listeners.
          const settled = async () => {
            await page.evaluate(mount, tag, TIMES, AT_ONCE);
            for (let tries = 0; tries < 60 && (await measure()).listeners >= AT_ONCE; tries++) await sleep(500);
            return measure();
          };
          // What loads once, and what an engine keeps of its own, is there after the first thousand.
          const first = await settled();
          const last = await settled();
          assert.equal(last.listeners, first.listeners, 'listeners');
          assert.equal(last.nodes, first.nodes, 'nodes');
          const grown = last.heap - first.heap;
          assert.ok(grown < TIMES * CRUMBS, `${grown} bytes more after ${TIMES} mounts`);
        } finally {
          await page.close();
        }
      });
    }
  });
}
