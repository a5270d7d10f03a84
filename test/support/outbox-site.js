/** A site whose one page holds the outbox, bundled from the source as it stands. */
import path from 'node:path';
import { build } from 'vite';
import { servePages } from './site.js';

/** @param server The companion server's address. Gives the site's `url` and `close()`; the page is `page(article)`. */
export async function openOutboxSite(server) {
  const [{ output }] = await build({
    configFile: false,
    publicDir: false,
    logLevel: 'warn',
    build: {
      write: false,
      target: 'es2022',
      lib: { entry: path.join(import.meta.dirname, 'outbox-page.js'), formats: ['es'], fileName: () => 'page.js' },
    },
  });
  const files = {
    'page.html': `<!doctype html><html lang="ar"><link rel="midad" href="${server}"><script type="module" src="page.js"></script></html>`,
    // With what it shares with what it may load later.
    ...Object.fromEntries(output.map(({ fileName, code }) => [fileName, code])),
  };
  const site = await servePages((name) => {
    if (!(name in files)) throw new Error(`There is no ${name}.`);
    return files[name];
  });
  return { ...site, page: (article) => `${site.url}page.html?article=${article}` };
}
