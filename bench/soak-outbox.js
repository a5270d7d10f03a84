/**
 * Readers who write into `<comment-box>` in Chromium while everything breaks: the device goes offline, the server is killed
 * (SIGKILL) before and after its answer, answers get lost, tabs are closed, reloaded and crash while they are written in and
 * while they send, several tabs send at once, what waits is changed and cancelled, words are refused, threads are closed, and
 * what the browser keeps is cleared away. Several readers at a time share the server, each with a browser profile of their own.
 *
 * In the end the readers send what they had not sent yet. Then every comment they wrote is in the database exactly once,
 * and none that they gave up or cancelled in time. Outside `npm test`, for it takes long.
 *
 *   npm run build -w server && npm run soak:outbox     1 000 runs
 *   npm run soak:outbox -- 50                          so many
 *   SEED=7 npm run soak:outbox                         the same again: seed and run choose what is done
 *   SEED=7 RUN=12 npm run soak:outbox                  that run alone, with all that its reader does and sees
 */
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import puppeteer from 'puppeteer-core';
import Database from 'libsql';
import { openBoxSite } from '../test/support/box-site.js';
import { openFlakyServer } from '../test/support/flaky-server.js';
import { chromiumOptions } from '../test/support/puppeteer.js';
import { generator } from './random.js';
import { isPromised, lineOf, Reader } from './soak-outbox-reader.js';
import { DECK, STEPS } from './soak-outbox-steps.js';

const ALONE = process.env.RUN === undefined ? undefined : Number(process.env.RUN);
const RUNS = Number(process.argv[2] ?? 1000);
const SEED = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31));
/** How many readers there are at a time. */
const READERS = ALONE === undefined ? 4 : 1;
/** How long a run may take at the most, in milliseconds. */
const LIMIT = 5 * 60_000;

// Of its own: when an answer is due must not change what is done after it.
const chance = generator(SEED);
const server = await openFlakyServer({ delay: () => 20 + 200 * chance(), lineOf });
const site = await openBoxSite(server.url);
await server.start(new URL(site.url).origin);
const browser = await puppeteer.launch(chromiumOptions());

const done = {};
const faults = [];
const expected = new Map();
const total = { comments: 0, found: 0, untold: 0 };

/** What is wrong with what the server has in the end, in a line each. */
function judge(who, early, stored) {
  const faulty = [];
  for (const { wordings, state, pressed, given } of who.comments) {
    const found = stored.filter((text) => [...wordings, ...given].includes(text));
    const last = wordings.at(-1) ?? given.at(-1);
    if (!pressed && wordings.some((text) => early.includes(text))) faulty.push(`sent by itself: ${last}`);
    if (found.length > 1) faulty.push(`doubled: ${found.join(' | ')}`);
    else if (state === 'never' && found.length > 0) faulty.push(`sent, though it was given up in time: ${found[0]}`);
    else if (isPromised({ state }) && found.length === 0) faulty.push(`lost: ${last} (${state})`);
    else if (isPromised({ state }) && given.length === 0 && found[0] !== last)
      faulty.push(`lost: ${last}, there is ${found[0]} (${state})`);
  }
  return faulty;
}

/** What a reader does, from beginning to end; gives what is wrong then. */
async function play(who) {
  await who.send(await who.tab());
  for (let left = 4 + who.whole(8); left > 0; left--) {
    const name = who.oneOf(DECK);
    done[name] = (done[name] ?? 0) + 1;
    who.story.push(name);
    await STEPS[name](who);
  }
  const { tab, stored: early } = await who.calm();
  for (const article of who.articles) await who.finish(tab, article);
  return judge(who, early, await who.texts());
}

async function run(number) {
  const context = await browser.createBrowserContext();
  const who = new Reader({ context, server, site, number, seed: SEED });
  const wrong = (fault) => {
    faults.push(`run ${number}: ${fault}`);
    console.log(faults.at(-1));
    if (who.story.length > 0) console.log(who.story.splice(0).join('\n'));
  };
  const watch = new AbortController();
  const late = setTimeout(LIMIT, undefined, { signal: watch.signal }).then(
    () => ['it stands still'],
    () => [],
  );
  try {
    for (const fault of await Promise.race([play(who), late])) wrong(fault);
  } catch (error) {
    wrong(error.stack);
  } finally {
    watch.abort();
    for (const text of await who.texts()) expected.set(text, (expected.get(text) ?? 0) + 1);
    if (ALONE !== undefined) console.log(who.story.join('\n'));
    total.comments += who.comments.length;
    total.found += who.found;
    total.untold += who.comments.filter(({ state }) => state === 'typed').length;
    who.line.calm();
    await context.close();
  }
}

console.log(`SEED=${SEED}`);
const start = Date.now();
const numbers = ALONE === undefined ? Array.from({ length: RUNS }, (_, number) => number) : [ALONE];
let finished = 0;
async function lane() {
  for (let number = numbers.shift(); number !== undefined; number = numbers.shift()) {
    await run(number);
    if (++finished % 50 === 0) console.log(`${finished} runs, ${total.comments} comments, ${faults.length} faults`);
  }
}
await Promise.all(Array.from({ length: READERS }, lane));
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
console.log(`${finished} runs in ${((Date.now() - start) / 1000).toFixed(0)} s: ${steps.join(', ')}`);
const count = (word) => faults.filter((fault) => fault.includes(word)).length;
console.log(
  `${total.comments} comments written, ${rows.reduce((all, { times }) => all + times, 0)} in the database, ` +
    `${total.found} of them found in a form in the end, ${total.untold} never said to be kept, ` +
    `${count(': lost')} lost, ${count(': doubled')} doubled, ${faults.length} faults in all, SEED=${SEED}`,
);
process.exitCode = faults.length === 0 ? 0 : 1;
