/**
 * `npm test`: every check of the project, one after the other, on one machine. A step that fails does not stop the rest.
 *
 *   npm test                          everything
 *   npm test -- house sizes           these steps only
 *   BROWSERS=chromium npm test        in these engines only
 *
 * After the table, what failed is named once more; the last line counts all of it: `N passed, N failed`.
 */
import { spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { chosenEngines } from './machine.js';
import { startPostgres } from './postgres.js';
import { newerWordPressFolder } from './support/wordpress/packages.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const node = process.execPath;
const OLDEST_NODE = [20, 19];
/** No step and no file of node:test may hang for longer than this, in milliseconds. */
const STEP_LIMIT = 30 * 60_000;
const FILE_LIMIT = 10 * 60_000;

/** Runs a program in the project's folder, shows what it prints, and gives its exit code and its output. */
function execute(command, args, env = {}) {
  return new Promise((resolve, reject) => {
    // On Windows npm is a script, which only a shell can start.
    const shell = process.platform === 'win32' && command === 'npm';
    const child = spawn(command, args, {
      cwd: root,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'inherit'],
      shell,
      timeout: STEP_LIMIT,
    }).once('error', reject);
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (text) => {
      output += text;
      process.stdout.write(text);
    });
    child.once('close', (code) => resolve({ code, output }));
  });
}

/** A program that either passes or fails, and is one test. */
async function check(command, ...args) {
  const { code } = await execute(command, args);
  return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

/** Tests that count themselves, in the last line `N passed, N failed` they print, and name in lines with ✗ what failed. No count, or none run, is a failure. */
async function counted(args, env) {
  const { code, output } = await execute(node, args, env);
  const line = [...output.matchAll(/^(\d+) passed, (\d+) failed$/gm)].at(-1);
  const [passed, failed] = line ? [Number(line[1]), Number(line[2])] : [0, 0];
  const faults = output.match(/^ {2}✗ .+$/gm) ?? [];
  if (failed > 0 || (code === 0 && passed > 0)) return { passed, failed, faults };
  console.error(line ? `${passed} tests passed, and yet the step ended with code ${code}.` : 'No test was counted.');
  return { passed, failed: 1 };
}

async function nodeTests(folder, ending, { args = [], env = {} } = {}) {
  const names = existsSync(path.join(root, folder)) ? readdirSync(path.join(root, folder)) : [];
  const files = names.filter((name) => name.endsWith(ending)).map((name) => path.join(folder, name));
  // Without a file, node would go and look for tests by itself.
  if (files.length === 0) throw new Error(`${folder} holds no *${ending}.`);
  const reporters = ['spec', './test/support/tally.js'].flatMap((name) => [
    `--test-reporter=${name}`,
    '--test-reporter-destination=stdout',
  ]);
  return counted([...args, '--test', `--test-timeout=${FILE_LIMIT}`, ...reporters, ...files], env);
}

async function serverTests() {
  const { url, stop } = await startPostgres();
  try {
    return await nodeTests('server/test', '.test.ts', { args: ['--import', 'tsx'], env: { TEST_DATABASE_URL: url } });
  } finally {
    stop();
  }
}

/** The plugin as its zip installs it. @param env WORDPRESS says into which. */
async function wordpressTests(env) {
  const built = await check('npm', 'run', 'build:wordpress');
  return built.failed > 0 ? built : nodeTests('test/wordpress', '.test.js', { args: ['--test-concurrency=1'], env });
}

/** One file after the other: two browsers at once would take each other's time. */
function endToEnd(engine) {
  return nodeTests('test/e2e', '.test.js', { args: ['--test-concurrency=1'], env: { BROWSER: engine } });
}

/** Every tag in every page of test/hosts/. */
function hostPages(engine) {
  return nodeTests('test', 'hosts.test.js', { env: { BROWSER: engine } });
}

const tool = (file) => path.join('node_modules', file);
const tsc = tool('typescript/bin/tsc');
const wtr = tool('@web/test-runner/dist/bin.js');

const steps = (engines) => ({
  machine: () => check(node, 'test/machine.js'),
  types: () => check(node, tsc, '-p', 'tsconfig.json'),
  'types-server': () => check(node, tsc, '-p', 'server/tsconfig.json'),
  lint: () => check(node, tool('oxlint/bin/oxlint'), '--type-aware', '--deny-warnings'),
  format: () => check(node, tool('oxfmt/bin/oxfmt'), '--check'),
  house: () => nodeTests('test', 'house.test.js'),
  sizes: () => check(node, 'test/sizes.js'),
  arabic: () => nodeTests('test/arabic', '.test.js', { args: ['--import', 'tsx'] }),
  'arabic-engines': () =>
    counted([wtr, '--config', 'test/web-test-runner.config.js'], { FILES: 'test/arabic/*.test.ts' }),
  xss: () => counted([wtr, '--config', 'test/xss/web-test-runner.config.js']),
  components: () => counted([wtr, '--config', 'test/web-test-runner.config.js']),
  build: () => check('npm', 'run', 'build'),
  package: () => nodeTests('test', 'package.test.js'),
  start: () => nodeTests('test', 'start.test.js'),
  server: serverTests,
  wordpress: () => wordpressTests(),
  'wordpress-6.5': () => wordpressTests({ WORDPRESS: newerWordPressFolder() }),
  ...Object.fromEntries(engines.map((engine) => [`e2e-${engine}`, () => endToEnd(engine)])),
  ...Object.fromEntries(engines.map((engine) => [`hosts-${engine}`, () => hostPages(engine)])),
});

/** WordPress 6.5 comes in a package of 150 MB: run it before a release. */
const ONLY_IF_NAMED = ['wordpress-6.5'];

/** The steps that the arguments name: `types` is also `types-server`, `e2e` is that of every engine. */
function chosen(all, names) {
  const belongs = (step, name) => step === name || step.startsWith(`${name}-`);
  const unknown = names.filter((name) => !all.some((step) => belongs(step, name)));
  if (unknown.length > 0) throw new Error(`No step is called ${unknown.join(', ')}. The steps are ${all.join(', ')}.`);
  if (names.length === 0) return all.filter((step) => !ONLY_IF_NAMED.includes(step));
  return all.filter((step) => names.some((name) => belongs(step, name)));
}

async function main() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major < OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor < OLDEST_NODE[1])) {
    throw new Error(`Midad needs Node ${OLDEST_NODE.join('.')} or newer; this is ${process.versions.node}.`);
  }
  const all = steps(chosenEngines());
  const results = [{ step: 'node', passed: 1, failed: 0, seconds: 0 }];
  for (const step of chosen(Object.keys(all), process.argv.slice(2))) {
    console.log(`\n=== ${step} ===`);
    const start = Date.now();
    const result = await all[step]().catch((error) => {
      console.error(error.message);
      return { passed: 0, failed: 1 };
    });
    results.push({ step, ...result, seconds: (Date.now() - start) / 1000 });
  }

  console.log('\nstep             passed  failed  seconds');
  for (const { step, passed, failed, seconds } of results) {
    const numbers = [String(passed).padStart(8), String(failed).padStart(8), seconds.toFixed(1).padStart(9)];
    console.log(step.padEnd(15) + numbers.join(''));
  }
  for (const { step, faults = [] } of results) {
    if (faults.length > 0) console.log([`\nfailed in ${step}:`, ...faults].join('\n'));
  }
  return results;
}

const results = await main().catch((error) => {
  console.error(error.message);
  return [{ passed: 0, failed: 1 }];
});
const sum = (key) => results.reduce((total, result) => total + result[key], 0);
console.log(`\n${sum('passed')} passed, ${sum('failed')} failed`);
process.exitCode = sum('failed') === 0 ? 0 : 1;
