/** A private MariaDB in a temporary folder, reached by a socket alone, gone when the process ends. */
import { execFileSync } from 'node:child_process';
import { chownSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { findMariaDb } from './machine.js';
import { sleep, start } from './support/child.js';

/** Starts one; `stop` ends and deletes it. That also happens by itself when the process ends. */
export async function startMariaDb() {
  const programs = findMariaDb();
  if (!programs) throw new Error('MariaDB is not installed here: node test/machine.js says how to get it.');
  const folder = mkdtempSync(path.join(os.tmpdir(), 'midad-mariadb-'));
  const [data, socket, log] = ['data', 'socket', 'log'].map((name) => path.join(folder, name));
  // MariaDB refuses to run as root.
  const user = process.getuid?.() === 0 ? ['--user=mysql'] : [];
  if (user.length > 0) {
    const id = (flag) => Number(execFileSync('id', [flag, 'mysql'], { encoding: 'utf8' }));
    chownSync(folder, id('-u'), id('-g'));
  }
  const query = (sql) =>
    execFileSync(programs.client, ['--no-defaults', '-u', 'root', '-S', socket, '-N', '-e', sql], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  let server;
  function stop() {
    process.off('exit', stop);
    // What it holds is thrown away: it need not end well.
    server?.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  }
  process.on('exit', stop);
  try {
    const common = ['--no-defaults', ...user, `--datadir=${data}`];
    execFileSync(programs.install, [...common, '--auth-root-authentication-method=normal', '--skip-test-db'], {
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    const light = ['--innodb-buffer-pool-size=32M', '--innodb-flush-log-at-trx-commit=0', '--skip-log-bin'];
    const local = ['--skip-networking', `--socket=${socket}`, `--log-error=${log}`, `--pid-file=${folder}/pid`];
    server = await start(programs.server, [...common, ...local, ...light]);
    for (let tries = 0; ; tries++) {
      try {
        query('select 1');
        break;
      } catch (error) {
        if (tries === 300 || server.exitCode !== null) throw error;
        await sleep(100);
      }
    }
  } catch (error) {
    let said = '';
    try {
      said = readFileSync(log, 'utf8');
    } catch {
      // It failed before it had a log.
    }
    stop();
    throw new Error(`MariaDB did not start: ${error.message}\n${said}`, { cause: error });
  }
  return { socket, query, stop };
}
