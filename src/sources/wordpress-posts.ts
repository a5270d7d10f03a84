import { articleId } from '../model/identity.js';
import { Problem, type ArticlePage, type ArticlesAsked } from './source.js';
import { ARTICLE_FIELDS, articleOf, EMBEDDED, POST_FIELDS, postOf, textOf, type Post } from './wordpress-article.js';
import { each, groups, type Query, type WordPressSite } from './wordpress-site.js';

/** WordPress Popular Posts' own list, which knows what is read and commented on most. */
const POPULAR = 'wordpress-popular-posts';

/** The posts of a WordPress: by the identity of an article, and as lists. */
export class WordPressPosts {
  readonly #site: WordPressSite;
  /** By the article's identity. */
  readonly #known = new Map<string, Post>();
  /** By kind and name; undefined for one that does not exist. */
  readonly #terms = new Map<string, Promise<number | undefined>>();

  constructor(site: WordPressSite) {
    this.#site = site;
  }

  /** The post of an article. @throws {Problem} `not_found` when there is none. */
  async find(article: string, signal?: AbortSignal): Promise<Post> {
    const known = this.#known.get(article);
    if (known) return known;
    const found = (await this.#byRoute(article, signal)) ?? (await this.#bySlug([article], signal)).get(article);
    if (found === undefined) throw new Problem('not_found', `the WordPress has no post ${article}`);
    return found;
  }

  /** The posts of many articles, undefined for what cannot be found: those of one kind in one request. */
  async findAll(articles: readonly string[]): Promise<readonly (Post | undefined)[]> {
    const unknown = articles.filter((article) => !this.#known.has(article));
    const routed = unknown.filter((article) => routeOf(this.#site, article) !== undefined);
    await each(routed, (article) => this.#byRoute(article));
    const left = unknown.filter((article) => !this.#known.has(article) && slugOf(article) !== undefined);
    if (left.length > 0) await this.#bySlug(left);
    return articles.map((article) => this.#known.get(article));
  }

  /** One article whole. */
  async article(article: string, signal: AbortSignal) {
    const { id, route } = await this.find(article, signal);
    const fields = { _embed: EMBEDDED, _fields: `${ARTICLE_FIELDS},content` };
    const found = articleOf(await this.#site.get(`${route}/${id}`, fields, signal));
    if (found === undefined) throw new Problem('malformed', `the WordPress's post ${id} has no title`);
    return found;
  }

  /** A page of a list; as cursor the number of the next page. */
  async articles(asked: ArticlesAsked, signal: AbortSignal): Promise<ArticlePage> {
    const { sort, search, days, limit, cursor = '1' } = asked;
    const fields = { _embed: EMBEDDED, _fields: ARTICLE_FIELDS, per_page: limit };
    const terms = await this.#filter(asked, signal);
    if (terms === undefined) return { articles: [] };
    const ours = sort !== 'latest' && (await this.#site.has('midad'));
    if (sort !== 'latest' && !ours && (await this.#site.has(POPULAR)))
      return this.#popular(asked, { ...fields, term_id: terms['categories'] ?? terms['tags'] }, signal);
    if (sort === 'views' && !ours && !(await this.#site.has('post-views-counter'))) {
      throw new Problem('unsupported', 'the WordPress has no plugin that lists posts by their views');
    }
    const order = {
      latest: search === undefined ? undefined : 'relevance',
      views: ours ? 'midad_views' : 'post_views',
      comments: ours ? 'midad_comments' : 'comment_count',
    };
    const after = days === undefined ? undefined : daysAgo(days);
    const query = { ...fields, ...terms, search, after, orderby: order[sort], page: cursor };
    // A list that has become shorter meanwhile has no such page.
    const { items, total } = await this.#site.list('wp/v2/posts', query, signal).catch((error: unknown) => {
      if ((error as Problem).code === 'rest_post_invalid_page_number') return { items: [], total: 0 };
      throw error;
    });
    for (const item of items) this.#learn(postOf(item, 'wp/v2/posts'));
    const articles = items.map(articleOf).filter((article) => article !== undefined);
    return { articles, next: Number(cursor) * limit < total ? String(Number(cursor) + 1) : undefined };
  }

  /** The most read or commented on, by WordPress Popular Posts. */
  async #popular(asked: ArticlesAsked, query: Query, signal: AbortSignal): Promise<ArticlePage> {
    const { sort, section, tag, related, search, days, limit, cursor = '1' } = asked;
    if (search !== undefined || related !== undefined || (section !== undefined && tag !== undefined)) {
      throw new Problem('unsupported', 'WordPress Popular Posts lists posts of one section or tag, and searches none');
    }
    const offset = (Number(cursor) - 1) * limit;
    const json = await this.#site.get(
      `${POPULAR}/v1/popular-posts`,
      {
        ...query,
        order_by: sort,
        // One more says whether there is another page.
        limit: limit + 1,
        offset,
        taxonomy: section !== undefined ? 'category' : tag !== undefined ? 'post_tag' : undefined,
        ...(days === undefined
          ? { range: 'all' }
          : { range: 'custom', time_unit: 'day', time_quantity: days, freshness: 1 }),
      },
      signal,
    );
    if (!Array.isArray(json)) throw new Problem('malformed', 'WordPress Popular Posts gave no list');
    const items = json.slice(0, limit);
    for (const item of items) this.#learn(postOf(item, 'wp/v2/posts'));
    const articles = items.map(articleOf).filter((article) => article !== undefined);
    return { articles, next: json.length > limit ? String(Number(cursor) + 1) : undefined };
  }

  /** What a section, a tag and an article that others are like mean to WordPress; undefined where nothing can be found. */
  async #filter({ section, tag, related }: ArticlesAsked, signal: AbortSignal): Promise<Query | undefined> {
    if (related !== undefined) {
      const { id, categories, tags } = await this.find(related, signal);
      if (categories.length + tags.length === 0) return undefined;
      return {
        categories,
        tags,
        exclude: [id],
        ...(categories.length > 0 && tags.length > 0 && { tax_relation: 'OR' }),
      };
    }
    const [category, keyword] = await Promise.all([
      section === undefined ? undefined : this.#term('category', section),
      tag === undefined ? undefined : this.#term('post_tag', tag),
    ]);
    const lost = (section !== undefined && category === undefined) || (tag !== undefined && keyword === undefined);
    return lost ? undefined : { categories: category, tags: keyword };
  }

  /** The number of a category or tag by its name or slug. */
  #term(taxonomy: 'category' | 'post_tag', name: string): Promise<number | undefined> {
    const key = `${taxonomy} ${name}`;
    const route = taxonomy === 'category' ? 'wp/v2/categories' : 'wp/v2/tags';
    const ask = async () => {
      const fields = { per_page: 100, _fields: 'id,name' };
      const bySlug = await this.#site.list(route, { ...fields, slug: name });
      // WordPress searches names as it stores them, with entities: so by a word of them.
      const [search] = name.split(/[^\p{L}\p{M}\p{N}]+/u).sort((a, b) => b.length - a.length);
      const found =
        bySlug.items[0] ??
        (await this.#site.list(route, { ...fields, search })).items.find(
          (term) => textOf(term['name']) === name.trim(),
        );
      if (typeof found?.['id'] === 'number') return found['id'];
      return undefined;
    };
    const known = this.#terms.get(key) ?? ask();
    this.#terms.set(key, known);
    known.catch(() => this.#terms.delete(key));
    return known;
  }

  #learn(post: Post | undefined, article = post?.article): Post | undefined {
    if (post !== undefined && article !== undefined) this.#known.set(article, post);
    return post;
  }

  /** By a number: the article's identity, its short address, or what its own page says of itself. */
  async #byRoute(article: string, signal?: AbortSignal): Promise<Post | undefined> {
    const routes = routeOf(this.#site, article);
    if (routes === undefined) return undefined;
    for (const route of routes) {
      try {
        const json = await this.#site.get(route, { _fields: POST_FIELDS }, signal);
        const post = postOf(json, route.replace(/\/\d+$/, ''));
        if (post !== undefined) return this.#learn(post, article);
      } catch (error) {
        if ((error as Problem).code !== 'not_found') throw error;
      }
    }
    return undefined;
  }

  /** By the last part of their addresses, which WordPress calls slug: posts, and then pages. */
  async #bySlug(articles: readonly string[], signal?: AbortSignal): Promise<ReadonlyMap<string, Post>> {
    const found = new Map<string, Post>();
    for (const route of ['wp/v2/posts', 'wp/v2/pages']) {
      const left = articles.filter((article) => !found.has(article) && slugOf(article) !== undefined);
      const slugs = [...new Set(left.map((article) => slugOf(article)!))];
      for (const slug of groups('slug', slugs)) {
        const { items } = await this.#site.list(route, { slug, per_page: 100, _fields: `${POST_FIELDS},slug` }, signal);
        for (const item of items) {
          const post = postOf(item, route);
          if (post === undefined) continue;
          for (const article of left) {
            // Two languages of a site may have posts of one slug.
            const same = isAddress(article) ? post.article === article : sameSlug(item['slug'], article);
            if (same) found.set(article, this.#learn(post, article)!);
          }
        }
      }
    }
    return found;
  }
}

/** `2020-04-21T09:00:00Z`: WordPress reckons it in the site's own time. */
const daysAgo = (days: number) => `${new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 19)}Z`;

/** WordPress gives Arabic slugs percent-encoded. */
const sameSlug = (slug: unknown, article: string) =>
  typeof slug === 'string' && decoded(slug) === article.toLowerCase();

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** An identity is an http(s) address, or a slug, which has no colon. */
const isAddress = (article: string) => /^https?:/.test(article);

/** The last part of an article's address, in letters; the article itself, where it is no address. */
function slugOf(article: string): string | undefined {
  if (!isAddress(article)) return article;
  const last = new URL(article).pathname.split('/').findLast((part) => part !== '');
  return last === undefined ? undefined : decoded(last).replace(/\.html?$/, '');
}

/** Where a post can be asked for by its number, if that is known. */
function routeOf(site: WordPressSite, article: string): string[] | undefined {
  const numbered = (id: string | null | undefined) =>
    id && /^[1-9]\d*$/.test(id) ? [`wp/v2/posts/${id}`, `wp/v2/pages/${id}`] : undefined;
  if (!isAddress(article)) return numbered(article);
  const short = (address: string) => {
    if (!isAddress(address)) return undefined;
    const { searchParams } = new URL(address);
    return numbered(searchParams.get('p') ?? searchParams.get('page_id'));
  };
  const link = (selector: string) => document.querySelector<HTMLLinkElement>(`link[href]${selector}`)?.href;
  const own = [link('[rel~="canonical"]'), location.href].some((page) => articleId(page ?? '') === article);
  if (!own) return short(article);
  const json = site.routeOf(link('[rel~="alternate"][type="application/json"]') ?? '');
  if (json !== undefined && /^wp\/v2\/[\w-]+\/\d+$/.test(json)) return [json];
  return short(link('[rel~="shortlink"]') ?? '') ?? short(article);
}
