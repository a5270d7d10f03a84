import type { Article } from '../model/article.js';
import type { Counts } from '../model/counts.js';
import { articleId } from '../model/identity.js';
import { openGraphArticle } from './open-graph.js';
import { pageUrl } from './page.js';
import { checkAsked, distinct, newestFirst, pick } from './pick.js';
import { articlesOf } from './schema.js';
import { Problem, type ArticlePage, type ArticlesAsked, type Source } from './source.js';

/**
 * The articles that a page tells machines of: in JSON-LD, and where that has none, in Open Graph. No request at all; what is
 * asked is looked up in the page as it stands.
 */
export class JsonLd implements Source {
  constructor(readonly address: string) {}

  async article(article: string, signal?: AbortSignal): Promise<Article> {
    signal?.throwIfAborted();
    const { articles, broken } = read();
    const found = named(articles, article);
    if (found) return found;
    const mend = broken === 0 ? '' : `; ${broken} of its scripts is no JSON`;
    throw new Problem('not_found', `the page's JSON-LD has no article ${article}${mend}`);
  }

  async articles(asked: ArticlesAsked, signal?: AbortSignal): Promise<ArticlePage> {
    signal?.throwIfAborted();
    checkAsked(asked, "the page's JSON-LD");
    return pick(newestFirst(read().articles), asked);
  }

  async counts(articles: readonly string[]): Promise<readonly (Counts | undefined)[]> {
    const { articles: known } = read();
    return articles.map((article) => {
      const { views, comments } = named(known, article) ?? {};
      return views === undefined && comments === undefined ? undefined : { views, comments };
    });
  }

  /** Whether the page tells enough for what a tag needs: its own article alone is no list of articles. */
  knows(method: keyof Source): boolean {
    const { articles } = read();
    if (method === 'articles') return articles.length > 1;
    if (method === 'counts') return articles.some(({ views, comments }) => (views ?? comments) !== undefined);
    return articles.length > 0;
  }
}

/** By its identity; the only article of a page is also known by the page's. */
function named(articles: readonly Article[], article: string): Article | undefined {
  const own = articles.length === 1 && article === articleId(pageUrl());
  return articles.find(({ id }) => id === article) ?? (own ? articles[0] : undefined);
}

function read(): { articles: Article[]; broken: number } {
  let broken = 0;
  const data = [...document.querySelectorAll('script[type="application/ld+json"]')].flatMap(({ textContent }) => {
    try {
      // A line break within a string is no JSON, and the commonest fault of all.
      return [JSON.parse(textContent.replace(/\p{Cc}+/gu, ' ')) as unknown];
    } catch {
      broken++;
      return [];
    }
  });
  const articles = distinct(articlesOf(data, pageUrl()));
  const page = articles.length === 0 ? openGraphArticle() : undefined;
  return { articles: page ? [page] : articles, broken };
}

export const jsonLd = (address: string): JsonLd => new JsonLd(address);
