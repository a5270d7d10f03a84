/**
 * The house's rules, checked over the source text: who may import whom, what nobody writes, and what every tag has.
 * `check(root)` gives the faults, each with its place and its mend. `node --test test/house.test.js` runs it.
 */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { parseSync } from 'vite';

/** The rooms of src/, in order: a file imports from its own room and from those before it. */
const ROOMS = [
  ['model'],
  ['text'],
  ['locales'],
  ['styles'],
  ['events.ts'],
  ['warnings.ts', 'advice.ts'],
  ['sources'],
  ['controllers'],
  ['views'],
  ['components'],
  ['define'],
  ['index.ts', 'embed.ts'],
];
const LINE = ROOMS.flat().join(' → ');
/** A door that stands in a room of its own name, and yet is built like index.ts: from every room before that. */
const DOORS = ['src/text/index.ts'];
const PACKAGES = /^(?:lit|lit\/.+|@lit\/reactive-element|dompurify|idb|altcha-lib(?:\/.+)?|@noble\/hashes\/.+)$/;
/** What keeps something for the whole page, of which a script that loads later would have a copy of its own. */
const KEEPERS = ['controllers/language', 'sources/counts', 'sources/discover', 'sources/article', 'warnings'].map(
  (name) => `src/${name}.ts`,
);
const SERVER_MAY_USE = ['src/model', 'src/text'];

/** What nobody writes: where it is looked for (`code` is without comments, `css` only css`…`), and what to do instead. */
const BANNED = [
  {
    pattern: /\b(?:unsafeHTML|unsafeSVG|innerHTML|outerHTML|insertAdjacentHTML)\b|\bdocument\.write/g,
    mend: 'render a template; HTML from outside passes the sanitiser in src/sources and enters as nodes',
  },
  {
    pattern: /\bunsafeCSS\b/g,
    mend: 'write css`…`; what loads later adopts a text of src/styles',
    except: 'src/styles/',
  },
  {
    pattern: /<style\b|\sstyle=|\bstyleMap\b/g,
    mend: 'use an adopted style sheet: inline styles die under a strict CSP',
  },
  { pattern: /\beval\s*\(|\bnew Function\s*\(/g, mend: 'write the code out: a strict CSP forbids evaluating strings' },
  {
    pattern: /\bcustomElements\.define\b|@customElement\b/g,
    mend: 'register in src/define alone',
    except: 'src/define/',
  },
  {
    pattern: /\bIntl\b|\.to(?:Locale\w*|Fixed|Precision)\b|\bnew Date\b|\b(?:format|compact|plural|ago)[A-Z]\w*\b/g,
    mend: 'a component says no number, date or plural by itself: its Locale does, or a view',
    only: 'src/components/',
  },
  { text: 'css', pattern: /(?<![\w-])\d*\.?\d+rem\b/g, mend: 'use em: half of all host pages set their own root size' },
  { text: 'css', pattern: /\b(?:left|right)\b/g, mend: 'use a logical side (inline-start, inline-end)' },
];

// Spelled so that this file does not accuse itself.
const UNFINISHED = /\b(?:TO-?DO|FIX-?ME)\b/g;
const LEFT_OUT = /\.(?:skip|only)\(|\bx(?:it|describe)\(|\b(?:skip|only|todo):\s*true/g;

export const RULES = {
  'imports follow the line of rooms': ({ sources }) => sources.flatMap(importFaults),
  'what loads later shares neither Lit nor what is kept with what loads at once': ({ sources }) => laterFaults(sources),
  'the server uses the model and the text only': ({ server }) => server.flatMap(serverImportFaults),
  'nobody writes what is banned': ({ sources }) => sources.flatMap(bannedFaults),
  'nothing is left unfinished': ({ everything }) =>
    everything.flatMap((file) => search(file, file.text, UNFINISHED, 'finish it, or write it down as an issue')),
  'no test is left out': ({ tests }) =>
    tests.flatMap((file) => search(file, file.text, LEFT_OUT, 'mend the test or delete it')),
  'the lock file names no registry': ({ lock }) =>
    lock.flatMap((file) => search(file, file.text, /"resolved": "https?:[^"]*"/g, LOCK_MEND)),
  'every tag has its component, its documentation and its demo': (house) =>
    house.tags.flatMap((tag) => tagFaults(house, tag)),
};
const LOCK_MEND = 'keep omit-lockfile-registry-resolved=true in .npmrc and run npm install';

/** All faults of a project, rule by rule: `{ rule, file, line, what, mend }`. */
export function check(root, rules = Object.keys(RULES)) {
  const house = look(root);
  return rules.flatMap((rule) => RULES[rule](house).map((found) => ({ rule, ...found })));
}

export const tell = ({ file, line, what, mend }) => `${file}:${line} ${what}: ${mend}`;

/** Reads the project. A house without src/define has no tags yet. */
function look(root) {
  const files = (folder, names) =>
    existsSync(path.join(root, folder))
      ? readdirSync(path.join(root, folder), { recursive: true })
          .map((name) => path.posix.join(folder, name.split(path.sep).join('/')))
          .filter((name) => names.test(name) && !/(?:^|\/)(?:node_modules|dist)\//.test(name))
          .sort()
      : [];
  const read = (file) => ({ root, path: file, text: readFileSync(path.join(root, file), 'utf8') });
  const code = (folder) => files(folder, /\.[jt]s$/).map(read);
  return {
    root,
    sources: files('src', /\.ts$/).map(read).map(parsed),
    server: code('server/src').map(parsed),
    tests: [...code('test'), ...code('server/test')],
    everything: [
      ...['src', 'server/src', 'server/test', 'test'].flatMap(code),
      ...files('demo', /\.(?:html|js|css)$/).map(read),
    ],
    lock: existsSync(path.join(root, 'package-lock.json')) ? [read('package-lock.json')] : [],
    readme: existsSync(path.join(root, 'README.md')) ? readFileSync(path.join(root, 'README.md'), 'utf8') : '',
    tags: files('src/define', /-[^/]*\.ts$/).map((file) => path.posix.basename(file, '.ts')),
  };
}

/** A file with its imports, its classes, its code without comments, and its css alone; all at their own places. */
function parsed(file) {
  const { program, comments } = parseSync(file.path, file.text);
  const imports = [];
  const classes = [];
  const styles = [];
  walk(program, (node) => {
    if (node.type === 'TaggedTemplateExpression' && node.tag.name === 'css') styles.push(node.quasi);
    if (node.type === 'ClassDeclaration') classes.push(node);
    const from = /^(?:Import|Export\w+)(?:Declaration|Expression)$/.test(node.type) ? node.source : undefined;
    const target = node.type === 'TSImportType' ? (node.source ?? node.argument) : from;
    const value = target?.value ?? target?.literal?.value;
    if (typeof value !== 'string') return;
    const later = node.type === 'ImportExpression';
    const typeOnly = node.type === 'TSImportType' || [node.importKind, node.exportKind].includes('type');
    imports.push({ to: value.replace(/\?.*$/, ''), at: node.start, later, typeOnly });
  });
  const code = blank(file.text, comments);
  const css = blank(keep(code, styles), [...code.matchAll(/\/\*[^]*?\*\//g)].map(spanOf));
  return { ...file, imports, classes, comments, code, css };
}

function walk(node, visit) {
  if (Array.isArray(node)) for (const child of node) walk(child, visit);
  else if (node !== null && typeof node === 'object') {
    if (typeof node.type === 'string') visit(node);
    for (const child of Object.values(node)) walk(child, visit);
  }
}

const spanOf = (match) => ({ start: match.index, end: match.index + match[0].length });
const spaces = (text) => text.replace(/[^\n]/g, ' ');

function blank(text, spans) {
  return spans.reduce(
    (all, { start, end }) => all.slice(0, start) + spaces(all.slice(start, end)) + all.slice(end),
    text,
  );
}

function keep(text, spans) {
  return spans.reduce(
    (all, { start, end }) => all.slice(0, start) + text.slice(start, end) + all.slice(end),
    spaces(text),
  );
}

function fault(file, at, what, mend) {
  return { file: file.path, line: file.text.slice(0, at).split('\n').length, what, mend };
}

function search(file, text, pattern, mend) {
  return [...text.matchAll(pattern)].map((match) =>
    fault(file, match.index + match[0].search(/\S/), `has "${match[0].trim()}"`, mend),
  );
}

const resolve = (file, to) => path.posix.join(path.posix.dirname(file.path), to);
const roomOf = (file) =>
  DOORS.includes(file) ? ROOMS.length - 1 : ROOMS.findIndex((names) => names.includes(file.split('/')[1]));

function importFaults(file) {
  const room = roomOf(file.path);
  if (room < 0) return [fault(file, 0, 'stands in no room', `the rooms of src/ are ${LINE}`)];
  return file.imports.flatMap(({ to, at }) => {
    const wrong = (mend) => [fault(file, at, `imports ${to}`, mend)];
    if (!to.startsWith('.')) {
      return PACKAGES.test(to) ? [] : wrong('src/ uses no package but those that src/README.md argues for');
    }
    const target = resolve(file, to);
    if (!target.startsWith('src/')) return wrong('src/ imports nothing from outside src/');
    const other = roomOf(target.replace(/\.js$/, '.ts'));
    if (other < 0) return wrong(`the rooms of src/ are ${LINE}`);
    if (other > room) return wrong(`that room comes later in the line ${LINE}`);
    const [folder, otherFolder] = [file.path, target].map((name) => name.split('/')[2]);
    if (ROOMS[room][0] === 'components' && other === room && folder !== otherFolder) {
      return wrong('components do not know each other: what two share is a view, a style or a controller');
    }
    return [];
  });
}

/**
 * What is imported dynamically is built as a script of its own, with all that it imports (see `later` in vite.config.ts): but
 * for what embed.ts imports at once.
 */
function laterFaults(sources) {
  const at = (file, to) => (to.startsWith('.') ? resolve(file, to).replace(/\.js$/, '.ts') : to);
  const byPath = new Map(sources.map((file) => [file.path, file]));
  const embed = byPath.get('src/embed.ts');
  const atOnce = new Set(embed?.imports.map(({ to }) => at(embed, to)));
  const starts = sources.flatMap((file) =>
    file.imports
      .filter(({ later, to }) => later && !atOnce.has(at(file, to)))
      .map(({ to }) => byPath.get(at(file, to))),
  );
  const found = new Set(starts.filter(Boolean));
  const faults = [];
  for (const file of found) {
    for (const { to, at: place, later, typeOnly } of file.imports) {
      if (later || typeOnly) continue;
      const target = at(file, to);
      if (KEEPERS.includes(target) || /^lit(?:\/|$)/.test(target)) {
        faults.push(fault(file, place, `loads later and imports ${to}`, 'let it be given what it needs of that'));
      } else if (byPath.has(target)) found.add(byPath.get(target));
    }
  }
  return faults;
}

function serverImportFaults(file) {
  return file.imports.flatMap(({ to, at }) => {
    const target = to.startsWith('.') ? resolve(file, to) : 'server/';
    const allowed = ['server', ...SERVER_MAY_USE].some((folder) => target.startsWith(`${folder}/`));
    return allowed ? [] : [fault(file, at, `imports ${to}`, `server/ uses ${SERVER_MAY_USE.join(' and ')} only`)];
  });
}

function bannedFaults(file) {
  return BANNED.filter(
    ({ except, only = '' }) => file.path.startsWith(only) && !(except && file.path.startsWith(except)),
  ).flatMap(({ text = 'code', pattern, mend }) => search(file, file[text], pattern, mend));
}

function tagFaults({ root, sources, readme }, tag) {
  const missing = (file, what, mend) => ({ file, line: 1, what, mend });
  const faults = [];
  const demo = `demo/${tag}.html`;
  if (!existsSync(path.join(root, demo)))
    faults.push(missing(demo, 'is missing', `show <${tag}> on a page of its own`));

  const home = `src/components/${tag}/${tag}.ts`;
  const file = sources.find((source) => source.path === home);
  if (!file) return [...faults, missing(home, 'is missing', `src/define/${tag}.ts registers a class that lives there`)];
  const element = file.classes.find((node) => node.superClass);
  if (!element) return [...faults, missing(home, 'has no class', `declare the class of <${tag}> there`)];
  if (!isDocumented(file, element)) {
    faults.push(fault(file, element.start, 'has a class without doc', 'write its doc comment, with @summary'));
  }

  const section = sectionOf(readme, tag);
  if (section === undefined)
    return [...faults, missing('README.md', `has no section on <${tag}>`, 'write one, with its tag in the heading')];
  for (const name of attributesOf(element)) {
    if (new RegExp(`\`${name}[\`=\\s]`).test(section.text)) continue;
    const what = `does not name the attribute \`${name}\` in the section on <${tag}>`;
    faults.push({ file: 'README.md', line: section.line, what, mend: 'describe it there' });
  }
  return faults;
}

function isDocumented({ text, comments }, element) {
  return comments.some(({ value, end }) => {
    const between = text.slice(end, element.start);
    return (
      /^\*[^]*@summary\s+\S/.test(value) && end <= element.start && /^\s*(?:export\s+)?(?:default\s+)?$/.test(between)
    );
  });
}

/** The attributes that a class's static `properties` make. */
function attributesOf(element) {
  const declared = element.body.body.find((member) => member.static && member.key?.name === 'properties');
  return (declared?.value?.properties ?? []).flatMap(({ key, value }) => {
    const option = (name) => value.properties.find((entry) => entry.key?.name === name)?.value.value;
    if (option('attribute') === false || option('state') === true) return [];
    return [option('attribute') || key.name.toLowerCase()];
  });
}

/** The part of a README under the heading that names the tag, up to the next heading of its rank. */
function sectionOf(readme, tag) {
  const lines = readme.split('\n');
  const start = lines.findIndex((line) => /^#{2,6}\s/.test(line) && line.includes(`<${tag}>`));
  if (start < 0) return undefined;
  const rank = lines[start].indexOf(' ');
  const length = lines.slice(start + 1).findIndex((line) => new RegExp(`^#{1,${rank}}\\s`).test(line));
  return { line: start + 1, text: lines.slice(start, length < 0 ? undefined : start + 1 + length).join('\n') };
}
