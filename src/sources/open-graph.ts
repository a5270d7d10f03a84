import { parseArticle, type Article } from '../model/article.js';
import { articleId } from '../model/identity.js';
import { httpUrl } from '../model/url.js';
import { pageUrl } from './page.js';

/** The article that the page is, as its Open Graph tells others; undefined where it is none. */
export function openGraphArticle(): Article | undefined {
  if (said('og:type')[0] !== 'article') return undefined;
  const [title, description, author] = ['og:title', 'og:description', 'author'].map((name) => said(name)[0]);
  const [published, modified, section, image, locale] = [
    ...['article:published_time', 'article:modified_time', 'article:section', 'og:image', 'og:locale'],
  ].map((name) => said(name)[0]);
  const [width, height, alternateName] = ['width', 'height', 'alt'].map((name) => said(`og:image:${name}`)[0]);
  const url = pageUrl();
  return parseArticle(
    {
      ...{ headline: title, url, id: articleId(url), description, articleSection: section, inLanguage: locale },
      ...{ datePublished: published, dateModified: modified, keywords: said('article:tag') },
      // article:author is a profile's address more often than a name.
      author: [...said('article:author').filter((name) => httpUrl(name) === undefined), author].slice(0, 1),
      image: { url: image, width, height, alternateName },
    },
    document.baseURI,
  );
}

function said(name: string): string[] {
  const metas = document.querySelectorAll<HTMLMetaElement>(`meta[property="${name}"], meta[name="${name}"]`);
  return [...metas].map(({ content }) => content.trim()).filter(Boolean);
}
