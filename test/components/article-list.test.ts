import { expect, fixture, html, oneEvent, waitUntil } from '@open-wc/testing';
import '../../src/define/article-list.js';
import type { ArticleList, MidadEvents } from '../../src/index.js';
import { fakeTime } from '../support/fake-time.js';
import { MemorySource, offline, someArticles } from '../support/memory-source.js';

describe('<article-list>', () => {
  let source: MemorySource;
  let list: ArticleList;
  const all = (selector: string) => [...list.renderRoot.querySelectorAll<HTMLElement>(selector)];
  const headlines = () => all('.headline').map(({ textContent }) => /\d+/.exec(textContent)![0]);
  const title = () => all('[part=title]')[0]?.textContent.trim();
  const said = () => all('[role=status]').map(({ textContent }) => textContent.trim());
  const button = () => all('[part=more]')[0]!;
  const open = async (template = html`<article-list .source=${source}></article-list>`, state = 'ready') => {
    list = await fixture<ArticleList>(template);
    await waitUntil(() => list.matches(`:state(${state})`));
  };

  beforeEach(() => {
    source = new MemorySource();
    source.articles_ = someArticles(25);
  });

  it('shows the latest articles under their heading, each with what is known of it', async () => {
    await open();
    expect(title()).to.equal('آخر الأخبار');
    expect(headlines()).to.deep.equal(Array.from({ length: 10 }, (_, i) => String(i + 1)));
    expect(all('.items li').length).to.equal(10);
    expect([all('[role=heading]')[0]!.ariaLevel, all('.headline')[0]!.ariaLevel]).to.deep.equal(['2', '3']);
    await waitUntil(() => all('[part=count] bdi').length === 20);
    // One request for the list, and one for all its counts.
    expect(source.calls.length).to.equal(2);
    expect(source.calls[1]).to.match(/^counts https:\/\/example.org\/a-1 .* https:\/\/example.org\/a-10$/);
  });

  it('asks for what it is told to, and says what that is', async () => {
    const titles: unknown[] = [];
    for (const [template, asked, heading] of [
      [
        html`<article-list sort="views" days="7" .source=${source}></article-list>`,
        'sort=views days=7 10',
        'الأكثر قراءة',
      ],
      [
        html`<article-list sort="comments" limit="5" .source=${source}></article-list>`,
        'sort=comments 5',
        'الأكثر تعليقًا',
      ],
      [html`<article-list section="اقتصاد" .source=${source}></article-list>`, 'section=اقتصاد 10', 'اقتصاد'],
      [html`<article-list tag="ماء" heading="الماء" .source=${source}></article-list>`, 'tag=ماء 10', 'الماء'],
      [html`<article-list related article="a-1" .source=${source}></article-list>`, 'related=a-1 10', 'مقالات ذات صلة'],
      [
        html`<article-list search="الاحواض" .source=${source}></article-list>`,
        'search=الاحواض 10',
        'نتائج البحث عن «الاحواض»',
      ],
    ] as const) {
      source.calls.length = 0;
      await open(template);
      expect(source.calls[0]).to.equal(`articles ${asked}`);
      titles.push([title(), heading]);
    }
    expect(
      titles.every((pair) => (pair as string[])[0] === (pair as string[])[1]),
      JSON.stringify(titles),
    ).to.equal(true);
  });

  it('marks what was searched for, in any spelling, and asks for nothing while nothing is searched for', async () => {
    await open(html`<article-list search="الاحواض" .source=${source}></article-list>`);
    await waitUntil(() => (CSS.highlights.get('midad-search')?.size ?? 0) === 10);
    list.search = ' ';
    await waitUntil(() => list.matches(':state(idle)'));
    expect(all('.headline').length).to.equal(0);
  });

  it('keeps the room of what is coming, to the pixel, in every layout', async () => {
    for (const layout of ['list', 'grid', 'hero', 'ranked', 'ticker'] as const) {
      for (const width of [320, 900]) {
        const release = source.hold();
        const page = await fixture<HTMLElement>(
          html`<div style="width: ${width}px"><article-list layout=${layout} limit="6" .source=${source}></article-list></div>`,
        );
        list = page.querySelector('article-list')!;
        await waitUntil(() => list.matches(':state(loading)') && all('.skeleton, .ticker').length === 1);
        const before = list.getBoundingClientRect().height;
        release();
        await waitUntil(() => list.matches(':state(ready)'));
        expect(list.getBoundingClientRect().height, `${layout} at ${width} px`).to.equal(before);
        expect(list.scrollWidth <= width, `${layout} at ${width} px is ${list.scrollWidth} wide`).to.equal(true);
      }
    }
  });

  it('ends a headline of the ticker where its room ends', async () => {
    source.articles_ = someArticles(2).map((article) => ({ ...article, headline: 'عنوان طويل '.repeat(12) }));
    const page = await fixture<HTMLElement>(
      html`<div style="width: 600px"><article-list layout="ticker" .source=${source}></article-list></div>`,
    );
    list = page.querySelector('article-list')!;
    await waitUntil(() => list.matches(':state(ready)') && all('.headlines li').length === 2);
    const room = all('.headlines')[0]!.getBoundingClientRect();
    expect(all('.headlines li').map((line) => line.getBoundingClientRect().width)).to.deep.equal([
      room.width,
      room.width,
    ]);
    expect(room.width).to.be.lessThan(600);
  });

  it('numbers a ranked list in the reader’s digits, for the eye', async () => {
    await open(html`<article-list layout="ranked" numerals="arab" limit="3" .source=${source}></article-list>`);
    expect(all('[part=rank]').map(({ textContent, ariaHidden }) => textContent + ariaHidden)).to.deep.equal([
      '١true',
      '٢true',
      '٣true',
    ]);
  });

  it('brings more by a button, takes the reader to the first of them, and ends', async () => {
    await open(html`<article-list more="button" .source=${source}></article-list>`);
    button().click();
    await waitUntil(() => headlines().length === 20);
    await waitUntil(() => list.shadowRoot!.activeElement?.textContent.includes('المرحلة 11 '));
    button().click();
    await waitUntil(() => headlines().length === 25);
    expect(all('[part=more]').length).to.equal(0);
    expect(new Set(headlines()).size).to.equal(25);
  });

  it('keeps what it has when more cannot be had, and offers to try again', async () => {
    await open(html`<article-list more="button" .source=${source}></article-list>`);
    source.problem = offline();
    button().click();
    await waitUntil(() => button().textContent.trim() === 'إعادة المحاولة');
    expect(headlines().length).to.equal(10);
    source.problem = undefined;
    button().click();
    await waitUntil(() => headlines().length === 20);
  });

  it('brings more as the reader scrolls, as a feed that the keyboard can walk', async () => {
    await open(html`<article-list more="scroll" .source=${source}></article-list>`);
    const feed = () => all('[role=feed]')[0]!;
    expect([feed().ariaBusy, all('.item')[0]!.ariaPosInSet, all('.item')[0]!.ariaSetSize]).to.deep.equal([
      'false',
      '1',
      '-1',
    ]);
    all('.item')[0]!.focus();
    const key = new KeyboardEvent('keydown', { key: 'PageDown', bubbles: true, cancelable: true });
    all('.item')[0]!.dispatchEvent(key);
    expect([key.defaultPrevented, list.shadowRoot!.activeElement === all('.item')[1]]).to.deep.equal([true, true]);
    button().scrollIntoView();
    await waitUntil(() => headlines().length > 10);
  });

  it('says in Arabic that there is nothing, or nothing found, or that loading failed, and tries again', async () => {
    source.articles_ = [];
    await open();
    expect(said()[0]).to.equal('لا يوجد محتوى للعرض.');
    await open(html`<article-list search="ماء" .source=${source}></article-list>`);
    expect(said()[0]).to.equal('لا توجد نتائج.');
    source.problem = offline();
    const { warn } = console;
    console.warn = () => {};
    await open(html`<article-list .source=${source}><a href="/all">كل الأخبار</a></article-list>`, 'failed');
    console.warn = warn;
    expect(list.querySelector('a')!.checkVisibility()).to.equal(true);
    expect(said().at(-1)).to.equal('تعذّر التحميل.');
    source.problem = undefined;
    source.articles_ = someArticles(3);
    all('[part=retry]')[0]!.click();
    await waitUntil(() => headlines().length === 3);
    expect(list.querySelector('a')!.checkVisibility()).to.equal(false);
  });

  it('asks the page before a headline is followed', async () => {
    await open();
    const told = oneEvent(list, 'article-open');
    list.addEventListener('article-open', (event) => event.preventDefault());
    all('.headline a')[1]!.click();
    const { detail } = (await told) as MidadEvents['article-open'];
    expect(detail.article.url).to.equal('https://example.org/a-2');
  });

  it('tells of breaking news one after another, until the reader stops it, points at it, or turns over', async () => {
    const time = fakeTime();
    const { matchMedia } = window;
    try {
      window.matchMedia = () => ({ matches: false }) as MediaQueryList;
      const ticks: (() => void)[] = [];
      const { setInterval, clearInterval } = window;
      Object.assign(window, {
        setInterval: (tick: () => void) => ticks.push(tick),
        clearInterval: () => ticks.splice(0),
      });
      await open(html`<article-list layout="ticker" limit="3" .source=${source}></article-list>`);
      await waitUntil(() => ticks.length === 1);
      Object.assign(window, { setInterval, clearInterval });
      const now = () => /\d+/.exec(all('.now')[0]!.textContent)![0];
      const tick = async () => {
        ticks[0]?.();
        await list.updateComplete;
        return now();
      };
      expect([all('.label')[0]!.textContent, now(), await tick(), await tick(), await tick()]).to.deep.equal([
        'عاجل',
        '1',
        '2',
        '3',
        '1',
      ]);
      const line = all('.ticker')[0]!;
      line.dispatchEvent(new Event('pointerenter'));
      expect(await tick()).to.equal('1');
      line.dispatchEvent(new Event('pointerleave'));
      const [stop, back, forth] = all('.turn button') as [HTMLElement, HTMLElement, HTMLElement];
      expect([stop.ariaLabel, back.ariaLabel, forth.ariaLabel]).to.deep.equal([
        'إيقاف مؤقت',
        'المقال السابق',
        'المقال التالي',
      ]);
      stop.click();
      await list.updateComplete;
      expect([stop.ariaLabel, all('.headlines')[0]!.ariaLive]).to.deep.equal(['تشغيل', 'polite']);
      back.click();
      await list.updateComplete;
      expect(now()).to.equal('3');
      expect(all('.headlines a').filter((link) => getComputedStyle(link).visibility === 'visible').length).to.equal(1);
    } finally {
      window.matchMedia = matchMedia;
      time.restore();
    }
  });

  it('does not move by itself for a reader who wants less motion', async () => {
    const { matchMedia } = window;
    window.matchMedia = () => ({ matches: true }) as MediaQueryList;
    try {
      await open(html`<article-list layout="ticker" .source=${source}></article-list>`);
      expect(all('.turn button')[0]!.ariaLabel).to.equal('تشغيل');
    } finally {
      window.matchMedia = matchMedia;
    }
  });
});
