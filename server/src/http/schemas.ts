import { z } from 'zod';
import { MODERATION } from '../comments/rules.js';
import { REACTIONS } from '../config.js';
import { altcha, article, email, FIELD_ERRORS, MAX_ARTICLES, name, parent, subject, text, url } from './fields.js';
import { Challenge } from './proof.js';

const count = z.int().min(0);

const Counts = z.strictObject({ article: z.string(), views: count, comments: count });

export const lastEventId = z
  .string()
  .regex(/^\d{1,15}$/)
  .meta({ description: 'The id of the last event, or of the page, that was received.' });

const place = { id: z.uuid(), parent: parent.optional() };

const html = z.string().meta({
  description: 'The text as HTML: p, br, strong, em, blockquote, code, pre and a[href][rel]; http(s) addresses only.',
});

const content = {
  author: z.strictObject({ name: z.string(), url: z.url().optional() }),
  byAuthor: z.literal(true).optional().meta({ description: 'An author of the site has written it.' }),
  text: z.string().meta({ description: 'As it was written.' }),
  html,
  dateCreated: z.iso.datetime(),
  dateModified: z.iso.datetime().optional(),
  upvoteCount: count,
  downvoteCount: count,
};

const Comment = z.strictObject({ ...place, status: z.literal('approved'), ...content });

const RemovedComment = z.strictObject({ ...place, status: z.literal('deleted'), dateCreated: z.iso.datetime() });

const OwnComment = z.strictObject({
  ...place,
  status: z.enum(['pending', 'approved', 'rejected']),
  ...content,
  editableSeconds: count.meta({ description: 'For how long its author may still change or delete it.' }),
});

const receipt = z.string().meta({ description: 'Opens the comment to its author: `Authorization: Bearer …`.' });

const Replies = z.strictObject({
  comments: z.array(z.union([Comment, RemovedComment])).meta({
    description: 'Oldest first, all the replies below one comment at the top: each comes after the one it answers.',
  }),
  next: z.string().optional().meta({ description: 'The cursor of the following replies; absent with the last.' }),
  total: count,
});

const Thread = z.union([Comment.extend({ replies: Replies }), RemovedComment.extend({ replies: Replies })]);

const NewComment = z.strictObject({
  article,
  parent: parent.optional(),
  name,
  email,
  url: url.optional(),
  text,
  altcha: altcha.optional(),
  subject: subject.optional(),
});

const Article = z
  .strictObject({
    id: z.string().meta({ description: 'What counts and comments know it by.' }),
    headline: z.string(),
    url: z.url(),
    description: z.string().optional().meta({ description: 'Plain text, at most 300 characters.' }),
    articleSection: z.string().optional(),
    author: z.array(z.strictObject({ name: z.string(), url: z.url().optional() })),
    datePublished: z.string().optional().meta({ description: "ISO 8601, as the site's feed gives it." }),
    image: z
      .strictObject({
        url: z.url(),
        width: count.optional(),
        height: count.optional(),
        alternateName: z.string().optional(),
      })
      .optional(),
    keywords: z.array(z.string()),
    inLanguage: z.string().optional(),
    views: count,
    comments: count,
  })
  .meta({ description: "An article as the site's feeds tell of it, in the shape that Midad's elements read." });

/** The named schemas of the document. */
export const schemas = {
  Counts,
  CountsList: z.strictObject({ counts: z.array(Counts) }),
  ArticleNames: z.strictObject({ article: z.array(article).min(1).max(MAX_ARTICLES) }),
  View: z.strictObject({ article }),
  Comment,
  RemovedComment,
  AnyComment: z.union([Comment, RemovedComment, OwnComment]),
  OwnComment: z.union([OwnComment, RemovedComment]),
  PostedComment: z.union([OwnComment.extend({ receipt }), RemovedComment.extend({ receipt })]),
  NewComment,
  CommentText: z.strictObject({ text }),
  Preview: z.strictObject({ html }),
  CommentEdit: z.strictObject({ text, altcha: altcha.optional() }),
  Challenge,
  Reaction: z.strictObject({ reaction: z.enum(['like', 'dislike']) }),
  Reactions: z.strictObject({
    upvoteCount: count,
    downvoteCount: count,
    receipt: z.string().optional().meta({ description: 'Changes the reaction or takes it back.' }),
  }),
  Replies,
  CommentPage: z.strictObject({
    comments: z.array(Thread),
    next: z.string().optional().meta({ description: 'The cursor of the next page; absent on the last.' }),
    previous: z.string().optional().meta({
      description: 'The cursor of the page before, on a page that does not begin the list.',
    }),
    total: count.meta({ description: 'How many comments the article has, replies among them.' }),
    lastEventId: lastEventId.meta({
      description: 'What to tell /v1/comments/events, to hear of what comes after this page.',
    }),
    rules: z
      .strictObject({
        open: z.boolean().meta({ description: 'Whether new comments are taken.' }),
        moderation: z.enum(MODERATION).meta({
          description:
            '`post` is seen at once, `pre` after approval, `trusted` at once by people who were approved before.',
        }),
        reactions: z.enum(REACTIONS),
        proofOfWork: z.boolean().meta({ description: 'Whether a comment and a change to one need `altcha`.' }),
        editSeconds: count.meta({ description: 'How long what was posted may be changed or deleted.' }),
      })
      .meta({ description: 'What holds for this article; a form says so before a reader writes.' }),
  }),
  Events: z.string().meta({
    description:
      '`event: comment` with a comment as it stands now (Comment or RemovedComment) for each that is new or has changed; `event: reload` when too much was missed.',
  }),
  Article,
  ArticleList: z.strictObject({
    articles: z.array(Article),
    next: z.string().optional().meta({ description: 'The cursor of the next page; absent on the last.' }),
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
