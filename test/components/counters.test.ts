import { expect, fixture, html, waitUntil } from '@open-wc/testing';
import '../../src/define/comment-count.js';
import '../../src/define/view-counter.js';
import type { MidadEvents, ViewCounter } from '../../src/index.js';
import { threeComments, MemorySource, offline } from '../support/memory-source.js';

const shown = (element: Element) => element.shadowRoot!.querySelector('bdi')?.textContent;

describe('<view-counter> and <comment-count>', () => {
  it('count the view once and show `0` and `1٬082` as the founding page does', async () => {
    const source = new MemorySource();
    const page = await fixture(html`<p>
      <comment-count article="a" .source=${source}></comment-count> <view-counter article="a" .source=${source}></view-counter>
      <view-counter article="a" .source=${source}></view-counter>
    </p>`);
    await waitUntil(() => [...page.children].every((tag) => tag.matches(':state(ready)')));
    expect([...page.children].map(shown)).to.deep.equal(['0', '1٬082', '1٬082']);
    expect(source.calls).to.deep.equal(['view a']);
  });

  it('are heard as whole phrases, without the separator', async () => {
    const source = new MemorySource(threeComments());
    const page = await fixture(html`<p>
      <comment-count article="a" .source=${source}></comment-count><view-counter article="a" .source=${source}></view-counter>
    </p>`);
    await waitUntil(() => [...page.children].every((tag) => shown(tag)));
    expect([...page.children].map((tag) => tag.shadowRoot!.querySelector('.spoken')!.textContent)).to.deep.equal([
      '3 تعليقات',
      '1082 مشاهدة',
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
    await waitUntil(() => told.length === 1);
    counter.article = 'b';
    await waitUntil(() => told.length === 2);
    expect(told).to.deep.equal(['a 1082', 'b 1083']);
  });

  it('counts in the source it is told of later', async () => {
    const [first, second] = [new MemorySource(), new MemorySource()];
    const counter = await fixture<ViewCounter>(html`<view-counter article="a" .source=${first}></view-counter>`);
    await waitUntil(() => first.calls.length === 1);
    counter.source = second;
    await waitUntil(() => second.calls.join() === 'view a');
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
      await waitUntil(() => shown(counter) === '1٬082');
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
    await waitUntil(() => shown(counter) === '1٬234٬567');
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
