import { parseArticle, type Article } from '../model/article.js';
import type { Counts } from '../model/counts.js';
import { articleId } from '../model/identity.js';
import { Problem, type ArticlePage, type ArticlesAsked, type Source } from './source.js';

/** The articles that a page tells machines of, in JSON-LD: no request at all. */
export class JsonLd implements Source {
  constructor(readonly address: string) {}

  async article(article: string): Promise<Article> {
    const found = this.#articles().find(({ id }) => id !== undefined && articleId(id) === article);
    if (found === undefined) throw new Problem('not_found', `the page's JSON-LD has no article ${article}`);
    return found;
  }

  async articles({ sort, section, tag, related, search, limit }: ArticlesAsked): Promise<ArticlePage> {
    if (sort !== 'latest' || related !== undefined || search !== undefined) {
      throw new Problem('unsupported', "the page's JSON-LD knows the latest articles alone");
    }
    const articles = this.#articles().filter(
      ({ articleSection, keywords }) =>
        (section === undefined || articleSection === section) && (tag === undefined || keywords.includes(tag)),
    );
    return { articles: articles.slice(0, limit) };
  }

  async counts(articles: readonly string[]): Promise<readonly (Counts | undefined)[]> {
    const known = new Map(this.#articles().map((article) => [articleId(article.id ?? ''), article]));
    return articles.map((article) => known.get(article));
  }

  #articles(): Article[] {
    const scripts = document.querySelectorAll('script[type="application/ld+json"]');
    return [...scripts].flatMap(({ textContent }) => {
      try {
        return parseArticle(JSON.parse(textContent), document.baseURI) ?? [];
      } catch {
        return [];
      }
    });
  }
}

export const jsonLd = (address: string): Source => new JsonLd(address);
