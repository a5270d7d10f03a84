/**
 * Readers who send comments from Chromium to the real server while everything breaks: the device goes offline, the server
 * is killed (SIGKILL) before and after its answer, answers get lost, tabs are closed and reloaded while they send, several
 * tabs send at once, what waits is changed and cancelled, what was delivered is cleared away. In the end every comment that
 * a reader sent is in the database exactly once. Outside `npm test`, for it takes long.
 *
 *   npm run build -w server && npm run soak:outbox     1 000 runs
 *   npm run soak:outbox -- 50                          so many
 *   SEED=7 npm run soak:outbox                         the same again: seed and run choose what is done
 *   SEED=7 RUN=12 npm run soak:outbox                  that run alone, step by step
 */
import path from 'node:path';
import puppeteer from 'puppeteer-core';
import Database from 'libsql';
import { FATES, openFlakyServer } from '../test/support/flaky-server.js';
import { openOutboxSite } from '../test/support/outbox-site.js';
import { chromiumOptions } from '../test/support/puppeteer.js';
import { sleep } from '../test/support/child.js';
import { generator } from './random.js';

const ALONE = process.env.RUN === undefined ? undefined : Number(process.env.RUN);
const RUNS = Number(process.argv[2] ?? 1000);
const SEED = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31));
/** What is not delivered after this long in calm, in milliseconds, is lost. */
const PATIENCE = 30_000;

/** What a reader does in a tab; `<comment-box>` itself would be driven from here. */
const reader = {
  press: (tab, text) => tab.evaluate((said) => globalThis.reader.press(said), text),
  waiting: (tab) => tab.evaluate(() => globalThis.reader.waiting()),
  change: (tab, key, text) => tab.evaluate((which, said) => globalThis.reader.change(which, said), key, text),
  cancel: (tab, key) => tab.evaluate((which) => globalThis.reader.cancel(which), key),
  retry: (tab) => tab.evaluate(() => globalThis.reader.retry()),
};

let random = generator(SEED);
const whole = (most) => Math.floor(random() * most);
const oneOf = (list) => list[whole(list.length)];

// Of its own: when an answer is due must not change what is done after it.
const chance = generator(SEED);
const server = await openFlakyServer({ delay: () => 20 + 200 * chance() });
const site = await openOutboxSite(server.url);
await server.start(new URL(site.url).origin);
const browser = await puppeteer.launch(chromiumOptions());

const done = {};
const faults = [];
const expected = new Map();
let sent = 0;

/** One reader with a browser profile of their own. */
class Reader {
  tabs = [];
  /** What was sent: its wordings, and how it ended: `kept`, `perhaps` (nobody promised), `never`. */
  comments = [];
  offline = false;

  constructor(context, number) {
    this.context = context;
    this.number = number;
    this.articles = ['a', 'b'].map((name) => `soak-${number}-${name}`);
  }

  async open(article = oneOf(this.articles)) {
    const tab = await this.context.newPage();
    await tab.goto(site.page(article));
    await tab.waitForFunction(() => globalThis.reader !== undefined);
    if (this.offline) await tab.setOfflineMode(true);
    this.tabs.push(tab);
    return tab;
  }

  async tab() {
    return this.tabs.length === 0 ? this.open() : oneOf(this.tabs);
  }

  newComment() {
    const text = `تعليق ${this.number}-${this.comments.length}`;
    const comment = { wordings: [text], end: 'perhaps' };
    this.comments.push(comment);
    return comment;
  }

  async press(tab) {
    const comment = this.newComment();
    if ((await reader.press(tab, comment.wordings[0])) === 'device') comment.end = 'kept';
    return comment;
  }

  /** Everything that waits for its first answer on an open page, as its reader sees it. */
  async entry(tab) {
    const entries = await reader.waiting(tab);
    return entries.length === 0 ? undefined : oneOf(entries);
  }

  async refused() {
    const entries = [];
    for (const article of this.articles) entries.push(...(await reader.waiting(await this.open(article))));
    return entries.map(({ text }) => text);
  }

  commentOf(text) {
    return this.comments.find(({ wordings }) => wordings.includes(text));
  }

  async online(now) {
    this.offline = !now;
    await Promise.all(this.tabs.map((tab) => tab.setOfflineMode(!now)));
  }

  async close(tab) {
    this.tabs = this.tabs.filter((other) => other !== tab);
    await tab.close();
  }
}

/** What can happen, as often as it stands here. */
const STEPS = {
  async send(who) {
    await who.press(await who.tab());
  },
  async sendIntoTrouble(who) {
    server.next(...Array.from({ length: 1 + whole(2) }, () => oneOf(FATES)));
    await who.press(await who.tab());
    await sleep(whole(60));
  },
  async sendAndCloseTheTab(who) {
    const tab = await who.tab();
    server.next('is slow');
    const arrived = Promise.race([server.arrival(), sleep(300)]);
    await who.press(tab);
    await arrived;
    await who.close(tab);
  },
  async closeTheTabAtOnce(who) {
    const tab = await who.tab();
    const pressed = who.press(tab).catch(() => {});
    await sleep(whole(15));
    await who.close(tab);
    await pressed;
  },
  async sendFromAllTabsAtOnce(who) {
    if (who.offline) return;
    if (who.tabs.length < 2) await who.open();
    if (whole(2)) server.next(oneOf(FATES));
    await who.online(false);
    await who.press(oneOf(who.tabs));
    await who.online(true);
    await Promise.all(who.tabs.map(reader.retry));
  },
  async openATab(who) {
    if (who.tabs.length < 3) await who.open();
  },
  async reload(who) {
    if (who.offline) return;
    const tab = await who.tab();
    if (whole(2)) server.next('is slow');
    await who.press(tab);
    await tab.reload();
    await tab.waitForFunction(() => globalThis.reader !== undefined);
  },
  async goOffline(who) {
    await who.online(false);
  },
  async comeOnline(who) {
    await who.online(true);
  },
  async killTheServer() {
    void server.kill();
    await sleep(whole(200));
  },
  async change(who) {
    const tab = await who.tab();
    const entry = await who.entry(tab);
    if (entry === undefined) return;
    const comment = who.commentOf(entry.text);
    const text = `${comment.wordings[0]}، بعد تعديله ${comment.wordings.length}`;
    // Before: it may be sent before this answers.
    comment.wordings.push(text);
    if (!(await reader.change(tab, entry.key, text))) comment.wordings.pop();
  },
  async cancel(who) {
    const tab = await who.tab();
    const entry = await who.entry(tab);
    if (entry === undefined || entry.state !== 'waiting') return;
    const comment = who.commentOf(entry.text);
    const end = await reader.cancel(tab, entry.key);
    if (end !== 'sent') comment.end = end;
  },
  async clearWhatWasDelivered(who) {
    const tab = await who.tab();
    if ((await tab.evaluate(() => localStorage.getItem('midad:waiting'))) !== null) return;
    const client = await tab.createCDPSession();
    const { origin } = new URL(site.url);
    await client.send('Storage.clearDataForOrigin', { origin, storageTypes: 'indexeddb,local_storage' });
    await client.detach();
  },
};

/** Sending into trouble is what this is about. */
const DECK = [...Object.keys(STEPS), 'send', 'sendIntoTrouble', 'sendIntoTrouble', 'sendAndCloseTheTab'];

/** All is well again: what waits goes, from any page of the site. */
async function calm(who) {
  server.calm();
  await server.up();
  await who.online(true);
  const tab = await who.open('elsewhere');
  for (const end = Date.now() + PATIENCE; Date.now() < end; await sleep(20)) {
    await reader.retry(tab);
    const hint = await tab.evaluate(() => localStorage.getItem('midad:waiting') ?? '');
    if (!hint.split(' ').includes('*')) return;
  }
}

/** What is wrong with what the server has in the end, in a line each. */
async function look(who) {
  const stored = (await Promise.all(who.articles.map((article) => server.texts(article)))).flat();
  for (const text of stored) expected.set(text, (expected.get(text) ?? 0) + 1);
  const faulty = [];
  for (const { wordings, end } of who.comments) {
    const found = stored.filter((text) => wordings.includes(text));
    const last = wordings.at(-1);
    if (found.length > 1) faulty.push(`doubled: ${found.join(' | ')}`);
    else if (end === 'never' && found.length > 0) faulty.push(`sent, though it was cancelled in time: ${found[0]}`);
    else if (end === 'kept' && found.length === 0) faulty.push(`lost: ${wordings[0]}`);
    // The words of before had arrived: the new ones must be with their writer.
    else if (end === 'kept' && found[0] !== last && !(await who.refused()).includes(last)) faulty.push(`lost: ${last}`);
  }
  return faulty;
}

async function run(number) {
  random = generator(SEED + number);
  const context = await browser.createBrowserContext();
  const who = new Reader(context, number);
  try {
    await who.press(await who.tab());
    for (let left = 4 + whole(8); left > 0; left--) {
      const name = oneOf(DECK);
      done[name] = (done[name] ?? 0) + 1;
      if (ALONE !== undefined) console.log(name);
      await STEPS[name](who);
    }
    await calm(who);
    faults.push(...(await look(who)).map((fault) => `run ${number}: ${fault}`));
  } catch (error) {
    faults.push(`run ${number}: ${error.stack}`);
  } finally {
    sent += who.comments.filter(({ end }) => end === 'kept').length;
    server.calm();
    await context.close();
  }
}

console.log(`SEED=${SEED}`);
const start = Date.now();
const numbers = ALONE === undefined ? Array.from({ length: RUNS }, (_, number) => number) : [ALONE];
for (const number of numbers) {
  const before = faults.length;
  await run(number);
  for (const fault of faults.slice(before)) console.log(fault);
  if ((number + 1) % 50 === 0) console.log(`${number + 1} runs, ${sent} comments, ${faults.length} faults`);
}
await browser.close();
await server.stop();
await site.close();

// The database itself, and not only what the server says of it.
const database = new Database(path.join(server.data, 'midad.db'), { readonly: true });
const rows = database.prepare('select text, count(*) as times from comment group by text').all();
database.close();
for (const { text, times } of rows) {
  if (times !== expected.get(text))
    faults.push(`in the database ${times} times, and shown ${expected.get(text) ?? 0}: ${text}`);
}
const steps = Object.entries(done).map(([name, times]) => `${name} ${times}`);
console.log(`${numbers.length} runs in ${((Date.now() - start) / 1000).toFixed(0)} s: ${steps.join(', ')}`);
const count = (word) => faults.filter((fault) => fault.includes(word)).length;
console.log(
  `${sent} comments sent, ${rows.reduce((all, { times }) => all + times, 0)} in the database (with those cancelled or closed too late), ` +
    `${count(': lost')} lost, ${count(': doubled')} doubled, ${faults.length} faults in all, SEED=${SEED}`,
);
process.exitCode = faults.length === 0 ? 0 : 1;
