import { expect, fixture, html, waitUntil } from '@open-wc/testing';
import '../../src/define/article-card.js';
import '../../src/define/comment-count.js';
import '../../src/define/view-counter.js';
import { countComments } from '../../src/sources/counts.js';
import type { MidadEvents, ViewCounter } from '../../src/index.js';
import { threeComments, MemorySource, offline } from '../support/memory-source.js';
import { asReader } from '../support/reader.js';

const shown = (element: Element) => element.shadowRoot!.querySelector('bdi')?.textContent;

describe('<view-counter> and <comment-count>', () => {
  let driven = () => {};
  /** What happens in less than a second does not happen here. */
  const LATER = { timeout: 5000 };
  beforeEach(() => (driven = asReader()));
  afterEach(() => driven());

  it('count the view once and show `0` and `1٬082` as the founding page does', async () => {
    const source = new MemorySource();
    const page = await fixture(html`<p>
      <comment-count article="a" .source=${source}></comment-count> <view-counter article="a" .source=${source}></view-counter>
      <view-counter article="a" .source=${source}></view-counter>
    </p>`);
    await waitUntil(() => [...page.children].every((tag) => tag.matches(':state(ready)')));
    expect([...page.children].map(shown)).to.deep.equal(['0', '1٬081', '1٬081']);
    await waitUntil(() => shown(page.lastElementChild!) === '1٬082', 'counted', LATER);
    expect([...page.children].map(shown)).to.deep.equal(['0', '1٬082', '1٬082']);
    expect(source.calls).to.deep.equal(['counts a', 'view a']);
  });

  it('count no view where the tag is told not to, where a script drives the browser, and in a source that cannot', async () => {
    const [listed, robot, read] = [new MemorySource(), new MemorySource(), new MemorySource()];
    driven();
    const tag = (source: MemorySource) => html`<view-counter article="a" .source=${source}></view-counter>`;
    const counters = [await fixture(tag(robot))];
    asReader();
    Object.assign(read, { view: undefined });
    counters.push(await fixture(tag(read)));
    counters.push(await fixture(html`<view-counter readonly article="a" .source=${listed}></view-counter>`));
    await waitUntil(() => counters.every((counter) => shown(counter) === '1٬081'));
    await new Promise((resolve) => setTimeout(resolve, 1500));
    expect([robot, read, listed].map(({ calls }) => calls.join())).to.deep.equal(['counts a', 'counts a', 'counts a']);
  });

  it('say the number with its noun, or in short, and are heard in full', async () => {
    const source = new MemorySource(threeComments());
    source.views = 11_250;
    const page = await fixture(html`<p>
      <view-counter readonly noun article="a" .source=${source}></view-counter>
      <view-counter readonly notation="compact" article="a" .source=${source}></view-counter>
      <view-counter readonly noun notation="compact" article="a" .source=${source}></view-counter>
      <comment-count noun article="a" .source=${source}></comment-count>
      <comment-count notation="compact" article="a" .source=${source}></comment-count>
    </p>`);
    const expected = ['11٬250 مشاهدة', '11 ألفًا', '11 ألف مشاهدة', '3 تعليقات', '3'];
    await waitUntil(() => [...page.children].map(shown).join() === expected.join());
    expect([...page.children].map((tag) => tag.shadowRoot!.querySelector('.spoken')!.textContent)).to.deep.equal([
      '11250 مشاهدة',
      '11250 مشاهدة',
      '11250 مشاهدة',
      '3 تعليقات',
      '3 تعليقات',
    ]);
  });

  it('move when the number changes, where motion is welcome, and not when it comes', async () => {
    const { matchMedia } = window;
    let welcome = true;
    window.matchMedia = () => ({ matches: welcome }) as MediaQueryList;
    const { animate } = Element.prototype;
    let moved = 0;
    Element.prototype.animate = () => (moved++, undefined as unknown as Animation);
    try {
      const source = new MemorySource(threeComments());
      const count = await fixture(html`<comment-count article="a" .source=${source}></comment-count>`);
      await waitUntil(() => shown(count) === '3');
      expect(moved).to.equal(0);
      countComments(source, 'a', () => 4);
      await waitUntil(() => shown(count) === '4');
      expect(moved).to.equal(1);
      welcome = false;
      countComments(source, 'a', () => 5);
      await waitUntil(() => shown(count) === '5');
      expect(moved).to.equal(1);
    } finally {
      window.matchMedia = matchMedia;
      Element.prototype.animate = animate;
    }
  });

  it('ask once for a page of a hundred cards with counters', async () => {
    const source = new MemorySource();
    const page = await fixture(html`<div>
      ${Array.from(
        { length: 100 },
        (_, i) => html`<article-card .article=${{ headline: `خبر ${i}`, id: `a-${i}` }} .source=${source}></article-card
          ><comment-count article=${`a-${i}`} .source=${source}></comment-count
          ><view-counter readonly article=${`a-${i}`} .source=${source}></view-counter>`,
      )}
    </div>`);
    const number = (tag: Element) => tag.shadowRoot!.querySelectorAll('bdi[aria-hidden]').length;
    await waitUntil(() => [...page.children].reduce((sum, tag) => sum + number(tag), 0) === 400);
    expect(source.calls.length).to.equal(1);
    expect(source.calls[0]!.split(' ').length).to.equal(101);
  });

  it('try a view that could not be counted once more', async () => {
    const source = new MemorySource();
    const counter = await fixture(html`<view-counter article="a" .source=${source}></view-counter>`);
    await waitUntil(() => shown(counter) === '1٬081');
    source.problem = offline();
    await waitUntil(() => source.calls.length === 2, 'tried', LATER);
    source.problem = undefined;
    await waitUntil(() => shown(counter) === '1٬082', 'tried again', LATER);
    expect(source.calls).to.deep.equal(['counts a', 'view a', 'view a']);
  });

  it('show what is known where a source does not know all', async () => {
    const source = new MemorySource();
    const counts = async (articles: readonly string[]) =>
      articles.map((article) => (article === 'b' ? undefined : { views: undefined, comments: 2 }));
    Object.assign(source, { counts });
    const page = await fixture(html`<p>
      <comment-count article="a" .source=${source}>7</comment-count><view-counter readonly article="a" .source=${source}>900</view-counter>
      <comment-count article="b" .source=${source}>8</comment-count>
    </p>`);
    await waitUntil(() => shown(page.firstElementChild!) === '2');
    expect([...page.children].map((tag) => shown(tag) ?? (tag as HTMLElement).innerText.trim())).to.deep.equal([
      '2',
      '900',
      '8',
    ]);
    expect(page.lastElementChild!.matches(':state(failed)')).to.equal(true);
  });

  it('are heard as whole phrases, without the separator', async () => {
    const source = new MemorySource(threeComments());
    const page = await fixture(html`<p>
      <comment-count article="a" .source=${source}></comment-count><view-counter article="a" .source=${source}></view-counter>
    </p>`);
    await waitUntil(() => [...page.children].every((tag) => shown(tag)));
    expect([...page.children].map((tag) => tag.shadowRoot!.querySelector('.spoken')!.textContent)).to.deep.equal([
      '3 تعليقات',
      '1081 مشاهدة',
    ]);
    for (const tag of page.children) expect(tag.shadowRoot!.querySelector('bdi')!.ariaHidden).to.equal('true');
  });

  it('counts another article when told to, and tells the page', async () => {
    const source = new MemorySource();
    const told: string[] = [];
    const tell = ({ detail }: MidadEvents['view-counted']) => told.push(`${detail.article} ${detail.counts.views}`);
    const counter = await fixture<ViewCounter>(
      html`<view-counter article="a" .source=${source} @view-counted=${tell}></view-counter>`,
    );
    await waitUntil(() => told.length === 1, 'first', LATER);
    counter.article = 'b';
    await waitUntil(() => told.length === 2, 'second', LATER);
    expect(told).to.deep.equal(['a 1082', 'b 1083']);
  });

  it('counts in the source it is told of later', async () => {
    const [first, second] = [new MemorySource(), new MemorySource()];
    const counter = await fixture<ViewCounter>(html`<view-counter article="a" .source=${first}></view-counter>`);
    await waitUntil(() => first.calls.length === 2, 'first', LATER);
    counter.source = second;
    await waitUntil(() => second.calls.includes('view a'), 'second', LATER);
  });

  it('waits until the page is in front of the reader', async () => {
    const source = new MemorySource();
    let visibility = 'hidden';
    Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => visibility });
    try {
      const counter = await fixture(html`<view-counter article="a" .source=${source}></view-counter>`);
      await waitUntil(() => shown(counter) === '1٬081');
      expect(source.calls).to.deep.equal(['counts a']);
      visibility = 'visible';
      document.dispatchEvent(new Event('visibilitychange'));
      await waitUntil(() => shown(counter) === '1٬082', 'counted', LATER);
    } finally {
      delete (document as { visibilityState?: unknown }).visibilityState;
    }
  });

  it('show what the page knew when the source does not answer', async () => {
    const source = new MemorySource();
    source.problem = offline();
    const page = await fixture(html`<p>
      <comment-count article="a" .source=${source}>7</comment-count><view-counter article="a" .source=${source}>900</view-counter>
    </p>`);
    await waitUntil(() => [...page.children].every((tag) => tag.matches(':state(failed)')));
    expect([...page.children].map((tag) => (tag as HTMLElement).innerText.trim())).to.deep.equal(['7', '900']);
  });

  it('stand in one line and break nowhere', async () => {
    const source = new MemorySource();
    source.views = 1_234_566;
    const counter = await fixture(html`<view-counter icon article="a" .source=${source}></view-counter>`);
    await waitUntil(() => shown(counter) === '1٬234٬567', 'counted', LATER);
    expect(getComputedStyle(counter.shadowRoot!.querySelector('.count')!).whiteSpace).to.equal('nowrap');
  });

  it('know the page’s article and source when nobody says', async () => {
    const links = document
      .createRange()
      .createContextualFragment(
        '<link rel="canonical" href="https://example.org/%d8%a3#top"><link rel="midad" href="https://counts.invalid/">',
      );
    const added = [...links.children];
    document.head.append(links);
    const { fetch } = window;
    const asked: string[] = [];
    window.fetch = async (url) => {
      asked.push(String(url));
      return new Response(JSON.stringify({ counts: [{ views: 1, comments: 2 }] }));
    };
    try {
      const count = await fixture(html`<comment-count></comment-count>`);
      await waitUntil(() => shown(count) === '2');
      expect(asked).to.deep.equal(['https://counts.invalid/v1/counts?article=https%3A%2F%2Fexample.org%2F%25D8%25A3']);
    } finally {
      window.fetch = fetch;
      added.forEach((link) => link.remove());
    }
  });
});
