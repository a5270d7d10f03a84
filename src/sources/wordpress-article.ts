import { parseArticle, type Article } from '../model/article.js';
import { parseCount } from '../model/counts.js';
import { articleId } from '../model/identity.js';
import { plainText } from './inert.js';
import { objectOf, type Json } from './wordpress-site.js';

/** What is known of a post: enough to ask for its counts and comments, and for what is like it. */
export interface Post {
  readonly id: number;
  /** The collection it is in: `wp/v2/posts`, `wp/v2/pages`, or that of a type of the site's own. */
  readonly route: string;
  /** Of its author; 0 where that is hidden. */
  readonly author: number;
  /** Whether it takes comments. */
  readonly open: boolean;
  /** By WP-PostViews, where that is on. */
  readonly views: number | undefined;
  readonly categories: readonly number[];
  readonly tags: readonly number[];
  /** By what its address is known. */
  readonly article: string | undefined;
}

/** What `postOf` reads. */
export const POST_FIELDS = 'id,type,link,author,comment_status,categories,tags,views';
/** What `articleOf` reads beside it, with what is embedded; `_links` has to be named too, or nothing is embedded. */
export const ARTICLE_FIELDS = `${POST_FIELDS},title,excerpt,date_gmt,modified_gmt,pageviews,_links,_embedded`;
export const EMBEDDED = 'author,wp:featuredmedia,wp:term';

/** A post out of untrusted JSON; undefined where there is none. */
export function postOf(json: unknown, route: string): Post | undefined {
  const { id, type, link, author, comment_status: open, categories, tags, views } = objectOf(json);
  // Sections and authors have numbers and addresses too.
  if (typeof id !== 'number' || typeof type !== 'string') return undefined;
  return {
    id,
    route,
    author: typeof author === 'number' ? author : 0,
    open: open !== 'closed',
    views: parseCount(views),
    categories: numbers(categories),
    tags: numbers(tags),
    article: typeof link === 'string' ? articleId(link) : undefined,
  };
}

const numbers = (json: unknown) => (Array.isArray(json) ? json.filter((value) => typeof value === 'number') : []);

/** The article of a post out of untrusted JSON, or undefined. */
export function articleOf(json: unknown): Article | undefined {
  const post = objectOf(json);
  const link = post['link'];
  const embedded = objectOf(post['_embedded']);
  const terms = listOf(embedded['wp:term']).flatMap(listOf).map(objectOf);
  const named = (taxonomy: string) =>
    terms.filter((term) => term['taxonomy'] === taxonomy).map(({ name }) => textOf(name));
  const { protected: locked, rendered: body } = objectOf(post['content']);
  return parseArticle(
    {
      headline: textOf(objectOf(post['title'])['rendered']),
      url: link,
      id: typeof link === 'string' ? articleId(link) : undefined,
      description: excerptOf(objectOf(post['excerpt'])),
      body: locked === true ? undefined : body,
      articleSection: named('category')[0],
      keywords: named('post_tag'),
      // A hidden author is embedded as an error, which has no name.
      author: listOf(embedded['author']).map((author) => {
        const { name, link: url } = objectOf(author);
        return { name: textOf(name), url };
      }),
      datePublished: utc(post['date_gmt']),
      dateModified: edited(post),
      image: pictureOf(objectOf(listOf(embedded['wp:featuredmedia'])[0])),
      views: parseCount(post['views']) ?? parseCount(Number(post['pageviews'] ?? Number.NaN)),
    },
    typeof link === 'string' ? link : undefined,
  );
}

const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

/** The text of a name or title, which WordPress gives as HTML with entities. */
export const textOf = (html: unknown) => (typeof html === 'string' ? plainText(html) : undefined);

/** WordPress gives times of day in UTC without saying so; a draft has had none. */
export const utc = (date: unknown) =>
  typeof date === 'string' && /^[1-9]\d{3}-\d\d-\d\dT[\d:]{8}$/.test(date) ? `${date}Z` : undefined;

/** When it was changed after it was published: WordPress tells of any saving. */
function edited(post: Json): string | undefined {
  const [published, modified] = [utc(post['date_gmt']), utc(post['modified_gmt'])];
  return published !== undefined && modified !== undefined && modified > published ? modified : undefined;
}

/** Without the «[…]» that WordPress puts where it has cut. */
function excerptOf({ rendered, protected: locked }: Json): string | undefined {
  return locked === true ? undefined : textOf(rendered)?.replace(/\s*\[(?:…|\.\.\.)\]$/, '…');
}

/** The widest that WordPress has made of a picture up to this, in pixels: a card does not need the photographer's. */
const WIDEST = 1200;

function pictureOf(media: Json): Json | undefined {
  const { source_url: url, alt_text: alternateName, caption, media_details: details } = media;
  const { sizes, width, height } = objectOf(details);
  const made = Object.values(objectOf(sizes))
    .map(objectOf)
    // The small square is cut out of the middle.
    .filter((size) => Math.abs(ratio(size) - ratio({ width, height })) < 0.02 && Number(size['width']) <= WIDEST)
    .sort((a, b) => Number(b['width']) - Number(a['width']))[0];
  const best = Number(width) > WIDEST && made ? { ...made, url: made['source_url'] } : { url, width, height };
  return { ...best, alternateName, caption: textOf(objectOf(caption)['rendered']) };
}

const ratio = ({ width, height }: Json) => Number(width) / Number(height);
