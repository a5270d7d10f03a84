/** A WordPress of its own on loopback: SQLite, PHP's own server, always with the same posts and comments. */
import { execFileSync, spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const here = fileURLToPath(new URL('.', import.meta.url));

/**
 * Starts one and gives its address and what ends it.
 *
 * @param wordpress A folder with WordPress. @param sqlite One with the plugin «SQLite Database Integration» that fits it.
 * @param plugins Folders of plugins to turn on; each is named as its main file.
 */
export async function startWordPress(wordpress, sqlite, plugins = []) {
  const root = mkdtempSync(path.join(os.tmpdir(), 'midad-wordpress-'));
  const content = path.join(root, 'wp-content');
  cpSync(wordpress, root, { recursive: true, dereference: false, filter: (file) => !file.endsWith('wp-config.php') });
  for (const folder of ['mu-plugins', 'database', 'plugins']) {
    rmSync(path.join(content, folder), { recursive: true, force: true });
    mkdirSync(path.join(content, folder), { recursive: true });
  }
  const driver = path.join(content, 'mu-plugins/sqlite-database-integration');
  cpSync(sqlite, driver, { recursive: true });
  cpSync(path.join(here, 'for-tests.php'), path.join(content, 'mu-plugins/for-tests.php'));
  const db = readFileSync(path.join(sqlite, 'db.copy'), 'utf8')
    .replace("'{SQLITE_IMPLEMENTATION_FOLDER_PATH}'", `'${driver}'`)
    .replace('{SQLITE_PLUGIN}', 'sqlite-database-integration/load.php');
  writeFileSync(path.join(content, 'db.php'), db);
  for (const plugin of plugins) {
    cpSync(plugin, path.join(content, 'plugins', path.basename(plugin)), { recursive: true });
  }
  const port = await freePort();
  writeFileSync(path.join(root, 'wp-config.php'), config(port));
  const turnedOn = plugins.map((plugin) => `${path.basename(plugin)}/${path.basename(plugin)}.php`);
  const installed = [path.join(here, 'install.php'), `127.0.0.1:${port}`, root, ...turnedOn];
  const version = execFileSync('php', ['-d', 'error_reporting=E_ERROR', ...installed], { encoding: 'utf8' }).trim();
  const server = spawn('php', ['-S', `127.0.0.1:${port}`, '-t', root, path.join(here, 'router.php')], {
    stdio: 'ignore',
  });
  const url = `http://127.0.0.1:${port}`;
  for (let tries = 0; tries < 100; tries++) {
    if (
      await fetch(`${url}/wp-json/`).then(
        ({ ok }) => ok,
        () => false,
      )
    )
      break;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  const stop = () => {
    server.kill();
    rmSync(root, { recursive: true, force: true });
  };
  return { url, version, stop };
}

const config = (port) => `<?php
define('DB_NAME', 'wordpress'); define('DB_USER', ''); define('DB_PASSWORD', ''); define('DB_HOST', '');
define('DB_CHARSET', 'utf8mb4'); define('DB_COLLATE', '');
$table_prefix = 'wp_';
define('WP_HTTP_BLOCK_EXTERNAL', true); define('DISABLE_WP_CRON', true); define('AUTOMATIC_UPDATER_DISABLED', true);
define('WP_HOME', 'http://127.0.0.1:${port}'); define('WP_SITEURL', 'http://127.0.0.1:${port}');
if (!defined('ABSPATH')) define('ABSPATH', __DIR__ . '/');
require_once ABSPATH . 'wp-settings.php';
`;

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}
