import { expect } from '@open-wc/testing';
import { articleId } from '../../src/model/identity.js';
import { pageArticle } from '../../src/sources/discover.js';

describe("the page's own article", () => {
  const added: Element[] = [];
  const head = (html: string): void => {
    const parsed = new DOMParser().parseFromString(`<head>${html}</head>`, 'text/html');
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
