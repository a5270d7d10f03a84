import { z } from 'zod';
import { article, cursor, days, fold, limit, list, search, section, sort, tag } from './fields.js';
import type { ProblemCode } from './problem.js';
import { lastEventId, schemas } from './schemas.js';

/** One operation: what it takes, what it answers. The server checks by it and the OpenAPI document is made from it. */
export interface Route {
  readonly method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  /** Parameters in braces, as OpenAPI writes them. */
  readonly path: string;
  readonly summary: string;
  readonly query?: z.ZodObject;
  readonly headers?: z.ZodObject;
  readonly params?: z.ZodObject;
  readonly body?: z.ZodType;
  /** Whether the body may also be said to be text/plain, for which a browser needs no preflight: nothing is written by it. */
  readonly plain?: boolean;
  readonly responses: Readonly<Record<number, { readonly description: string; readonly schema: z.ZodType }>>;
  /** Beside internal_error and unavailable, which every operation has. */
  readonly problems: readonly ProblemCode[];
  /** How long its answers may be kept by anybody; default: not at all. */
  readonly cacheSeconds?: number;
}

const BODY_PROBLEMS = [
  'origin_not_allowed',
  'unsupported_media_type',
  'body_too_large',
  'invalid_json',
  'invalid_request',
] as const;

const CHECKS = [
  'rate_limited',
  'proof_missing',
  'proof_invalid',
  'proof_expired',
  'proof_spent',
  'too_fast',
  'duplicate_comment',
  'thread_closed',
] as const;

const KEY_PROBLEMS = ['idempotency_key_missing', 'idempotency_key_invalid'] as const;

const page = { sort: sort.optional(), limit: limit.optional(), replies: fold.optional() };

const idempotencyKey = z
  .string()
  .regex(/^[A-Za-z0-9_-]{16,128}$/)
  .meta({ description: 'Made by the client for this one thing, and sent again with it when it is sent again.' });

const withReceipt = z.object({
  Authorization: z.string().optional().meta({ description: '`Bearer` and the receipt.' }),
});

const RECEIPT_PROBLEMS = ['receipt_invalid', 'receipt_expired'] as const;

const params = z.strictObject({ id: z.uuid() });

export const routes = {
  counts: {
    method: 'get',
    path: '/v1/counts',
    summary: 'Views and comments of several articles, in the order asked.',
    query: schemas.ArticleNames,
    responses: { 200: { description: 'The counts.', schema: schemas.CountsList } },
    problems: ['invalid_request'],
  },
  countsOfMany: {
    method: 'post',
    path: '/v1/counts',
    summary: 'The same, for articles whose addresses are too long for one.',
    body: schemas.ArticleNames,
    plain: true,
    responses: { 200: { description: 'The counts.', schema: schemas.CountsList } },
    problems: BODY_PROBLEMS,
  },
  addView: {
    method: 'post',
    path: '/v1/views',
    summary: 'Counts a view of an article: of a reader, and once in MIDAD_VIEW_HOURS.',
    body: schemas.View,
    responses: { 200: { description: 'The counts, with this view if it counts.', schema: schemas.Counts } },
    problems: BODY_PROBLEMS,
  },
  articles: {
    method: 'get',
    path: '/v1/articles',
    summary: "A page of the site's articles, as its feeds tell of them.",
    query: z.strictObject({
      sort: list.optional(),
      days: days.optional(),
      section: section.optional(),
      tag: tag.optional(),
      related: article.optional(),
      search: search.optional(),
      limit: limit.optional(),
      cursor: cursor.optional(),
    }),
    responses: { 200: { description: 'The page.', schema: schemas.ArticleList } },
    problems: ['invalid_request', 'cursor_invalid'],
    cacheSeconds: 30,
  },
  article: {
    method: 'get',
    path: '/v1/articles/one',
    summary: "One of the site's articles.",
    query: z.strictObject({ article }),
    responses: { 200: { description: 'The article.', schema: schemas.Article } },
    problems: ['not_found', 'invalid_request'],
    cacheSeconds: 30,
  },
  comments: {
    method: 'get',
    path: '/v1/comments',
    summary: "A page of an article's threads, each with its first replies.",
    query: z.strictObject({ article, ...page, cursor: cursor.optional() }),
    responses: { 200: { description: 'The page.', schema: schemas.CommentPage } },
    problems: ['invalid_request', 'cursor_invalid'],
  },
  events: {
    method: 'get',
    path: '/v1/comments/events',
    summary: "An article's comments as they change, by Server-Sent Events (text/event-stream): see server/README.md.",
    query: z.strictObject({ article, lastEventId: lastEventId.optional() }),
    headers: z.object({ 'Last-Event-ID': z.string().optional() }),
    responses: { 200: { description: 'The events.', schema: schemas.Events } },
    problems: ['invalid_request', 'live_full'],
  },
  addComment: {
    method: 'post',
    path: '/v1/comments',
    summary: 'Adds a comment, once for each Idempotency-Key.',
    headers: z.object({
      'Idempotency-Key': idempotencyKey,
      Authorization: z.string().optional().meta({ description: "`Bearer` and an author's key." }),
    }),
    body: schemas.NewComment,
    responses: {
      201: { description: 'The comment is stored; Location names it.', schema: schemas.PostedComment },
      200: { description: 'The comment had been stored before with this key.', schema: schemas.PostedComment },
    },
    problems: [
      ...BODY_PROBLEMS,
      'parent_not_found',
      ...CHECKS,
      'honeypot_filled',
      'author_key_invalid',
      ...KEY_PROBLEMS,
      'idempotency_key_reused',
    ],
  },
  preview: {
    method: 'post',
    path: '/v1/comments/preview',
    summary: 'What a text looks like as a comment, by the same limits and rules; nothing is stored.',
    body: schemas.CommentText,
    responses: { 200: { description: 'The text as HTML.', schema: schemas.Preview } },
    problems: [...BODY_PROBLEMS, 'rate_limited'],
  },
  comment: {
    method: 'get',
    path: '/v1/comments/{id}',
    summary: 'One comment; to its author, by its receipt, also before it is approved.',
    params,
    headers: withReceipt,
    responses: {
      200: { description: 'The comment.', schema: schemas.AnyComment },
    },
    problems: ['not_found', ...RECEIPT_PROBLEMS],
  },
  editComment: {
    method: 'patch',
    path: '/v1/comments/{id}',
    summary: "Changes a comment's text, by its receipt and for a while; checked as a new one is.",
    params,
    headers: withReceipt,
    body: schemas.CommentEdit,
    responses: { 200: { description: 'The comment as it stands now.', schema: schemas.OwnComment } },
    problems: [
      ...BODY_PROBLEMS,
      'not_found',
      'receipt_missing',
      ...RECEIPT_PROBLEMS,
      'edit_window_closed',
      'not_editable',
      ...CHECKS,
    ],
  },
  deleteComment: {
    method: 'delete',
    path: '/v1/comments/{id}',
    summary: 'Deletes a comment and forgets its words, by its receipt and for a while.',
    params,
    headers: withReceipt,
    responses: { 200: { description: 'What is left of it.', schema: schemas.OwnComment } },
    problems: [
      'origin_not_allowed',
      'not_found',
      'receipt_missing',
      ...RECEIPT_PROBLEMS,
      'edit_window_closed',
      'not_editable',
    ],
  },
  react: {
    method: 'put',
    path: '/v1/comments/{id}/reaction',
    summary: 'Likes or dislikes a comment: at first with an Idempotency-Key, later by the receipt that came.',
    params,
    headers: z.object({ 'Idempotency-Key': idempotencyKey.optional(), ...withReceipt.shape }),
    body: schemas.Reaction,
    responses: { 200: { description: 'The reaction counts.', schema: schemas.Reactions } },
    problems: [...BODY_PROBLEMS, ...KEY_PROBLEMS, 'not_found', 'receipt_invalid', 'reactions_off', 'already_reacted'],
  },
  unreact: {
    method: 'delete',
    path: '/v1/comments/{id}/reaction',
    summary: 'Takes a reaction back, by its receipt.',
    params,
    headers: withReceipt,
    responses: { 200: { description: 'The reaction does not count.', schema: schemas.Reactions } },
    problems: ['origin_not_allowed', 'not_found', 'rate_limited', 'receipt_missing', 'receipt_invalid'],
  },
  replies: {
    method: 'get',
    path: '/v1/comments/{id}/replies',
    summary: 'The replies below a comment at the top, oldest first.',
    params,
    query: z.strictObject({ limit: limit.optional(), cursor: cursor.optional() }),
    responses: { 200: { description: 'The replies.', schema: schemas.Replies } },
    problems: ['not_found', 'invalid_request', 'cursor_invalid'],
  },
  around: {
    method: 'get',
    path: '/v1/comments/{id}/page',
    summary: "The page of an article's threads that begins with a comment's, open at the branch that leads to it.",
    params,
    query: z.strictObject({ article, ...page }),
    responses: { 200: { description: 'The page.', schema: schemas.CommentPage } },
    problems: ['not_found', 'invalid_request'],
  },
  challenge: {
    method: 'get',
    path: '/v1/challenge',
    summary: "A proof of work to be solved before posting, in ALTCHA's terms; each is good for one comment or change.",
    responses: { 200: { description: 'The challenge.', schema: schemas.Challenge } },
    problems: ['rate_limited'],
  },
  document: {
    method: 'get',
    path: '/v1/openapi.json',
    summary: 'This document.',
    responses: { 200: { description: 'OpenAPI 3.1.', schema: schemas.Document } },
    problems: [],
  },
  health: {
    method: 'get',
    path: '/healthz',
    summary: 'Whether the process lives.',
    responses: { 200: { description: 'It does.', schema: schemas.Status } },
    problems: [],
  },
  ready: {
    method: 'get',
    path: '/readyz',
    summary: 'Whether the database answers and requests are welcome.',
    responses: { 200: { description: 'It does.', schema: schemas.Status } },
    problems: [],
  },
} as const satisfies Record<string, Route>;

/** Whether it is a key that a client may send. */
export function isIdempotencyKey(key: string): boolean {
  return idempotencyKey.safeParse(key).success;
}

/** A path in Hono's spelling: `/v1/comments/:id`. */
export function honoPath({ path }: Route): string {
  return path.replace(/\{(\w+)\}/g, ':$1');
}
