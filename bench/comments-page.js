/**
 * What comments cost the page they stand in, in Chromium without throttling and each time with a new profile, in turn and in
 * one run: medians of several rounds.
 *
 * - 1 000 comments in `<comment-box>` against the same content as plain HTML: names, dates and texts in the box's own
 *   markup and styles, without its form and buttons, without script and without `content-visibility` (goal: 0.6 times its
 *   work). The server's answers are real; they are joined to one, so that no asking for more is measured. And against the
 *   barest HTML that says the same, a heading, a time and paragraphs with two rules of style, for whoever compares with that;
 * - opening a thread of 10 000 from the server against one of 100: as many requests, and 1.1 times the work at most.
 *
 * The work is what the page's main thread computes in its own time, script, parsing, layout and painting, from the beginning
 * of the navigation until every comment is painted, and half a second longer, for what comes after that, such as links made
 * of addresses. The time until the first frame that holds every comment stands beside it; on a busy machine it says more
 * about the others there.
 */
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import puppeteer from 'puppeteer-core';
import { build } from 'vite';
import { chromiumOptions } from '../test/support/puppeteer.js';
import { servePages, temporaryFolder } from '../test/support/site.js';
import { fill, inTurn, run, tell } from './measure.js';

const ROUNDS = 15;
const COMMENTS = 1000;
const PAGE = 20;
const WORK = { TaskDuration: 'work', LayoutDuration: 'layout', RecalcStyleDuration: 'style' };

const { makeEmbedded } = await import('../server/test/support/databases.ts');
const { CommentBox } = await import('../src/components/comment-box/comment-box.ts');

const embed = temporaryFolder();
await build({ mode: 'embed', logLevel: 'error', build: { outDir: embed, emptyOutDir: true } });
const files = {};
const site = await servePages((name) => files[name] ?? readFileSync(path.join(embed, name)));
const database = makeEmbedded();
const env = { ...process.env, ...database.env, MIDAD_ORIGINS: new URL(site.url).origin, MIDAD_PROOF_OF_WORK: '0' };
const server = await run(['--import', 'tsx', 'src/main.ts'], env);
const browser = await puppeteer.launch({ ...chromiumOptions(), defaultViewport: { width: 1280, height: 800 } });
try {
  const raw = database.connect();
  for (const length of [COMMENTS, 100, 10_000]) await fill(raw, `long-${length}`, length);
  await raw.destroy();
  await compareWithHtml();
  await compareLengths();
} finally {
  await browser.close();
  server.child.kill('SIGTERM');
  await once(server.child, 'exit');
  await site.close();
  await database.drop();
}

async function compareWithHtml() {
  const page = await wholeThread(`long-${COMMENTS}`);
  files['v1/comments'] = JSON.stringify(page);
  files['box.html'] = boxPage(site.url, 'any');
  files['plain.html'] = plainPage(page.comments);
  files['bare.html'] = barePage(page.comments);
  const [plain, bare, box] = await inTurn(
    ['plain', 'bare', 'box'].map((name) => () => open(name, COMMENTS)),
    ROUNDS,
  );
  const what = `page: work of ${COMMENTS} comments`;
  tell(what, 'of the same as plain HTML', [plain.work, box.work], ' ms', 0.6, true);
  tell(what, 'of the barest HTML', [bare.work, box.work], ' ms', 0.6, true);
  for (const [name, costs] of Object.entries({ box, plain, bare })) console.log(`  ${name}: ${told(costs)}`);
}

async function compareLengths() {
  const lengths = [100, 10_000];
  for (const length of lengths) files[`${length}.html`] = boxPage(server.url, `long-${length}`);
  const [short, long] = await inTurn(
    lengths.map((length) => () => open(length, PAGE)),
    ROUNDS,
  );
  tell('page: work of opening a thread of 10 000', 'of 100', [short.work, long.work], ' ms', 1.1, true);
  for (const [index, costs] of [short, long].entries())
    console.log(`  of ${lengths[index]}: ${costs.requests} requests, ${told(costs)}`);
}

/** Opens a page with a new profile until so many comments are painted: milliseconds, and how often the server was asked. */
async function open(name, comments) {
  const context = await browser.createBrowserContext();
  const tab = await context.newPage();
  const devtools = await tab.createCDPSession();
  // Of the thread's own time, so that it is no matter what else the machine does.
  await devtools.send('Performance.enable', { timeDomain: 'threadTicks' });
  let requests = 0;
  tab.on('request', (request) => (requests += Number(request.url().startsWith(server.url))));
  await tab.evaluateOnNewDocument((all) => {
    globalThis.painted = new Promise((resolve) => {
      const look = () => {
        const root = document.querySelector('comment-box')?.shadowRoot ?? document;
        const whole = root.querySelectorAll('article').length >= all;
        // The next task after a frame's begins comes when it has been laid out and painted.
        if (whole) setTimeout(() => resolve(performance.now()));
        else requestAnimationFrame(look);
      };
      requestAnimationFrame(look);
    });
  }, comments);
  await tab.goto(`${site.url}${name}.html`);
  const time = await tab.evaluate(() => globalThis.painted);
  await wait(500);
  const { metrics } = await devtools.send('Performance.getMetrics');
  await context.close();
  const costs = { time, requests };
  for (const { name: metric, value } of metrics) if (metric in WORK) costs[WORK[metric]] = value * 1000;
  return costs;
}

function told({ time, work, layout, style }) {
  return `painted after ${time.toFixed(0)} ms; of ${work.toFixed(0)} ms of work ${layout.toFixed(0)} layout, ${style.toFixed(0)} style`;
}

/** All of an article's comments in one answer, as the server gives them page by page. */
async function wholeThread(article) {
  const comments = [];
  let page = {};
  do {
    const query = new URLSearchParams({ article, limit: 100, ...(page.next && { cursor: page.next }) });
    page = await (await fetch(`${server.url}/v1/comments?${query}`)).json();
    comments.push(...page.comments);
  } while (page.next);
  return { ...page, comments };
}

function html(head, body) {
  return `<!doctype html>
    <html lang="ar" dir="rtl">
    <meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>مقال</title><link rel="icon" href="data:,">
    ${head}
    <h1>مقال</h1>
    ${body}
    </html>`;
}

function boxPage(source, article) {
  return html(
    `<link rel="midad" href="${source}"><script type="module" src="embed.js"></script>`,
    `<comment-box article="${article}"></comment-box>`,
  );
}

function plainPage(comments) {
  const css = CommentBox.styles
    .flat()
    .map(({ cssText }) => cssText)
    .join('')
    .replace(/:host(?:\((.*?)\))?/g, 'main$1')
    .replace(/content-visibility:.*?;/g, '');
  const items = comments.map(
    ({ id, author: { name }, dateCreated, html: words }) => `
      <li><article class="comment" id="comment-${id}">
        <span class="avatar" aria-hidden="true">${name[0]}</span>
        <header><bdi>${name}</bdi> <a class="permalink" href="#comment-${id}"><time datetime="${dateCreated}">${day(dateCreated)}</time></a></header>
        <div class="words">${words}</div>
      </article></li>`,
  );
  return html(
    `<style>${css}</style>`,
    `<main><div class="midad"><ol class="thread">${items.join('')}</ol></div></main>`,
  );
}

function barePage(comments) {
  const items = comments.map(
    ({ author: { name }, dateCreated, html: words }) =>
      `<article><h3>${name}</h3><time>${day(dateCreated)}</time>${words}</article>`,
  );
  return html(
    '<style>body { max-width: 40em; font: 17px/1.7 sans-serif } article { border-bottom: 1px solid }</style>',
    items.join(''),
  );
}

function day(iso) {
  return new Date(iso).toLocaleDateString('ar-MA', { dateStyle: 'long' });
}
