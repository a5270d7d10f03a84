/** Midad as a guest: what it leaves behind in a page, and what pages do to it, in the engine BROWSER names. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { openBrowser } from '../support/pages.js';
import { servePages } from '../support/site.js';

const engine = process.env.BROWSER ?? 'chromium';
const STAGE = '<script type="module" src="/hosts/stage.js"></script>';
const EMBED = '<script type="module" src="/embed.js"></script>';
/** A page that notes its listeners, and how it was, before Midad comes. */
const page = (scripts, body = '<!-- midad -->') => `<!doctype html>
  <html lang="en"><head><meta charset="utf-8"><title>A host</title><link rel="icon" href="data:,">
  <style>p { color: green }</style><script>(${watch})(${look})</script>${scripts}</head>
  <body><p id="text" tabindex="0">Words of the page</p>${body}
  <script>before = look()</script></body></html>`;

const PAGES = {
  'host.html': page(EMBED + STAGE),
  'twice.html': page(`${EMBED}<script type="module" src="/embed.js?v=2"></script>${STAGE}`),
  'taken.html': page(
    `<script>customElements.define('article-card', class extends HTMLElement {
      connectedCallback() { this.textContent = 'the page’s own'; }
    })</script>${EMBED}`,
    '<article-card></article-card><comment-count source="/none/"></comment-count>',
  ),
  'prefix.html': page(
    '<script type="module" src="/embed.js?prefix=midad"></script>',
    `<midad-article-view style="display:block;min-block-size:300vh"></midad-article-view><article>short</article>
    <midad-reading-progress></midad-reading-progress><midad-comment-count numerals="wrong" source="/none/"></midad-comment-count><article-card>mine</article-card>`,
  ),
  'next.html': '<!doctype html><title>Next</title><link rel="icon" href="data:,"><p>Next</p>',
  'page.xhtml': `<?xml version="1.0" encoding="utf-8"?><html xmlns="http://www.w3.org/1999/xhtml" lang="en"><head><title>XHTML</title>
    <link rel="icon" href="data:,"/><script>import('/embed.js'); import('/hosts/stage.js')</script></head>
    <body><p>Words</p></body></html>`,
};
const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.xhtml': 'application/xhtml+xml',
  '.js': 'text/javascript',
  '.svg': 'image/svg+xml',
};
const MOUNTED = `import('/hosts/stage.js').then(({ scenes }) => scenes()).then((shown) => { window.shown = shown; return shown.length; })`;

/** Runs in the page, before anything of Midad's: counts the listeners on what is not a tag's. */
function watch(seen) {
  const counts = (window.listeners = {});
  const names = new Map([
    [window, 'window'],
    [document, 'document'],
  ]);
  const live = new Map();
  const nameOf = (target) =>
    names.get(target) ?? (target === document.body ? 'body' : target === document.documentElement ? 'html' : undefined);
  const keyOf = (type, listener, options) => `${type} ${Boolean(options?.capture ?? options)}`;
  const { addEventListener, removeEventListener } = EventTarget.prototype;
  const drop = (name, key, listener) => {
    if (live.get(listener)?.delete(`${name} ${key}`)) counts[`${name} ${key.split(' ')[0]}`]--;
  };
  EventTarget.prototype.addEventListener = function (type, listener, options) {
    const name = nameOf(this ?? window);
    if (name && listener) {
      const key = keyOf(type, listener, options);
      const known = live.get(listener) ?? live.set(listener, new Set()).get(listener);
      if (!known.has(`${name} ${key}`)) {
        known.add(`${name} ${key}`);
        counts[`${name} ${type}`] = (counts[`${name} ${type}`] ?? 0) + 1;
        options?.signal?.addEventListener('abort', () => drop(name, key, listener));
        if (options?.once) addEventListener.call(this ?? window, type, () => drop(name, key, listener), options);
      }
    }
    return addEventListener.call(this ?? window, type, listener, options);
  };
  EventTarget.prototype.removeEventListener = function (type, listener, options) {
    const name = nameOf(this ?? window);
    if (name && listener) drop(name, keyOf(type, listener, options), listener);
    return removeEventListener.call(this ?? window, type, listener, options);
  };
  window.look = seen;
  window.before = undefined;
}

/** Runs in the page: all that a guest could change. */
function look() {
  const looksOf = (element) => {
    const style = getComputedStyle(element);
    return [...style].map((name) => `${name}: ${style.getPropertyValue(name)}`).join(';');
  };
  const descriptors = (object) => Reflect.ownKeys(object).map(String).sort().join(' ');
  const prototypes = [
    'EventTarget',
    'Node',
    'Element',
    'HTMLElement',
    'Document',
    'ShadowRoot',
    'History',
    'Storage',
    'Array',
    'String',
    'Object',
    'Promise',
    'CustomElementRegistry',
    'CSSStyleSheet',
  ];
  return {
    // Firefox makes those of the language when a script first names them.
    globals: Reflect.ownKeys(window)
      .map(String)
      .filter((name) => typeof window[name] !== 'function' || !/\[native code\]\s*\}$/.test(String(window[name])))
      // What drives WebKit hears what the console says, and keeps that here.
      .filter((name) => !name.startsWith('Symbol('))
      .filter((name) => !['Atomics', 'Intl', 'JSON', 'Math', 'Reflect', 'WebAssembly', 'Temporal'].includes(name))
      .sort(),
    prototypes: prototypes.map((name) => descriptors(window[name].prototype)),
    functions: [
      history.pushState,
      history.replaceState,
      fetch,
      document.createElement,
      attachedShadow(),
      // Not WebKit's, for the same reason.
      'webdriver' in navigator && navigator.webdriver ? alert : console.warn,
    ].map(String),
    history: [history.length, JSON.stringify(history.state), location.href, history.scrollRestoration],
    document: [document.title, document.cookie, document.designMode, document.dir],
    sheets: [document.styleSheets.length, document.adoptedStyleSheets.length, document.fonts.size],
    highlights: [...(CSS.highlights?.keys() ?? [])],
    html: [document.documentElement, document.head].map((element) => element.cloneNode(false).outerHTML),
    head: document.head.childElementCount,
    looks: [document.documentElement, ...document.querySelectorAll('p')].map(looksOf),
    scroll: [scrollX, scrollY],
    focus: document.activeElement?.id ?? null,
  };
  function attachedShadow() {
    return Element.prototype.attachShadow;
  }
}

describe(`a guest in ${engine}`, { concurrency: false }, () => {
  let site;
  let browser;
  before(async () => {
    site = await servePages(
      (name) => PAGES[name] ?? readFileSync(path.join(/^(hosts|data)\//.test(name) ? 'demo' : 'dist/embed', name)),
      (name) => TYPES[path.extname(name)],
    );
    browser = await openBrowser(engine);
  });
  after(async () => {
    await browser?.close();
    await site?.close();
  });

  /** Opens a page, and closes it when its test is done with it; it may say nothing in the console but what is expected. */
  async function visit(name, test, expected = []) {
    const opened = await browser.newPage();
    try {
      await opened.goto(site.url + name);
      await test(opened);
      const said = opened.consoleMessages.filter(
        ({ text }) => ![...SAID, ...expected].some((pattern) => pattern.test(text)),
      );
      assert.deepEqual(said, []);
    } finally {
      await opened.close();
    }
  }
  // The stage shows what failures look like, and a builder is told of them.
  const SAID = [/missing\.json/, /offline/, /404/];
  const mounted = async (opened) => assert.ok((await opened.evaluate(MOUNTED)) > 20);

  it('changes nothing outside its tags, and has left everything when they have', async () => {
    await visit('host.html', async (opened) => {
      await mounted(opened);
      const [first, now] = await opened.evaluate(`(async () => {
        // What a reader does leaves its words on the device, and nothing else.
        const box = shown.find(({ name }) => name === 'box-writing').tag.shadowRoot;
        const text = box.querySelector('textarea');
        text.value = 'كلمات';
        text.dispatchEvent(new InputEvent('input', { bubbles: true }));
        const extra = document.getElementById('midad-read');
        const tags = shown.map(({ tag }) => tag.cloneNode(false).outerHTML);
        await new Promise((resolve) => setTimeout(resolve, 50));
        const keys = [...Object.keys(localStorage), ...Object.keys(sessionStorage)];
        const bases = (await indexedDB.databases?.() ?? []).map(({ name }) => name);
        for (const { stand } of shown) stand.remove();
        extra.remove();
        delete window.shown;
        // Its last frames and timers.
        await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 50)));
        return [window.before, { ...look(), tags, keys, bases, listeners }];
      })()`);
      const { tags, keys, bases, listeners, ...last } = now;
      assert.deepEqual(last, first);
      assert.ok(keys.length > 0);
      assert.deepEqual(
        keys.filter((key) => !key.startsWith('midad:')),
        [],
      );
      assert.deepEqual(
        bases.filter((name) => !name.startsWith('midad-')),
        [],
      );
      // Nothing is written on a tag but what was set as an attribute.
      for (const tag of tags) assert.match(tag, /^<[a-z-]+ lang="ar"><\/[a-z-]+>$/);
      const driver = engine === 'webkit' ? ['window error', 'window unhandledrejection'] : [];
      const ours = Object.entries(listeners).filter(([name, count]) => count > 0 && !driver.includes(name));
      assert.deepEqual(ours, []);
    });
  });

  it('is there once when a page loads it twice', async () => {
    await visit('twice.html', mounted);
  });

  it('leaves a name to whoever has it, says so once, and works beside it', async () => {
    await visit(
      'taken.html',
      async (opened) => {
        await wait(opened, `document.querySelector('comment-count').matches(':state(failed)')`);
        assert.equal(await opened.evaluate(`document.querySelector('article-card').textContent`), 'the page’s own');
        // WebKit's console is heard from the page's load on, and this may have been said before.
        if (engine !== 'webkit')
          await until(() =>
            opened.consoleMessages.some(({ text }) =>
              text.includes('has its own <article-card>. Load embed.js?prefix=midad'),
            ),
          );
      },
      [/<article-card> define/, /<comment-count> source: missing/],
    );
  });

  it('has other names where the page asks for them, in all it does and says', async () => {
    await visit(
      'prefix.html',
      async (opened) => {
        await wait(
          opened,
          `document.querySelector('midad-reading-progress').shadowRoot?.querySelector('progress:not([hidden])')`,
        );
        assert.equal(await opened.evaluate(`customElements.get('article-card') === undefined`), true);
        await wait(opened, `document.querySelector('midad-comment-count').matches(':state(failed)')`);
        if (engine !== 'webkit')
          await until(() => opened.consoleMessages.some(({ text }) => text.includes('<midad-comment-count> numerals')));
      },
      [/<midad-/],
    );
  });

  it('lives through being moved, taken out and put back, copied and written anew', async () => {
    await visit(
      'host.html',
      async (opened) => {
        await mounted(opened);
        await opened.evaluate(`(async () => {
        const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
        const other = document.createElement('section');
        document.body.append(other);
        // As frameworks do that keep nodes: moved, also in one go, and out and in again at once and a frame later.
        for (const { stand, tag } of shown) other.append(stand);
        for (const { stand } of shown.toReversed()) other.prepend(stand);
        for (const { stand } of shown) other.moveBefore?.(stand, other.firstChild);
        for (const { stand } of shown) stand.remove();
        await frame();
        for (const { stand } of shown) other.append(stand);
        for (const { tag, stand } of shown) { tag.remove(); stand.append(tag); }
        await frame();
      })()`);
        const states = await opened.evaluate(
          `shown.map(({ name, tag }) => [name, tag.matches(':state(ready), :state(failed), :state(loading)')])`,
        );
        assert.deepEqual(
          states.filter(([, state]) => !state),
          [],
        );
        // As pages do that keep text: written anew, many times; and frameworks that make copies.
        await opened.evaluate(`(async () => {
        const section = document.querySelector('section');
        const copy = section.cloneNode(true);
        document.body.append(copy);
        for (let round = 0; round < 10; round++) {
          section.innerHTML = section.innerHTML;
          await new Promise((resolve) => setTimeout(resolve));
        }
        copy.remove();
      })()`);
        assert.equal(
          await opened.evaluate(`document.querySelectorAll('section :defined').length >= shown.length`),
          true,
        );
      },
      [/source: missing/, /src|article/],
    );
  });

  it('lives through pages that swap their body, as Turbo and pjax do, and through view transitions', async () => {
    await visit(
      'host.html',
      async (opened) => {
        await mounted(opened);
        await opened.evaluate(`(async () => {
        const [first, body] = [document.body, document.createElement('body')];
        // What is permanent moves over to the new body; what was on the page before waits in a cache, as a copy too.
        const cached = first.cloneNode(true);
        for (const { stand } of shown.slice(0, 5)) body.append(document.adoptNode(stand));
        document.documentElement.replaceChild(body, first);
        history.pushState({ turbo: 1 }, '', '?next');
        await new Promise((resolve) => requestAnimationFrame(resolve));
        const swap = () => document.documentElement.replaceChild(first, document.body);
        if (document.startViewTransition) {
          for (const { tag } of shown) tag.style.viewTransitionName = 'match-element';
          await document.startViewTransition(swap).finished;
        } else swap();
        for (const { stand } of shown) document.body.append(stand);
        document.body.append(cached);
        cached.remove();
      })()`);
        const states = await opened.evaluate(
          `shown.map(({ name, tag }) => [name, tag.isConnected && tag.matches(':state(ready), :state(failed), :state(loading)')])`,
        );
        assert.deepEqual(
          states.filter(([, state]) => !state),
          [],
        );
        assert.equal(await opened.evaluate('JSON.stringify(history.state)'), '{"turbo":1}');
      },
      [/source: missing/],
    );
  });

  it('is as it was for a reader who comes back', async () => {
    await visit('host.html', async (opened) => {
      await mounted(opened);
      await opened.evaluate(`void (location.href = '/next.html')`);
      await wait(opened, `document.title === 'Next'`);
      await opened.evaluate('void history.back()');
      await wait(opened, `document.title === 'A host' && document.readyState === 'complete'`);
      await mounted(opened);
    });
  });

  it('works on an XHTML page', async () => {
    await visit('page.xhtml', async (opened) => {
      assert.equal(await opened.evaluate('document.contentType'), 'application/xhtml+xml');
      await mounted(opened);
      assert.ok(
        await opened.evaluate(
          `shown.find(({ name }) => name === 'view').tag.shadowRoot.querySelectorAll('.body table td').length === 2`,
        ),
      );
    });
  });

  it('is known in a shadow root alone, where the browser has registries for that', async () => {
    await visit('host.html', async (opened) => {
      const has = await opened.evaluate(
        `(() => { try { new CustomElementRegistry(); return true; } catch { return false; } })()`,
      );
      if (!has) return;
      await mounted(opened);
      const shown = await opened.evaluate(`(async () => {
        const registry = new CustomElementRegistry();
        registry.define('own-count', class extends customElements.get('comment-count') {});
        const host = document.createElement('div');
        document.body.append(host);
        const root = host.attachShadow({ mode: 'open', customElementRegistry: registry });
        root.innerHTML = '<own-count lang="ar"></own-count>';
        const [tag] = root.children;
        const { source } = document.querySelector('comment-count');
        Object.assign(tag, { source, article: 'fes-meknes' });
        for (const end = Date.now() + 60_000; Date.now() < end && !tag.matches(':state(ready)');) await new Promise((resolve) => setTimeout(resolve, 20));
        return [tag.shadowRoot.querySelector('bdi').textContent, customElements.get('own-count') === undefined];
      })()`);
      assert.deepEqual(shown, ['3', true]);
    });
  });
});

const wait = (opened, code) => opened.waitFor(code, { timeout: 60_000 });

async function until(holds) {
  for (const end = Date.now() + 60_000; Date.now() < end; await new Promise((resolve) => setTimeout(resolve, 50)))
    if (holds()) return;
  assert.fail(`Waited in vain for ${holds}`);
}
