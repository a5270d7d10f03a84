import { cpSync, existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { LANGUAGES } from './src/locales/countries.ts';
import { defineConfig, type Plugin, type UserConfig } from 'vite';

const root = import.meta.dirname;
const here = (...parts: string[]) => path.join(root, ...parts);
const names = (folder: string, ending: string) =>
  readdirSync(here(folder))
    .filter((file) => file.endsWith(ending))
    .map((file) => file.slice(0, -ending.length));

/** For bundlers: one entry a tag, Lit, DOMPurify and idb left to the application. */
const lib: UserConfig = {
  build: {
    target: 'es2022',
    outDir: here('dist/lib'),
    minify: false,
    sourcemap: true,
    lib: {
      entry: Object.fromEntries(
        [
          'index',
          'text/index',
          ...LANGUAGES.map((language) => `locales/${language}`),
          ...names('src/define', '.ts').map((name) => `define/${name}`),
        ].map((name) => [name, here(`src/${name}.ts`)]),
      ),
      formats: ['es'],
    },
    rolldownOptions: { external: [/^lit/, /^@lit/, 'dompurify', 'idb'] },
  },
};

/** For pages: embed.js with everything in it; what only some readers need is loaded from beside it. */
const embed: UserConfig = {
  build: {
    target: 'es2022',
    outDir: here('dist/embed'),
    // As a library, or Vite brings 1.5 kB to preload what loads later.
    lib: { entry: here('src/embed.ts'), formats: ['es'], fileName: () => 'embed.js' },
    rolldownOptions: {
      // Vite leaves a library its spaces, because bundlers want its comments; a page does not.
      output: { chunkFileNames: 'midad-[name].js', minify: true },
      // A page's own script may import messages() from it. What loads later may not: embed.js?v=2 is another module.
      preserveEntrySignatures: 'strict',
      // What loads later for a single tag may be there already for another.
      checks: { ineffectiveDynamicImport: false },
    },
    modulePreload: false,
  },
  publicDir: false,
};

/** The demo: plain pages that load embed.js as any site would. */
const demo: UserConfig = {
  root: here('demo'),
  // Beside the pages lies the built embed.js; in `npm run dev` it is made from the source as it stands.
  publicDir: existsSync(here('dist/embed')) ? here('dist/embed') : false,
  plugins: [embedFromSource(), articles()],
  server: { port: 5173, strictPort: true },
  build: {
    target: 'es2022',
    outDir: here('dist/demo'),
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: false,
    rolldownOptions: { input: names('demo', '.html').map((name) => here(`demo/${name}.html`)) },
  },
};

function embedFromSource(): Plugin {
  return {
    name: 'embed-from-source',
    apply: 'serve',
    configureServer(server) {
      server.middlewares.use((request, _response, next) => {
        if (request.url === '/embed.js') request.url = `/@fs${here('src/embed.ts')}`;
        next();
      });
    },
  };
}

/** The JSON and pictures that tags ask for by address, which no bundler sees. */
function articles(): Plugin {
  return {
    name: 'articles',
    apply: 'build',
    closeBundle: () => cpSync(here('demo/data'), here('dist/demo/data'), { recursive: true }),
  };
}

export default defineConfig(({ mode }) => ({
  logLevel: 'warn',
  ...(mode === 'embed' ? embed : mode === 'demo' ? demo : lib),
}));
