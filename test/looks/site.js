/** A site whose one page, `looks.html`, holds every tag in every state, bundled from the source as it stands. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { build } from 'vite';
import { servePages } from '../support/site.js';

const root = path.join(import.meta.dirname, '../..');

/** The demo's own looks, and each theme's: `''` is what a page gets that asks for none. */
export const THEMES = ['', 'broadsheet', 'magazine', 'plain'];

export async function openLooks() {
  const [{ output }] = await build({
    configFile: false,
    publicDir: false,
    logLevel: 'warn',
    build: {
      write: false,
      target: 'es2022',
      lib: { entry: path.join(import.meta.dirname, 'page.ts'), formats: ['es'], fileName: () => 'page.js' },
    },
  });
  const files = new Map(output.map(({ fileName, code }) => [fileName, code]));
  return servePages((name) => {
    if (files.has(name)) return files.get(name);
    const theme = /^themes\/(\w+\.css)$/.exec(name);
    const [folder, file] = theme
      ? ['src/styles/themes', theme[1]]
      : name.startsWith('fonts/')
        ? ['dist/embed', name]
        : name.endsWith('.svg')
          ? ['demo/data', path.basename(name)]
          : ['test/looks', name];
    return readFileSync(path.join(root, folder, file));
  });
}

/** Where the page stands still. @param state One of its states, alone; all of them without. */
export async function goto(page, site, state) {
  await page.goto(`${site.url}looks.html${state === undefined ? '' : `?state=${state}`}`);
  await page.waitFor('window.settled', { timeout: 30_000 });
}
