/** What is published: the hashes beside the scripts, and what `npm pack` takes along. It must have been built. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const read = (file) => readFileSync(path.join(root, file));
const manifest = JSON.parse(read('package.json'));

describe('the scripts for pages', () => {
  it('have their hashes in integrity.json, every one of them', () => {
    const scripts = readdirSync(path.join(root, 'dist/embed')).filter((name) => name.endsWith('.js'));
    const hashes = scripts.map((name) => {
      const hash = createHash('sha384').update(read(`dist/embed/${name}`));
      return [name, `sha384-${hash.digest('base64')}`];
    });
    assert.ok(scripts.includes('embed.js'));
    assert.deepEqual(JSON.parse(read('dist/embed/integrity.json')), Object.fromEntries(hashes));
  });
});

describe('the package', () => {
  const answer = execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'ignore'],
    shell: process.platform === 'win32',
  });
  const [{ files }] = JSON.parse(String(answer));
  const names = files.map((file) => file.path);

  it('holds what is built, its source, and four pages about it', () => {
    const kinds = [
      /^(?:LICENSE|README\.md|SECURITY\.md|package\.json)$/,
      /^dist\/embed\/(?:embed|midad-[\w-]+)\.js$/,
      /^dist\/embed\/integrity\.json$/,
      /^dist\/embed\/(?:themes\/[\w-]+\.css|fonts\/[\w.-]+\.(?:css|woff2|txt))$/,
      /^dist\/lib\/[\w/.-]+\.(?:js|js\.map|d\.ts)$/,
      /^src\/(?:README\.md|[\w/.-]+\.ts|styles\/[\w/-]+\.css)$/,
    ];
    assert.deepEqual(
      names.filter((name) => !kinds.some((kind) => kind.test(name))),
      [],
    );
    for (const kind of kinds)
      assert.ok(
        names.some((name) => kind.test(name)),
        String(kind),
      );
    for (const name of ['LICENSE', 'README.md', 'SECURITY.md', 'package.json']) assert.ok(names.includes(name), name);
  });

  it('has every file that it says can be imported', () => {
    const targets = Object.values(manifest.exports).flatMap((target) =>
      Object.values(Object(target) === target ? target : { target }),
    );
    for (const target of targets) {
      const [before, after] = target.replace('./', '').split('*');
      const found = names.filter((name) => name.startsWith(before) && name.endsWith(after ?? ''));
      assert.ok(found.length > 0, target);
    }
  });

  it('says nothing of the machine it was built on', () => {
    for (const name of names.filter((file) => /\.(?:js|map|json|ts)$/.test(file))) {
      assert.ok(!read(name).includes(root), name);
    }
  });

  it('runs nothing when it is installed, and is published with its provenance', () => {
    for (const script of ['preinstall', 'install', 'postinstall', 'prepare'])
      assert.equal(manifest.scripts[script], undefined);
    assert.deepEqual(manifest.publishConfig, { access: 'public', provenance: true });
  });
});
