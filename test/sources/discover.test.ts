/** What a tag finds when nobody tells it where its data live. */
import { expect, fixture, html, waitUntil } from '@open-wc/testing';
import '../../src/define/comment-count.js';
import { articleId } from '../../src/model/identity.js';
import { pageArticle } from '../../src/sources/discover.js';
import { findElsewhere } from '../../src/sources/elsewhere.js';
import { MemorySource, threeComments } from '../support/memory-source.js';

const shown = (element: Element) => element.shadowRoot!.querySelector('bdi')?.textContent;

describe('a tag without a source', () => {
  let added: Element[] = [];
  const put = (markup: string) => {
    const nodes = [...document.createRange().createContextualFragment(markup).children];
    document.head.append(...nodes);
    added.push(...nodes);
  };
  afterEach(() => {
    for (const node of added.splice(0)) node.remove();
  });

  it('takes what is provided around it, before what the page names, and what is provided later', async () => {
    put('<link rel="midad" href="https://never-asked.invalid/">');
    const [first, second] = [new MemorySource(threeComments()), new MemorySource()];
    let give = (_source: MemorySource) => {};
    let left = 0;
    const provide = (event: Event) => {
      const { context, callback } = event as Event & { context: unknown; callback: (...given: unknown[]) => void };
      if (context !== 'midad-source') return;
      event.stopPropagation();
      give = (source) => callback(source, () => left++);
      give(first);
    };
    const around = await fixture(
      html`<div @context-request=${provide}><comment-count article="a"></comment-count></div>`,
    );
    const count = around.firstElementChild!;
    await waitUntil(() => shown(count) === '3');
    give(second);
    await waitUntil(() => shown(count) === '0');
    count.remove();
    expect(left).to.equal(1);
  });

  it('takes the counts that the page’s JSON-LD tells', async () => {
    put(`<script type="application/ld+json">{"@context": "https://schema.org", "@type": "NewsArticle", "headline": "ع",
      "url": "https://example.org/ld", "commentCount": 12}</script>`);
    const count = await fixture(html`<comment-count article="https://example.org/ld"></comment-count>`);
    await waitUntil(() => shown(count) === '12');
  });

  it('has the nearest of what a page has beside a server', () => {
    put(`<link rel="alternate" type="application/rss+xml" href="https://example.org/feed/">
      <script type="application/ld+json">{}</script>
      <link rel="alternate" type="application/json" href="https://example.org/ar/wp-json/wp/v2/posts/7">`);
    const found = () => findElsewhere().map(({ kind, address }) => `${kind} ${address.replace(/\?.*/, '')}`);
    expect(found()).to.deep.equal([
      'wordpress https://example.org/ar/wp-json/',
      `json-ld ${location.href.replace(/[?#].*/s, '')}`,
      'feed https://example.org/feed/',
    ]);
    put('<link rel="https://api.w.org/" href="https://example.org/?rest_route=/">');
    expect(found()[0]).to.equal('wordpress https://example.org/');
    expect(findElsewhere('https://example.org/wp-json/').map(({ kind }) => kind)).to.deep.equal(['wordpress']);
    expect(findElsewhere('https://example.org/feed.json').map(({ kind }) => kind)).to.deep.equal(['feed']);
  });
});

describe("the page's own article", () => {
  const added: Element[] = [];
  const head = (markup: string): void => {
    const parsed = new DOMParser().parseFromString(`<head>${markup}</head>`, 'text/html');
    for (const element of parsed.head.children) added.push(document.importNode(element, true));
    document.head.append(...added);
  };
  afterEach(() => added.splice(0).forEach((element) => element.remove()));

  const CANONICAL = '<link rel="canonical" href="https://www.example.org/%d8%a3/?utm_source=a">';
  const SHARED = '<meta property="og:url" content="http://example.org/shared/">';

  it('is what its canonical link says', () => {
    head(SHARED + CANONICAL);
    expect(pageArticle()).to.equal('https://example.org/%D8%A3');
  });

  it('is what its og:url says where there is no canonical link', () => {
    head(SHARED);
    expect(pageArticle()).to.equal('https://example.org/shared');
  });

  it('is what its og:url says where the canonical link is no address', () => {
    head(`<link rel="canonical" href="mailto:a@example.org">${SHARED}`);
    expect(pageArticle()).to.equal('https://example.org/shared');
  });

  it('is relative to the page where its og:url is', () => {
    head('<meta property="og:url" content="/relative">');
    expect(pageArticle()).to.equal(articleId(`${location.origin}/relative`));
  });

  it('is its address where neither says anything', () => {
    head('<link rel="canonical"><meta property="og:url" content=" ">');
    expect(pageArticle()).to.equal(articleId(location.href));
  });
});
