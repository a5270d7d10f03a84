/**
 * Kills servers at random moments of a load of comments, and looks whether every comment that was acknowledged is there,
 * once, and its article's count is right. First one server on each database; then two over one PostgreSQL, either of
 * which may be killed, while readers listen live through the other.
 *
 *   npm run soak:server                     10 000 comments on each
 *   npm run soak:server -- 1000 42          so many, and a seed
 */
import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { onDatabases } from './databases.js';
import { generator } from './random.js';

const COMMENTS = Number(process.argv[2] ?? 10_000);
const SEED = Number(process.argv[3] ?? Date.now() % 2 ** 31);
const WRITERS = 16;
const ARTICLES = 8;
/** A server lives so long before it is killed, in milliseconds. */
const [SHORTEST, LONGEST] = [300, 3000];

const random = generator(SEED);
const { start } = await import('../server/test/support/process.ts');
let failures = 0;

await onDatabases(async (database) => {
  await soak(database, 1);
  if (database.kind === 'postgres') await soak(database, 2);
});
process.exitCode = failures === 0 ? 0 : 1;

async function soak(database, processes) {
  const env = {
    ...database.env,
    MIDAD_RATE: '0',
    MIDAD_DUPLICATE_HOURS: '0',
    MIDAD_PROOF_OF_WORK: '0',
    LOG_LEVEL: 'info',
  };
  const servers = await Promise.all(Array.from({ length: processes }, () => start(env)));
  const run = `run-${randomUUID()}`;
  const acknowledged = new Map();
  const heard = new Set();
  const load = { posted: 0, kills: 0, repeated: 0, done: false };

  async function killNowAndThen() {
    while (!load.done) {
      await wait(SHORTEST + random() * (LONGEST - SHORTEST));
      if (load.done) return;
      const victim = Math.floor(random() * processes);
      servers[victim].signal('SIGKILL');
      await servers[victim].ended;
      load.kills += 1;
      servers[victim] = await start(env);
    }
  }

  async function write() {
    while (load.posted < COMMENTS) {
      const number = load.posted++;
      const key = randomUUID();
      const body = JSON.stringify({
        article: `${run}-${number % ARTICLES}`,
        name: 'قارئ',
        email: 'reader@mail.example',
        text: `تعليق ${number}`,
      });
      // As the page does: sent again with its key until somebody says that it is there.
      for (let attempt = 0; ; attempt += 1) {
        const id = await send(servers[(number + attempt) % processes], key, body).catch(() => undefined);
        if (id !== undefined) {
          if (attempt > 0) load.repeated += 1;
          acknowledged.set(key, id);
          break;
        }
        await wait(20 + attempt * 10);
      }
    }
  }

  async function listen(article, first) {
    let last = '0';
    for (let turn = first; !load.done; turn += 1) {
      const query = new URLSearchParams({ article, lastEventId: last });
      try {
        const response = await fetch(`${servers[turn % processes].url}/v1/comments/events?${query}`);
        let text = '';
        for await (const part of response.body.pipeThrough(new TextDecoderStream())) {
          text += part;
          const frames = text.split('\n\n');
          text = frames.pop() ?? '';
          for (const frame of frames) {
            last = /^id: (\d+)$/m.exec(frame)?.[1] ?? last;
            const data = /^data: (.*)$/m.exec(frame)?.[1];
            if (data) heard.add(JSON.parse(data).id);
          }
          if (load.done) return;
        }
      } catch {
        await wait(50);
      }
    }
  }

  const articles = Array.from({ length: ARTICLES }, (_, index) => `${run}-${index}`);
  const listening = processes > 1 ? articles.map((article, index) => listen(article, index)) : [];
  const killing = killNowAndThen();
  await Promise.all(Array.from({ length: WRITERS }, write));
  // Those who listen have as long as it takes to come back.
  for (let n = 0; listening.length > 0 && heard.size < acknowledged.size && n < 200; n += 1) await wait(100);
  load.done = true;
  await killing;

  const found = new Map();
  let counted = 0;
  for (const article of articles) {
    let cursor;
    do {
      const query = new URLSearchParams({ article, limit: '100', ...(cursor && { cursor }) });
      const page = await (await fetch(`${servers[0].url}/v1/comments?${query}`)).json();
      for (const { id } of page.comments) found.set(id, (found.get(id) ?? 0) + 1);
      cursor = page.next;
      if (!cursor) counted += page.total;
    } while (cursor);
  }
  const ids = [...acknowledged.values()];
  const lost = ids.filter((id) => !found.has(id)).length;
  const doubled = found.size - new Set(ids).size;
  const unheard = processes > 1 ? ids.filter((id) => !heard.has(id)).length : 0;
  if (lost > 0 || doubled !== 0 || counted !== found.size || unheard > 0) failures += 1;
  for (const server of servers) server.signal('SIGTERM');
  await Promise.all([...servers.map(({ ended }) => ended), ...listening]);
  console.log(
    `${database.kind}, ${processes} process${processes > 1 ? 'es' : ''}: ${ids.length} acknowledged, ${lost} lost, ${doubled} doubled, ` +
      `counted ${counted}; ${load.kills} kills, ${load.repeated} sent again${processes > 1 ? `, ${unheard} not heard live` : ''}; seed ${SEED}`,
  );
}

/** The id of the comment once a server says that it is stored; undefined when it could not. */
async function send(server, key, body) {
  const response = await fetch(`${server.url}/v1/comments`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'Idempotency-Key': key },
    body,
  });
  const json = await response.json();
  if (response.status === 200 || response.status === 201) return json.id;
  if (response.status < 500) throw new Error(`refused with ${json.code}`);
  return undefined;
}
