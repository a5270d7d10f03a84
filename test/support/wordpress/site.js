/** A WordPress of its own on loopback: SQLite or MariaDB, PHP's own server, always with the same posts and comments. */
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort, sleep, start, stop as end } from '../child.js';

const here = fileURLToPath(new URL('.', import.meta.url));

/**
 * Starts one and gives its address, its folder, and what ends it.
 *
 * @param options.wordpress A folder with WordPress.
 * @param options.sqlite One with the plugin «SQLite Database Integration» that fits it, @param options.mariadb or a MariaDB.
 * @param options.plugins Folders of plugins to turn on; each is named as its main file.
 * @param options.install What makes the tables and fills them, a PHP file of this folder; it gets the address, the folder and
 * the plugins. @param options.loopback What is loaded with every request, another one.
 */
export async function startWordPress({
  wordpress,
  sqlite,
  mariadb,
  plugins = [],
  install = 'install.php',
  loopback = 'for-tests.php',
}) {
  const root = mkdtempSync(path.join(os.tmpdir(), 'midad-wordpress-'));
  const content = path.join(root, 'wp-content');
  // Debian's has links to packages that need not be here.
  const wanted = (file) => !file.endsWith('wp-config.php') && existsSync(file);
  cpSync(wordpress, root, { recursive: true, dereference: true, filter: wanted });
  for (const folder of ['mu-plugins', 'database', 'plugins']) {
    rmSync(path.join(content, folder), { recursive: true, force: true });
    mkdirSync(path.join(content, folder), { recursive: true });
  }
  cpSync(path.join(here, loopback), path.join(content, 'mu-plugins', loopback));
  if (sqlite) useSqlite(sqlite, content);
  for (const plugin of plugins) {
    cpSync(plugin, path.join(content, 'plugins', path.basename(plugin)), { recursive: true });
  }
  const port = await freePort();
  const database = `wordpress_${port}`;
  mariadb?.query(`create database ${database} character set utf8mb4`);
  writeFileSync(path.join(root, 'wp-config.php'), config(port, mariadb && { database, socket: mariadb.socket }));
  const turnedOn = plugins.map((plugin) => `${path.basename(plugin)}/${path.basename(plugin)}.php`);
  const version = php(path.join(here, install), `127.0.0.1:${port}`, root, ...turnedOn).trim();

  const servers = [];
  /** One more PHP that serves the same WordPress, for those who come at the same time. */
  const serve = async (at) => {
    const url = `http://127.0.0.1:${at}`;
    servers.push(await start('php', ['-S', `127.0.0.1:${at}`, '-t', root, path.join(here, 'router.php')]));
    const answers = () =>
      fetch(`${url}/wp-json/`).then(
        ({ ok }) => ok,
        () => false,
      );
    for (let tries = 0; !(await answers()); tries++) {
      if (tries === 200) throw new Error(`WordPress did not start on ${url}.`);
      await sleep(100);
    }
    return url;
  };
  const url = await serve(port);
  const stop = async () => {
    await Promise.all(servers.map(end));
    rmSync(root, { recursive: true, force: true });
  };
  return { url, root, version, database, stop, serve: async () => serve(await freePort()) };
}

function php(file, ...args) {
  return execFileSync('php', ['-d', 'error_reporting=E_ERROR', '-d', 'display_errors=1', file, ...args], {
    encoding: 'utf8',
  });
}

function useSqlite(sqlite, content) {
  const driver = path.join(content, 'mu-plugins/sqlite-database-integration');
  cpSync(sqlite, driver, { recursive: true });
  const db = readFileSync(path.join(sqlite, 'db.copy'), 'utf8')
    .replace("'{SQLITE_IMPLEMENTATION_FOLDER_PATH}'", `'${driver}'`)
    .replace('{SQLITE_PLUGIN}', 'sqlite-database-integration/load.php');
  writeFileSync(path.join(content, 'db.php'), db);
}

const config = (port, { database = 'wordpress', socket } = {}) => `<?php
define('DB_NAME', '${database}'); define('DB_USER', 'root'); define('DB_PASSWORD', '');
define('DB_HOST', '${socket ? `localhost:${socket}` : ''}'); define('DB_CHARSET', 'utf8mb4'); define('DB_COLLATE', '');
$table_prefix = 'wp_';
define('WP_HTTP_BLOCK_EXTERNAL', true); define('DISABLE_WP_CRON', true); define('AUTOMATIC_UPDATER_DISABLED', true);
define('WP_DEBUG', true); define('WP_DEBUG_DISPLAY', false); define('WP_DEBUG_LOG', __DIR__ . '/debug.log');
define('WP_HOME', 'http://127.0.0.1:${port}'); define('WP_SITEURL', 'http://127.0.0.1:${port}');
foreach (['AUTH_KEY', 'SECURE_AUTH_KEY', 'LOGGED_IN_KEY', 'NONCE_KEY', 'AUTH_SALT', 'SECURE_AUTH_SALT', 'LOGGED_IN_SALT', 'NONCE_SALT'] as $key) define($key, "$key of tests");
if (!defined('ABSPATH')) define('ABSPATH', __DIR__ . '/');
require_once ABSPATH . 'wp-settings.php';
`;
