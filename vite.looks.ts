/** Style sheets that a page links if it likes, beside embed.js: the themes, and the fonts with their files. */
import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { transform } from 'lightningcss';
import type { Plugin } from 'vite';

const styles = path.join(import.meta.dirname, 'src/styles');
const fontsource = path.join(import.meta.dirname, 'node_modules/@fontsource');

/** What `midad/fonts` brings: families with their weights, for Arabic and Latin. */
const FACES = { 'noto-naskh-arabic': [400, 700], 'ibm-plex-sans-arabic': [400, 600, 700] };

export const looks = (folder: string): Plugin => ({
  name: 'looks',
  apply: 'build',
  writeBundle() {
    themes(path.join(folder, 'themes'));
    fonts(path.join(folder, 'fonts'));
  },
});

function themes(folder: string): void {
  for (const name of readdirSync(path.join(styles, 'themes'))) write(folder, name, read(styles, 'themes', name));
}

function fonts(folder: string): void {
  let faces = '';
  for (const [family, weights] of Object.entries(FACES)) {
    for (const weight of weights) {
      // Whatever browser knows these tags knows woff2.
      const text = read(fontsource, family, `${weight}.css`).replace(/, url\([^)]*\.woff\)[^;]*/g, '');
      faces += text.replaceAll('./files/', './');
      for (const [, file] of text.matchAll(/\.\/files\/([^)]*)/g)) copy(folder, file, family, 'files', file);
    }
    copy(folder, `${family}-license.txt`, family, 'LICENSE');
  }
  write(folder, 'fonts.css', faces + read(styles, 'fonts.css'));
}

const read = (...parts: string[]): string => readFileSync(path.join(...parts), 'utf8');

function copy(folder: string, name: string, ...from: string[]): void {
  cpSync(path.join(fontsource, ...from), path.join(folder, name));
}

function write(folder: string, name: string, text: string): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, name), transform({ filename: name, code: Buffer.from(text), minify: true }).code);
}
