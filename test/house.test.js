/** The house's rules over this project, and each rule over a small house with a planted fault: a rule that sleeps fails. */
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { RULES, check, tell } from './house.js';

const project = fileURLToPath(new URL('..', import.meta.url));

describe('the house is in order', () => {
  for (const rule of Object.keys(RULES)) {
    it(rule, () => assert.deepEqual(check(project, [rule]).map(tell), []));
  }
});

const [IMPORTS, LATER, SERVER, BANNED, UNFINISHED, LEFT_OUT, LOCK, TAGS] = Object.keys(RULES);

/** A house in order: one tag, one import of every allowed kind. */
const HOUSE = {
  'src/model/article.ts': `// innerHTML in a comment, and https://example.org/ in one, harm nobody.\nexport interface Article {}\n`,
  'src/text/clean.ts': "import type { Article } from '../model/article.js';\nexport const clean = (a: Article) => a;\n",
  'src/locales/late.ts': "export { clean } from '../text/clean.js';\n",
  'src/views/early.ts': "import { css } from 'lit';\nexport const late = () => import('../locales/late.js');\n",
  'src/events.ts': "export const name = 'كلمة'; // كلمة\n",
  'src/warnings.ts': 'export const told = new Set();\n',
  'src/components/a-b/a-b.styles.ts':
    "import { css } from 'lit';\nexport default css`a { /* left */ margin-inline-start: 1em; }`;\n",
  'src/components/a-b/a-b.ts': `import { LitElement } from 'lit';
import styles from './a-b.styles.js';
/** @summary A thing. */
export class AB extends LitElement {
  static override styles = styles;
  static override properties = { kind: {}, longName: { attribute: 'long-name', type: Boolean }, data: { attribute: false } };
  kind = '';
  longName = false;
  data = {};
}
`,
  'src/define/a-b.ts': "import { AB } from '../components/a-b/a-b.js';\ncustomElements.define('a-b', AB);\n",
  'src/index.ts': "export * from './components/a-b/a-b.js';\n",
  'server/src/main.ts': "import fs from 'node:fs';\nimport { clean } from '../../src/text/clean.js';\n",
  'test/a.test.ts': "it('works', () => {});\n",
  'demo/a-b.html': '<a-b></a-b>\n',
  'README.md': '# A\n\n## `<a-b>`\n\n`kind` and `long-name` mean something.\n\n## More\n',
  'package-lock.json': '{ "packages": { "node_modules/x": { "version": "1.0.0" } } }\n',
};

const css = (rule) => `import { css } from 'lit';\nexport default css\`a { ${rule} }\`;\n`;
const component = HOUSE['src/components/a-b/a-b.ts'];

/** Each planted fault: the rule that must find it, the file, its text (undefined deletes it), the fault's place. */
const PLANTED = [
  [IMPORTS, 'src/model/x.ts', "\nimport { clean } from '../text/clean.js';\n", 'src/model/x.ts:2'],
  [IMPORTS, 'src/model/x.ts', "\nexport * from '../text/clean.js';\n", 'src/model/x.ts:2'],
  [IMPORTS, 'src/model/x.ts', "export const x = () => import('../events.js');\n", 'src/model/x.ts:1'],
  [IMPORTS, 'src/model/x.ts', "export type X = import('../text/clean.js').X;\n", 'src/model/x.ts:1'],
  [IMPORTS, 'src/components/c-d/c-d.ts', "import '../a-b/a-b.styles.js';\n", 'src/components/c-d/c-d.ts:1'],
  [IMPORTS, 'src/model/x.ts', "import '../../server/src/main.js';\n", 'src/model/x.ts:1'],
  [IMPORTS, 'src/model/x.ts', "import 'lodash';\n", 'src/model/x.ts:1'],
  [IMPORTS, 'src/model/x.ts', "import 'litmus';\n", 'src/model/x.ts:1'],
  [IMPORTS, 'src/utils/x.ts', 'export {};\n', 'src/utils/x.ts:1'],
  [LATER, 'src/locales/late.ts', "\nexport { css } from 'lit';\n", 'src/locales/late.ts:2'],
  // By way of what it imports.
  [LATER, 'src/text/clean.ts', "\nimport { told } from '../warnings.js';\n", 'src/text/clean.ts:2'],
  [SERVER, 'server/src/x.ts', "import '../../src/events.js';\n", 'server/src/x.ts:1'],
  [SERVER, 'server/src/x.ts', "import '../../demo/start.js';\n", 'server/src/x.ts:1'],
  ...[
    "import { unsafeHTML } from 'lit/directives/unsafe-html.js';",
    "import { unsafeCSS } from 'lit';",
    "document.body.innerHTML = 'كلمة';",
    "document.body.outerHTML = '';",
    "document.body.insertAdjacentHTML('beforeend', '');",
    "document.write('');",
    'html`<style></style>`;',
    'html`<p style="color: red"></p>`;',
    "import { styleMap } from 'lit/directives/style-map.js';",
    "eval('1');",
    "new Function('1');",
    "customElements.define('x-y', X);",
    "@customElement('x-y') class X {}",
  ].map((line) => [BANNED, 'src/views/x.ts', `// كلمة\n${line}\n`, 'src/views/x.ts:2']),
  ...[
    'new Intl.NumberFormat();',
    'number.toLocaleString();',
    'share.toFixed(1);',
    'new Date(iso);',
    "import { formatNumber } from '../../text/numerals.js';",
    'pluralForm(forms, 3);',
  ].map((line) => [BANNED, 'src/components/a-b/x.ts', `// كلمة\n${line}\n`, 'src/components/a-b/x.ts:2']),
  ...['font-size: 1.5rem', 'margin-left: 0', 'text-align: right', 'left: 0', 'border-top-right-radius: 0'].map(
    (rule) => [BANNED, 'src/styles/x.ts', css(rule), 'src/styles/x.ts:2'],
  ),
  [UNFINISHED, 'src/model/x.ts', ['\n// TO', 'DO: more\n'].join(''), 'src/model/x.ts:2'],
  [UNFINISHED, 'demo/x.html', ['<!-- FIX', 'ME -->\n'].join(''), 'demo/x.html:1'],
  [LEFT_OUT, 'test/x.test.ts', ['\nit.', "only('works', () => {});\n"].join(''), 'test/x.test.ts:2'],
  [LEFT_OUT, 'server/test/x.test.ts', ['describe.', "skip('works', () => {});\n"].join(''), 'server/test/x.test.ts:1'],
  [LOCK, 'package-lock.json', '{\n"resolved": "https://registry.example/x.tgz" }\n', 'package-lock.json:2'],
  [TAGS, 'demo/a-b.html', undefined, 'demo/a-b.html:1'],
  [TAGS, 'src/define/x-y.ts', 'export {};\n', 'src/components/x-y/x-y.ts:1'],
  [
    TAGS,
    'src/components/a-b/a-b.ts',
    component.replace('/** @summary A thing. */\n', ''),
    'src/components/a-b/a-b.ts:3',
  ],
  [TAGS, 'src/components/a-b/a-b.ts', component.replace('kind: {}', 'extra: {}'), 'README.md:3'],
  [TAGS, 'README.md', HOUSE['README.md'].replace('long-name', 'longName'), 'README.md:3'],
  [TAGS, 'README.md', '# A\n', 'README.md:1'],
];

function faultsOf(files) {
  const root = mkdtempSync(path.join(os.tmpdir(), 'midad-house-'));
  try {
    for (const [name, text] of Object.entries(files)) {
      if (text === undefined) continue;
      mkdirSync(path.join(root, path.dirname(name)), { recursive: true });
      writeFileSync(path.join(root, name), text);
    }
    return check(root);
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

describe('the rules are awake', () => {
  it('a house in order has no faults', () => assert.deepEqual(faultsOf(HOUSE).map(tell), []));
  it('every rule has a planted fault', () => {
    assert.deepEqual([...new Set(PLANTED.map(([rule]) => rule))], Object.keys(RULES));
  });
  for (const [rule, file, text, place] of PLANTED) {
    it(`${rule}: ${file} ${(text ?? 'missing').trim().split('\n').at(-1)}`, () => {
      const faults = faultsOf({ ...HOUSE, [file]: text }).filter((fault) => fault.rule === rule);
      assert.ok(
        faults.some((fault) => `${fault.file}:${fault.line}` === place),
        `${place} was not found, only: ${faults.map(tell).join('\n') || 'nothing'}`,
      );
      assert.ok(faults.every((fault) => fault.mend.length > 0));
    });
  }
});
