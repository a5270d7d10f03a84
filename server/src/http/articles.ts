import type { Context, Hono } from 'hono';
import { foundOf, type CountedPage, type PageList } from '../database/pages.js';
import type { Store } from '../database/store.js';
import type { Env } from './app.js';
import { briefly } from './briefly.js';
import { decodeCursor, encodeCursor } from './cursor.js';
import { DEFAULT_PAGE } from './fields.js';
import { questionOf, readQuery } from './input.js';
import { Problem } from './problem.js';
import { routes, type Route } from './routes.js';

/** A ranking reads the counts of all articles, every reader of a front page asks for the same, and nobody sees five seconds. */
const RANKED_MILLISECONDS = 5000;
const MOST_RANKED = 200;

/** Adds what tells of the site's articles. */
export function addArticles(app: Hono<Env>, { pages, signer }: Store): void {
  const ranked = briefly<PageList>(RANKED_MILLISECONDS, MOST_RANKED);

  app.get(routes.articles.path, async (c) => {
    const { limit = DEFAULT_PAGE, cursor, ...question } = readQuery(c.req.url, routes.articles.query);
    const scope = { articles: question };
    const after = cursor === undefined ? undefined : decodeCursor(signer, scope, cursor).position;
    const read = () => pages.list(question, limit, after);
    const isRanked = question.sort === 'views' || question.sort === 'comments';
    const { pages: list, next } = await (isRanked ? ranked(questionOf(c.req.url), read) : read());
    mayBeKept(c, routes.articles);
    return c.json({
      articles: list.map(articleJson),
      ...(next && { next: encodeCursor(signer, scope, 'after', next) }),
    });
  });

  app.get(routes.article.path, async (c) => {
    const { article } = readQuery(c.req.url, routes.article.query);
    const page = await pages.find(article);
    if (!page) throw new Problem('not_found', 'No feed of the site has told of this article.');
    mayBeKept(c, routes.article);
    return c.json(articleJson(page));
  });
}

/** The same for everybody, and nothing in it that must be seen at once. */
function mayBeKept(c: Context, { cacheSeconds }: Pick<Route, 'cacheSeconds'>): void {
  c.header('Cache-Control', `public, max-age=${cacheSeconds}`);
}

function articleJson(page: CountedPage): object {
  const { article, url, headline, description, section, authors, datePublished, image, keywords, language } =
    foundOf(page);
  return {
    id: article,
    headline,
    url,
    description,
    articleSection: section,
    author: authors,
    datePublished,
    image: image && { url: image.url, width: image.width, height: image.height, alternateName: image.alt },
    keywords,
    inLanguage: language,
    views: page.views,
    comments: page.comments,
  };
}
