/** A newspaper on a real WordPress with the plugin as its zip installs it: for tests of the plugin. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { startMariaDb } from '../../mariadb.js';
import { wordpressFolder } from './packages.js';
import { startWordPress } from './site.js';

const zip = fileURLToPath(new URL('../../../dist/midad-wordpress.zip', import.meta.url));
export const BROWSER = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';

/** Starts one. WORDPRESS and SQLITE in the environment name another WordPress, and a plugin for SQLite in MariaDB's place. */
export async function openPaper() {
  if (!existsSync(zip)) throw new Error('There is no dist/midad-wordpress.zip: npm run build:wordpress makes it.');
  const { SQLITE: sqlite } = process.env;
  const mariadb = sqlite ? undefined : await startMariaDb();
  const install = { install: 'newspaper.php', loopback: 'loopback.php' };
  const site = await startWordPress({ wordpress: wordpressFolder(), sqlite, mariadb, ...install });
  return new Paper(site, mariadb);
}

class Paper {
  #site;
  #mariadb;

  constructor(site, mariadb) {
    this.#site = site;
    this.#mariadb = mariadb;
    this.url = site.url;
    this.version = site.version;
    this.root = site.root;
  }

  /** Runs PHP in this WordPress, or in another site of its network, and gives what it returns. */
  async run(code, at = this.url) {
    const response = await fetch(`${at}/`, { method: 'POST', headers: { 'X-Run': '1' }, body: code });
    const text = await response.text();
    const json = /json: (.*)$/s.exec(text)?.[1];
    if (json === undefined) throw new Error(`PHP said ${response.status} ${text.slice(-2000)}\nof: ${code}`);
    return JSON.parse(json);
  }

  /** Installs the plugin from its zip, as WordPress does. */
  async install() {
    const done = await this.run(`WP_Filesystem(); $done = unzip_file(${JSON.stringify(zip)}, WP_PLUGIN_DIR);
      return is_wp_error($done) ? $done->get_error_message() : activate_plugin('midad/midad.php');`);
    if (done !== null) throw new Error(`WordPress did not install the plugin: ${JSON.stringify(done)}`);
  }

  /** Turns settings on, the others off. */
  async set(settings) {
    const given = Object.entries(settings).map(([name, value]) => `'${name}' => ${JSON.stringify(value)}`);
    await this.run(`return update_option('midad', [${given}]);`);
  }

  /** Publishes a post and gives its number and address. */
  publish(fields = {}, at = this.url) {
    const post = { post_title: 'خبر', post_content: '<p>نص الخبر.</p>', post_status: 'publish', ...fields };
    const json = JSON.stringify(JSON.stringify({ comment_status: 'open', post_author: 2, ...post })).replaceAll(
      '$',
      '\\$',
    );
    return this.run(
      `wp_set_current_user(1); $id = wp_insert_post(wp_slash(json_decode(${json}, true)));
      return ['id' => $id, 'url' => get_permalink($id)];`,
      at,
    );
  }

  /** One more PHP that serves the same site. */
  serve() {
    return this.#site.serve();
  }

  /** Asks a REST route as a reader's browser does, and gives status, JSON and headers. */
  async rest(route, { at = this.url, body, headers = {}, ...init } = {}) {
    const response = await fetch(`${at}/wp-json/${route}`, {
      method: body === undefined ? 'GET' : 'POST',
      ...init,
      headers: { 'User-Agent': BROWSER, ...(body && { 'Content-Type': 'application/json' }), ...headers },
      body: body === undefined || typeof body === 'string' ? body : JSON.stringify(body),
    });
    const text = await response.text();
    try {
      return { status: response.status, json: JSON.parse(text), headers: response.headers };
    } catch {
      return { status: response.status, json: text, headers: response.headers };
    }
  }

  /** Logs somebody in and gives the cookies. */
  async cookies(login) {
    const response = await fetch(`${this.url}/wp-login.php`, {
      method: 'POST',
      redirect: 'manual',
      headers: { Cookie: 'wordpress_test_cookie=WP+Cookie+check' },
      body: new URLSearchParams({ log: login, pwd: 'password', testcookie: '1' }),
    });
    return response.headers
      .getSetCookie()
      .map((cookie) => cookie.split(';')[0])
      .join('; ');
  }

  /** What PHP complained of, but for what WordPress 6.1 itself does that PHP 8.2 calls old, and that it cannot reach its makers. */
  complaints() {
    const log = path.join(this.root, 'debug.log');
    const lines = existsSync(log) ? readFileSync(log, 'utf8').split('\n') : [];
    return lines.filter(
      (line) =>
        /PHP/.test(line) &&
        !/PHP Deprecated:.*wp-(includes|admin)\/|wp-includes\/update\.php|to WordPress\.org\b/.test(line),
    );
  }

  /** What would have been sent by mail: its receivers and its subject. */
  mails() {
    const log = path.join(this.root, 'mail.log');
    return existsSync(log) ? readFileSync(log, 'utf8').trim().split('\n') : [];
  }

  async close() {
    await this.#site.stop();
    this.#mariadb?.stop();
  }
}
