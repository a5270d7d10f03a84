import { expect, fixture, html, waitUntil } from '@open-wc/testing';
import '../../src/define/reading-progress.js';
import type { ReadingProgress } from '../../src/index.js';

describe('<reading-progress>', () => {
  const bar = (tag: ReadingProgress) => tag.renderRoot.querySelector('progress')!;
  const shown = (tag: ReadingProgress) => (bar(tag).checkVisibility() ? bar(tag).value : undefined);
  const open = async (template: ReturnType<typeof html>) => {
    const page = await fixture<HTMLElement>(template);
    const tag = page.querySelector('reading-progress') ?? (page as ReadingProgress);
    await waitUntil(() => tag.matches(':state(ready)'));
    return { page, tag };
  };
  /** Blocks of this many windows' height. */
  const tall = (element: HTMLElement, windows: number) => (element.style.blockSize = `${windows * innerHeight}px`);
  const scrolled = async (tag: ReadingProgress, y: number, read: number | undefined) => {
    scrollTo(0, y);
    await waitUntil(() => shown(tag) === read, `${y} px down it is never ${read}`);
  };
  afterEach(() => scrollTo(0, 0));

  it('fills from the beginning of the article to its end, whatever stands around it', async () => {
    const { page, tag } = await open(html`<div>
      <header></header>
      <reading-progress></reading-progress>
      <article></article>
      <footer></footer>
    </div>`);
    tall(page.querySelector('header')!, 1);
    tall(page.querySelector('article')!, 3);
    tall(page.querySelector('footer')!, 2);
    const top = page.querySelector('article')!.getBoundingClientRect().top + scrollY;
    await scrolled(tag, top + innerHeight, 0.5);
    await scrolled(tag, top - 50, 0);
    await scrolled(tag, top + 2 * innerHeight, 1);
    await scrolled(tag, top + 3 * innerHeight, 1);
    expect(bar(tag).ariaLabel).to.equal('تقدّم القراءة');
  });

  it('lies over the page and moves nothing', async () => {
    const { page, tag } = await open(html`<main><reading-progress></reading-progress><p>نص</p></main>`);
    const top = () => page.querySelector('p')!.getBoundingClientRect().top;
    tall(page, 2);
    await scrolled(tag, 0, 0);
    const before = top();
    const { y, width } = tag.getBoundingClientRect();
    expect([y, width]).to.deep.equal([0, document.documentElement.clientWidth]);
    tag.remove();
    expect(top()).to.equal(before);
  });

  it('stands where the page wants it', async () => {
    const { page, tag } = await open(
      html`<main><p>نص</p><reading-progress style="position: static; block-size: 5px"></reading-progress></main>`,
    );
    tall(page, 2);
    await scrolled(tag, 0, 0);
    const { top, height } = bar(tag).getBoundingClientRect();
    expect(height).to.equal(5);
    expect(top).to.be.at.least(page.querySelector('p')!.getBoundingClientRect().bottom);
  });

  it('is not there where the whole article is in the window, and comes when it grows', async () => {
    const { page, tag } = await open(html`<article><reading-progress></reading-progress><p>نص</p></article>`);
    await new Promise(requestAnimationFrame);
    await tag.updateComplete;
    expect(shown(tag)).to.equal(undefined);
    tall(page, 2);
    await waitUntil(() => shown(tag) === 0);
    tall(page, 0.5);
    await waitUntil(() => shown(tag) === undefined);
  });

  it('finds what holds the text, before what holds the page', async () => {
    const { page, tag } = await open(html`<main>
      <reading-progress></reading-progress>
      <article><div class="entry-content"></div></article>
      <article-view style="display: block"></article-view>
    </main>`);
    const at = (selector: string) => page.querySelector<HTMLElement>(selector)!;
    tall(at('article-view'), 2);
    tall(at('.entry-content'), 3);
    tall(page, 9);
    const below = (selector: string, windows: number) =>
      at(selector).getBoundingClientRect().top + scrollY + windows * innerHeight;
    await scrolled(tag, below('article-view', 0.5), 0.5);
    at('article-view').remove();
    await scrolled(tag, below('.entry-content', 0.5), 0.25);
    at('article').remove();
    page.style.marginBlockStart = '0';
    await scrolled(tag, page.getBoundingClientRect().top + scrollY + 4 * innerHeight, 0.5);
  });

  it('measures what it is told to, and says when there is no such thing', async () => {
    const { warn } = console;
    const said: string[] = [];
    console.warn = (words: string) => void said.push(words);
    const { page, tag } = await open(html`<main><reading-progress></reading-progress><div id="story"></div></main>`);
    tall(page, 9);
    tall(page.querySelector('div')!, 2);
    tag.for = 'story';
    await scrolled(tag, page.querySelector('div')!.getBoundingClientRect().top + scrollY + innerHeight / 2, 0.5);
    expect(said).to.deep.equal([]);
    tag.for = 'nothing';
    await waitUntil(() => shown(tag) === undefined && said.length === 1);
    console.warn = warn;
    expect(said[0]).to.include('<reading-progress> for').and.include('"nothing"');
  });

  it('follows an article that scrolls in a box of its own', async () => {
    const { page, tag } = await open(
      html`<div style="overflow: auto"><reading-progress></reading-progress><article></article></div>`,
    );
    tall(page, 1);
    tall(page.querySelector('article')!, 3);
    page.scrollTo(0, 0);
    page.scrollIntoView();
    await waitUntil(() => shown(tag) === 0);
    page.scrollTo(0, innerHeight);
    await waitUntil(() => shown(tag) === 0.5);
  });

  it('listens once for a whole page, and to nothing when it is gone', async () => {
    const { addEventListener: add, removeEventListener: remove } = window;
    const ears: string[] = [];
    window.addEventListener = (...args: Parameters<typeof add>) => {
      if (/^(scroll|resize)$/.test(args[0])) ears.push(`${args[0]} ${JSON.stringify(args[2])}`);
      add.apply(window, args);
    };
    window.removeEventListener = (...args: Parameters<typeof remove>) => {
      const name = `${args[0]} ${JSON.stringify(args[2])}`;
      if (ears.includes(name)) ears.splice(ears.indexOf(name), 1);
      remove.apply(window, args);
    };
    const { page, tag } = await open(html`<main><reading-progress></reading-progress></main>`);
    tall(page, 2);
    await scrolled(tag, 0, 0);
    const second = document.createElement('reading-progress');
    page.append(second);
    await waitUntil(() => second.matches(':state(ready)') && shown(second) === 0);
    expect(ears).to.have.members(['scroll', 'resize'].map((name) => `${name} {"passive":true,"capture":true}`));
    tag.remove();
    await scrolled(second, 2 * innerHeight, 1);
    second.remove();
    expect(ears).to.deep.equal([]);
    page.append(tag);
    await scrolled(tag, 0, 0);
    tag.remove();
    expect(ears).to.deep.equal([]);
    Object.assign(window, { addEventListener: add, removeEventListener: remove });
  });

  it('is not printed, and is filled from the right in Arabic', async () => {
    const { page, tag } = await open(html`<main dir="rtl"><reading-progress></reading-progress></main>`);
    tall(page, 2);
    await scrolled(tag, 0, 0);
    expect(getComputedStyle(bar(tag)).direction).to.equal('rtl');
    const rules = (tag.renderRoot as ShadowRoot).adoptedStyleSheets.flatMap((sheet) => [...sheet.cssRules]);
    const printed = rules
      .filter((rule) => rule instanceof CSSMediaRule && rule.conditionText === 'print')
      .flatMap((rule) => [...(rule as CSSMediaRule).cssRules].map(({ cssText }) => cssText.replace(/\s+/g, ' ')));
    expect(printed).to.include(':host { display: none; }');
  });
});
