import { createHash } from 'node:crypto';
import { cpSync, existsSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { news } from './demo/news.js';
import { LANGUAGES } from './src/locales/countries.ts';
import * as hosts from './test/support/hosts.js';
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
  plugins: [atOnce(), later(), shortLit(), shortTemplates(), shortScripts(), integrity()],
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
 * What scripts that load later share instead of each having a copy: a page under trusted types lets a policy of a name be made
 * once (src/sources/inert.ts). They import it from beside themselves, so `embed.js?v=2` makes no second one.
 */
const ONCE = /\/inert\.js$/;

/**
 * Gives embed.js at once what its file imports beside the tags, though these load it later: for the pages of one tag, which a
 * bundler builds, it comes beside that tag's data; here other tags have the most of it anyway.
 */
function atOnce(): Plugin {
  const embed = normalizePath(here('src/embed.ts'));
  let found: Set<string>;
  return {
    name: 'at-once',
    apply: 'build',
    enforce: 'pre',
    async transform(code, id) {
      if (id === embed) {
        const named = parseSync(id, code).module.staticImports.map(({ moduleRequest }) => moduleRequest.value);
        const targets = await Promise.all(named.map((name) => this.resolve(name, id)));
        found = new Set(targets.map((target) => target!.id));
      }
      if (!found) return null;
      for (const [statement, wanted = '', from = ''] of code.matchAll(/\bconst (\{.+\}) = await import\('(\S+)'\);/g)) {
        const target = await this.resolve(from, id);
        if (found.has(target!.id)) code = `import ${wanted} from '${from}';${code.replace(statement, '')}`;
      }
      return { code, map: null };
    },
    async resolveDynamicImport(specifier, importer) {
      const target = found && (await this.resolve(specifier, importer, { skipSelf: true }));
      if (target && found.has(target.id))
        this.error(`${importer} does not load ${specifier} by \`const {…} = await import('…');\`.`);
      return null;
    },
  };
}

/**
 * Builds what loads later as scripts of their own, with copies of the little they share with the first. A bundler would
 * cut the first into pieces that a page fetches one after the other, or let them import it by its bare name; but a page may
 * have loaded embed.js?v=2, and for a browser that is another module. `test/house.js` sees that they share no state.
 */
function later(): Plugin {
  const found = new Map<string, string>();
  const beside = (id: string) => {
    const name = `midad-${path.basename(id).replace(/\..*$/, '')}.js`;
    found.set(name, id);
    return { id: `./${name}`, external: true };
  };
  return {
    name: 'later',
    apply: 'build',
    enforce: 'pre',
    async resolveId(specifier, importer) {
      const target = importer && ONCE.test(specifier) && (await this.resolve(specifier, importer, { skipSelf: true }));
      return target ? beside(target.id) : null;
    },
    async resolveDynamicImport(specifier, importer) {
      const target = await this.resolve(specifier, importer, { skipSelf: true });
      return target && beside(target.id);
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
 * and templates written wrongly; and lets it render on XHTML pages. The bytes tell when a later Lit says any of that otherwise (test/sizes.js).
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
        .replace(/Error\("[^"]+"\)/g, 'Error()')
        // Browsers that have no style sheets to adopt lack other things that every tag needs.
        .replace(
          /=\w\.ShadowRoot&&"adoptedStyleSheets"in Document\.prototype&&"replace"in CSSStyleSheet\.prototype/,
          '=true',
        )
        // Templates that are of SVG or MathML alone, or that a compiler wrote; attributes that are JSON.
        .replace(/=2===(\w)\?"<svg>":3===\1\?"<math>":""/, '=""')
        .replace(/\+\(2===(\w)\?"<\/svg>":3===\1\?"<\/math>":""\)/, '')
        .replace(/,2===(\w)\|\|3===\1\)\{[^}]*\}/, ');')
        .replace(/"number"==typeof (\w)\?(this\._\$AC\(\w\)):\([^;]*?,\1\)/, '$2')
        .replace(/case Object:case Array:[^}]*?(\}catch\(\w\)\{\w=null\}|(?=\}))/g, '')
        // Expressions that stand for no text and no attribute: in comments, in <textarea>, alone in a tag; and what other packages of its own ask for.
        .replace(/else \w\.startsWith\(\w\)&&\(\w\.push\(\{type:6,index:\w\}\),\w\.removeAttribute\(\w\)\);/, '')
        .replace(/:6===\w\.type&&\(\w=new \w\(\w,this,\w\)\)/, ':0')
        .replace(/if\(\w\.test\(\w\.tagName\)\)\{.*?\.append\(\w\[\w\],\w\(\)\)\}\}/, '')
        .replace(/else\{let \w=-1;for\(;-1!==.*?\.length-1\}/, '')
        .replace(/\(\w\.test\((\w)\[2\]\)&&\(\w=RegExp\("<\/"\+\1\[2\],"g"\)\),(\w=\w)\)/, '$2')
        .replace(/(\w)=\w\?\?(\w),(\w)=-1/, '$1=$2,$3=-1')
        .replace(/=\{M:\w,[^}]*?I:(\w),[^}]*\}/, '={I:$1}')
        // What it adds to the page's globals for decorators, which we have none of.
        .replace(
          /(\w\.)?litPropertyMetadata(\?\?=new WeakMap|\.get\(\w\))|Symbol\.metadata\?\?=Symbol\("metadata"\)/g,
          '(void 0)',
        )
        // An XHTML page would parse templates as XML, which they are not: there they are those of a document beside it.
        .replace(
          /\b(\w)=document,/,
          '$1=/xml/.test(document.contentType)?document.implementation.createHTMLDocument():document,',
        );
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

/** Writes beside the scripts what a page can hold them to: `integrity.json`, their hashes by name (https://www.w3.org/TR/sri/). */
function integrity(): Plugin {
  return {
    name: 'integrity',
    apply: 'build',
    writeBundle({ dir }, bundle) {
      const hashes = Object.values(bundle).map((file) => {
        const bytes = file.type === 'chunk' ? file.code : file.source;
        return [file.fileName, `sha384-${createHash('sha384').update(bytes).digest('base64')}`] as const;
      });
      hashes.sort(([a], [b]) => a.localeCompare(b, 'en'));
      writeFileSync(path.join(dir!, 'integrity.json'), `${JSON.stringify(Object.fromEntries(hashes), null, 2)}\n`);
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
  plugins: [embedFromSource(), articles(), hostPages(), facesInTime(), news()],
  server: { port: 5173, strictPort: true },
  build: {
    target: 'es2022',
    outDir: here('dist/demo'),
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: false,
    rolldownOptions: { input: [...names('demo', '.html'), 'hosts/index'].map((name) => here(`demo/${name}.html`)) },
  },
};

function embedFromSource(): Plugin {
  return {
    name: 'embed-from-source',
    apply: 'serve',
    configureServer(server) {
      server.middlewares.use((request, _response, next) => {
        if (request.url === '/embed.js') request.url = `/@fs${here('src/embed.ts')}`;
        if (request.url === '/midad-elsewhere.js') request.url = `/@fs${here('src/sources/elsewhere.ts')}`;
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

/** `hosts/` shows every page of test/hosts/ with every tag: the very bytes that are tested. */
function hostPages(): Plugin {
  const list = hosts
    .hosts()
    .map(({ file, page }) => `<li><a href="${encodeURIComponent(page)}">${file}</a></li>`)
    .join('\n');
  return {
    name: 'host-pages',
    transformIndexHtml: (html) => html.replace('<!-- hosts -->', list),
    generateBundle() {
      for (const [fileName, source] of hosts.files()) {
        this.emitFile({ type: 'asset', fileName: `hosts/${fileName}`, source: source() });
      }
    },
    configureServer({ middlewares }) {
      const files = new Map(hosts.files());
      middlewares.use((request, response, next) => {
        const name = decodeURIComponent(
          new URL(request.url ?? '/', 'http://localhost').pathname.replace('/hosts/', ''),
        );
        const source = files.get(name);
        if (!source) return next();
        response.setHeader('Content-Type', hosts.typeOf(name)).end(source());
      });
    },
  };
}

export default defineConfig(({ mode }) => ({
  logLevel: 'warn',
  ...(mode === 'embed' ? embed : mode === 'demo' ? demo : lib),
}));
