import type { Comment } from '../model/comment.js';
import type { CommentDraft, CommentField, FieldError } from '../model/draft.js';
import { isProblem, Problem, type OwnComment } from './source.js';
import * as storage from './storage.js';
import type { Post } from './wordpress-article.js';
import { commentOf } from './wordpress-comments.js';
import { objectOf, problemIn, type WordPressSite } from './wordpress-site.js';

/** How long WordPress lets an address wait between two comments, in milliseconds; it says so nowhere. */
const FLOOD = 15_000;

/** Under this the keys are kept of what was sent without an answer that said what became of it. */
const UNCERTAIN = 'wordpress-sent';
const MOST_UNCERTAIN = 50;

const wrong = (field: CommentField, error: FieldError) => ({ [field]: error });

/** What WordPress's codes mean, where that is something a reader can mend. */
const FIELDS: Readonly<Record<string, Partial<Record<CommentField, FieldError>>>> = {
  rest_comment_content_invalid: wrong('text', 'valueMissing'),
  rest_comment_author_invalid: wrong('name', 'valueMissing'),
  comment_author_column_length: wrong('name', 'tooLong'),
  comment_author_email_column_length: wrong('email', 'tooLong'),
  comment_author_url_column_length: wrong('url', 'tooLong'),
  comment_content_column_length: wrong('text', 'tooLong'),
};

const CODES: Readonly<Record<string, string>> = {
  comment_duplicate: 'duplicate_comment',
  comment_flood: 'rate_limited',
  rest_comment_closed: 'thread_closed',
  rest_comment_draft_post: 'thread_closed',
  rest_comment_trash_post: 'thread_closed',
  rest_comment_login_required: 'login_required',
};

/**
 * Stores a comment.
 *
 * WordPress knows no keys, and yet refuses the same words by the same person in the same place (`comment_duplicate`). That
 * is the same comment where one with this key was sent before and nobody heard what became of it: then it is looked for and
 * given, and where it waits for the site's approval, which no guest can see, given as it was sent.
 */
export async function postComment(
  site: WordPressSite,
  post: Post,
  draft: CommentDraft,
  key: string,
  parent?: string,
  signal?: AbortSignal,
): Promise<OwnComment> {
  const { text, name, email, url } = draft;
  if (parent !== undefined) await answerable(site, parent, signal);
  const again = uncertain().includes(key);
  keep([...uncertain().filter((other) => other !== key), key]);
  try {
    const body = { post: post.id, content: text, author_name: name, author_email: email };
    const more = { ...(url !== '' && { author_url: url }), ...(parent !== undefined && { parent: Number(parent) }) };
    const json = await site.post('wp/v2/comments', { ...body, ...more }, {}, signal, (said, response, at) =>
      refusal(said, response, at, draft),
    );
    const comment = commentOf(json, post);
    if (comment === undefined) throw new Problem('malformed', 'the WordPress gave no comment back');
    forget(key);
    return owned(comment);
  } catch (error) {
    if (!isProblem(error) || error.status === undefined || error.status >= 500) throw error;
    if (error.code === 'duplicate_comment' && again) {
      const stored = await find(site, post, draft, parent, signal);
      forget(key);
      return stored ?? sentAs(draft, key, parent);
    }
    forget(key);
    throw error;
  }
}

/** How a comment that waited for approval stands now. What the site put away it does not tell; after a month it is let go. */
export async function ownComment(site: WordPressSite, id: string, receipt: string): Promise<OwnComment> {
  const sent = JSON.parse(receipt) as Comment;
  try {
    const comment = commentOf(await site.get(`wp/v2/comments/${id}`), { author: 0 });
    if (comment !== undefined) return comment;
  } catch (error) {
    const { status } = error as Problem;
    if (status !== 401 && status !== 403) throw error;
  }
  if (Date.now() - Date.parse(sent.dateCreated) < MONTH) return sent;
  throw new Problem('not_found', `the WordPress still shows comment ${id} to nobody`, {}, { status: 404 });
}

const MONTH = 30 * 24 * 60 * 60 * 1000;

/** A guest cannot read what waits: so what was sent is its own receipt. */
const owned = (comment: Comment): OwnComment =>
  comment.status === 'pending' ? { ...comment, receipt: JSON.stringify(comment) } : comment;

/** WordPress stores an answer to a comment that is gone, where nobody finds it. */
async function answerable(site: WordPressSite, parent: string, signal?: AbortSignal): Promise<void> {
  try {
    await site.get(`wp/v2/comments/${parent}`, { _fields: 'id' }, signal);
  } catch (error) {
    const { code, status } = error as Problem;
    if (code !== 'not_found' && status !== 401 && status !== 403) throw error;
    throw new Problem('parent_not_found', `the WordPress shows no comment ${parent}`, {}, { status: 404 });
  }
}

/** The comment with these words by this person, among the newest; undefined where no guest can see it. */
async function find(site: WordPressSite, post: Post, draft: CommentDraft, parent?: string, signal?: AbortSignal) {
  const query = { post: [post.id], parent: [Number(parent ?? 0)], per_page: 100 };
  const { items } = await site.list('wp/v2/comments', query, signal);
  return items
    .map((json) => commentOf(json, post))
    .find((comment) => comment && letters(comment.text) === letters(draft.text) && comment.author.name === draft.name);
}

/** WordPress mends quotes and dashes, and makes links. */
const letters = (text: string) => text.normalize('NFC').replace(/[^\p{L}\p{N}]/gu, '');

const sentAs = ({ text, name, url }: CommentDraft, key: string, parent?: string): OwnComment => ({
  id: `sent-${key}`,
  parent,
  status: 'pending',
  author: { name, url: url || undefined },
  text,
  dateCreated: new Date().toISOString(),
});

/** Why WordPress refused a comment. */
function refusal(json: unknown, response: Response, url: string, draft: CommentDraft): Problem {
  const { code: said, data } = objectOf(json);
  const name = String(said);
  const { message } = problemIn(json, response, url);
  const fields = FIELDS[name] ?? missing(name, draft) ?? invalid(objectOf(data)['params']);
  const code =
    CODES[name] ?? (Object.keys(fields).length > 0 ? 'invalid_request' : problemIn(json, response, url).code);
  // It is too early, whatever the status says: WordPress has 400 for it.
  if (code === 'rate_limited') return new Problem(code, message, {}, { status: 429, retryAfter: FLOOD });
  const mend = code === 'login_required' ? `. ${GUESTS}` : '';
  return new Problem(code, message + mend, fields, { status: response.status });
}

const GUESTS =
  "To take comments of guests by its REST API, it needs add_filter('rest_allow_anonymous_comments', '__return_true'), and " +
  '«Users must be registered and logged in to comment» off';

function missing(code: string, { name, email }: CommentDraft): Partial<Record<CommentField, FieldError>> | undefined {
  if (code !== 'rest_comment_author_data_required') return undefined;
  return { ...(name === '' && wrong('name', 'valueMissing')), ...(email === '' && wrong('email', 'valueMissing')) };
}

const PARAMS = { author_name: 'name', author_email: 'email', author_url: 'url', content: 'text' } as const;

function invalid(params: unknown): Partial<Record<CommentField, FieldError>> {
  const names = Object.keys(objectOf(params)).filter((name) => name in PARAMS) as (keyof typeof PARAMS)[];
  return Object.fromEntries(names.map((name) => [PARAMS[name], 'typeMismatch']));
}

const uncertain = () => storage.read(UNCERTAIN)?.split(' ') ?? [];
const keep = (keys: readonly string[]) => storage.write(UNCERTAIN, keys.slice(-MOST_UNCERTAIN).join(' ') || undefined);
const forget = (key: string) => keep(uncertain().filter((other) => other !== key));
