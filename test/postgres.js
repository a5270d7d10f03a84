/**
 * A private PostgreSQL in a temporary folder: its own cluster, on a free port of 127.0.0.1, gone when the process ends.
 * `node test/postgres.js` starts one, prints its address and keeps it until Ctrl-C.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { findPostgres } from './machine.js';
import { freePort } from './support/child.js';

/** Starts a cluster; `stop` ends and deletes it. That also happens by itself when the process ends, even by a signal. */
export async function startPostgres() {
  const programs = findPostgres();
  if (!programs) throw new Error('PostgreSQL is not installed here: node test/machine.js says how to get it.');
  const { initdb, pgCtl } = programs;
  const folder = mkdtempSync(path.join(os.tmpdir(), 'midad-postgres-'));
  const data = path.join(folder, 'data');
  const log = path.join(folder, 'log');
  const port = await freePort();

  // PostgreSQL refuses to run as root.
  const root = process.getuid?.() === 0;
  const run = (program, ...args) => {
    const [command, ...rest] = [...(root ? ['runuser', '-u', 'postgres', '--'] : []), program, ...args];
    execFileSync(command, rest, { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] });
  };

  let started = false;
  function stop() {
    process.off('exit', stop);
    if (started) run(pgCtl, '-D', data, '-m', 'immediate', '-w', 'stop');
    started = false;
    rmSync(folder, { recursive: true, force: true });
  }
  process.on('exit', stop);

  try {
    if (root) execFileSync('chown', ['postgres', folder]);
    run(initdb, '-D', data, '-U', 'postgres', '--auth=trust', '-E', 'UTF8', '--locale=C');
    const options = `-p ${port} -k ${folder} -c listen_addresses=127.0.0.1`;
    run(pgCtl, '-D', data, '-l', log, '-o', options, '-w', 'start');
    started = true;
  } catch (error) {
    let said = String(error.stderr ?? '');
    try {
      said += readFileSync(log, 'utf8');
    } catch {
      // It failed before it had a log.
    }
    stop();
    throw new Error(`PostgreSQL did not start: ${error.message}\n${said}`, { cause: error });
  }
  return { url: `postgres://postgres@127.0.0.1:${port}/postgres`, stop };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { url } = await startPostgres();
  console.log(url);
  setInterval(() => {}, 2 ** 30);
}
