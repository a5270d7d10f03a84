/** What pages tell machines, as real ones write it. */
import { expect } from '@open-wc/testing';
import { elsewhere } from '../../src/sources/elsewhere.js';
import { JsonLd } from '../../src/sources/json-ld.js';
import type { Problem } from '../../src/sources/source.js';

describe('a page’s JSON-LD and Open Graph', () => {
  const added: Element[] = [];
  const put = (markup: string) => {
    const nodes = [...document.createRange().createContextualFragment(markup).children];
    document.head.append(...nodes);
    added.push(...nodes);
  };
  const tell = (data: unknown) =>
    put(`<script type="application/ld+json">${typeof data === 'string' ? data : JSON.stringify(data)}</script>`);
  const latest = async () => (await new JsonLd('').articles({ sort: 'latest', limit: 100 })).articles;
  afterEach(() => {
    for (const node of added.splice(0)) node.remove();
  });

  it('name pictures, authors and counts in other nodes', async () => {
    tell({
      '@graph': [
        {
          '@type': 'Article',
          isPartOf: { '@id': 'https://site.example/a/' },
          mainEntityOfPage: { '@id': 'https://site.example/a/' },
          headline: 'خبر &#8220;عاجل&#8221; <b>',
          author: { name: 'ليلى', '@id': '#layla' },
          image: { '@id': '#primaryimage' },
          interactionStatistic: [{ '@id': '#seen' }],
        },
        { '@id': '#layla', '@type': 'Person', url: 'https://site.example/layla' },
        { '@id': '#primaryimage', '@type': 'ImageObject', url: 'https://site.example/a.jpg', width: 1200, height: 675 },
        { '@id': '#seen', interactionType: { '@type': 'ReadAction' }, userInteractionCount: 7 },
        {
          '@type': 'BreadcrumbList',
          itemListElement: [{ '@type': 'ListItem', name: 'الرئيسية', item: 'https://site.example/' }],
        },
        { '@type': 'Organization', name: 'الموقع' },
      ],
    });
    const [only, ...others] = await latest();
    expect(others).to.deep.equal([]);
    expect(only).to.deep.include({
      headline: 'خبر “عاجل” <b>',
      id: 'https://site.example/a',
      author: [{ name: 'ليلى', url: 'https://site.example/layla' }],
      views: 7,
    });
    expect(only!.image).to.include({ url: 'https://site.example/a.jpg', width: 1200 });
  });

  it('are read where a string is broken over lines, and beside a script that is no JSON', async () => {
    tell('{"@type": "NewsArticle", "headline": "خبر\nطويل", "url": "https://site.example/a"}');
    tell('{"@type": "NewsArticle", ');
    expect((await latest()).map(({ headline }) => headline)).to.deep.equal(['خبر طويل']);
    const missing = await new JsonLd('').article('unknown').catch((error: Problem) => error);
    expect(missing).to.include({ code: 'not_found' });
    expect((missing as Problem).message).to.match(/1 of its scripts is no JSON/);
  });

  it('know the only article of a page by the page’s own address', async () => {
    put('<link rel="canonical" href="https://site.example/canonical">');
    tell({ '@type': 'NewsArticle', headline: 'خبر', commentCount: 3, url: 'http://www.site.example/old' });
    expect((await new JsonLd('').article('https://site.example/canonical')).headline).to.equal('خبر');
    expect((await new JsonLd('').counts(['https://site.example/canonical']))[0]?.comments).to.equal(3);
  });

  it('follow no circle and no depth for ever', async () => {
    tell({ '@id': '#a', mainEntity: { '@id': '#a' } });
    tell('{"@graph":['.repeat(2000) + ']}'.repeat(2000));
    expect(await latest()).to.deep.equal([]);
  });

  it('take the page for its article by Open Graph, where there is no JSON-LD of one', async () => {
    tell({ '@type': 'WebSite', name: 'الموقع' });
    put(`<meta property="og:type" content="article"><meta property="og:title" content="خبر"><meta name="author" content="ليلى">
      <meta property="og:url" content="https://site.example/og"><meta property="og:locale" content="ar_MA">
      <meta property="og:image" content="/a.jpg"><meta property="og:image:width" content="1200"><meta property="og:image:height" content="675">
      <meta property="article:published_time" content="2020-04-21T10:30:00+03:00"><meta property="article:section" content="تعليم">
      <meta property="article:tag" content="مدرسة"><meta property="article:tag" content="تلاميذ">
      <meta property="article:author" content="https://social.example/layla">`);
    const [only] = await latest();
    expect(only).to.deep.include({
      headline: 'خبر',
      id: 'https://site.example/og',
      author: [{ name: 'ليلى', url: undefined }],
      datePublished: '2020-04-21T10:30:00+03:00',
      articleSection: 'تعليم',
      keywords: ['مدرسة', 'تلاميذ'],
      inLanguage: 'ar-MA',
    });
    expect(only!.image).to.include({ url: new URL('/a.jpg', location.href).href, width: 1200 });
  });

  it('are a source for what they tell alone: a page’s own article is no list of articles', async () => {
    put('<link rel="alternate" type="application/rss+xml" href="https://site.example/feed/">');
    tell({ '@type': 'NewsArticle', headline: 'خبر', url: 'https://site.example/a' });
    expect(await elsewhere(undefined, 'article')).to.be.instanceOf(JsonLd);
    expect((await elsewhere(undefined, 'articles'))?.address).to.equal('https://site.example/feed/');
    expect((await elsewhere(undefined, 'counts'))?.address).to.equal('https://site.example/feed/');
    expect(await elsewhere(undefined, 'post')).to.equal(undefined);
  });
});
