/**
 * A page in a real browser, for end-to-end tests and pictures: one interface over the three engines.
 *
 *   const browser = await openBrowser('firefox', { dark: true });
 *   const page = await browser.newPage();
 *   await page.goto('http://127.0.0.1:8000/');
 *   await page.click("document.querySelector('comment-box').shadowRoot.querySelector('textarea')");
 *   await page.type('تعليق');
 *   await page.waitFor(() => document.querySelector('comment-box').shadowRoot.querySelector('textarea').value !== '');
 *   await page.screenshot('picture.png', { fullPage: true });
 *   await browser.close();
 *
 * Every page is a reader of its own: pages share no storage and no cookies.
 *
 * `consoleMessages` holds `{ type: 'error' | 'warning' | 'exception', text }`. Chromium and Firefox report all of them,
 * Chromium also resources that did not load. WebKit's driver reports none: there we listen from the page's load event on,
 * so what a page said while it loaded is missing.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import puppeteer from 'puppeteer-core';
import { sleep } from './child.js';
import { decodePng, encodePng, isOneColour } from './png.js';
import { chromiumOptions, firefoxOptions } from './puppeteer.js';
import { openWebKit } from './webdriver.js';

const VIEWPORT = { width: 1280, height: 800 };

/** Tall enough for whole pages, for WebKit's window is the whole of what its pictures can show. */
const SCREEN = { width: 1600, height: 8000 };

/** Starts a browser: 'chromium', 'firefox' or 'webkit'. `dark` is what pages see as prefers-color-scheme. */
export async function openBrowser(engine, { dark = false } = {}) {
  const open = { chromium: openChromium, firefox: openFirefox, webkit: openWebKitPages }[engine];
  if (!open) throw new Error(`There is no engine "${engine}". The engines are chromium, firefox, webkit.`);
  const browser = await open(dark);
  return {
    engine,
    async newPage() {
      const page = new Page(await browser.newPage());
      await page.setViewport(VIEWPORT);
      return page;
    },
    close: browser.close,
  };
}

class Page {
  #driver;

  constructor(driver) {
    this.#driver = driver;
    this.consoleMessages = driver.consoleMessages;
  }

  /** Goes to an address and waits for its load event. */
  goto(url) {
    return this.#driver.goto(url);
  }

  reload() {
    return this.#driver.reload();
  }

  /** Runs a function or an expression in the page. Arguments and result are JSON; promises are awaited. */
  async evaluate(code, ...args) {
    const expression = typeof code === 'function' ? `(${code})(...${JSON.stringify(args)})` : `(${code}\n)`;
    const json = await this.#driver.evaluate(`(async () => JSON.stringify([await ${expression}]))()`);
    return JSON.parse(json)[0];
  }

  /**
   * Asks the page every 50 ms until the answer is truthy, and returns that answer. Lives through navigation: what a page
   * was asked just before it went into WebKit's page cache is never answered.
   */
  async waitFor(code, { timeout = 10_000, args = [] } = {}) {
    let trouble;
    for (const end = Date.now() + timeout; Date.now() < end; await sleep(50)) {
      try {
        const answer = await Promise.race([this.evaluate(code, ...args), silence()]);
        if (answer) return answer;
        trouble = undefined;
      } catch (error) {
        trouble = error;
      }
    }
    const why = trouble ? ` Its last answer was an error: ${trouble.message}` : '';
    throw new Error(`Waited ${timeout} ms in vain for: ${code}${why}`, { cause: trouble });
  }

  /** Scrolls the element that the expression gives into view and clicks its centre, as a reader's mouse does. */
  async click(expression) {
    const centre = await this.evaluate(`(${clickable})(${expression})`);
    if (centre.trouble) throw new Error(`Cannot click ${expression}: ${centre.trouble}`);
    await this.#driver.mouse.click(centre.x, centre.y);
  }

  /** Types text, a key at a time, into whatever has the focus. */
  type(text) {
    return this.#driver.keyboard.type(text);
  }

  /** Presses a key by its name, with modifiers before it: 'Enter', 'Shift+Tab', 'Control+a'. */
  async press(keys) {
    const modifiers = keys.split(/(?<=.)\+/);
    const key = modifiers.pop();
    for (const modifier of modifiers) await this.#driver.keyboard.down(modifier);
    await this.#driver.keyboard.press(key);
    for (const modifier of modifiers.toReversed()) await this.#driver.keyboard.up(modifier);
  }

  async setViewport({ width, height }) {
    await this.#driver.setViewport({ width, height });
    await this.#painted();
  }

  /**
   * Writes a PNG of what the viewport shows, or of the whole page, and refuses to when it is all of one colour. The
   * viewport is as tall as the page while a whole page is taken, in every engine.
   */
  async screenshot(file, { fullPage = false } = {}) {
    const [width, height] = await this.evaluate('[innerWidth, innerHeight]');
    if (fullPage) await this.#grow(width);
    const picture = await this.picture();
    if (fullPage) await this.setViewport({ width, height });
    if (isOneColour(picture)) throw new Error(`The picture ${file} would show nothing: it is all of one colour.`);
    mkdirSync(path.dirname(path.resolve(file)), { recursive: true });
    writeFileSync(file, encodePng(picture));
    return picture;
  }

  /** What the viewport shows, as `{ width, height, rgb }`. */
  async picture() {
    await this.#painted();
    return this.#driver.picture();
  }

  /** Shows the page as on paper, or as on a screen again. Chromium alone can. */
  printed(yes) {
    return this.#driver.printed(yes);
  }

  /** Sends a command of Chromium's own DevTools protocol; no other engine has it. */
  devtools(method, params) {
    return this.#driver.devtools(method, params);
  }

  close() {
    return this.#driver.close();
  }

  /** Makes the viewport as tall as the page. Twice, because a page may grow when it gets room. */
  async #grow(width) {
    for (let round = 0; round < 2; round++) {
      await this.setViewport({ width, height: await this.evaluate('document.documentElement.scrollHeight') });
    }
  }

  /** Fonts are there, and two frames have passed. */
  #painted() {
    return this.evaluate(async () => {
      await document.fonts.ready;
      await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    });
  }
}

/** Rejects after five seconds: who is not answered by then asks again. */
async function silence() {
  await wait(5000, undefined, { ref: false });
  throw new Error('no answer within 5 s');
}

/** Runs in the page: where to click an element, or why a reader could not. */
async function clickable(element) {
  if (!element) return { trouble: 'there is no such element' };
  element.scrollIntoView({ block: 'center', inline: 'center', behavior: 'instant' });
  await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  const { x, y, width, height } = element.getBoundingClientRect();
  if (width === 0 || height === 0) return { trouble: 'it has no size' };
  const centre = { x: x + width / 2, y: y + height / 2 };
  let hit = document.elementFromPoint(centre.x, centre.y);
  for (let inner = hit; inner && inner.shadowRoot; hit = inner ?? hit) {
    inner = inner.shadowRoot.elementFromPoint(centre.x, centre.y);
    if (inner === hit) break;
  }
  for (let node = hit; node; node = node.assignedSlot ?? node.parentNode ?? node.host) {
    if (node === element) return centre;
  }
  return { trouble: hit ? `<${hit.localName}> lies over it` : 'it is outside the page' };
}

/** Runs in the page: listens to its console from now on, and hands over what was heard since the last call. */
function listen() {
  const key = Symbol.for('midad.test.console');
  if (!window[key]) {
    const heard = (window[key] = []);
    for (const [method, type] of Object.entries({ error: 'error', warn: 'warning' })) {
      const original = console[method];
      console[method] = (...args) => {
        heard.push({ type, text: args.map(String).join(' ') });
        original.apply(console, args);
      };
    }
    addEventListener('error', (event) => heard.push({ type: 'exception', text: event.message }));
    addEventListener('unhandledrejection', (event) => heard.push({ type: 'exception', text: String(event.reason) }));
  }
  return window[key].splice(0);
}

async function openChromium(dark) {
  const browser = await puppeteer.launch(chromiumOptions());
  return {
    close: () => browser.close(),
    async newPage() {
      const context = await browser.createBrowserContext();
      const page = await context.newPage();
      await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: dark ? 'dark' : 'light' }]);
      await asReader(page);
      const session = await page.createCDPSession();
      const devtools = (method, params) => session.send(method, params);
      return { ...puppeteerDriver(context, page, { optimizeForSpeed: true }), devtools };
    },
  };
}

async function openFirefox(dark) {
  const browser = await puppeteer.launch(firefoxOptions({ dark }));
  return {
    close: () => browser.close(),
    async newPage() {
      const context = await browser.createBrowserContext();
      const page = await context.newPage();
      await asReader(page);
      return puppeteerDriver(context, page);
    },
  };
}

/** Takes away what tells page and server that it is driven: they count a reader's views alone. WebKit's driver cannot. */
async function asReader(page) {
  await page.evaluateOnNewDocument(() => Object.defineProperty(navigator, 'webdriver', { value: false }));
  const agent = await page.evaluate(() => navigator.userAgent);
  if (agent.includes('Headless')) await page.setUserAgent({ userAgent: agent.replace('Headless', '') });
}

function puppeteerDriver(context, page, screenshot = {}) {
  // Half a minute is not enough on a machine that has much else to do.
  page.setDefaultNavigationTimeout(120_000);
  const consoleMessages = [];
  page.on('console', (message) => {
    const type = { error: 'error', warn: 'warning', warning: 'warning' }[message.type()];
    if (type) consoleMessages.push({ type, text: message.text() });
  });
  page.on('pageerror', (error) => consoleMessages.push({ type: 'exception', text: error.message ?? String(error) }));
  return {
    consoleMessages,
    mouse: page.mouse,
    keyboard: page.keyboard,
    goto: async (url) => void (await page.goto(url, { waitUntil: 'load' })),
    reload: async () => void (await page.reload({ waitUntil: 'load' })),
    evaluate: (expression) => page.evaluate(expression),
    setViewport: (size) => page.setViewport(size),
    picture: async () => decodePng(Buffer.from(await page.screenshot({ type: 'png', ...screenshot }))),
    printed: (yes) => page.emulateMediaType(yes ? 'print' : 'screen'),
    close: () => context.close(),
  };
}

/** A WebKitWebDriver serves one session, and a session one reader: every page is a browser of its own. */
async function openWebKitPages(dark) {
  const pages = new Set();
  return {
    close: async () => void (await Promise.all([...pages].map((page) => page.close()))),
    async newPage() {
      const page = webkitDriver(await openWebKit({ screen: SCREEN, dark }), () => pages.delete(page));
      pages.add(page);
      return page;
    },
  };
}

function webkitDriver(webkit, closed) {
  const consoleMessages = [];
  async function evaluate(expression) {
    const { value, error, heard } = await webkit.executeAsync(`
      const done = arguments[0];
      const listen = ${listen};
      const heard = listen();
      const answer = (result) => done({ ...result, heard: [...heard, ...listen()] });
      ${expression}.then((value) => answer({ value }), (error) => answer({ error: String(error) }));
    `);
    consoleMessages.push(...heard);
    if (error !== undefined) throw new Error(error);
    return value;
  }
  return {
    consoleMessages,
    evaluate,
    mouse: webkit.mouse,
    keyboard: webkit.keyboard,
    setViewport: webkit.setViewportSize,
    picture: webkit.picture,
    async goto(url) {
      await webkit.goto(url);
      await evaluate('Promise.resolve()');
    },
    async reload() {
      await webkit.reload();
      await evaluate('Promise.resolve()');
    },
    async close() {
      closed();
      await webkit.close();
    },
  };
}
