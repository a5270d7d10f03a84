/**
 * Makes the plugin as it is installed: `npm run build:wordpress` writes dist/wordpress/midad/ and dist/midad-wordpress.zip.
 * It takes the plugin as it is written, adds embed.js and what that loads later, and compiles the translations.
 */
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { strToU8, zipSync } from 'fflate';
import { mo, po } from 'gettext-parser';

const here = import.meta.dirname;
const dist = path.join(here, '../../dist');
const plugin = path.join(dist, 'wordpress/midad');

rmSync(plugin, { recursive: true, force: true });
mkdirSync(plugin, { recursive: true });
cpSync(path.join(here, 'midad'), plugin, { recursive: true });
cpSync(path.join(dist, 'embed'), path.join(plugin, 'embed'), { recursive: true });
cpSync(path.join(here, '../../LICENSE'), path.join(plugin, 'LICENSE'));
for (const name of readdirSync(path.join(plugin, 'languages'))) {
  const catalogue = po.parse(readFileSync(path.join(plugin, 'languages', name)));
  writeFileSync(path.join(plugin, 'languages', name.replace(/\.po$/, '.mo')), mo.compile(catalogue));
}

const files = readdirSync(plugin, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
const zipped = Object.fromEntries(
  files
    .map(({ parentPath, name }) => path.join(parentPath, name))
    .sort()
    .map((file) => [path.relative(path.dirname(plugin), file).split(path.sep).join('/'), readFileSync(file)]),
);
// The same files are the same zip, whenever it is made.
const zip = zipSync({ 'midad/': strToU8(''), ...zipped }, { level: 9, mtime: '1980-01-02' });
writeFileSync(path.join(dist, 'midad-wordpress.zip'), zip);
console.log(`dist/midad-wordpress.zip: ${files.length} files, ${Math.round(zip.length / 1000)} kB`);
