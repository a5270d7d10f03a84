/**
 * Starts the companion server and the demo, and prints the demo's address. Both stop with Ctrl-C; what was counted and
 * written stays in `.data/`. Ports and folder can be chosen: PORT (the demo's, 5173), MIDAD_PORT (the server's, 8787),
 * MIDAD_DATA (.data).
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { preview } from 'vite';
import { typeOf } from '../test/support/hosts.js';
import { news, newsViews } from './news.js';

const root = path.join(import.meta.dirname, '..');
const host = '127.0.0.1';
const port = portOf('PORT', 5173);
const serverPort = portOf('MIDAD_PORT', 8787);
const data = path.resolve(process.env.MIDAD_DATA ?? path.join(root, '.data'));
const pages = path.join(root, 'dist/demo');
const command = path.join(root, 'server/dist/main.js');

if (!existsSync(pages) || !existsSync(command)) fail('Nothing is built yet. Run: npm run build');

const env = {
  ...process.env,
  HOST: host,
  PORT: String(serverPort),
  MIDAD_DATA: data,
  MIDAD_ORIGINS: `http://${host}:${port},http://localhost:${port}`,
  MIDAD_FEEDS: `http://${host}:${port}/data/news.xml`,
  MIDAD_FEEDS_PRIVATE: '1',
};

await beFree(port, 'PORT');
await beFree(serverPort, 'MIDAD_PORT');
await importViews();
const demo = await serveDemo();
// The front page is full when its address is printed.
await run('read-feeds');
const server = await serve();
// Vite's preview would end the process by itself, before the server has stopped.
process.removeAllListeners('SIGTERM');
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => void stop(0));
server.once('exit', (code) => void stop(code ?? 1));
console.log(`\n  Midad's demo:  http://${host}:${port}/\n  Stop it with Ctrl-C.\n`);

function portOf(name, fallback) {
  const value = process.env[name] ?? String(fallback);
  const number = Number(value);
  if (!Number.isInteger(number) || number < 1 || number > 65535)
    fail(`${name} is "${value}", which is no port number.`);
  return number;
}

function fail(sentence) {
  console.error(sentence);
  process.exit(1);
}

/** Says so when somebody listens on a port already, and how to choose another. */
async function beFree(number, name) {
  const probe = createServer().listen(number, host);
  await once(probe, 'listening').catch(() => {
    fail(`Port ${number} is taken. Choose another: ${name}=${number + 1} npm start`);
  });
  probe.close();
  await once(probe, 'close');
}

/** The founding page had been viewed 1081 times before Midad counted there; the news is made up, and so are its readers. */
async function importViews() {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'midad-demo-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const views = JSON.parse(readFileSync(path.join(root, 'demo/data/views.json'), 'utf8'));
  const file = path.join(folder, 'views.json');
  writeFileSync(file, JSON.stringify([...views, ...newsViews()]));
  await run('import-views', file);
}

/** Runs a command of the server's to its end. What it has to say about a failure is one sentence on stderr. */
async function run(...args) {
  const child = spawn(process.execPath, [command, ...args], { env, stdio: ['ignore', 'ignore', 'inherit'] });
  const code = await new Promise((resolve) => child.once('exit', resolve));
  if (code !== 0) process.exit(1);
}

/** The companion server, once it listens. Its log lines are its own; only those that matter here are shown. */
function serve() {
  const child = spawn(process.execPath, [command], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  process.once('exit', () => child.kill());
  return new Promise((resolve) => {
    child.once('exit', () => process.exit(1));
    createInterface({ input: child.stdout }).on('line', (line) => {
      const entry = JSON.parse(line);
      if (entry.msg === 'listening') {
        child.removeAllListeners('exit');
        resolve(child);
      } else if (['warn', 'error', 'fatal'].includes(entry.level)) console.error(line);
    });
  });
}

/** The strictest policy that Midad needs nothing loosened of. */
function strictPolicy(api) {
  return [
    "default-src 'none'; script-src 'self'; style-src 'self'",
    `connect-src 'self' ${api}; img-src https:`,
    "require-trusted-types-for 'script'; trusted-types lit-html midad dompurify",
  ].join('; ');
}

/** The built pages, told where the server is. */
function serveDemo() {
  const address = `http://${host}:${serverPort}`;
  const name = 'server-address';
  function configurePreviewServer({ middlewares }) {
    middlewares.use((request, response, next) => {
      const page = new URL(request.url ?? '/', address).pathname.replace(/\/$/, '/index.html');
      const file = path.join(pages, path.normalize(page));
      if (!existsSync(file) || !(page.endsWith('.html') || page.startsWith('/hosts/'))) {
        next();
        return;
      }
      // Which encoding a host page is in it says itself.
      if (page.startsWith('/hosts/') && page !== '/hosts/index.html') {
        response.setHeader('Content-Type', typeOf(page)).end(readFileSync(file));
        return;
      }
      response.setHeader('Content-Type', 'text/html; charset=utf-8');
      response.setHeader('Cache-Control', 'no-cache');
      if (page === '/strict.html') response.setHeader('Content-Security-Policy', strictPolicy(address));
      response.end(readFileSync(file, 'utf8').replaceAll('http://127.0.0.1:8787', address));
    });
  }
  return preview({
    root: path.join(root, 'demo'),
    configFile: false,
    appType: 'mpa',
    logLevel: 'silent',
    build: { outDir: pages },
    preview: { host, port, strictPort: true },
    plugins: [{ name, configurePreviewServer }, news()],
  });
}

async function stop(code) {
  server.removeAllListeners('exit');
  void demo.close();
  // A terminal's Ctrl-C reaches the server too; either way it drains what it has begun and closes its database.
  if (server.exitCode === null) {
    server.kill('SIGTERM');
    await new Promise((resolve) => server.once('exit', resolve));
  }
  process.exit(code);
}
