import type { Context, Hono } from 'hono';
import { renderMarkdown } from '../comments/markdown.js';
import { firstStatus, rulesFor, type ArticleRules, type Moderation } from '../comments/rules.js';
import { editableFor, own, published } from '../comments/published.js';
import type { Config } from '../config.js';
import type { Changed } from '../database/comments.js';
import type { AddedComment } from '../database/posts.js';
import type { Store } from '../database/store.js';
import type { CommentRow } from '../database/tables.js';
import type { Env } from './app.js';
import { authorOf } from './authors.js';
import type { Defences } from './defences.js';
import { idempotencyKey, idOf, readBody } from './input.js';
import { Problem } from './problem.js';
import { noSuchComment } from './reading.js';
import { hasReceipt, receiptFor, requireReceipt } from './receipts.js';
import { honoPath, routes } from './routes.js';

/** Adds what posts comments, and what their authors may do with them by their receipts. */
export function addWriting(app: Hono<Env>, store: Store, config: Config, defences: Defences): void {
  const { aliases, articles, comments, posts, signer, threads } = store;
  const editMilliseconds = config.editMinutes * 60_000;

  app.post(routes.addComment.path, async (c) => {
    const key = idempotencyKey(c);
    const { url = '', altcha, subject, ...rest } = await readBody(c.req.raw, routes.addComment);
    const author = await authorOf(c, signer, () => aliases.namesOf(rest.article));
    const comment = { ...rest, url, ...(author !== undefined && { name: author, byAuthor: true }) };
    const [sent, rules] = await Promise.all([posts.sentBefore(comment, key), articles.rules(comment.article)]);
    if (sent) return answer(c, sent);
    const moderation = requireThread(rules);
    if (author !== undefined) return answer(c, await posts.add(comment, key, 'approved'));
    defences.limitComments(c);
    defences.checkHoneypot(subject);
    await defences.checkContent(comment);
    const proof = await defences.checkProof(altcha);
    const trusted = moderation === 'trusted' && (await posts.isTrusted(comment.name, comment.email));
    return answer(c, await posts.add(comment, key, firstStatus(moderation, trusted), proof));
  });

  app.post(routes.preview.path, async (c) => {
    defences.limitPreviews(c);
    const { text } = await readBody(c.req.raw, routes.preview);
    return c.json({ html: renderMarkdown(text) });
  });

  app.get(honoPath(routes.comment), async (c) => {
    const id = idOf(c);
    if (hasReceipt(c, signer, id)) return c.json(own(await find(id), editMilliseconds));
    const row = await threads.shown(id);
    if (!row) throw noSuchComment();
    return c.json(published(row));
  });

  app.patch(honoPath(routes.editComment), async (c) => {
    const id = idOf(c);
    requireReceipt(c, signer, id);
    const { text, altcha } = await readBody(c.req.raw, routes.editComment);
    const row = await find(id);
    requireOpen(row);
    const moderation = requireThread(await articles.rules(row.article));
    defences.limitComments(c);
    // The name was checked when it was posted, and may be an author's own.
    const { article, name } = row;
    if (text !== row.text && row.by_author === 0) await defences.checkContent({ article, name, text, id });
    const proof = row.by_author === 0 ? await defences.checkProof(altcha) : undefined;
    const trusted = moderation === 'trusted' && (await posts.isAuthorTrusted(row));
    const reviewed = row.by_author === 0 && firstStatus(moderation, trusted) === 'pending';
    return c.json(own(changed(await comments.edit(id, text, reviewed, proof)), editMilliseconds));
  });

  app.delete(honoPath(routes.deleteComment), async (c) => {
    const id = idOf(c);
    requireReceipt(c, signer, id);
    const row = await find(id);
    // Deleting twice is deleting once: the first answer may have been lost.
    if (row.status === 'deleted') return c.json(own(row, editMilliseconds));
    requireOpen(row);
    return c.json(own(changed(await comments.erase(id)), editMilliseconds));
  });

  function answer(c: Context, added: AddedComment): Response {
    if (added.outcome === 'reused') {
      throw new Problem('idempotency_key_reused', 'A comment with other content was sent with this key before.');
    }
    if (added.outcome === 'spent') throw proofSpent();
    if (added.outcome === 'orphaned') {
      const detail = 'The comment that this one answers is not there any more: post it by itself.';
      throw new Problem('parent_not_found', detail);
    }
    const { row, outcome } = added;
    // Relative to this address, so that it stays right behind a proxy that puts the server under a path.
    c.header('Location', `comments/${row.id}`);
    const json = { ...own(row, editMilliseconds), receipt: receiptFor(signer, row) };
    return c.json(json, outcome === 'created' ? 201 : 200);
  }

  function requireThread(rules: ArticleRules): Moderation {
    const { open, moderation } = rulesFor(config, rules);
    if (!open)
      throw new Problem('thread_closed', 'Comments on this article are closed: nothing can be added or changed.');
    return moderation;
  }

  async function find(id: string): Promise<CommentRow> {
    const row = await comments.find(id);
    if (!row) throw noSuchComment();
    return row;
  }

  function requireOpen(row: CommentRow): void {
    if (row.status !== 'pending' && row.status !== 'approved') throw notEditable();
    if (editableFor(row, editMilliseconds) > 0) return;
    const detail = `A comment can be changed for ${config.editMinutes} minutes; ask the site to do it.`;
    throw new Problem('edit_window_closed', detail);
  }
}

function changed(result: Changed): CommentRow {
  if (result.outcome === 'changed') return result.row;
  if (result.outcome === 'spent') throw proofSpent();
  throw result.outcome === 'missing' ? noSuchComment() : notEditable();
}

function proofSpent(): Problem {
  return new Problem('proof_spent', 'Solve a new challenge, and send the comment again with it.');
}

function notEditable(): Problem {
  return new Problem('not_editable', 'It was deleted, or the site has decided about it.');
}
