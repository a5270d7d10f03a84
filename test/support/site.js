/** The demo as `npm start` starts it, on ports of its own and a folder of its own. It must have been built. */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer as createHttpServer } from 'node:http';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';

const START = path.join(import.meta.dirname, '../../demo/start.js');

/** A port that nobody listens on. */
export async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** A folder that goes when the process does. */
export function temporaryFolder() {
  const folder = mkdtempSync(path.join(tmpdir(), 'midad-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

const TYPES = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
};

/** A site of plain files: `read` gives what lies under a name such as `a/b.html`, or throws when there is nothing. */
export async function servePages(read) {
  const server = createHttpServer((request, response) => {
    const name = new URL(request.url, 'http://localhost').pathname.slice(1);
    try {
      const body = read(name);
      response
        .writeHead(200, { 'Content-Type': `${TYPES[path.extname(name)] ?? 'application/octet-stream'}; charset=utf-8` })
        .end(body);
    } catch {
      response.writeHead(404).end();
    }
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  return {
    url: `http://127.0.0.1:${server.address().port}/`,
    close() {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    },
  };
}

/**
 * Runs demo/start.js. Gives `url`, its address once it listens (rejects when it ends before), `ended`, its exit code or
 * signal, `output()`, what it has printed so far, `kill(signal)`, and the `child` process.
 */
export function start(env) {
  // A group of its own, so that a signal can reach start and server together as a terminal's does.
  const child = spawn(process.execPath, [START], { env: { ...process.env, ...env }, detached: true });
  let output = '';
  const ended = new Promise((resolve) => child.once('exit', (code, signal) => resolve(code ?? signal)));
  const url = new Promise((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text) => {
        output += text;
        const address = /http:\/\/\S+\/(?=\n)/.exec(output);
        if (address) resolve(address[0]);
      });
    }
    void ended.then((code) => reject(new Error(`It ended with ${code}: ${output}`)));
  });
  url.catch(() => {});
  const kill = (signal) => process.kill(-Number(child.pid), signal);
  process.once('exit', () => {
    if (child.exitCode === null && child.signalCode === null) kill('SIGKILL');
  });
  return { url, ended, kill, child, output: () => output };
}

/** A running site that can be killed, and started again on the same ports and data. */
export async function openSite(more = {}) {
  const env = {
    ...more,
    PORT: String(await freePort()),
    MIDAD_PORT: String(await freePort()),
    MIDAD_DATA: temporaryFolder(),
  };
  let running = start(env);
  return {
    url: await running.url,
    /** The companion server's address. */
    server: `http://127.0.0.1:${env.MIDAD_PORT}`,
    data: env.MIDAD_DATA,
    async again() {
      running = start(env);
      await running.url;
    },
    kill(signal) {
      running.kill(signal);
      return running.ended;
    },
  };
}
