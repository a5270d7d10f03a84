/**
 * What the tests need on this machine besides Node: browsers, a PostgreSQL and a MariaDB to start, PHP, an Arabic font.
 *
 * `node test/machine.js` looks for all of it. On Debian and Ubuntu, run by root, it installs what is missing; elsewhere
 * it says what is missing and how to get it, and exits 1. It needs no npm package: it runs before `npm ci`.
 *
 *   BROWSERS=chromium,firefox   limits which engines are looked for and tested in (chromium, firefox, webkit)
 *   CHROME_PATH, FIREFOX_PATH   name a browser's program
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, readdirSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const home = os.homedir();
const { platform } = process;

function runnable(file) {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}

/** The first of these programs that exists: names are looked up in PATH, absolute paths are taken as they are. */
function program(...names) {
  const folders = (process.env.PATH ?? '').split(path.delimiter).filter(Boolean);
  const candidates = names.flatMap((name) =>
    path.isAbsolute(name) ? [name] : folders.map((folder) => path.join(folder, name)),
  );
  return candidates.find(runnable);
}

/** A folder's entries, newest version first; none when there is no such folder. */
function versions(folder, prefix = '') {
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder).filter((name) => name.startsWith(prefix));
  names.sort((a, b) => b.localeCompare(a, 'en', { numeric: true }));
  return names.map((name) => path.join(folder, name));
}

/** A program named by an environment variable. A name that leads nowhere is a mistake to report, not to pass over. */
function named(variable) {
  const file = process.env[variable];
  if (file && !runnable(file)) throw new Error(`${variable} is ${file}, and that is no program that can be run.`);
  return file || undefined;
}

const CHROME_BUILDS = [
  'chrome-linux64/chrome',
  'chrome-linux/chrome',
  'chrome-mac/Chromium.app/Contents/MacOS/Chromium',
  'chrome-mac-arm64/Google Chrome for Testing.app/Contents/MacOS/Google Chrome for Testing',
  'chrome-mac-x64/Google Chrome for Testing.app/Contents/MacOS/Google Chrome for Testing',
  'chrome-win64/chrome.exe',
  'chrome-win/chrome.exe',
];

export function findChromium() {
  const windows = ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].flatMap(
    (variable) => process.env[variable] ?? [],
  );
  const playwright = { darwin: 'Library/Caches/ms-playwright', win32: 'AppData/Local/ms-playwright' }[platform];
  const caches = [
    ...versions(
      process.env.PLAYWRIGHT_BROWSERS_PATH ?? path.join(home, playwright ?? '.cache/ms-playwright'),
      'chromium-',
    ),
    ...versions(path.join(process.env.PUPPETEER_CACHE_DIR ?? path.join(home, '.cache/puppeteer'), 'chrome')),
  ];
  return (
    named('CHROME_PATH') ??
    program('google-chrome-stable', 'google-chrome', 'chromium', 'chromium-browser', 'microsoft-edge-stable') ??
    program(
      '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
      '/Applications/Chromium.app/Contents/MacOS/Chromium',
      ...windows.map((folder) => path.join(folder, 'Google/Chrome/Application/chrome.exe')),
      ...windows.map((folder) => path.join(folder, 'Microsoft/Edge/Application/msedge.exe')),
    ) ??
    program(...caches.flatMap((folder) => CHROME_BUILDS.map((build) => path.join(folder, build))))
  );
}

export function findFirefox() {
  const windows = ['PROGRAMFILES', 'PROGRAMFILES(X86)'].flatMap((variable) => process.env[variable] ?? []);
  return (
    named('FIREFOX_PATH') ??
    program(
      'firefox-esr',
      'firefox',
      '/Applications/Firefox.app/Contents/MacOS/firefox',
      ...windows.map((folder) => path.join(folder, 'Mozilla Firefox/firefox.exe')),
    )
  );
}

/** WebKit's parts: Safari's driver on macOS, else WebKitGTK with a display of its own and a window manager. */
export function findWebKit() {
  if (platform === 'darwin') {
    const driver = program('safaridriver');
    return driver && { driver };
  }
  const libraries = [
    '/usr/lib',
    '/usr/libexec',
    ...versions('/usr/lib').filter((folder) => /-linux-gnu\w*$/.test(folder)),
  ];
  const parts = {
    driver: program('WebKitWebDriver'),
    browser: program(
      'MiniBrowser',
      ...libraries
        .flatMap((folder) => versions(folder, 'webkit2gtk-'))
        .map((folder) => path.join(folder, 'MiniBrowser')),
    ),
    display: program('Xvfb'),
    windowManager: program('openbox'),
  };
  return Object.values(parts).every(Boolean) ? parts : undefined;
}

/** PostgreSQL's initdb and pg_ctl, from one installation. Debian keeps them out of PATH. */
export function findPostgres() {
  const inPath = program('pg_ctl');
  const folders = [
    ...(inPath ? [path.dirname(inPath)] : []),
    ...versions('/usr/lib/postgresql').map((folder) => path.join(folder, 'bin')),
    ...['/opt/homebrew/opt', '/usr/local/opt'].flatMap((folder) =>
      versions(folder, 'postgresql').map((formula) => path.join(formula, 'bin')),
    ),
  ];
  const bin = folders.find((folder) => runnable(path.join(folder, 'pg_ctl')) && runnable(path.join(folder, 'initdb')));
  return bin && { initdb: path.join(bin, 'initdb'), pgCtl: path.join(bin, 'pg_ctl') };
}

/** MariaDB's server, client, and what makes its tables, from one installation. */
export function findMariaDb() {
  const parts = {
    server: program('mariadbd', '/usr/sbin/mariadbd', '/opt/homebrew/bin/mariadbd'),
    client: program('mariadb'),
    install: program('mariadb-install-db'),
  };
  return Object.values(parts).every(Boolean) ? parts : undefined;
}

/** PHP with what WordPress needs of it. */
export function findPhp() {
  const php = program('php');
  if (php === undefined) return undefined;
  const modules = execFileSync(php, ['-m'], { encoding: 'utf8' }).toLowerCase().split('\n');
  return ['dom', 'mbstring', 'mysqli', 'zip'].every((name) => modules.includes(name)) ? php : undefined;
}

/** An Arabic font, so that pictures show letters and not boxes. macOS and Windows bring their own. */
export function findArabicFont() {
  if (platform !== 'linux') return 'system';
  const debian = '/usr/share/fonts/truetype/noto/NotoNaskhArabic-Regular.ttf';
  if (existsSync(debian)) return debian;
  const list = program('fc-list');
  const fonts = list ? execFileSync(list, [':lang=ar', 'file'], { encoding: 'utf8' }).split('\n') : [];
  return fonts.find((font) => /Noto\w*Arabic/.test(font))?.replace(/:\s*$/, '');
}

/** What each need is called, how to find it, what Debian calls it, and how else to get it. */
const NEEDS = {
  chromium: {
    name: 'Chromium',
    find: findChromium,
    apt: ['chromium'],
    other: {
      darwin: 'brew install --cask google-chrome, or set CHROME_PATH',
      any: 'npx playwright install chromium, or set CHROME_PATH',
    },
  },
  firefox: {
    name: 'Firefox',
    find: findFirefox,
    apt: ['firefox-esr'],
    other: { darwin: 'brew install --cask firefox, or set FIREFOX_PATH', any: 'install Firefox, or set FIREFOX_PATH' },
  },
  webkit: {
    name: 'WebKit',
    find: findWebKit,
    apt: ['webkit2gtk-driver', 'xvfb', 'openbox'],
    other: {
      darwin: 'safaridriver --enable (it is part of macOS)',
      any: 'WebKitWebDriver, MiniBrowser, Xvfb and openbox exist on Linux only: BROWSERS=chromium,firefox goes without',
    },
  },
  postgres: {
    name: 'PostgreSQL',
    find: findPostgres,
    apt: ['postgresql'],
    other: { darwin: 'brew install postgresql', any: "install PostgreSQL and put pg_ctl's folder in PATH" },
  },
  php: {
    name: 'PHP',
    find: findPhp,
    apt: ['php-cli', 'php-mbstring', 'php-mysql', 'php-xml', 'php-zip'],
    other: { darwin: 'brew install php', any: 'install PHP with dom, mbstring, mysqli and zip' },
  },
  mariadb: {
    name: 'MariaDB',
    find: findMariaDb,
    apt: ['mariadb-server'],
    other: { darwin: 'brew install mariadb', any: "install MariaDB and put mariadbd's folder in PATH" },
  },
  font: {
    name: 'Noto Naskh Arabic',
    find: findArabicFont,
    apt: ['fonts-noto-core'],
    other: { any: 'install the Noto fonts' },
  },
};

const ENGINES = ['chromium', 'firefox', 'webkit'];

/** The engines to test in: all three, or those that BROWSERS names. */
export function chosenEngines() {
  const names = (process.env.BROWSERS ?? '').split(',').map((name) => name.trim().toLowerCase());
  const chosen = names.filter(Boolean);
  const unknown = chosen.filter((name) => !ENGINES.includes(name));
  if (unknown.length > 0) {
    throw new Error(`BROWSERS names "${unknown.join(', ')}". The engines are ${ENGINES.join(', ')}.`);
  }
  return chosen.length > 0 ? ENGINES.filter((name) => chosen.includes(name)) : ENGINES;
}

/** All that is looked for. */
const wanted = () => [...chosenEngines(), 'postgres', 'php', 'mariadb', 'font'];

function lacking() {
  return wanted()
    .map((key) => NEEDS[key])
    .filter((need) => !need.find());
}

/** Installs the packages of what is lacking, one need at a time: one that cannot be had must not cost the others. */
function install(needs) {
  console.log(`Installing what the tests need: apt-get install ${needs.flatMap((need) => need.apt).join(' ')}`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const apt = (...args) => {
    const { status, stdout, stderr } = spawnSync('apt-get', ['-qq', '-o', 'Dpkg::Use-Pty=0', ...args], {
      env,
      encoding: 'utf8',
      maxBuffer: 2 ** 28,
    });
    if (status !== 0) console.error(`apt-get ${args.join(' ')} failed:\n${stdout}${stderr}`);
  };
  apt('update');
  for (const need of needs) apt('install', '-y', '--no-install-recommends', ...need.apt);
}

/** Sees to everything the tests need; throws an error that says what is still missing and how to get it. */
export function prepare() {
  const hasApt = platform === 'linux' && program('apt-get') !== undefined;
  let missing = lacking();
  if (missing.length > 0 && hasApt && process.getuid?.() === 0) {
    install(missing);
    missing = lacking();
  }
  if (missing.length === 0) return;
  const lines = missing.map(({ name, apt, other }) => {
    const ways = [...(hasApt ? [`apt-get install ${apt.join(' ')}`] : []), other[platform] ?? other.any];
    return `  ${name}: ${ways.join(', or ')}`;
  });
  throw new Error(`The tests need what this machine lacks:\n${lines.join('\n')}`);
}

function main() {
  try {
    prepare();
    for (const key of wanted()) {
      const found = NEEDS[key].find();
      console.log(`${NEEDS[key].name}: ${typeof found === 'string' ? found : Object.values(found).join(', ')}`);
    }
  } catch (error) {
    console.error(error.message);
    process.exitCode = 1;
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) main();
