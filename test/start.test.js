/** `npm start`, once everything is built: what it says when it cannot start, and that Ctrl-C ends all of it. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { describe, it } from 'node:test';
import { freePort, start, temporaryFolder } from './support/site.js';

const root = path.join(import.meta.dirname, '..');
const ports = async () => ({ PORT: String(await freePort()), MIDAD_PORT: String(await freePort()) });
const listening = (port) =>
  fetch(`http://127.0.0.1:${port}/`).then(
    () => true,
    () => false,
  );

async function refused(env, sentence) {
  const site = start(env);
  assert.equal(await site.ended, 1);
  assert.match(site.output(), sentence);
  assert.equal(site.output().trim().split('\n').length, 1, site.output());
}

describe('npm start', () => {
  it('prints one address, keeps its data in the folder, and ends whole with Ctrl-C', async () => {
    const env = { ...(await ports()), MIDAD_DATA: path.join(temporaryFolder(), 'new') };
    const site = start(env);
    const url = await site.url;
    assert.equal(url, `http://127.0.0.1:${env.PORT}/`);
    assert.equal(site.output().match(/http:/g).length, 1);
    for (const page of ['', 'founding-article.html', 'comment-box.html', 'embed.js', 'data/founding-article.json']) {
      assert.equal((await fetch(url + page)).status, 200, page);
    }
    const page = await fetch(`${url}founding-article.html`).then((response) => response.text());
    assert.ok(page.includes(`<link rel="midad" href="http://127.0.0.1:${env.MIDAD_PORT}"`));
    assert.equal(await listening(env.MIDAD_PORT), true);
    site.kill('SIGINT');
    assert.equal(await site.ended, 0);
    assert.deepEqual([await listening(env.PORT), await listening(env.MIDAD_PORT)], [false, false]);
  });

  it('has news: five hundred articles with headlines of their own, of six sections, with pictures and readers', async () => {
    const env = { ...(await ports()), MIDAD_DATA: temporaryFolder() };
    const site = start(env);
    await site.url;
    const articles = [];
    for (let next = ''; next !== undefined;) {
      const query = new URLSearchParams({ limit: '100', ...(next && { cursor: next }) });
      const page = await fetch(`http://127.0.0.1:${env.MIDAD_PORT}/v1/articles?${query}`).then((answer) =>
        answer.json(),
      );
      articles.push(...page.articles);
      next = page.next;
    }
    assert.equal(articles.length, 500);
    assert.equal(new Set(articles.map(({ headline }) => headline)).size, 500);
    assert.equal(new Set(articles.map(({ articleSection }) => articleSection)).size, 6);
    for (const { headline, description, datePublished, views } of articles) {
      assert.match(headline + description, /^[\p{Script_Extensions=Arabic}\d\s«».،:-]+$/u);
      assert.ok(views > 0 && Date.parse(datePublished) <= Date.now(), headline);
    }
    const pictures = new Map(articles.flatMap(({ image }) => (image ? [[image.url, image]] : [])));
    for (const [url, { width, height }] of pictures) {
      const drawn = await fetch(url).then((answer) => answer.text());
      assert.match(drawn, new RegExp(`^<svg .* width="${width}" height="${height}">`));
    }
    site.kill('SIGINT');
    assert.equal(await site.ended, 0);
  });

  it('takes the server with it when it is told to end', async () => {
    const env = { ...(await ports()), MIDAD_DATA: temporaryFolder() };
    const site = start(env);
    const url = await site.url;
    assert.equal((await fetch(`${url}nothing.html`)).status, 404);
    site.child.kill('SIGTERM');
    assert.equal(await site.ended, 0);
    assert.equal(await listening(env.MIDAD_PORT), false);
  });

  for (const name of ['PORT', 'MIDAD_PORT']) {
    it(`says that ${name} is taken`, async () => {
      const env = { ...(await ports()), MIDAD_DATA: temporaryFolder() };
      const taken = createServer((socket) => socket.destroy()).listen(Number(env[name]), '127.0.0.1');
      await new Promise((resolve) => taken.once('listening', resolve));
      try {
        await refused(env, new RegExp(`^Port ${env[name]} is taken\\. Choose another: ${name}=\\d+ npm start$`, 'm'));
      } finally {
        taken.close();
      }
    });
  }

  it('says what is wrong with a folder it cannot write to', async () => {
    const file = path.join(temporaryFolder(), 'file');
    writeFileSync(file, '');
    await refused({ ...(await ports()), MIDAD_DATA: path.join(file, 'data') }, /file.data/);
  });

  it('says what is wrong with a port that is none', async () => {
    await refused({ ...(await ports()), PORT: 'http' }, /PORT is "http", which is no port number\./);
  });

  it('says what it needs where Node is too old', () => {
    const old = `data:text/javascript,Object.defineProperty(process,'versions',{value:{node:'18.20.0'}})`;
    const { status, stderr } = spawnSync(process.execPath, ['--import', old, path.join(root, 'demo/check-node.js')]);
    assert.equal(status, 1);
    assert.equal(
      String(stderr).trim(),
      'Midad needs Node 20.19 or newer; this is 18.20.0. Get one from https://nodejs.org.',
    );
  });
});
