import { z } from 'zod';
import {
  article,
  cursor,
  email,
  FIELD_ERRORS,
  fold,
  limit,
  MAX_ARTICLES,
  name,
  parent,
  sort,
  text,
  url,
} from './fields.js';
import type { ProblemCode } from './problem.js';

/** One operation: what it takes, what it answers. The server checks by it and the OpenAPI document is made from it. */
export interface Route {
  readonly method: 'get' | 'post';
  /** Parameters in braces, as OpenAPI writes them. */
  readonly path: string;
  readonly summary: string;
  readonly query?: z.ZodObject;
  readonly headers?: z.ZodObject;
  readonly params?: z.ZodObject;
  readonly body?: z.ZodType;
  readonly responses: Readonly<Record<number, { readonly description: string; readonly schema: z.ZodType }>>;
  /** Beside internal_error and unavailable, which every operation has. */
  readonly problems: readonly ProblemCode[];
}

const count = z.int().min(0);

const Counts = z.strictObject({ article: z.string(), views: count, comments: count });

const place = { id: z.uuid(), parent: parent.optional() };

const content = {
  author: z.strictObject({ name: z.string(), url: z.url().optional() }),
  byAuthor: z.literal(true).optional().meta({ description: 'An author of the site has written it.' }),
  text: z.string(),
  dateCreated: z.iso.datetime(),
  dateModified: z.iso.datetime().optional(),
  upvoteCount: count,
  downvoteCount: count,
};

const Comment = z.strictObject({ ...place, status: z.literal('approved'), ...content });

const RemovedComment = z.strictObject({ ...place, status: z.literal('deleted'), dateCreated: z.iso.datetime() });

const Replies = z.strictObject({
  comments: z.array(z.union([Comment, RemovedComment])).meta({
    description: 'Oldest first, all the replies below one comment at the top: each comes after the one it answers.',
  }),
  next: z.string().optional().meta({ description: 'The cursor of the following replies; absent with the last.' }),
  total: count,
});

const Thread = z.union([Comment.extend({ replies: Replies }), RemovedComment.extend({ replies: Replies })]);

const NewComment = z.strictObject({ article, parent: parent.optional(), name, email, url: url.optional(), text });

/** The named schemas of the document. */
export const schemas = {
  Counts,
  CountsList: z.strictObject({ counts: z.array(Counts) }),
  View: z.strictObject({ article }),
  Comment,
  RemovedComment,
  AnyComment: z.union([Comment, RemovedComment]),
  NewComment,
  Replies,
  CommentPage: z.strictObject({
    comments: z.array(Thread),
    next: z.string().optional().meta({ description: 'The cursor of the next page; absent on the last.' }),
    previous: z.string().optional().meta({
      description: 'The cursor of the page before, on a page that does not begin the list.',
    }),
    total: count.meta({ description: 'How many comments the article has, replies among them.' }),
  }),
  Status: z.strictObject({ status: z.literal('ok') }),
  Document: z.looseObject({ openapi: z.string() }),
  Problem: z.strictObject({
    type: z.string().meta({ description: '`urn:midad:problem:` and the code.' }),
    title: z.string(),
    status: z.int(),
    code: z.string(),
    detail: z.string(),
    errors: z
      .array(
        z.strictObject({
          field: z.string(),
          code: z.enum(Object.keys(FIELD_ERRORS) as (keyof typeof FIELD_ERRORS)[]),
          detail: z.string(),
        }),
      )
      .optional(),
  }),
};

const BODY_PROBLEMS = [
  'origin_not_allowed',
  'unsupported_media_type',
  'body_too_large',
  'invalid_json',
  'invalid_request',
] as const;

const page = { sort: sort.optional(), limit: limit.optional(), replies: fold.optional() };

const params = z.strictObject({ id: z.uuid() });

export const routes = {
  counts: {
    method: 'get',
    path: '/v1/counts',
    summary: 'Views and comments of several articles, in the order asked.',
    query: z.strictObject({ article: z.array(article).min(1).max(MAX_ARTICLES) }),
    responses: { 200: { description: 'The counts.', schema: schemas.CountsList } },
    problems: ['invalid_request'],
  },
  addView: {
    method: 'post',
    path: '/v1/views',
    summary: 'Counts one view of an article.',
    body: schemas.View,
    responses: { 200: { description: 'The counts with this view.', schema: schemas.Counts } },
    problems: BODY_PROBLEMS,
  },
  comments: {
    method: 'get',
    path: '/v1/comments',
    summary: "A page of an article's threads, each with its first replies.",
    query: z.strictObject({ article, ...page, cursor: cursor.optional() }),
    responses: { 200: { description: 'The page.', schema: schemas.CommentPage } },
    problems: ['invalid_request', 'cursor_invalid'],
  },
  addComment: {
    method: 'post',
    path: '/v1/comments',
    summary: 'Adds a comment, once for each Idempotency-Key.',
    headers: z.object({
      'Idempotency-Key': z
        .string()
        .regex(/^[A-Za-z0-9_-]{16,128}$/)
        .meta({ description: 'Made by the client for this comment, and sent again with it when it is sent again.' }),
    }),
    body: schemas.NewComment,
    responses: {
      201: { description: 'The comment is stored; Location names it.', schema: schemas.Comment },
      200: { description: 'The comment had been stored before with this key.', schema: schemas.Comment },
    },
    problems: [
      ...BODY_PROBLEMS,
      'parent_not_found',
      'idempotency_key_missing',
      'idempotency_key_invalid',
      'idempotency_key_reused',
    ],
  },
  comment: {
    method: 'get',
    path: '/v1/comments/{id}',
    summary: 'One comment.',
    params,
    responses: { 200: { description: 'The comment.', schema: schemas.AnyComment } },
    problems: ['not_found'],
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
    summary: 'The page that begins with the thread a comment stands in, open at the branch that leads to it.',
    params,
    query: z.strictObject(page),
    responses: { 200: { description: 'The page.', schema: schemas.CommentPage } },
    problems: ['not_found', 'invalid_request'],
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

/** A path in Hono's spelling: `/v1/comments/:id`. */
export function honoPath({ path }: Route): string {
  return path.replace(/\{(\w+)\}/g, ':$1');
}
