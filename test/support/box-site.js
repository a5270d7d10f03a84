/** A site whose every page `<article>.html` holds a comment box, by the script that pages load, built from the source as it stands. */
import path from 'node:path';
import { build } from 'vite';
import { servePages } from './site.js';

/** @param server The companion server's address. Gives the site's `url` and `close()`; a page is `page(article)`. */
export async function openBoxSite(server) {
  const built = await build({
    configFile: path.join(import.meta.dirname, '../../vite.config.ts'),
    mode: 'embed',
    logLevel: 'warn',
    build: { write: false },
  });
  const scripts = new Map(
    built.flatMap(({ output }) => output).map((file) => [file.fileName, file.code ?? file.source]),
  );
  const page = (article) => `<!doctype html><html lang="ar"><title>${article}</title><link rel="midad" href="${server}">
    <script type="module" src="embed.js"></script><comment-box article="${article}"></comment-box></html>`;
  const site = await servePages((name) => {
    if (scripts.has(name)) return scripts.get(name);
    if (!name.endsWith('.html')) throw new Error(`There is no ${name}.`);
    return page(path.basename(name, '.html'));
  });
  return { ...site, page: (article) => `${site.url}${article}.html` };
}
