import type { Article } from '../model/article.js';
import type { Counts } from '../model/counts.js';
import { feedArticle } from './feed-item.js';
import { jsonFeed } from './feed-json.js';
import { xmlFeed } from './feed-xml.js';
import { checkAsked, distinct, newestFirst, pick } from './pick.js';
import { requestText } from './request.js';
import { Shared } from './shared.js';
import { Problem, type ArticlePage, type ArticlesAsked, type Source } from './source.js';

/** The most entries that are read of a feed. */
const MOST_ITEMS = 500;

/**
 * A site's RSS 2.0 or 1.0, Atom or JSON Feed: its latest articles, and the number of their comments where it says that
 * (`slash:comments`, `thr:total`). Everything is read in the page, by the browser's own parser, and nothing in it loads or runs.
 */
export class Feed implements Source {
  readonly #reading = new Shared<readonly Article[]>();

  /** @param address Where the feed is; another origin has to allow the page's (CORS). */
  constructor(readonly address: string) {}

  async article(article: string, signal?: AbortSignal): Promise<Article> {
    const found = (await this.#read(signal)).find(({ id }) => id === article);
    if (found === undefined) throw new Problem('not_found', `${this.address} has no article ${article}`);
    return found;
  }

  async articles(asked: ArticlesAsked, signal?: AbortSignal): Promise<ArticlePage> {
    checkAsked(asked, 'a feed');
    // A feed does not say which of its categories are sections.
    return pick(await this.#read(signal), asked, ({ keywords }) => keywords);
  }

  async counts(articles: readonly string[]): Promise<readonly (Counts | undefined)[]> {
    const known = new Map((await this.#read()).map((article) => [article.id, article]));
    return articles.map((id) => {
      const comments = known.get(id)?.comments;
      return comments === undefined ? undefined : { views: undefined, comments };
    });
  }

  #read(signal?: AbortSignal): Promise<readonly Article[]> {
    const { address } = this;
    return this.#reading.get(address, signal, async (all) => read(await requestText(address, all), address));
  }
}

function read(text: string, address: string): Article[] {
  const items = /^\s*\{/.test(text) ? jsonFeed(parse(text)) : xmlFeed(text);
  if (items === undefined) throw new Problem('malformed', `${address} is no feed`);
  const articles = items.slice(0, MOST_ITEMS).flatMap((item) => feedArticle(item, address) ?? []);
  return newestFirst(distinct(articles));
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

export const feed = (address: string): Source => new Feed(address);
