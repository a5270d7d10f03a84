import type { Article } from '../model/article.js';
import type { CommentPage } from '../model/comment.js';
import type { Counts } from '../model/counts.js';
import type { CommentDraft } from '../model/draft.js';
import type { ArticlePage, ArticlesAsked, OwnComment, PageAsked, Reader, Source } from './source.js';
import { commentsOf } from './wordpress-comments.js';
import { countsOf } from './wordpress-counts.js';
import { WordPressPlugin } from './wordpress-plugin.js';
import { ownComment, postComment } from './wordpress-post.js';
import { WordPressPosts } from './wordpress-posts.js';
import { WordPressSite } from './wordpress-site.js';

/**
 * A WordPress by its REST API (`wp/v2`), of 6.1 and newer, and what the plugins that count views have there. Guests may
 * post where the site lets them.
 *
 * With Midad's own plugin everything a page shows comes in one request, views are counted, comments are posted as by WordPress's
 * own form, and who is logged in writes as themselves. Where its page says that it is there, nothing is asked to find out.
 *
 * Else it learns to count views (`view`) with the first counts, where WordPress Popular Posts takes them and does not count in
 * this page itself. WP-PostViews wants a nonce of its theme's, and Post Views Counter counts by its own script: of both the
 * numbers are read.
 */
export class WordPress implements Source {
  readonly address: string;
  /** Counts a view, once a page: WordPress alone cannot tell a repetition. */
  declare view?: (article: string) => Promise<Counts>;
  readonly #site: WordPressSite;
  readonly #posts: WordPressPosts;
  readonly #plugin: WordPressPlugin;
  readonly #viewed = new Set<string>();

  /** @param root Of the REST API: `https://…/wp-json/`, or `https://…/?rest_route=/`. */
  constructor(root: string) {
    this.address = root;
    this.#site = new WordPressSite(root);
    this.#posts = new WordPressPosts(this.#site);
    this.#plugin = new WordPressPlugin(this.#site);
    if (this.#site.page) this.#useViews();
  }

  article(article: string, signal: AbortSignal): Promise<Article> {
    return this.#posts.article(article, signal);
  }

  articles(asked: ArticlesAsked, signal: AbortSignal): Promise<ArticlePage> {
    return this.#posts.articles(asked, signal);
  }

  async counts(articles: readonly string[]): Promise<readonly (Counts | undefined)[]> {
    const said = this.#site.page?.posts ?? new Map<string, number>();
    const others = articles.filter((article) => !said.has(article));
    const [ours, posts] = await Promise.all([this.#site.has('midad'), this.#posts.findAll(others)]);
    if (ours) {
      this.#useViews();
      const ids = new Map([...said, ...others.map((article, i) => [article, posts[i]?.id] as const)]);
      const wanted = articles.map((article) => ids.get(article));
      const found = await this.#plugin.counts(wanted.filter((id) => id !== undefined));
      return wanted.map((id) => found.get(id!));
    }
    const counts = await countsOf(this.#site, posts);
    if (!countsItself() && (await this.#site.has('wordpress-popular-posts'))) this.view ??= (one) => this.#view(one);
    return counts;
  }

  async comments(article: string, asked: PageAsked, signal: AbortSignal): Promise<CommentPage> {
    if (this.#site.page) return this.#plugin.comments(await this.#idOf(article, signal), asked, signal);
    return commentsOf(this.#site, await this.#posts.find(article, signal), asked, signal);
  }

  async post(
    article: string,
    draft: CommentDraft,
    key: string,
    parent?: string,
    signal?: AbortSignal,
  ): Promise<OwnComment> {
    if (await this.#site.has('midad'))
      return this.#plugin.post(await this.#idOf(article, signal), draft, key, parent, signal);
    return postComment(this.#site, await this.#posts.find(article, signal), draft, key, parent, signal);
  }

  own(id: string, receipt: string): Promise<OwnComment> {
    // WordPress alone gives none: then the comment is its own.
    return receipt.startsWith('{') ? ownComment(this.#site, id, receipt) : this.#plugin.own(id, receipt);
  }

  reader(): Promise<Reader | undefined> {
    return this.#plugin.reader();
  }

  #useViews(): void {
    this.view = async (article) => this.#plugin.view(await this.#idOf(article));
  }

  /** The number of an article's post: the plugin's page says it of those that its tags are about. */
  async #idOf(article: string, signal?: AbortSignal): Promise<number> {
    return this.#site.page?.posts.get(article) ?? (await this.#posts.find(article, signal)).id;
  }

  async #view(article: string): Promise<Counts> {
    const { id } = await this.#posts.find(article);
    // Before it is sent: of one that was lost nobody knows whether it arrived.
    if (!this.#viewed.has(article)) {
      this.#viewed.add(article);
      await this.#site.post(`wordpress-popular-posts/v2/views/${id}`, {});
    }
    const [counts] = await this.counts([article]);
    return counts ?? { views: undefined, comments: undefined };
  }
}

/** Whether WordPress Popular Posts has its script in the page, which counts this view. */
const countsItself = () => document.querySelector('script[src*="/wordpress-popular-posts/"], script#wpp-js') !== null;

export const wordpress = (root: string): Source => new WordPress(root);
