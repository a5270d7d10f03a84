/**
 * The host pages: every file in test/hosts/ is one, or a style sheet laid over the bare one. `demo/hosts/` shows them, and
 * test/hosts.test.js compares them.
 */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const folder = path.join(import.meta.dirname, '../hosts');
const stage = path.join(import.meta.dirname, '../../demo/hosts');
/** Without a charset: a page's encoding is what it says itself. */
const TYPES = {
  '.html': 'text/html',
  '.htm': 'text/html',
  '.xhtml': 'application/xhtml+xml',
  '.css': 'text/css',
  '.js': 'text/javascript',
  '.svg': 'image/svg+xml',
};

export const typeOf = (name) => TYPES[path.extname(name)];
const isSheet = (file) => path.extname(file) === '.css';

/** `{ file, page, frames }` of every host, the bare one first: `page` is what its page is called, `frames` whether its tags are in a frame. */
export function hosts() {
  const names = readdirSync(folder).filter((file) => /\.(?:x?html?|css)$/.test(file));
  const all = names.map((file) => ({
    file,
    page: isSheet(file) ? `${file}.html` : file,
    frames: !isSheet(file) && readFileSync(path.join(folder, file), 'latin1').includes('<iframe'),
  }));
  return all.sort((a, b) => (b.file === 'bare.html') - (a.file === 'bare.html') || a.file.localeCompare(b.file));
}

/** What lies in the folder `hosts/` of a site, by name; one above lies `embed.js`. */
export function files() {
  return [
    ...hosts().flatMap(({ file, page }) => [
      [page, () => pageOf(file)],
      ...(isSheet(file) ? [[file, () => readFileSync(path.join(folder, file))]] : []),
    ]),
    ...['stage.js', 'picture.svg'].map((file) => [file, () => readFileSync(path.join(stage, file))]),
  ];
}

/** Whether it says how it looks on paper. */
export const saysPrint = ({ file }) => readFileSync(path.join(folder, file), 'latin1').includes('print');

/** A host's page with Midad and its stage in it, as bytes: it may be written in any encoding. */
function pageOf(file) {
  const page = readFileSync(path.join(folder, isSheet(file) ? 'bare.html' : file), 'latin1');
  const link = isSheet(file) ? `<link rel="stylesheet" href="${encodeURIComponent(file)}" />` : '';
  // Chromium runs no module that an XML page names, and those that a script of its imports.
  const scripts = file.endsWith('.xhtml')
    ? '<script>import("../embed.js"); import("./stage.js")</script>'
    : '<script type="module" src="../embed.js"></script><script type="module" src="stage.js"></script>';
  const added = link + scripts;
  // In the head, else at the end: also a page without either is one.
  const end = /<\/head\s*>/i.exec(page)?.index ?? page.length;
  return Buffer.from(page.slice(0, end) + added + page.slice(end), 'latin1');
}
