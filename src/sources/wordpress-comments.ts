import type { Comment, CommentPage, Sort } from '../model/comment.js';
import { httpUrl } from '../model/url.js';
import { inertRoot } from './inert.js';
import { Problem, type PageAsked } from './source.js';
import { textOf, utc, type Post } from './wordpress-article.js';
import { groups, objectOf, type Json, type Query, type WordPressSite } from './wordpress-site.js';

/** How many comments at the top a page of a long thread has. */
const PAGE = 20;
/** The most comments that one answer holds: a thread up to this is read whole, in one request. */
const WHOLE = 100;
/** Posts that had more: of those it is not tried again. */
const long = new WeakSet<Post>();
/** As deep as WordPress lets threads be, and as many answers as the replies of one page are read from. */
const DEEPEST = 10;
const MOST_ANSWERS = 10;

const FIELDS = 'id,post,parent,author,author_name,author_url,date,date_gmt,content,status';

/**
 * A page of a post's comments. A cursor is the range of comments at the top, `20-40`, in the order asked. WordPress has no
 * reactions, so `best` is `newest`.
 *
 * A thread of up to 100 comments is read whole. Of a longer one a page of comments at the top is asked for, then the replies
 * to all of them, then the replies to those. Two numbers are then WordPress's and not quite what is shown: `total` counts
 * also replies to a comment that is held or in the trash, which no answer leads to.
 */
export async function commentsOf(
  site: WordPressSite,
  post: Post,
  { sort, cursor, around }: PageAsked,
  signal: AbortSignal,
): Promise<CommentPage> {
  const order = sort === 'oldest' ? 'asc' : 'desc';
  const rules = { open: post.open, proofOfWork: false };
  const all = { post: [post.id], order, per_page: WHOLE, _fields: FIELDS };
  const whole = { ...all, per_page: long.has(post) ? 1 : WHOLE };
  let { items, total } = await site.list('wp/v2/comments', whole, signal);
  if (total > WHOLE) long.add(post);
  else if (long.delete(post)) ({ items, total } = await site.list('wp/v2/comments', all, signal));
  const read = (json: readonly Json[]) =>
    json.map((each) => commentOf(each, post)).filter((comment) => comment !== undefined);
  if (total <= WHOLE) {
    const tops = threads(read(items));
    const [from, to] = rangeOf(cursor) ?? [around === undefined ? 0 : indexIn(tops, around), tops.length];
    return { ...pageOf(tops.slice(from, to), from, to, tops.length), total, rules };
  }
  const [from, to] = rangeOf(cursor) ?? (await rangeAround(site, post, sort, around, signal));
  const top = { ...all, parent: [0], offset: from, per_page: to - from };
  const begin = await site.list('wp/v2/comments', top, signal);
  const tops = threads([...read(begin.items), ...read(await repliesTo(site, begin.items, signal))]);
  // Those of one second with it stand before it.
  const early =
    around !== undefined && cursor === undefined
      ? Math.max(
          0,
          tops.findIndex((each) => holds(each, around)),
        )
      : 0;
  return { ...pageOf(tops.slice(early), from + early, to, begin.total), total, rules };
}

function pageOf(comments: readonly Comment[], from: number, to: number, length: number) {
  return {
    comments,
    next: to < length ? `${to}-${to + PAGE}` : undefined,
    previous: from > 0 ? `${Math.max(0, from - PAGE)}-${from}` : undefined,
  };
}

function rangeOf(cursor: string | undefined): [number, number] | undefined {
  const [, from, to] = /^(\d{1,9})-(\d{1,9})$/.exec(cursor ?? '') ?? [];
  return from === undefined ? undefined : [Number(from), Math.min(Number(to), Number(from) + WHOLE)];
}

/** The page of a long thread that begins with the one of a comment. */
async function rangeAround(
  site: WordPressSite,
  post: Post,
  sort: Sort,
  around: string | undefined,
  signal: AbortSignal,
): Promise<[number, number]> {
  if (around === undefined) return [0, PAGE];
  const top = await topOf(site, post, around, signal);
  // In the site's own time, as it is written there.
  const way = { [sort === 'oldest' ? 'before' : 'after']: String(top['date']) };
  const query = { post: [post.id], parent: [0], per_page: 1, _fields: 'id', ...way };
  const { total } = await site.list('wp/v2/comments', query, signal);
  return [total, total + PAGE];
}

/** The comment at the top of the thread that one stands in. @throws {Problem} `not_found` when it is none of the post's. */
async function topOf(site: WordPressSite, post: Post, id: string, signal: AbortSignal): Promise<Json> {
  let next: unknown = /^\d+$/.test(id) ? id : 0;
  for (let depth = 0; next && depth <= DEEPEST; depth++) {
    const comment = objectOf(await site.get(`wp/v2/comments/${next}`, { _fields: FIELDS }, signal).catch(gone));
    if (comment['post'] !== post.id) break;
    if (!comment['parent']) return comment;
    next = comment['parent'];
  }
  throw new Problem('not_found', `the WordPress's post ${post.id} has no comment ${id}`);
}

/** What is held or in the trash a guest may not read, and the others go on without it. */
function gone(error: unknown): undefined {
  const { code, status } = error as Problem;
  if (code !== 'not_found' && status !== 401 && status !== 403) throw error;
}

function indexIn(tops: readonly Comment[], id: string): number {
  const index = tops.findIndex((top) => holds(top, id));
  if (index < 0) throw new Problem('not_found', `there is no comment ${id}`);
  return index;
}

const holds = (top: Comment, id: string) =>
  top.id === id || (top.replies?.comments.some((reply) => reply.id === id) ?? false);

/** All the replies below comments, each level in as few requests as fit. */
async function repliesTo(site: WordPressSite, tops: readonly Json[], signal: AbortSignal): Promise<readonly Json[]> {
  const all: Json[] = [];
  let level = tops;
  for (let depth = 1, answers = 0; level.length > 0 && depth <= DEEPEST; depth++) {
    const found: Json[] = [];
    for (const parent of groups(
      'parent',
      level.map(({ id }) => Number(id)),
    )) {
      const query: Query = { parent, order: 'asc', per_page: WHOLE, _fields: FIELDS };
      for (let page = 1, pages = 1; page <= pages && answers < MOST_ANSWERS; page++, answers++) {
        const { items, total } = await site.list('wp/v2/comments', { ...query, page }, signal);
        pages = Math.ceil(total / WHOLE);
        found.push(...items);
      }
    }
    all.push(...found);
    level = found;
  }
  return all;
}

/**
 * Comments as threads, in the order in which those at the top came: each reply after the one it answers, oldest first. What
 * answers a comment that is not there stands at the top itself.
 */
export function threads(comments: readonly Comment[]): Comment[] {
  const known = new Set(comments.map(({ id }) => id));
  const below = new Map<string, Comment[]>();
  const tops: Comment[] = [];
  for (const comment of comments) {
    const { parent } = comment;
    if (parent === undefined || !known.has(parent)) tops.push({ ...comment, parent: undefined });
    else below.set(parent, [...(below.get(parent) ?? []), comment]);
  }
  const under = ({ id }: Comment): Comment[] =>
    (below.get(id) ?? [])
      .sort((a, b) => a.dateCreated.localeCompare(b.dateCreated) || Number(a.id) - Number(b.id))
      .flatMap((reply) => [reply, ...under(reply)]);
  return tops.map((top) => {
    const replies = under(top);
    return replies.length === 0 ? top : { ...top, replies: { comments: replies, total: replies.length } };
  });
}

/** A comment out of untrusted JSON, or undefined. */
export function commentOf(json: unknown, post: Pick<Post, 'author'>): Comment | undefined {
  const given = objectOf(json);
  const { id, parent, author, status } = given;
  const html = objectOf(given['content'])['rendered'];
  const [name, dateCreated] = [textOf(given['author_name']), utc(given['date_gmt'])];
  if (typeof id !== 'number' || typeof html !== 'string' || name === undefined || dateCreated === undefined)
    return undefined;
  return {
    id: String(id),
    parent: typeof parent === 'number' && parent > 0 ? String(parent) : undefined,
    // `spam` too waits for the site to look at it, as far as its writer needs to know.
    status: status === undefined || status === 'approved' ? undefined : 'pending',
    author: { name, url: httpUrl(textOf(given['author_url'])) },
    byAuthor: (author !== 0 && author === post.author) || undefined,
    text: linesOf(html),
    html,
    dateCreated,
  };
}

/** What a comment says, with the ends of its lines and paragraphs. */
function linesOf(html: string): string {
  const body = inertRoot(html.replace(/[\r\n]+/g, ' '), 'text/html');
  for (const element of body.querySelectorAll('script, style, template')) element.remove();
  for (const end of body.querySelectorAll('br, p, li, blockquote, pre, div, h1, h2, h3, h4, h5, h6')) end.after('\n');
  const lines = body.textContent.split('\n').map((line) => line.replace(/[^\S\n]+/g, ' ').trim());
  return lines.filter((line) => line !== '').join('\n');
}
