/** Every tag with a vector in each word, address and attribute that it shows. */
import { expect } from '@open-wc/testing';
import type { LitElement } from 'lit';
import { renderMarkdown } from '../../server/src/comments/markdown.js';
import { parseArticle } from '../../src/model/article.js';
import { parseComment } from '../../src/model/comment.js';
import '../../src/embed.js';
import { allowPictures, attack, faults, pieces, vectors } from './attack.js';
import { MemorySource } from '../support/memory-source.js';

const PAGE = 'https://site.example/a';
const article = (v: string) => ({
  ...{ headline: v, url: /^https?:/.test(v) ? v : `${PAGE}#${encodeURIComponent(v)}`, description: v, body: v },
  ...{ articleSection: v, author: [{ name: v, url: v }], keywords: [v], inLanguage: v, views: 1, comments: 1 },
  ...{ image: { url: v, alternateName: v, caption: v, creditText: v }, datePublished: v, dateModified: v },
});
/** What a builder writes on a tag, out of a template that was given a vector. */
const ATTRIBUTES = [
  'lang',
  'numerals',
  'time-zone',
  'highlight',
  'heading',
  'level',
  'layout',
  'noun',
  'networks',
  'search',
  'for',
  'notation',
];

/** Shows the tags until nothing is on its way, attacks them, and takes them away. */
async function show(tags: readonly HTMLElement[]): Promise<void> {
  const box = document.createElement('div');
  box.append(...tags);
  document.body.append(box);
  for (const end = Date.now() + 10_000; Date.now() < end;) {
    await Promise.all(tags.map((tag) => (tag as unknown as LitElement).updateComplete));
    if (!tags.some((tag) => tag.matches(':state(loading)'))) break;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  allowPictures(box);
  for (const tag of tags) {
    allowPictures(tag.shadowRoot!);
    expect([...faults(tag.shadowRoot!, { own: true })], tag.localName).to.deep.equal([]);
  }
  expect(await attack(box, { own: true })).to.deep.equal([]);
  box.remove();
}

const make = (name: string, properties: object) => Object.assign(document.createElement(name), properties);

describe('tags with vectors in all that they show', () => {
  it('<article-view>', async () => {
    for (const piece of pieces(vectors, 150))
      await show(piece.map((v) => make('article-view', { article: article(v) })));
  });

  it('<article-card>', async () => {
    for (const piece of pieces(vectors, 150))
      await show(piece.map((v) => make('article-card', { article: article(v) })));
  });

  it('<article-list>, in one layout after the other', async () => {
    const layouts = ['list', 'grid', 'hero', 'ticker', 'ranked'];
    let next = 0;
    for (const piece of pieces(vectors, 100)) {
      const layout = layouts[next++ % layouts.length];
      const source = new MemorySource();
      source.articles_ = piece.flatMap((v) => parseArticle(article(v), PAGE) ?? []);
      await show([make('article-list', { source, layout, limit: 100 })]);
    }
  });

  it('<comment-box>, with HTML as it is given and as the server makes it', async () => {
    for (const piece of pieces(vectors, 100)) {
      for (const html of [(v: string) => v, renderMarkdown]) {
        const comments = piece.flatMap((v, i) => {
          const given = { text: v, html: html(v), dateCreated: '2020-04-21T00:00:00Z', author: { name: v, url: v } };
          return parseComment({ ...given, id: `${i} ${v}` }) ?? [];
        });
        const source = new MemorySource(comments);
        source.pageSize = 100;
        await show([make('comment-box', { source, article: PAGE })]);
      }
    }
  });

  it('<share-bar>', async () => {
    for (const piece of pieces(vectors, 150)) await show(piece.map((v) => make('share-bar', { url: v, headline: v })));
  });

  it('attributes', async () => {
    const names = ['article-card', 'article-list', 'view-counter', 'comment-count', 'share-bar', 'reading-progress'];
    for (const piece of pieces(vectors, 40)) {
      const source = new MemorySource();
      const tags = piece.map((v, i) => {
        const tag = make(names[i % names.length]!, { source, article: PAGE });
        for (const name of ATTRIBUTES) tag.setAttribute(name, v);
        return tag;
      });
      await show(tags);
    }
  });
});
