/** One page, whatever stands behind it: a WordPress, that WordPress's feed, or the same articles as JSON-LD in the page itself. */
import { expect, waitUntil } from '@open-wc/testing';
import { wordpress } from '../../src/sources/wordpress.js';
import { ROOT, wordpressFixture } from '../support/wordpress-fixture.js';

const FEED = 'https://news.example/feed/';
const BODY = `<article-list limit="20"></article-list>
  <article-list layout="grid" section="سياسة" limit="20"></article-list>`;

describe('the same page', () => {
  let frame: HTMLIFrameElement;
  let fixture: Awaited<ReturnType<typeof wordpressFixture>>;
  let asked: string[];

  before(async () => (fixture = await wordpressFixture()));
  after(() => fixture.end());
  afterEach(() => frame.remove());

  /** Opens the page with that in its head, and gives what a reader sees of each article in each list. */
  async function open(head: string) {
    const feed = await (await fetch('/test/fixtures/wordpress/feed.xml')).text();
    asked = [];
    const answer: typeof fetch = async (input, init) => {
      const address = input instanceof Request ? input.url : String(input);
      asked.push(address);
      return address === FEED
        ? new Response(feed, { headers: { 'Content-Type': 'application/rss+xml' } })
        : window.fetch(input, init);
    };
    frame = Object.assign(document.createElement('iframe'), { width: 800, height: 600 });
    Object.assign(window, { answer });
    frame.srcdoc = `<!doctype html><html lang="ar"><head><link rel="canonical" href="https://news.example/">${head}
      <script>window.fetch = parent.answer;</script><script type="module" src="/src/embed.ts"></script></head><body>${BODY}</body></html>`;
    document.body.append(frame);
    const lists = () => [...(frame.contentDocument?.querySelectorAll('article-list') ?? [])];
    const ready = () =>
      lists().length === 2 && lists().every((list) => list.shadowRoot?.querySelector('.items > li a'));
    // All of Midad as it stands in the source: many modules.
    await waitUntil(ready, 'the lists never came', { timeout: 30_000 });
    return lists().map((list) =>
      [...list.shadowRoot!.querySelectorAll('.items > li')].map((item) => {
        const said = (part: string) => item.querySelector(`[part~=${part}]`)?.textContent.trim();
        const { href } = item.querySelector('a')!;
        return [said('title'), said('section'), said('byline'), said('date'), decodeURI(href)];
      }),
    );
  }

  it('shows the same articles from a WordPress, from its feed, and from JSON-LD, which asks for nothing', async function () {
    this.timeout(100_000);
    const ofWordPress = await open(`<link rel="https://api.w.org/" href="${ROOT}">`);
    frame.remove();
    expect(ofWordPress.map(({ length }) => length)).to.deep.equal([9, 3]);
    expect(ofWordPress[0]![0]!.slice(0, 3)).to.deep.equal([
      'الأمين العام يجتمع مع برلمانيي “فاس-مكناس” & شركائهم',
      'سياسة',
      'بقلم ليلى بنعمر',
    ]);
    expect(await open(`<link rel="alternate" type="application/rss+xml" href="${FEED}">`)).to.deep.equal(ofWordPress);
    expect([...new Set(asked)]).to.deep.equal([FEED]);
    frame.remove();
    const { signal } = new AbortController();
    const { articles } = await wordpress(ROOT).articles!({ sort: 'latest', limit: 20 }, signal);
    const list = articles.map((article) => ({ '@type': 'ListItem', item: { '@type': 'NewsArticle', ...article } }));
    const data = { '@context': 'https://schema.org', '@type': 'ItemList', itemListElement: list };
    const script = `<script type="application/ld+json">${JSON.stringify(data).replaceAll('<', '\\u003c')}</script>`;
    expect(await open(script)).to.deep.equal(ofWordPress);
    expect(asked).to.deep.equal([]);
  });
});
