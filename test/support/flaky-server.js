/** The companion server as it is built, on a database of its own, behind a line that breaks where a test wants it. */
import { once } from 'node:events';
import { createServer, request as send } from 'node:http';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { sleep, start as startProgram } from './child.js';
import { freePort, temporaryFolder } from './site.js';

const MAIN = path.join(import.meta.dirname, '../../server/dist/main.js');

/** What can happen to a comment on its way. */
export const FATES = [
  'passes',
  /** It never reaches the server. */
  'is cut off',
  /** The server is killed while it works on it: it may be stored or not. */
  'kills at work',
  /** The server has stored it, and is killed before the answer is out. */
  'kills before the answer',
  /** The answer is out, and the server is killed. */
  'kills after the answer',
  /** The server has stored it, and the answer gets lost. */
  'loses the answer',
  /** The answer takes its time. */
  'is slow',
];

/** A word that its site does not publish. */
export const BLOCKED = 'قمار';

/**
 * @param delay How long what is slow, or at work, takes, in milliseconds.
 * @param lineOf On which line the comments of an article come: each has fates of its own.
 */
export async function openFlakyServer({ delay = () => 100, lineOf = () => '' } = {}) {
  const port = await freePort();
  const data = temporaryFolder();
  const lines = new Map();
  let env;
  let child;
  let up;

  async function start() {
    child = await startProgram(process.execPath, [MAIN], { env, stdio: ['ignore', 'pipe', 'inherit'] });
    const { stdout } = child;
    for await (const said of stdout.setEncoding('utf8')) if (said.includes('"listening"')) break;
    stdout.resume();
  }
  /** SIGKILL, and a new one at once: each when the one before is up. */
  function kill() {
    up = up.then(async () => {
      const gone = once(child, 'exit');
      child.kill('SIGKILL');
      await gone;
      await start();
    });
    return up;
  }
  async function forward({ method, url, headers }, body) {
    const sent = send({ host: '127.0.0.1', port, method, path: url, headers, agent: false }).end(body);
    return (await once(sent, 'response'))[0];
  }
  async function whole(answering) {
    const answer = await answering;
    return { status: answer.statusCode, headers: answer.headers, body: await buffer(answer) };
  }
  function line(name) {
    if (!lines.has(name)) lines.set(name, { fates: [], waiting: [] });
    const { fates, waiting } = lines.get(name);
    return {
      /** What happens to the comments that come next, in turn; later ones pass. */
      next: (...some) => fates.push(...some),
      /** From now on all pass. */
      calm: () => void (fates.length = 0),
      /** Resolves when the next comment, or its next try, arrives on the line. */
      arrival: () => new Promise((resolve) => waiting.push(resolve)),
      /** What happens to a comment that arrives now. */
      arrive() {
        for (const arrived of waiting.splice(0)) arrived();
        return fates.shift() ?? 'passes';
      },
    };
  }

  const proxy = createServer(async (request, response) => {
    const cut = () => request.socket.destroy();
    try {
      const body = await buffer(request);
      if (request.method !== 'POST') {
        // As it comes: live events have no end.
        const answer = await forward(request, body);
        response.writeHead(answer.statusCode, answer.headers);
        response.flushHeaders();
        return await pipeline(answer, response);
      }
      const fate = line(lineOf(JSON.parse(body).article)).arrive();
      if (fate === 'is cut off') return cut();
      const answering = whole(forward(request, body));
      if (fate === 'kills at work') {
        answering.catch(() => {});
        await sleep(Math.min(delay(), 20));
        void kill();
        return cut();
      }
      const answer = await answering;
      if (fate === 'loses the answer') return cut();
      if (fate === 'kills before the answer') {
        void kill();
        return cut();
      }
      if (fate === 'is slow') await sleep(delay());
      response.writeHead(answer.status, answer.headers).end(answer.body);
      if (fate === 'kills after the answer') void kill();
    } catch {
      // The server is down, or the page has gone.
      cut();
    }
    return undefined;
  }).listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  const url = `http://127.0.0.1:${proxy.address().port}/`;

  return {
    url,
    /** Starts it, for pages of this origin. */
    async start(origin) {
      const calm = { MIDAD_RATE: '0', MIDAD_DUPLICATE_HOURS: '0', MIDAD_PROOF_OF_WORK: '0' };
      const own = { PORT: String(port), MIDAD_DATA: data, MIDAD_ORIGINS: origin, MIDAD_BLOCKED_WORDS: BLOCKED };
      env = { PATH: process.env.PATH, ...own, ...calm };
      await (up = start());
    },
    /** Of a name that `lineOf` gives. */
    line,
    ...line(''),
    /** Resolves when it runs, after a kill too. */
    up: () => up,
    kill,
    /** Where its database lies. */
    data,
    /** Closes an article to new comments, or opens it, as its moderator does. */
    async moderate(article, what) {
      const program = await startProgram(process.execPath, [MAIN, 'moderate', 'article', article, `--${what}`], {
        env,
      });
      const [code] = await once(program, 'exit');
      if (code !== 0) throw new Error(`${article} could not be moderated: ${code}.`);
    },
    /** What it has of an article, as a reader sees it: the texts. */
    async texts(article) {
      for (let tries = 1; ; tries++) {
        const upNow = up;
        await upNow;
        try {
          const answer = await fetch(`http://127.0.0.1:${port}/v1/comments?article=${article}&limit=100`);
          return (await answer.json()).comments.map(({ text }) => text);
        } catch (error) {
          // A connection that was kept may end at the very moment that it is used again.
          if (up === upNow && tries > 3) throw error;
        }
      }
    },
    async stop() {
      await up;
      const gone = once(child, 'exit');
      child.kill('SIGTERM');
      await gone;
      proxy.closeAllConnections();
      await new Promise((resolve) => proxy.close(resolve));
    },
  };
}
