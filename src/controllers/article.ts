import type { ReactiveController, ReactiveElement } from 'lit';
import { fail } from '../warnings.js';
import type { Article, ArticleData } from '../model/article.js';
import type { Counts } from '../model/counts.js';
import { articleId } from '../model/identity.js';
import { httpUrl } from '../model/url.js';
import { loadArticle, type Parser } from '../sources/article.js';
import type { MidadSource } from '../sources/midad.js';
import type { Source } from '../sources/source.js';
import { CountsController } from './counts.js';
import type { Later } from './later.js';
import { LoadController, type LoadStatus } from './load.js';
import { PlaceController, type Place } from './place.js';

const NOWHERE: Place = { source: undefined, article: undefined };

/** What the companion server is asked for where an article came without its counts: most come with them. */
const COUNTS = {
  async counts(this: MidadSource, articles: readonly string[]): Promise<readonly Counts[]> {
    const { midadCounts } = await import('../sources/midad-counts.js');
    return midadCounts.counts.call(this, articles);
  },
};

/** What it is asked for by name: most tags have their article from a file of the site, or are given it. */
const NAMED = {
  async article(this: MidadSource, article: string, signal: AbortSignal): Promise<Article> {
    const { midadArticles } = await import('../sources/midad-articles.js');
    return midadArticles.article.call(this, article, signal);
  },
};

type Host = ReactiveElement & {
  readonly article: string | ArticleData | undefined;
  readonly src: string | undefined;
  readonly source: string | Source | undefined;
};

/** The article an element shows: its `article` property, what is at its `src`, or what its source has by that name; with its live counts. */
export class ArticleController implements ReactiveController {
  readonly #host: Host;
  readonly #place: PlaceController;
  readonly #load: LoadController<Article>;
  readonly #counts: CountsController;
  readonly #ofPage: boolean;
  readonly #parser: Later<Parser>;
  #data: unknown;
  #given: Article | undefined;
  /** What read the given article, or why nothing can; undefined while that is on its way. */
  #reader: unknown;
  #source: Source | null | undefined;

  /**
   * @param parser What reads the article, and is asked for with it.
   * @param ofPage Whether an article that the tag does not name is the page's own, rather than what its data say.
   */
  constructor(host: Host, parser: Later<Parser>, ofPage = false) {
    this.#host = host;
    this.#parser = parser;
    this.#ofPage = ofPage;
    this.#place = new PlaceController(host, COUNTS);
    host.addController(this);
    this.#load = new LoadController<Article>(
      host,
      () => this.#key(),
      async (key, signal) => {
        const reader = parser.get();
        const article = host.src ? loadArticle(key, signal, reader) : this.#source!.article!(key, signal);
        return (await Promise.all([article, reader]))[0];
      },
      'src',
    );
    this.#counts = new CountsController(host, () => this.#countsPlace());
  }

  hostUpdate(): void {
    const { article } = this.#host;
    const changed = article !== this.#data;
    this.#data = article;
    if (!this.#isGiven) return;
    if (changed) this.#parser.get().catch(() => {});
    // Read at once where that can be done already: what is shown changes, and does not go.
    const reader = this.#parser.now ?? this.#parser.lost;
    if (!changed && reader === this.#reader) return;
    this.#reader = reader;
    this.#given = this.#parser.now?.parseArticle(article, document.baseURI);
    if (reader !== undefined && this.#given === undefined) {
      fail(this.#host, 'article', this.#parser.lost ?? new Error('headline:'));
    }
  }

  get value(): Article | undefined {
    return this.#isGiven ? this.#given : this.#load.value;
  }

  get status(): LoadStatus {
    if (!this.#isGiven) return this.#load.status;
    return this.#reader === undefined ? 'loading' : this.#given ? 'ready' : 'failed';
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

  /** Tries to load it again; undefined where the page gave the article itself, for that would fail the same. */
  get retry(): (() => void) | undefined {
    return this.#isGiven ? undefined : this.#load.retry;
  }

  /** Where it is read, or the name by which a source knows it. */
  #key(): string | undefined {
    const { src, article } = this.#host;
    if (this.#isGiven) return undefined;
    this.#load.attribute = 'src';
    if (src) return httpUrl(src, document.baseURI) ?? src;
    this.#load.attribute = 'article';
    this.#source = article ? this.#place.find(NAMED) : undefined;
    return this.#source?.article && this.#place.named(article);
  }

  get #isGiven(): boolean {
    return typeof this.#host.article === 'object' && this.#host.article !== null;
  }

  #countsPlace(): Place {
    const { value } = this;
    // What the article came with is what its site says; only what it leaves out is asked for.
    if (value === undefined || (value.views !== undefined && value.comments !== undefined)) return NOWHERE;
    // An article is worth showing without counts: a page that has no source is not warned.
    const found = this.#place.find();
    const source = found?.counts && found;
    const name = this.#isGiven ? undefined : this.#host.article;
    if (name || this.#ofPage) return { source, article: this.#place.named(name) };
    return { source, article: value.id === undefined ? undefined : articleId(value.id) };
  }
}
