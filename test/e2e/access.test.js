/**
 * How a reader gets on who uses the keyboard alone, or hears the page instead of seeing it, in the engine BROWSER names. What is heard
 * is Chromium's accessibility tree.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, before, describe, it } from 'node:test';
import { heard } from '../looks/heard.js';
import { goto, openLooks } from '../looks/site.js';
import { openBrowser } from '../support/pages.js';

const engine = process.env.BROWSER ?? 'chromium';
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
const BOX = "document.querySelector('comment-box').shadowRoot";
/** What has the focus, in whatever shadow roots: its part or name, and what it is called. */
const FOCUS = `(() => {
  let at = document.activeElement;
  while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
  const name = at.getAttribute('part') || at.getAttribute('name') || at.id || at.localName;
  return at === document.body || !at.checkVisibility() ? 'nothing' : name;
})()`;

describe(`a reader without a mouse in ${engine}`, () => {
  let site;
  let browser;
  let page;
  before(async () => {
    site = await openLooks();
    browser = await openBrowser(engine);
    page = await browser.newPage();
  });
  after(async () => {
    await browser?.close();
    await site?.close();
  });
  const focus = (name) =>
    page.waitFor(`${FOCUS} === '${name}'`).catch(async (error) => {
      throw new Error(`The focus is on ${await page.evaluate(FOCUS)}, not on ${name}.`, { cause: error });
    });
  /** Tab by Tab, as far as it takes. */
  async function tabTo(name, by = 'Tab') {
    for (let times = 0; times < 40; times++) {
      await page.press(by);
      if ((await page.evaluate(FOCUS)) === name) return;
    }
    assert.fail(`Tab never comes to ${name}.`);
  }

  for (const scheme of ['light', 'dark']) {
    it(`meets WCAG 2.2 AA in every state: ${scheme}`, async () => {
      await goto(page, site);
      await page.evaluate((name) => window.wear('', name), scheme);
      await page.evaluate(`(() => {${axe}})()`);
      const violations = await page.evaluate(async (tags) => {
        const { violations: found } = await window.axe.run({ runOnly: tags });
        return found.map(
          ({ id, nodes }) =>
            `${id}: ${nodes.map(({ target, any }) => `${target.flat().join(' ')} ${any[0]?.message ?? ''}`).join(', ')}`,
        );
      }, WCAG);
      assert.deepEqual(violations, []);
    });
  }

  it('answers a comment, changes their mind, answers again and stays where they are', async () => {
    await goto(page, site, 'comment-box/thread');
    await tabTo('reply');
    await page.press('Enter');
    await focus('text');
    await page.press('Shift+Tab');
    assert.equal(await page.evaluate(FOCUS), 'cancel');
    await page.press('Enter');
    await focus('reply');
    await page.press('Enter');
    await focus('text');
    await page.type('شكرا لكم');
    await tabTo('name');
    await page.type('ليلى');
    await tabTo('email');
    await page.type('leila@example.ma');
    await tabTo('submit');
    await page.press('Enter');
    await page.waitFor(
      `[...${BOX}.querySelectorAll('[part=text]')].some(({ textContent }) => textContent.includes('شكرا لكم'))`,
    );
    assert.notEqual(await page.evaluate(FOCUS), 'nothing');
  });

  it('recovers from an error: the focus goes to what is wrong, and what is right is sent', async () => {
    await goto(page, site, 'comment-box/empty');
    await tabTo('text');
    await page.type('شكرا');
    await page.waitFor(`${BOX}.querySelector('[part=submit]')`);
    await tabTo('submit');
    await page.press('Enter');
    await focus('name');
    assert.match(await page.evaluate(`${BOX}.querySelector('#name-error').textContent`), /أدخل اسمك/);
    if (engine === 'chromium') {
      const lines = await heard(page, '[data-state]');
      assert.ok(
        lines.some(
          (line) =>
            line.includes('textbox «الاسم» invalid focused required (أدخل اسمك.)') ||
            line.includes('textbox «الاسم» focused invalid required (أدخل اسمك.)'),
        ),
        lines.join('\n'),
      );
      assert.ok(
        lines.some((line) => line.includes('StaticText «يوجد خطآن»')),
        lines.join('\n'),
      );
    }
    await page.type('ليلى');
    await tabTo('email');
    await page.type('leila@example.ma');
    await page.press('Enter');
    await page.waitFor(`${BOX}.querySelector('[part=comment]')`);
    assert.notEqual(await page.evaluate(FOCUS), 'nothing');
  });

  for (const [state, button, then] of [
    ['comment-box/failed', 'retry', 'retry'],
    ['article-list/failed', 'retry', 'retry'],
    ['comment-box/fresh', 'fresh', 'comment'],
    ['comment-box/pending', 'edit', 'text'],
    ['comment-box/thread', 'like', 'like'],
    ['share-bar/ready', 'copy', 'copy'],
  ]) {
    it(`keeps the focus: ${state}, ${button}`, async () => {
      await goto(page, site, state);
      await tabTo(button);
      await page.press('Enter');
      await focus(then);
    });
  }

  if (engine !== 'chromium') return;

  it('hears a thread in the order it is read: who, when, what, and what can be done', async () => {
    await goto(page, site, 'comment-box/thread');
    const lines = (await heard(page, '[data-state]')).map((line) => line.trim());
    const from = lines.findIndex((line) => line === 'article «تعليق من سعيد الوزاني»');
    assert.deepEqual(lines.slice(0, 6), [
      'region «تعليقان»',
      'heading «تعليقان» level 2',
      'heading «اترك تعليقًا» level 3',
      'form «اترك تعليقًا»',
      'StaticText «التعليق»',
      'textbox «التعليق» required',
    ]);
    const minutes = /قبل \d+ (دقائق|دقيقة)/;
    assert.deepEqual(
      lines.slice(from, from + 15).map((line) => line.replace(minutes, 'قبل دقائق').replace(/\(.*\)/, '(التاريخ)')),
      [
        'article «تعليق من سعيد الوزاني»',
        'sectionheader',
        'StaticText «سعيد الوزاني»',
        'link «قبل دقائق»',
        'time (التاريخ)',
        'StaticText «قبل دقائق»',
        'StaticText «مبادرة جيدة، والتواصل عن بعد صار ضرورة في ظل هذه الظروف. نتمنى أن تشمل الاجتماعات باقي الجهات، وأن تُنشر خلاصاتها كاملة.»',
        'sectionfooter',
        'button «رد على سعيد الوزاني»',
        'button «إعجاب: 12 إعجابًا»',
        'button «عدم إعجاب: 1»',
        'list',
        'listitem level 2',
        'article «تعليق من خديجة الرحالي»',
        'sectionheader',
      ],
    );
  });

  it('hears whom the form answers, and what becomes of the address, without the signs beside the words', async () => {
    await goto(page, site, 'comment-box/answering');
    const lines = (await heard(page, '[data-state]')).map((line) => line.trim());
    const from = lines.indexOf('heading «اترك ردًّا على سعيد الوزاني» level 3');
    assert.deepEqual(
      lines
        .slice(from)
        .filter((line) => /^(heading|button|form|textbox|checkbox|alert|status)/.test(line))
        .slice(0, 11),
      [
        'heading «اترك ردًّا على سعيد الوزاني» level 3',
        'button «إلغاء الرد»',
        'form «اترك ردًّا على سعيد الوزاني»',
        'textbox «التعليق» required',
        'textbox «الاسم» required',
        'textbox «البريد الإلكتروني» required (لن يتم نشر عنوان بريدك الإلكتروني.)',
        'textbox «الموقع الإلكتروني (اختياري)»',
        'checkbox «احفظ اسمي وبريدي الإلكتروني وموقعي الإلكتروني في هذا المتصفح للمرة المقبلة.»',
        'alert',
        'status',
        'button «إرسال التعليق»',
      ],
    );
  });

  it('hears numbers as phrases: no separator of thousands, no sign alone, nothing nameless', async () => {
    await goto(page, site);
    // What a page wrote inside a tag is the page's.
    const lines = (await heard(page, 'main')).filter((line) => !line.includes('1٬081'));
    const noise = lines.filter((line) =>
      /[\u066B\u066C]|«[\s\p{P}\p{S}]+»/u.test(line.replace('«.»', '').replace(/« ?\) ?»|«\(»/, '')),
    );
    assert.deepEqual(noise, []);
    const nameless = lines.filter((line) =>
      /^\s*(button|link|textbox|combobox|checkbox|image|progressbar|region|form)(?! «)/.test(line),
    );
    assert.deepEqual(nameless, []);
    for (const phrase of ['1081 مشاهدة', 'لا توجد تعليقات'])
      assert.ok(
        lines.some((line) => line.includes(phrase)),
        phrase,
      );
  });

  it('hears what runs against the page in a voice of its own', async () => {
    await goto(page, site, 'comment-box/thread');
    const french = `[...${BOX}.querySelectorAll('[part=text] p')].find(({ textContent }) => textContent.startsWith('Merci'))`;
    assert.equal(await page.evaluate(`${french}.getAttribute('lang')`), '');
    await page.evaluate("document.querySelector('comment-box').lang = 'en'");
    await page.waitFor(`${BOX}.querySelector('.midad').lang === 'en'`);
    assert.deepEqual(
      await page.evaluate(
        `[...new Set([...${BOX}.querySelectorAll('[part=text] :is(p, blockquote)[dir=rtl]')].map(({ lang }) => lang))]`,
      ),
      ['ar'],
    );
    assert.equal(await page.evaluate(`${french}.hasAttribute('lang')`), false);
  });

  it('sees edges, focus and what is wrong in forced colours, and nothing move that was not touched', async () => {
    await page.devtools('Emulation.setEmulatedMedia', {
      features: [
        { name: 'forced-colors', value: 'active' },
        { name: 'prefers-reduced-motion', value: 'reduce' },
      ],
    });
    await goto(page, site);
    assert.deepEqual(await page.evaluate('document.getAnimations().length'), 0);
    assert.equal(
      await page.evaluate(
        `document.querySelector('[data-state="article-list/ticker"] > *').shadowRoot.querySelector('.turn button').ariaLabel`,
      ),
      'تشغيل',
    );
    const flat = await page.evaluate(() =>
      [...document.querySelectorAll('[data-state] > *')].flatMap((tag) =>
        [
          ...(tag.shadowRoot?.querySelectorAll(
            'button:not(.plain, .cancel, .reaction), input:not(.trap, [type=checkbox]), textarea, select',
          ) ?? []),
        ]
          .filter((control) => control.checkVisibility())
          .filter((control) => {
            const { borderBlockStartStyle, borderBlockStartWidth, borderBlockStartColor, backgroundColor } =
              getComputedStyle(control);
            return (
              borderBlockStartStyle === 'none' ||
              borderBlockStartWidth === '0px' ||
              borderBlockStartColor === backgroundColor
            );
          })
          .map(({ part }) => `${tag.localName} ${part}`),
      ),
    );
    assert.deepEqual(flat, []);
    // Whoever uses the keyboard.
    await page.press('Tab');
    const rings = await page.evaluate(() =>
      [...document.querySelectorAll('[data-state] > *')].flatMap((tag) =>
        [...(tag.shadowRoot?.querySelectorAll('a[href], button, input:not(.trap), textarea, select') ?? [])]
          .map((control) => {
            control.focus();
            const { outlineStyle, outlineWidth } = getComputedStyle(control);
            const seen = outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2;
            const focused = tag.shadowRoot.activeElement === control;
            return { focused, seen, name: `${tag.localName} ${control.localName} ${control.part}` };
          })
          .filter(({ focused }) => focused),
      ),
    );
    assert.ok(rings.length > 20, `${rings.length} took the focus`);
    assert.deepEqual(
      rings.filter(({ seen }) => !seen).map(({ name }) => name),
      [],
    );
    await page.devtools('Emulation.setEmulatedMedia', { features: [] });
  });
});
