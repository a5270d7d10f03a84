import type { Hono } from 'hono';
import { published } from '../comments/published.js';
import { rulesFor } from '../comments/rules.js';
import type { Config } from '../config.js';
import type { Store } from '../database/store.js';
import type { Replies, Sort, Thread, ThreadPage } from '../database/threads.js';
import type { Signer } from '../signing.js';
import type { Env } from './app.js';
import { decodeCursor, encodeCursor, type Scope } from './cursor.js';
import { DEFAULT_FOLD, DEFAULT_PAGE } from './fields.js';
import { idOf, questionOf, readQuery } from './input.js';
import { PageCache } from './page-cache.js';
import { Problem } from './problem.js';
import { honoPath, routes } from './routes.js';

/** Adds what reads comments. */
export function addReading(app: Hono<Env>, store: Store, config: Config): void {
  const { signer, threads } = store;
  const pages = new PageCache(store.feed);

  app.get(routes.comments.path, async (c) => {
    // By the question as it was put: what was answered needs no checking again.
    const body = await pages.get(questionOf(c.req.url), async () => {
      const query = readQuery(c.req.url, routes.comments.query);
      const { article, sort = 'newest', limit = DEFAULT_PAGE, replies = DEFAULT_FOLD, cursor } = query;
      const from = cursor === undefined ? undefined : decodeCursor(signer, { article, sort }, cursor);
      const page = await threads.page(article, sort, limit, replies, from);
      return { article: page.article, body: JSON.stringify(pageJson(article, sort, page)) };
    });
    return c.body(body, 200, { 'Content-Type': 'application/json' });
  });

  app.get(honoPath(routes.around), async (c) => {
    const query = readQuery(c.req.url, routes.around.query);
    const { article, sort = 'newest', limit = DEFAULT_PAGE, replies = DEFAULT_FOLD } = query;
    const page = await threads.around(article, idOf(c), sort, limit, replies);
    if (!page) throw noSuchComment();
    return c.json(pageJson(article, sort, page));
  });

  app.get(honoPath(routes.replies), async (c) => {
    const id = idOf(c);
    const { limit = DEFAULT_PAGE, cursor } = readQuery(c.req.url, routes.replies.query);
    const after = cursor === undefined ? undefined : decodeCursor(signer, { thread: id }, cursor).position;
    const top = await threads.shown(id);
    if (!top || top.root !== null) throw noSuchComment();
    return c.json(repliesJson(signer, id, top.replies, await threads.replies(id, limit, after)));
  });

  function pageJson(
    article: string,
    sort: Sort,
    { threads: list, previous, next, total, rules, version }: ThreadPage,
  ): object {
    const scope: Scope = { article, sort };
    return {
      comments: list.map((thread) => threadJson(signer, thread)),
      ...(previous && { previous: encodeCursor(signer, scope, 'before', previous) }),
      ...(next && { next: encodeCursor(signer, scope, 'after', next) }),
      total,
      lastEventId: String(version),
      rules: {
        ...rulesFor(config, rules),
        reactions: config.reactions,
        proofOfWork: config.proofOfWork > 0,
        editSeconds: config.editMinutes * 60,
      },
    };
  }
}

export function noSuchComment(): Problem {
  return new Problem('not_found', 'There is no such comment.');
}

function threadJson(signer: Signer, { row, replies }: Thread): object {
  return { ...published(row), replies: repliesJson(signer, row.id, row.replies, replies) };
}

function repliesJson(signer: Signer, thread: string, total: number, { rows, next }: Replies): object {
  return {
    comments: rows.map(published),
    ...(next && { next: encodeCursor(signer, { thread }, 'after', next) }),
    total,
  };
}
