/**
 * What every tag costs a page, to the byte: each src/define/<tag>.ts, and src/embed.ts, bundled for production with all it
 * needs, Lit included; and the whole of `midad/text`, of which a bundler takes what is used. A difference to test/sizes.json, up or down, fails until it is acknowledged:
 *
 *   node test/sizes.js           compares
 *   node test/sizes.js --write   writes test/sizes.json
 */
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzip } from 'pako';
import { build, loadConfigFromFile } from 'vite';

const root = fileURLToPath(new URL('..', import.meta.url));
/** What no bundle may grow beyond, in bytes of gzip: what loads at once. */
const MOST = { 'view-counter': 8000, 'article-card': 10_000, 'comment-box': 16_000, embed: 26_000 };
const budget = fileURLToPath(new URL('sizes.json', import.meta.url));

/** The bundles to measure, by name: `{ 'article-card': 'src/define/article-card.ts', … }`. */
function entries() {
  const folder = path.join(root, 'src/define');
  const tags = existsSync(folder)
    ? readdirSync(folder)
        .filter((name) => /-.*\.ts$/.test(name))
        .sort()
    : [];
  const found = tags.map((name) => [path.basename(name, '.ts'), `src/define/${name}`]);
  if (existsSync(path.join(root, 'src/embed.ts'))) found.push(['embed', 'src/embed.ts']);
  if (existsSync(path.join(root, 'src/text/index.ts'))) found.push(['text', 'src/text/index.ts']);
  return Object.fromEntries(found);
}

/** One entry and what may load later, as `dist/embed/` is built, in memory. */
async function bundle(entry) {
  const { config } = await loadConfigFromFile({ command: 'build', mode: 'embed' }, path.join(root, 'vite.config.ts'));
  const lib = { ...config.build.lib, entry: path.join(root, entry) };
  const [{ output }] = await build({ ...config, logLevel: 'warn', build: { ...config.build, lib, write: false } });
  return output;
}

/** What loads at once (the entry), and what may load later. */
function measure(output) {
  const atOnce = output.filter(({ isEntry }) => isEntry);
  return { ...weigh(atOnce), lazy: weigh(output.filter((file) => !atOnce.includes(file))) };
}

/** pako, which is zlib in JavaScript: as servers send it, and the same on every version of Node. */
function weigh(files) {
  const all = files.map(({ code, source }) => Buffer.from(code ?? source));
  const sum = (numbers) => numbers.reduce((total, number) => total + number, 0);
  return {
    min: sum(all.map((bytes) => bytes.length)),
    gzip: sum(all.map((bytes) => gzip(bytes, { level: 9 }).length)),
  };
}

async function measureAll() {
  const measured = {};
  for (const [name, entry] of Object.entries(entries())) measured[name] = measure(await bundle(entry));
  return measured;
}

/** The rows that changed, or every row. */
function table(old, now, { all }) {
  const cell = (size) => (size === undefined ? '–' : String(size));
  const names = [...new Set([...Object.keys(old), ...Object.keys(now)])];
  const rows = names.flatMap((name) =>
    [
      ['min', old[name]?.min, now[name]?.min],
      ['gzip', old[name]?.gzip, now[name]?.gzip],
      ['lazy min', old[name]?.lazy.min, now[name]?.lazy.min],
      ['lazy gzip', old[name]?.lazy.gzip, now[name]?.lazy.gzip],
    ]
      .filter(([, before, after]) => all || before !== after)
      .map(([kind, before, after]) => {
        const change = before === undefined || after === undefined ? '' : signed(after - before);
        return [name, kind, cell(before), cell(after), change];
      }),
  );
  return [['bundle', 'bytes', 'old', 'new', 'change'], ...rows].map(([name, kind, ...numbers]) =>
    [name.padEnd(16), kind.padEnd(10), ...numbers.map((text) => text.padStart(8))].join(' ').trimEnd(),
  );
}

const signed = (change) => (change > 0 ? `+${change}` : change === 0 ? '' : String(change));

async function main() {
  const old = existsSync(budget) ? JSON.parse(readFileSync(budget, 'utf8')) : {};
  const now = await measureAll();
  for (const [name, most] of Object.entries(MOST)) {
    if (now[name].gzip <= most) continue;
    console.error(`${name} loads ${now[name].gzip} bytes at once, and may load ${most}.`);
    process.exitCode = 1;
  }
  const same = JSON.stringify(old) === JSON.stringify(now);
  if (process.argv.includes('--write')) {
    writeFileSync(budget, `${JSON.stringify(now, null, 2)}\n`);
    console.log(table(old, now, { all: true }).join('\n'));
  } else if (same) {
    console.log(`${Object.keys(now).length} bundles are as large as test/sizes.json says.`);
  } else {
    console.error('Bundles are not as large as test/sizes.json says:\n');
    console.error(table(old, now, { all: false }).join('\n'));
    console.error('\nIf that is meant, acknowledge it: node test/sizes.js --write');
    process.exitCode = 1;
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main();
