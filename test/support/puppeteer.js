/** How Chromium and Firefox are started, for the component tests and for the end-to-end tests alike. */
import { findChromium, findFirefox } from '../machine.js';

/** What Chromium would do by itself in the background, and what a container does not let it do. */
const CHROMIUM_ARGS = [
  '--lang=en-US',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-dev-shm-usage',
];

export function chromiumOptions() {
  const root = process.getuid?.() === 0;
  return {
    executablePath: need(findChromium(), 'Chromium'),
    headless: true,
    // Chromium refuses to start its sandbox as root.
    args: [...(root ? ['--no-sandbox'] : []), ...CHROMIUM_ARGS],
  };
}

export function firefoxOptions({ dark = false } = {}) {
  return {
    browser: 'firefox',
    executablePath: need(findFirefox(), 'Firefox'),
    headless: true,
    extraPrefsFirefox: {
      'intl.accept_languages': 'en-US, en',
      'layout.css.prefers-color-scheme.content-override': dark ? 0 : 1,
    },
  };
}

function need(file, name) {
  if (file === undefined) throw new Error(`${name} is not installed here: node test/machine.js says how to get it.`);
  return file;
}
