import { parseArticle, type Article } from '../model/article.js';
import type { MidadSource } from './midad.js';
import { Problem, type ArticlePage, type ArticlesAsked } from './source.js';

/** What lists articles, for a `MidadSource`. */
export const midadArticles = {
  async articles(this: MidadSource, asked: ArticlesAsked, signal: AbortSignal): Promise<ArticlePage> {
    const query = new URLSearchParams();
    for (const [name, value] of Object.entries(asked)) {
      // Not said, it is the order that fits: what a search finds comes best first.
      if (value !== undefined && value !== 'latest') query.set(name, String(value));
    }
    const { articles, next } = Object(await this.ask(`articles?${query}`, {}, signal)) as Record<string, unknown>;
    if (!Array.isArray(articles)) throw new Problem('malformed', 'the server gave no list of articles');
    return {
      articles: articles.map((article) => parseArticle(article)).filter((article) => article !== undefined),
      next: typeof next === 'string' ? next : undefined,
    };
  },

  async article(this: MidadSource, article: string, signal: AbortSignal): Promise<Article> {
    const found = parseArticle(await this.ask(`articles/one?${new URLSearchParams({ article })}`, {}, signal));
    if (found === undefined) throw new Problem('malformed', 'the server gave no article');
    return found;
  },
};
