import { cpSync, existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { news } from './demo/news.js';
import { LANGUAGES } from './src/locales/countries.ts';
import { looks } from './vite.looks.ts';
import { transform } from 'lightningcss';
import { minify, type MinifyOptions } from 'terser';
import {
  build,
  defineConfig,
  normalizePath,
  parseSync,
  Visitor,
  type Plugin,
  type Rolldown,
  type UserConfig,
} from 'vite';

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

/** A script for pages, in one file; what only some readers need is loaded from beside it. */
const forPages = (entry: string, name: string): UserConfig => ({
  root,
  configFile: false,
  publicDir: false,
  plugins: [later(), shortLit(), shortTemplates(), shortScripts()],
  build: {
    target: 'es2022',
    outDir: here('dist/embed'),
    modulePreload: false,
    // As a library, or Vite brings 1.5 kB to preload what loads later.
    lib: { entry, formats: ['es'], fileName: () => name },
    // Vite leaves a library its spaces, because bundlers want its comments; a page does not.
    rolldownOptions: { output: { minify: true, comments: false }, checks: { pluginTimings: false } },
  },
});

/**
 * Builds what loads later as scripts of their own, with copies of the little they share with the first. A bundler would
 * cut the first into pieces that a page fetches one after the other, or let them import it by its bare name; but a page may
 * have loaded embed.js?v=2, and for a browser that is another module. `test/house.js` sees that they share no state.
 */
function later(): Plugin {
  const found = new Map<string, string>();
  return {
    name: 'later',
    apply: 'build',
    async resolveDynamicImport(specifier, importer) {
      const target = await this.resolve(specifier, importer);
      if (target === null) return null;
      const name = `midad-${path.basename(target.id).replace(/\..*$/, '')}.js`;
      found.set(name, target.id);
      return { id: `./${name}`, external: true };
    },
    async generateBundle() {
      for (const [name, id] of found) {
        const config = forPages(id, name);
        const built = await build({ ...config, logLevel: 'warn', build: { ...config.build, write: false } });
        for (const file of (built as Rolldown.RolldownOutput[]).flatMap(({ output }) => output)) {
          const source = file.type === 'chunk' ? file.code : file.source;
          this.emitFile({ type: 'asset', fileName: file.fileName, source });
        }
      }
    },
  };
}

/** Writes css`…` and html`…` without the spaces and comments that are for who reads the source. */
function shortTemplates(): Plugin {
  const shorter: Record<string, (text: string) => string> = {
    html: (text) => text.replace(/\s+/g, ' '),
    svg: (text) => text.replace(/\s+/g, ' '),
    css: (text) => transform({ filename: 'css', code: Buffer.from(text), minify: true }).code.toString(),
  };
  return {
    name: 'short-templates',
    enforce: 'pre',
    transform(code, id) {
      if (!id.startsWith(normalizePath(here('src')))) return null;
      const edits: { start: number; end: number; text: string }[] = [];
      new Visitor({
        TaggedTemplateExpression({ tag, quasi }) {
          const shorten = tag.type === 'Identifier' && shorter[tag.name];
          if (!shorten) return;
          // A piece of a template begins with ` or }, and ends with ` or ${.
          for (const { start, end, value, tail } of quasi.quasis) {
            edits.push({ start: start + 1, end: end - (tail ? 1 : 2), text: shorten(value.raw) });
          }
        },
      }).visit(parseSync(id, code).program);
      edits.sort((a, b) => b.start - a.start);
      const short = edits.reduce((all, { start, end, text }) => all.slice(0, start) + text + all.slice(end), code);
      return { code: short, map: null };
    },
  };
}

/**
 * Takes from Lit what no page of ours has: polyfills of shadow DOM, elements that a server rendered, tools that ask for its version,
 * and templates written wrongly. The bytes tell when a later Lit says any of that otherwise (test/sizes.js).
 */
function shortLit(): Plugin {
  return {
    name: 'short-lit',
    transform(code, id) {
      if (!/\/node_modules\/(@lit\/reactive-element|lit-element|lit-html)\//.test(normalizePath(id))) return null;
      const short = code
        .replace(/\b\w\.(lit|reactive)\w+(Polyfill|Hydrate)Support\b/g, '(void 0)')
        .replace(/&&\(void 0===\w\.ShadyCSS\|\|\w\.ShadyCSS\.nativeShadow\)/, '')
        .replace(/\(\w\.\w+Versions\?\?=\[\]\)\.push\("[\d.]+"\)/, 'void 0')
        .replace(/Error\("[^"]+"\)/g, 'Error()');
      return { code: short, map: null };
    },
  };
}

/** Shortens what Vite's minifier leaves: a hundredth of the bytes that a reader loads. */
function shortScripts(): Plugin {
  const how: MinifyOptions = {
    module: true,
    ecma: 2020,
    compress: { passes: 3, keep_fargs: false },
    // What Lit keeps to itself. What loads later has no Lit, so nobody else asks for it by name.
    mangle: { properties: { regex: /^_\$/ } },
  };
  return {
    name: 'short-scripts',
    apply: 'build',
    async generateBundle(_options, bundle) {
      for (const file of Object.values(bundle)) {
        if (file.type === 'chunk') file.code = (await minify(file.code, how)).code!;
      }
    },
  };
}

const embed = forPages(here('src/embed.ts'), 'embed.js');
embed.plugins!.push(looks(here('dist/embed')));

/** The demo: plain pages that load embed.js as any site would. */
const demo: UserConfig = {
  root: here('demo'),
  // Beside the pages lies the built embed.js; in `npm run dev` it is made from the source as it stands.
  publicDir: existsSync(here('dist/embed')) ? here('dist/embed') : false,
  plugins: [embedFromSource(), articles(), facesInTime(), news()],
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

/** On the front page a face that is not there at once comes with the next page: what its reader sees does not move. */
function facesInTime(): Plugin {
  return {
    name: 'faces-in-time',
    apply: 'build',
    generateBundle(_options, bundle) {
      for (const file of Object.values(bundle)) {
        if (file.type !== 'asset' || !/front-page.*\.css$/.test(file.fileName)) continue;
        file.source = String(file.source).replaceAll('font-display:swap', 'font-display:optional');
      }
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
