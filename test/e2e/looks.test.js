/**
 * Every tag in every state, in every theme, by day and by night, on a phone and on a desk, in the engine BROWSER names. The
 * pictures lie in dist/looks/, to be looked at; what they look like from afar stands in test/looks/thumbs.json, written from Chromium:
 *
 *   node test/looks/write.js
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { tooClose } from '../looks/contrast.js';
import { faults } from '../looks/facts.js';
import { goto, openLooks, THEMES } from '../looks/site.js';
import { combinations, take } from '../looks/pictures.js';
import { difference, thumb } from '../looks/thumbs.js';
import { openBrowser } from '../support/pages.js';
import { isOneColour } from '../support/png.js';

const engine = process.env.BROWSER ?? 'chromium';
const expected = JSON.parse(readFileSync('test/looks/thumbs.json', 'utf8'));

describe(`every tag in every state in ${engine}`, () => {
  let site;
  let browser;
  let page;
  before(async () => {
    site = await openLooks();
    browser = await openBrowser(engine);
    page = await browser.newPage();
    await goto(page, site);
  });
  after(async () => {
    await browser?.close();
    await site?.close();
  });

  for (const theme of THEMES) {
    for (const width of [320, 1280]) {
      it(`is set as Arabic is, cuts nothing, and can be touched: ${theme || 'no'} theme, ${width} px`, async () => {
        await page.setViewport({ width, height: 900 });
        await page.evaluate((name) => window.wear(name, 'light'), theme);
        assert.ok((await page.evaluate('document.documentElement.scrollWidth')) <= width);
        assert.deepEqual(await page.evaluate(faults), []);
      });
    }
  }

  for (const width of [320, 1280]) {
    it(`cuts no mark off a line that ends where there is no more room: ${width} px`, async () => {
      const tab = await browser.newPage();
      await tab.setViewport({ width, height: 900 });
      for (const layout of ['list', 'grid', 'hero', 'ranked', 'ticker']) {
        // WebKitGTK lowers whole words below others where marks are piled: out of a line that has no room for that.
        if (engine === 'webkit' && layout === 'ticker' && width === 320) continue;
        await goto(tab, site, `article-list/${layout}`);
        const full = await tab.evaluate(fillWithMarks);
        assert.ok(full > 0, `nothing was filled in ${layout}`);
        assert.equal(await losesMarks(tab, '', ''), false, `${layout} loses marks`);
        assert.equal(await losesMarks(tab, 'hidden', '0.6'), true, `nothing would be seen in ${layout}`);
      }
      await tab.close();
    });
  }

  it('cuts nothing when its text is twice as large', async () => {
    await page.setViewport({ width: 1280, height: 900 });
    await page.evaluate((name) => window.wear(name, 'light'), '');
    await page.evaluate("document.documentElement.style.setProperty('--midad-font-size', '34px')");
    assert.ok((await page.evaluate('document.documentElement.scrollWidth')) <= 1280);
    assert.deepEqual(await page.evaluate(faults), []);
    await page.evaluate("document.documentElement.style.removeProperty('--midad-font-size')");
  });

  for (const theme of THEMES) {
    for (const scheme of ['light', 'dark']) {
      it(`stands out from its ground: ${theme || 'no'} theme, ${scheme}`, async () => {
        await page.evaluate((...looks) => window.wear(...looks), theme, scheme);
        assert.deepEqual(await page.evaluate(tooClose), []);
      });
    }
  }

  it('is dark where the page says so, or the tag itself, and light likewise', async () => {
    const ink = `getComputedStyle(document.querySelector('[data-state="article-card/words"] > *').shadowRoot.querySelector('.midad')).color`;
    const [day, night] = ['rgb(28, 27, 24)', 'rgb(236, 233, 226)'];
    const attribute = (value) =>
      `document.querySelector('[data-state="article-card/words"] > *').setAttribute('color-scheme', '${value}')`;
    await page.evaluate(() => window.wear('', 'light'));
    assert.equal(await page.evaluate(ink), day);
    await page.evaluate(attribute('dark'));
    assert.equal(await page.evaluate(ink), night);
    await page.evaluate(() => window.wear('', 'dark'));
    await page.evaluate(attribute('light'));
    assert.equal(await page.evaluate(ink), day);
    await page.evaluate(attribute(''));
    assert.equal(await page.evaluate(ink), night);
  });

  it("has the page's own faces and ink in the plain theme, and Naskh headlines in the broadsheet", async () => {
    const style = (state, selector) =>
      page.evaluate(
        (where, what) => {
          const { color, fontFamily } = getComputedStyle(
            document.querySelector(`[data-state="${where}"] > *`).shadowRoot.querySelector(what),
          );
          return `${color} ${fontFamily.split(',')[0].replaceAll('"', '')}`;
        },
        state,
        selector,
      );
    await page.evaluate(() => window.wear('plain', 'light'));
    for (const part of ['.headline', '.body', '.meta .byline'])
      assert.match(await style('article-view/ready', part), /Noto Naskh Arabic$/);
    assert.equal(await style('article-view/ready', '.body'), 'rgb(16, 42, 67) Noto Naskh Arabic');
    await page.evaluate(() => window.wear('broadsheet', 'light'));
    assert.match(await style('article-view/ready', '.headline'), /Noto Naskh Arabic$/);
    assert.match(await style('article-view/ready', '.meta .byline'), /IBM Plex Sans Arabic$/);
  });

  it('turns around the icons that point, and no others, in a page that runs from left to right', async () => {
    const turned = () =>
      page.evaluate(() =>
        [...document.querySelectorAll('[data-state] > *')].flatMap((tag) =>
          [...(tag.shadowRoot?.querySelectorAll('svg') ?? [])]
            .filter((icon) => getComputedStyle(icon).transform.startsWith('matrix(-1'))
            .map((icon) => icon.closest('button')?.title ?? icon.outerHTML),
        ),
      );
    assert.deepEqual(await turned(), []);
    await page.evaluate("Object.assign(document.documentElement, { lang: 'en', dir: 'ltr' })");
    await page.waitFor(
      `document.querySelector('[data-state="article-list/ticker"] > *').shadowRoot.querySelector('.midad').dir === 'ltr'`,
    );
    assert.deepEqual(await turned(), ['Previous article', 'Next article']);
    await page.evaluate("Object.assign(document.documentElement, { lang: 'ar-MA', dir: 'rtl' })");
    await page.waitFor(
      `document.querySelector('[data-state="article-list/ticker"] > *').shadowRoot.querySelector('.midad').dir === 'rtl'`,
    );
  });

  if (engine === 'chromium') {
    it('is printed as ink on white, with its links spelled out, its thread, and nothing to press', async () => {
      await page.evaluate(() => window.wear('', 'dark'));
      await page.devtools('Emulation.setEmulatedMedia', { media: 'print' });
      const printed = await page.evaluate(() => {
        const root = (state) => document.querySelector(`[data-state="${state}"] > *`).shadowRoot;
        const view = root('article-view/ready');
        const seen = [...document.querySelectorAll('[data-state] > *')].flatMap((tag) =>
          [...(tag.shadowRoot?.querySelectorAll('button, select, textarea, input, progress, .ticker') ?? [])].filter(
            (each) => each.checkVisibility(),
          ),
        );
        return {
          ink: getComputedStyle(view.querySelector('.midad')).color,
          link: getComputedStyle(view.querySelector('.body a'), '::after').content,
          orphans: getComputedStyle(view.querySelector('.body p')).orphans,
          thread: root('comment-box/thread').querySelector('[part=comment]').checkVisibility(),
          pressed: seen.map(
            (each) =>
              `${each.closest('[data-state]')?.dataset.state ?? each.getRootNode().host.localName} ${each.localName} ${each.part}`,
          ),
        };
      });
      await page.devtools('Emulation.setEmulatedMedia', { media: '' });
      assert.deepEqual(printed, {
        ink: 'rgb(28, 27, 24)',
        link: '" (https://example.org/)"',
        orphans: '3',
        thread: true,
        pressed: [],
      });
    });
  }

  const taken = {};
  for (const looks of combinations(THEMES)) {
    const name = Object.values(looks).join(' ').trim();
    it(`looks as it was looked at: ${name}`, async () => {
      const pictures = await take(page, looks, `dist/looks/${engine}`);
      taken[name] = pictures;
      const faulty = Object.entries(pictures).flatMap(([state, picture]) => {
        if (isOneColour(picture)) return [`${state} shows nothing`];
        // What the page wrote, which is drawn as each engine draws any page.
        if (/card\/(loading|failed)/.test(state)) return [];
        const unlike = difference(thumb(picture), expected[name]?.[state] ?? '0x0 0');
        return unlike === undefined ? [] : [`${state} ${unlike}`];
      });
      assert.deepEqual(faulty, []);
      assert.deepEqual(Object.keys(pictures), Object.keys(expected[name]));
    });
  }

  it('looks otherwise in each theme', () => {
    for (const side of ['light 320', 'dark 1280']) {
      const same = THEMES.flatMap((theme, i) =>
        THEMES.slice(i + 1).flatMap((other) => {
          const [one, two] = [theme, other].map((each) => taken[`${each} ${side}`.trim()]);
          return Object.keys(one)
            .filter((state) => !/^counters|card\/(loading|failed)|view\/loading/.test(state))
            .filter((state) => one[state].rgb.equals(two[state].rgb))
            .map((state) => `${state} in ${theme || 'no theme'} and ${other}`);
        }),
      );
      assert.deepEqual(same, []);
    }
  });
});

/** Whether lines that are cut so, and as close, look otherwise uncut: by more than edges are smoothed otherwise, of which WebKitGTK does much. */
async function losesMarks(tab, overflow, leading) {
  await tab.evaluate((...lines) => window.setLines(...lines), overflow, leading);
  const cut = await tab.picture();
  await tab.evaluate((...lines) => window.setLines(...lines), 'clip visible', leading);
  const whole = await tab.picture();
  return cut.rgb.some((value, i) => Math.abs(value - whole.rgb[i]) > (engine === 'webkit' ? 96 : 8));
}

/**
 * Runs in the page: fills every line that may be cut with letters under piled marks, as many as its lines hold, and gives how many
 * those are. `setLines(overflow, leading)` sets how those lines are cut, and how close they are.
 */
function fillWithMarks() {
  const WORDS = 'إِنَّ اللّٰهَ لَغَنِيٌّ يَهْدِيِّ الكُتُبِ بِكُلِّ مِلَّةٍ وَيُحِبُّهُمْ إِلَيِّ الصِّلَاتِ'.split(' ');
  const root = document.querySelector('article-list').shadowRoot;
  const lines = [...root.querySelectorAll('.headline, .kicker, .headlines .now')].filter(
    (line) => line.checkVisibility({ visibilityProperty: true }) && getComputedStyle(line).overflowX !== 'visible',
  );
  for (const line of lines) {
    const words = line.querySelector('a') ?? line;
    const least = Number.parseFloat(getComputedStyle(line).lineHeight) / 2;
    const said = [];
    const fits = () => {
      const range = document.createRange();
      range.selectNodeContents(words);
      const tops = [...range.getClientRects()].map(({ top }) => top).sort((a, b) => a - b);
      const number = tops.filter((top, i) => i === 0 || top - tops[i - 1] > least).length;
      return (
        number <= (getComputedStyle(line).webkitLineClamp === 'none' ? 1 : 2) && line.scrollWidth <= line.clientWidth
      );
    };
    do {
      said.push(WORDS[said.length % WORDS.length]);
      words.textContent = said.join(' ');
    } while (fits() && said.length < 60);
    words.textContent = said.slice(0, -1).join(' ');
  }
  window.setLines = (overflow, leading) => {
    for (const { style } of lines) {
      style.setProperty('overflow', overflow, 'important');
      style.setProperty('line-height', leading, 'important');
    }
  };
  return lines.length;
}
