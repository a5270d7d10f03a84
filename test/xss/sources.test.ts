/** What every source makes of vectors in all it reads: texts for the door, words, and addresses of http(s). */
import { expect } from '@open-wc/testing';
import { parseArticle, type Article } from '../../src/model/article.js';
import { parseComment, type Comment } from '../../src/model/comment.js';
import { feedArticle } from '../../src/sources/feed-item.js';
import { jsonFeed } from '../../src/sources/feed-json.js';
import { xmlFeed } from '../../src/sources/feed-xml.js';
import { sanitise } from '../../src/sources/sanitise.js';
import { articlesOf } from '../../src/sources/schema.js';
import { articleOf } from '../../src/sources/wordpress-article.js';
import { commentOf } from '../../src/sources/wordpress-comments.js';
import { allowPictures, attack, faults, pieces, vectors } from './attack.js';

const PAGE = 'https://site.example/a';
const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
/** Without what XML has none of, which a reader of feeds takes out, so that no new end of it comes together. */
const cdata = (text: string) =>
  `<![CDATA[${text.replace(/(?![\t\n\r])\p{Cc}/gu, '').replaceAll(']]>', ']]]]><![CDATA[>')}]]>`;

const rss = (text: (vector: string) => string) =>
  `<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/"><channel>${vectors
    .map(
      (v) =>
        `<item><title>${text(v)}</title><link>${text(v)}</link><dc:creator>${text(v)}</dc:creator><category>${text(v)}</category><description>${text(v)}</description><content:encoded>${text(v)}</content:encoded><media:content medium="image" url="${escaped(v)}"/></item>`,
    )
    .join('')}</channel></rss>`;
const atom = `<feed xmlns="http://www.w3.org/2005/Atom">${vectors
  .map(
    (v) =>
      `<entry><title type="html">${escaped(v)}</title><link href="${escaped(v)}"/><author><name>${escaped(v)}</name><uri>${escaped(v)}</uri></author><summary>${escaped(v)}</summary><content type="html">${escaped(v)}</content></entry>`,
  )
  .join('')}</feed>`;
const json = {
  version: 'https://jsonfeed.org/version/1.1',
  items: vectors.map((v) => ({
    ...{ id: v, url: v, title: v },
    ...{ content_html: v, summary: v, image: v, tags: [v], authors: [{ name: v, url: v }] },
  })),
};
const wordpress = (v: string) => ({
  ...{ id: 1, type: 'post', link: v, title: { rendered: v }, excerpt: { rendered: v }, content: { rendered: v } },
  ...{ date_gmt: v, modified_gmt: v, views: v, author: 1 },
  _embedded: {
    author: [{ name: v, link: v }],
    'wp:term': [
      [
        { taxonomy: 'category', name: v },
        { taxonomy: 'post_tag', name: v },
      ],
    ],
    'wp:featuredmedia': [
      {
        source_url: v,
        alt_text: v,
        caption: { rendered: v },
        media_details: { width: v, sizes: { x: { source_url: v } } },
      },
    ],
  },
});
const node = (v: string) => ({
  ...{
    '@type': 'NewsArticle',
    '@id': v,
    headline: v,
    name: v,
    url: v,
    description: v,
    articleBody: v,
    articleSection: v,
  },
  ...{ author: { name: v, url: v }, image: { url: v, caption: v, creditText: v, width: v }, keywords: v },
  ...{ inLanguage: v, datePublished: v, mainEntityOfPage: v },
});
const midad = (v: string) => ({ ...node(v), '@type': undefined, body: v, id: v });

const items = (list: ReturnType<typeof xmlFeed>) => (list ?? []).flatMap((item) => feedArticle(item, PAGE) ?? []);
const sources: Record<string, () => Article[]> = {
  'RSS, escaped': () => items(xmlFeed(rss(escaped))),
  'RSS in CDATA': () => items(xmlFeed(rss(cdata))),
  Atom: () => items(xmlFeed(atom)),
  'JSON Feed': () => items(jsonFeed(json)),
  WordPress: () => vectors.flatMap((v) => articleOf(wordpress(v)) ?? []),
  'JSON-LD': () => vectors.flatMap((v) => articlesOf([node(v)], PAGE)),
  'an article’s JSON': () => vectors.flatMap((v) => parseArticle(midad(v), PAGE) ?? []),
};

const HTTP = /^https?:\/\//;
const known = new Set<string>();

describe('articles with vectors in all that is read of them', () => {
  for (const [name, read] of Object.entries(sources)) {
    it(`have addresses of http(s) alone and a text that the door makes harmless: ${name}`, async () => {
      const articles = read();
      expect(articles.length, 'articles that were read').to.be.greaterThan(vectors.length / 2);
      const box = document.createElement('div');
      document.body.append(box);
      const bodies = [];
      for (const { url, image, author, body = '', inLanguage } of articles) {
        for (const address of [url, image?.url, ...author.map((each) => each.url)]) {
          if (address !== undefined) expect(address).to.match(HTTP);
        }
        if (inLanguage !== undefined) expect(inLanguage).to.match(/^[\w-]+$/);
        // Most sources hand on what another did.
        if (!known.has(body)) bodies.push(body);
        known.add(body);
      }
      for (const piece of pieces(bodies, 200)) {
        box.replaceChildren();
        for (const body of piece) {
          const fragment = await sanitise(body, PAGE);
          allowPictures(fragment);
          expect([...faults(fragment)], JSON.stringify(body)).to.deep.equal([]);
          box.append(fragment);
        }
        expect(await attack(box)).to.deep.equal([]);
      }
      box.remove();
    });
  }

  it('and comments too', () => {
    const comments: (Comment | undefined)[] = vectors.flatMap((v) => [
      parseComment({
        ...{ id: v, text: v, html: v, dateCreated: '2020-04-21T00:00:00Z' },
        author: { name: v, url: v },
      }),
      commentOf(
        { ...{ id: 1, author_name: v, author_url: v, content: { rendered: v } }, date_gmt: '2020-04-21T00:00:00' },
        { author: 1 },
      ),
    ]);
    for (const comment of comments) if (comment?.author.url !== undefined) expect(comment.author.url).to.match(HTTP);
    expect(comments.filter(Boolean).length).to.be.greaterThan(vectors.length);
  });
});
