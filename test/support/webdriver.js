/** WebKit, driven over the plain W3C WebDriver protocol: WebKitGTK's MiniBrowser on Linux, Safari on macOS. */
import { findWebKit } from '../machine.js';
import { freePort, sleep, start, stop } from './child.js';
import { openDisplay, toPicture } from './display.js';
import { decodePng } from './png.js';

/** The keys that have a name, as WebDriver spells them (https://w3c.github.io/webdriver/#keyboard-actions). */
const KEYS = {
  Enter: '\uE007',
  Tab: '\uE004',
  Escape: '\uE00C',
  Space: ' ',
  Backspace: '\uE003',
  Delete: '\uE017',
  ArrowLeft: '\uE012',
  ArrowUp: '\uE013',
  ArrowRight: '\uE014',
  ArrowDown: '\uE015',
  Home: '\uE011',
  End: '\uE010',
  PageUp: '\uE00E',
  PageDown: '\uE00F',
  Shift: '\uE008',
  Control: '\uE009',
  Alt: '\uE00A',
  Meta: '\uE03D',
  '\n': '\uE007',
};
const BUTTONS = { left: 0, middle: 1, right: 2 };

/**
 * Starts WebKit with one window. The window is as large as asked, up to the size of `screen`, from 320 px of width on.
 * What it returns has the parts of Playwright's Page that @web/test-runner-commands calls.
 */
export async function openWebKit({ screen = { width: 1600, height: 1200 }, dark = false } = {}) {
  const webkit = findWebKit();
  if (!webkit) throw new Error('WebKit is not installed here: node test/machine.js says what it needs.');
  const safari = webkit.browser === undefined;
  if (safari && dark) throw new Error("Safari follows the Mac's own light or dark setting; a test cannot choose it.");

  const display = safari ? undefined : await openDisplay(screen);
  const port = await freePort();
  const driverArgs = safari ? ['-p', String(port)] : ['--host=127.0.0.1', `--port=${port}`];
  let driver;
  let session = '';

  async function send(method, command, body) {
    const response = await fetch(`http://127.0.0.1:${port}${session}${command}`, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const { value } = await response.json();
    if (!response.ok) throw new Error(`WebKit: ${value.error}: ${value.message}`);
    return value;
  }

  async function close() {
    if (session !== '') await send('DELETE', '').catch(() => {});
    if (driver) await stop(driver);
    await display?.close();
  }

  try {
    driver = await start(webkit.driver, driverArgs, { env: display?.env ?? process.env });
    await listening();
    const args = ['--automation', '--javascript-can-open-windows-automatically=true', ...(dark ? ['--dark-mode'] : [])];
    const capabilities = safari
      ? { browserName: 'safari' }
      : { browserName: 'MiniBrowser', 'webkitgtk:browserOptions': { binary: webkit.browser, args } };
    const { sessionId } = await send('POST', '/session', { capabilities: { alwaysMatch: capabilities } });
    session = `/session/${sessionId}`;
    if (!safari) await openBareWindow();
    await setViewportSize({ width: 800, height: 600 });
  } catch (error) {
    await close();
    throw error;
  }

  async function listening() {
    for (const end = Date.now() + 10_000; ; await sleep(50)) {
      try {
        return await send('GET', '/status');
      } catch (error) {
        if (Date.now() > end) throw error;
      }
    }
  }

  /** MiniBrowser's toolbar cannot be less than 447 px wide. A window that a page opened without one has none. */
  async function openBareWindow() {
    const [first] = await send('GET', '/window/handles');
    await execute("window.open('about:blank', '', 'popup,toolbar=no,location=no,menubar=no,width=800,height=600')");
    for (const end = Date.now() + 10_000; Date.now() < end; await sleep(20)) {
      const handle = (await send('GET', '/window/handles')).find((name) => name !== first);
      if (handle) return send('POST', '/window', { handle });
    }
    throw new Error('WebKit: the page did not get a window of its own.');
  }

  function execute(script, ...args) {
    return send('POST', '/execute/sync', { script, args });
  }

  async function setViewportSize({ width, height }) {
    let inner = [];
    for (const end = Date.now() + 3000; Date.now() < end; await sleep(20)) {
      // Safari's window has a frame. Resizing is asynchronous, and now and then it is not heard: ask until it is done.
      const frame = await execute('return [outerWidth - innerWidth, outerHeight - innerHeight]');
      await send('POST', '/window/rect', { width: width + frame[0], height: height + frame[1] });
      inner = await execute('return [innerWidth, innerHeight]');
      if (inner[0] === width && inner[1] === height) return;
    }
    throw new Error(`WebKit: asked for a viewport of ${width}x${height}, got ${inner.join('x')}.`);
  }

  const keys = (...actions) => {
    const list = actions.map(([type, key]) => ({ type, value: KEYS[key] ?? key }));
    return send('POST', '/actions', { actions: [{ type: 'key', id: 'keyboard', actions: list }] });
  };
  const pointer = (...actions) => {
    const source = { type: 'pointer', id: 'mouse', parameters: { pointerType: 'mouse' }, actions };
    return send('POST', '/actions', { actions: [source] });
  };
  const moveTo = (x, y) => ({ type: 'pointerMove', duration: 0, x: Math.round(x), y: Math.round(y) });

  return {
    close,
    /** The body of a function, run in the page; its arguments and its result are JSON. */
    execute,
    /** The same, for a body that calls its last argument when it is done. */
    executeAsync: (script, ...args) => send('POST', '/execute/async', { script, args }),
    goto: (url) => send('POST', '/url', { url }),
    reload: () => send('POST', '/refresh', {}),
    setViewportSize,
    /** What the window shows, as `{ width, height, rgb }`. WebKitGTK's own screenshots are black without a GPU. */
    async picture() {
      if (!display) return decodePng(Buffer.from(await send('GET', '/screenshot'), 'base64'));
      const [width, height] = await execute('return [innerWidth, innerHeight]');
      const size = { width, height };
      // The screen follows the page a little later, and a window that has grown is painted piece by piece: look until nothing
      // has moved for 300 ms, four seconds at most.
      let pixels = display.pixels(size);
      for (let rounds = 0, alike = 0; rounds < 40 && alike < 3; rounds++) {
        await sleep(100);
        const now = display.pixels(size);
        alike = now.equals(pixels) ? alike + 1 : 0;
        pixels = now;
      }
      return toPicture(pixels, size);
    },
    keyboard: {
      type: (text) =>
        keys(
          ...[...text].flatMap((key) => [
            ['keyDown', key],
            ['keyUp', key],
          ]),
        ),
      press: (key) => keys(['keyDown', key], ['keyUp', key]),
      down: (key) => keys(['keyDown', key]),
      up: (key) => keys(['keyUp', key]),
    },
    mouse: {
      move: (x, y) => pointer(moveTo(x, y)),
      click: (x, y, { button = 'left' } = {}) =>
        pointer(
          moveTo(x, y),
          { type: 'pointerDown', button: BUTTONS[button] },
          { type: 'pointerUp', button: BUTTONS[button] },
        ),
      down: ({ button = 'left' } = {}) => pointer({ type: 'pointerDown', button: BUTTONS[button] }),
      up: ({ button = 'left' } = {}) => pointer({ type: 'pointerUp', button: BUTTONS[button] }),
    },
    emulateMedia() {
      throw new Error('WebKit cannot change its media features while it runs.');
    },
  };
}
