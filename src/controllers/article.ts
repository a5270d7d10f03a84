import type { ReactiveController, ReactiveElement } from 'lit';
import { warn } from '../events.js';
import { parseArticle, type Article, type ArticleData } from '../model/article.js';
import { httpUrl } from '../model/comment.js';
import { articleId } from '../model/identity.js';
import { loadArticle } from '../sources/article.js';
import { findSource } from '../sources/discover.js';
import type { Source } from '../sources/source.js';
import { CountsController } from './counts.js';
import { LoadController, type LoadStatus } from './load.js';
import type { Place } from './place.js';

const NOWHERE: Place = { source: undefined, article: undefined };

type Host = ReactiveElement & {
  readonly article: string | ArticleData | undefined;
  readonly src: string | undefined;
  readonly source: string | Source | undefined;
};

/** The article an element shows, from its `article` property or its `src`, with its live counts. */
export class ArticleController implements ReactiveController {
  readonly #host: Host;
  readonly #load: LoadController<Article>;
  readonly #counts: CountsController;
  #data: string | ArticleData | undefined;
  #given: Article | undefined;

  /** @param identity What the article is known by when neither tag nor data say it. */
  constructor(host: Host, identity: () => string | undefined = () => undefined) {
    this.#host = host;
    host.addController(this);
    this.#load = new LoadController<Article>(
      host,
      () => (this.#given === undefined && host.src ? (httpUrl(host.src, document.baseURI) ?? host.src) : undefined),
      loadArticle,
      'src',
    );
    this.#counts = new CountsController(host, () => {
      const { value } = this;
      // What the article came with is what its site says; only what it leaves out is asked for.
      if (value === undefined || (value.views !== undefined && value.comments !== undefined)) return NOWHERE;
      const named = typeof host.article === 'string' ? host.article : value.id;
      // An article is worth showing without counts: a page that has no source is not warned.
      return { source: findSource(host.source), article: (named && articleId(named)) || identity() };
    });
  }

  hostUpdate(): void {
    const { article } = this.#host;
    if (article === this.#data) return;
    this.#data = article;
    this.#given = typeof article === 'object' ? parseArticle(article, document.baseURI) : undefined;
    if (typeof article === 'object' && this.#given === undefined) {
      warn(this.#host, 'article', 'the property holds no article with a headline. The fallback is shown.');
    }
  }

  get value(): Article | undefined {
    return this.#given ?? this.#load.value;
  }

  get status(): LoadStatus {
    if (this.#given !== undefined) return 'ready';
    return typeof this.#host.article === 'object' ? 'failed' : this.#load.status;
  }

  /** What the article came with, else what its source says; undefined while nobody knows. */
  get counts(): { readonly comments: number | undefined; readonly views: number | undefined } {
    const live = this.#counts.counts;
    return { comments: this.value?.comments ?? live?.comments, views: this.value?.views ?? live?.views };
  }

  /** What relative addresses in the article are relative to. */
  get base(): string {
    return this.value?.url ?? httpUrl(this.#host.src, document.baseURI) ?? document.baseURI;
  }

  /** Tries `src` again. */
  retry = (): void => this.#load.retry();
}
