import { parseCount, type Counts } from '../model/counts.js';
import type { Post } from './wordpress-article.js';
import { each, groups, objectOf, type WordPressSite } from './wordpress-site.js';

/** A plugin that counts views has to be asked for each post alone: of more than this many, the others show no number. */
const MOST_ASKED_ALONE = 24;
/** The most comments that one answer holds. */
const MOST_COMMENTS = 100;

/** The counts of posts; undefined for one of which nothing could be had. What fails costs the others nothing. */
export async function countsOf(
  site: WordPressSite,
  posts: readonly (Post | undefined)[],
): Promise<readonly (Counts | undefined)[]> {
  const known = [...new Map(posts.flatMap((post) => (post ? [[post.id, post] as const] : []))).values()];
  const [comments, views] = await Promise.all([commentsOf(site, known), viewsOf(site, known)]);
  return posts.map((post) => {
    const counts = post && { views: views.get(post.id), comments: comments.get(post.id) };
    return counts?.views === undefined && counts?.comments === undefined ? undefined : counts;
  });
}

/**
 * WordPress tells of a list how long it is, and of no post how many comments it has. So the comments of all of them are asked
 * for at once, without their words, and counted where they fit one answer; else each post is asked for, by the length of its
 * own list: one request for a page of quiet articles, one more for each article of a lively one.
 */
async function commentsOf(site: WordPressSite, posts: readonly Post[]): Promise<ReadonlyMap<number, number>> {
  const counts = new Map<number, number>();
  const list = (post: readonly number[], most: number) =>
    site.list('wp/v2/comments', { post, per_page: most, _fields: 'id,post' });
  await each(
    groups(
      'post',
      posts.map(({ id }) => id),
    ),
    async (ids) => {
      const { items, total } = await list(ids, ids.length === 1 ? 1 : MOST_COMMENTS);
      if (ids.length === 1) counts.set(ids[0]!, total);
      else if (total <= MOST_COMMENTS) {
        for (const id of ids) counts.set(id, items.filter(({ post }) => post === id).length);
      } else await each(ids, async (id) => void counts.set(id, (await list([id], 1)).total));
    },
  );
  return counts;
}

/** By WP-PostViews, which gives the number with the post, by Post Views Counter or by WordPress Popular Posts. */
async function viewsOf(site: WordPressSite, posts: readonly Post[]): Promise<ReadonlyMap<number, number>> {
  const views = new Map(posts.flatMap((post) => (post.views === undefined ? [] : [[post.id, post.views] as const])));
  const left = posts.filter(({ id }) => !views.has(id)).slice(0, MOST_ASKED_ALONE);
  if (left.length === 0) return views;
  const [counter, popular] = await Promise.all([site.has('post-views-counter'), site.has('wordpress-popular-posts')]);
  const ask = counter ? byCounter : popular ? byPopular : undefined;
  if (ask === undefined) return views;
  await each(left, async ({ id }) => {
    const count = parseCount(await ask(site, id));
    if (count !== undefined) views.set(id, count);
  });
  return views;
}

/** Of many posts Post Views Counter gives the sum. */
const byCounter = (site: WordPressSite, id: number) => site.get(`post-views-counter/get-post-views/${id}`);

/** WordPress Popular Posts gives words: «1,082», in the digits and with the separator of the site's language. */
async function byPopular(site: WordPressSite, id: number): Promise<number> {
  const { text } = objectOf(await site.get(`wordpress-popular-posts/v2/views/${id}`, { include_views_text: 0 }));
  const digits = String(text).replace(/[٠-٩۰-۹]/g, (digit) => String(digit.charCodeAt(0) & 0xf));
  return Number(digits.replace(/\D/g, '') || Number.NaN);
}
