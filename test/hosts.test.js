/**
 * Every tag in every state looks the same in every page of test/hosts/, in the engine BROWSER names: what it shows is compared
 * with the bare page's, pixel by pixel. A file that is put there is a case more. Pictures of what differs are in dist/hosts/.
 *
 *   npm run test:hosts                                             all of them, in three engines
 *   HOSTS=reset,bootstrap BROWSERS=firefox npm run test:hosts      those whose names begin so, in one
 */
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { files, hosts, saysPrint, typeOf } from './support/hosts.js';
import { openBrowser } from './support/pages.js';
import { arrange, pin } from './support/pin.js';
import { encodePng, isOneColour } from './support/png.js';
import { servePages } from './support/site.js';

const engine = process.env.BROWSER ?? 'chromium';
const asked = process.env.HOSTS?.split(',');
const chosen = hosts().filter(({ file }) => !asked || asked.some((name) => file.startsWith(name)));
/** In pixels: a tag's, the window's, and between two tags. */
const WIDTH = 640;
const WINDOW = { width: WIDTH + 40, height: 7900 };
const GAP = 20;
/** Of 255: round edges are that much lighter or darker where an engine paints in another layer; WebKitGTK sets whole words between pixels. */
const SHADE = engine === 'webkit' ? 96 : 8;
/** Pixels of a tag's that an engine may draw otherwise beyond those: the curves of icons, from one layer to the next. */
const STRAY = engine === 'webkit' ? 50 : 4;
/** Those of README's table of custom properties, whose rows leave the prefix out. */
const documented = readFileSync('README.md', 'utf8')
  .match(/(?<=^\| `--midad-…` .*\n\|[-|]+\n)(?:\|.*\n)+/m)[0]
  .split('\n')
  .flatMap((row) => [...(row.split('|')[1] ?? '').matchAll(/`([a-z-]+)`/g)].map(([, name]) => `--midad-${name}`));
const out = path.join('dist/hosts', engine);

describe(`the host pages in ${engine}`, () => {
  let site;
  let browser;
  let page;
  let bare;

  before(async () => {
    rmSync(out, { recursive: true, force: true });
    const served = new Map(files());
    site = await servePages(
      (name) =>
        served.get(decodeURIComponent(name.replace('hosts/', '')))?.() ??
        readFileSync(path.join(name.startsWith('data/') ? 'demo' : 'dist/embed', name)),
      typeOf,
    );
    browser = await openBrowser(engine);
    page = await browser.newPage();
    await page.setViewport(WINDOW);
    bare = await pictures({ page: 'bare.html', print: engine === 'chromium' });
    const nothing = [...bare.values()].filter(({ name, picture }) => isOneColour(picture) && !name.endsWith('print'));
    assert.deepEqual(
      nothing.map(({ name }) => name),
      [],
      'these show nothing',
    );
  });
  after(async () => {
    await browser?.close();
    await site?.close();
  });

  /** What each tag shows on a host page, by scene and medium. */
  async function pictures({ page: name, print = false }, spoil) {
    await page.goto(`${site.url}hosts/${encodeURIComponent(name)}`);
    const scenes = await page.evaluate(pin, WIDTH, GAP, documented);
    if (spoil) await page.evaluate(spoil);
    const found = new Map();
    for (const medium of print ? ['', ' in print'] : ['']) {
      if (print) await page.printed(medium !== '');
      for (let from = 0; from < scenes.length;) {
        const places = await page.evaluate(arrange, from, GAP);
        const picture = await page.picture();
        for (const place of places) {
          const scene = scenes[from++];
          const key = scene.name + medium;
          found.set(key, { ...scene, name: key, place, picture: cut(picture, place) });
        }
      }
    }
    if (print) await page.printed(false);
    return found;
  }

  /** What differs from the bare page, in words. */
  function differences({ file, frames = false }, found) {
    return [...bare].flatMap(([name, { tag, picture, place }]) => {
      const other = found.get(name);
      // A page that says nothing of paper; and what is not shown there may be, if the page says so.
      if (!other || place.height === 0) return [];
      // Firefox smooths the letters of a frame otherwise.
      const pixels = frames && engine === 'firefox' ? [] : differing(picture, other.picture);
      const size = ['width', 'height'].filter((side) => Math.abs(place[side] - other.place[side]) > 0.01);
      if (pixels.length <= STRAY && size.length === 0) return [];
      mkdirSync(out, { recursive: true });
      const shown = path.join(out, `${file}-${name.replaceAll(' ', '-')}.png`);
      writeFileSync(shown, encodePng(beside(picture, other.picture, pixels)));
      const sizes = size.map((side) => `${side} ${other.place[side]} for ${place[side]}`);
      const first = pixels.length > 0 ? [`${pixels.length} pixels, the first at ${pixels[0].join()}`] : [];
      return [`<${tag}> ${name} differs on ${file} in ${engine}: ${[...sizes, ...first].join(', ')}; see ${shown}`];
    });
  }

  for (const host of chosen) {
    it(`${host.file} changes nothing inside the tags`, async () => {
      assert.deepEqual(
        differences(host, await pictures({ ...host, print: engine === 'chromium' && saysPrint(host) })),
        [],
      );
    });
  }

  it('would show what leaks: a planted fault is found, in its tag alone', async () => {
    const host = { file: 'planted', page: 'body.css.html' };
    const found = await pictures(host, () => {
      for (const { name, tag } of window.shown) {
        if (name !== 'card') continue;
        const sheet = new CSSStyleSheet();
        sheet.replaceSync('.midad { word-spacing: inherit }');
        tag.shadowRoot.adoptedStyleSheets.push(sheet);
      }
    });
    const said = differences(host, found);
    assert.ok(said.length > 0);
    for (const words of said) assert.match(words, /^<article-card> card (in print )?differs/);
  });
});

/** An area of a picture, in whole pixels. */
function cut({ width: stride, rgb }, place) {
  const [x, y, width, height] = [place.x, place.y, place.width, place.height].map((value) => Math.round(value));
  const rows = Array.from({ length: height }, (_, row) => {
    const start = ((y + row) * stride + x) * 3;
    return rgb.subarray(start, start + width * 3);
  });
  return { width, height, rgb: Buffer.concat(rows) };
}

/** The pixels that two pictures do not share, as [x, y]. */
function differing(one, other) {
  if (one.width === other.width && one.rgb.equals(other.rgb)) return [];
  const found = [];
  for (let y = 0; y < Math.min(one.height, other.height); y++) {
    for (let x = 0; x < Math.min(one.width, other.width); x++) {
      const [at, there] = [(y * one.width + x) * 3, (y * other.width + x) * 3];
      const off = [0, 1, 2].some((i) => Math.abs(one.rgb[at + i] - other.rgb[there + i]) > SHADE);
      if (off && !near(one, other, x, y)) found.push([x, y]);
    }
  }
  return found;
}

/** Engines draw the edges of the very same path a shade off from one layer to the next: whether a pixel lies between its neighbours. */
function near(one, other, x, y) {
  const at = (y * one.width + x) * 3;
  return [0, 1, 2].every((i) => {
    const around = [-1, 0, 1].flatMap((dy) =>
      [-1, 0, 1].map((dx) => other.rgb[((y + dy) * other.width + x + dx) * 3 + i] ?? one.rgb[at + i]),
    );
    return one.rgb[at + i] >= Math.min(...around) - SHADE && one.rgb[at + i] <= Math.max(...around) + SHADE;
  });
}

/** Both pictures side by side, and what differs as red dots. */
function beside(one, other, pixels) {
  const width = one.width + other.width + one.width;
  const height = Math.max(one.height, other.height);
  const rgb = Buffer.alloc(width * height * 3, 220);
  for (const [picture, from] of [
    [one, 0],
    [other, one.width],
  ]) {
    for (let y = 0; y < picture.height; y++) {
      picture.rgb.copy(rgb, (y * width + from) * 3, y * picture.width * 3, (y + 1) * picture.width * 3);
    }
  }
  for (const [x, y] of pixels) rgb.set([255, 0, 0], (y * width + one.width + other.width + x) * 3);
  return { width, height, rgb };
}
