import { expect } from '@open-wc/testing';
import { parseArticle } from '../../src/model/article.js';

const BASE = 'https://example.org/data/a.json';

describe('an article out of untrusted JSON', () => {
  it('reads schema.org as sites write it', () => {
    const article = parseArticle(
      {
        '@context': 'https://schema.org',
        '@graph': [
          { '@type': 'WebSite', name: 'الجريدة' },
          {
            '@type': ['NewsArticle'],
            headline: 'عنوان',
            mainEntityOfPage: { '@id': 'https://example.org/a' },
            author: [{ '@type': 'Person', name: 'ليلى' }, 'سعيد'],
            image: ['/a.jpg', '/b.jpg'],
            datePublished: '2020-04-21T18:30:00+01:00',
            keywords: 'تعليم، صحة, سفر',
            articleBody: 'أول <b>\n\nثان & أخير',
            inLanguage: 'ar_MA',
            interactionStatistic: [
              { interactionType: { '@type': 'CommentAction' }, userInteractionCount: '7' },
              { interactionType: 'http://schema.org/ReadAction', userInteractionCount: 1082 },
            ],
          },
        ],
      },
      BASE,
    )!;
    expect(article).to.deep.include({
      headline: 'عنوان',
      url: 'https://example.org/a',
      id: 'https://example.org/a',
      body: '<p>أول &lt;b></p><p>ثان &amp; أخير</p>',
      keywords: ['تعليم', 'صحة', 'سفر'],
      inLanguage: 'ar-MA',
      views: 1082,
      comments: 7,
    });
    expect(article.author.map(({ name }) => name)).to.deep.equal(['ليلى', 'سعيد']);
    expect(article.image).to.deep.include({ url: 'https://example.org/a.jpg', width: undefined, height: undefined });
  });

  it("reads Midad's own shape", () => {
    const article = parseArticle(
      {
        id: 'a',
        headline: ' عنوان ',
        url: '../a',
        body: '<p>نص</p>',
        image: { url: 'a.jpg', width: '640px', height: 360 },
        views: 3,
      },
      BASE,
    )!;
    expect(article).to.deep.include({
      id: 'a',
      headline: 'عنوان',
      url: 'https://example.org/a',
      body: '<p>نص</p>',
      views: 3,
    });
    expect(article.image).to.deep.include({ url: 'https://example.org/data/a.jpg', width: 640, height: 360 });
  });

  const worthless = [
    null,
    3,
    'x',
    [],
    {},
    { headline: '' },
    { headline: '\u00A0' },
    { headline: 3 },
    { '@type': 'Person', name: 'x' },
  ];
  for (const json of worthless) {
    it(`finds none in ${JSON.stringify(json)}`, () => expect(parseArticle(json)).to.equal(undefined));
  }

  it('leaves out what is wrong and keeps the rest', () => {
    const article = parseArticle({
      headline: 'عنوان',
      url: 'javascript:alert(1)',
      image: 'data:image/svg+xml,x',
      author: [null, 3, {}, { name: 'ليلى', url: 'javascript:alert(1)' }],
      datePublished: '2020-02-30',
      dateModified: '2020-13-45',
      keywords: [1, ' '],
      inLanguage: '"><b>',
      views: -1,
      commentCount: 1.5,
      interactionStatistic: [null, 'x', { interactionType: 'ReadAction', userInteractionCount: 'كثير' }],
    })!;
    expect(article).to.deep.include({
      url: undefined,
      image: undefined,
      datePublished: undefined,
      dateModified: undefined,
      keywords: [],
      inLanguage: undefined,
      views: undefined,
      comments: undefined,
    });
    expect(article.author).to.deep.equal([{ name: 'ليلى', url: undefined }]);
  });
});
