import { randomUUID } from 'node:crypto';
import { Hono, type Context, type MiddlewareHandler } from 'hono';
import { routePath } from 'hono/route';
import type { Logger } from 'pino';
import { isUnavailable } from '../database/open.js';
import type { Store } from '../database/store.js';
import { impersonates, RESERVED_NAMES } from '../../../src/text/impersonation.js';
import { reason } from '../start-error.js';
import { encodeCursor } from './cursor.js';
import { DEFAULT_PAGE } from './fields.js';
import { invalid, readBody, readQuery } from './input.js';
import { openApiDocument } from './openapi.js';
import { allowOrigins } from './origins.js';
import { Problem } from './problem.js';
import { routes, type Route } from './routes.js';

type Env = { Variables: { requestId: string } };

export interface AppOptions {
  readonly store: Store;
  /** Origins of pages that may write, as browsers write them. */
  readonly origins: readonly string[];
  /** Names that no reader may pass for, beside those that are reserved everywhere. */
  readonly reservedNames: readonly string[];
  readonly log: Logger;
  /** True once the process is about to stop. */
  readonly draining: () => boolean;
}

/** The server without a socket: `createApp(…).request('/v1/counts?article=a')` answers. */
export function createApp({ store, origins, reservedNames, log, draining }: AppOptions): Hono<Env> {
  const app = new Hono<Env>();
  const document = openApiDocument();
  const reserved = [...RESERVED_NAMES, ...reservedNames];

  app.use(logRequests(log), plainHeaders(draining), allowOrigins(origins));

  app.get(routes.counts.path, async (c) => {
    const { article } = readQuery(c.req.url, routes.counts.query);
    return c.json({ counts: await store.counts(article) });
  });

  app.post(routes.addView.path, async (c) => {
    const { article } = await readBody(c.req.raw, routes.addView.body);
    return c.json(await store.addView(article));
  });

  app.get(routes.comments.path, async (c) => {
    const { article, limit = DEFAULT_PAGE, cursor } = readQuery(c.req.url, routes.comments.query);
    const { comments, next, total } = await store.comments(article, limit, cursor);
    return c.json({ comments, ...(next && { next: encodeCursor(next) }), total });
  });

  app.post(routes.addComment.path, async (c) => {
    const key = idempotencyKey(c);
    const { url = '', ...rest } = await readBody(c.req.raw, routes.addComment.body);
    if (impersonates(rest.name, reserved)) throw invalid('name', 'reservedName');
    const added = await store.addComment({ ...rest, url }, key);
    if (added.outcome === 'reused') {
      throw new Problem('idempotency_key_reused', 'A comment with other content was sent with this key before.');
    }
    // Relative to this address, so that it stays right behind a proxy that puts the server under a path.
    c.header('Location', `comments/${added.comment.id}`);
    return c.json(added.comment, added.outcome === 'created' ? 201 : 200);
  });

  app.get(honoPath(routes.comment), async (c) => {
    const id = routes.comment.params.shape.id.safeParse(c.req.param('id'));
    const comment = id.success ? await store.comment(id.data) : undefined;
    if (!comment) throw new Problem('not_found', 'There is no such comment.');
    return c.json(comment);
  });

  app.get(routes.document.path, (c) => c.json(document));

  app.get(routes.health.path, (c) => c.json({ status: 'ok' }));

  app.get(routes.ready.path, async (c) => {
    if (draining()) throw unavailable();
    try {
      await store.ping();
    } catch (fault) {
      log.warn({ id: c.get('requestId'), reason: reason(fault) }, 'database unavailable');
      throw unavailable();
    }
    return c.json({ status: 'ok' });
  });

  app.notFound((c) => problemResponse(c, noSuchRoute(c.req.path)));

  app.onError((fault, c) => {
    if (fault instanceof Problem) return problemResponse(c, fault);
    const id = c.get('requestId');
    if (isUnavailable(fault)) {
      log.warn({ id, reason: reason(fault) }, 'database unavailable');
      return problemResponse(c, unavailable());
    }
    // Not the whole error: what a database adds to it may quote what a reader wrote.
    log.error({ id, reason: reason(fault), stack: fault.stack }, 'fault');
    return problemResponse(c, new Problem('internal_error', 'The fault was logged.'));
  });

  return app;
}

function logRequests(log: Logger): MiddlewareHandler<Env> {
  return async (c, next) => {
    const start = performance.now();
    const id = randomUUID();
    c.set('requestId', id);
    await next();
    // The route's pattern, not the address: what a client puts into an address may say who reads what.
    const route = routePath(c, -1);
    const { method } = c.req;
    log.info({ id, method, route, status: c.res.status, ms: Math.round(performance.now() - start) }, 'request');
  };
}

function plainHeaders(draining: () => boolean): MiddlewareHandler {
  return async (c, next) => {
    await next();
    c.header('Cache-Control', 'no-store');
    c.header('X-Content-Type-Options', 'nosniff');
    c.header('Cross-Origin-Resource-Policy', 'cross-origin');
    if (draining()) c.header('Connection', 'close');
  };
}

function idempotencyKey(c: Context): string {
  const key = c.req.header('Idempotency-Key');
  if (!key)
    throw new Problem('idempotency_key_missing', 'Send a key of your own making in the Idempotency-Key header.');
  if (!routes.addComment.headers.shape['Idempotency-Key'].safeParse(key).success) {
    throw new Problem('idempotency_key_invalid', 'An Idempotency-Key has 16 to 128 letters, digits, - or _.');
  }
  return key;
}

function noSuchRoute(path: string): Problem {
  const methods = Object.values<Route>(routes)
    .filter((route) => new RegExp(`^${route.path.replace(/\{\w+\}/g, '[^/]+')}$`).test(path))
    .flatMap(({ method }) => (method === 'get' ? ['GET', 'HEAD'] : [method.toUpperCase()]));
  if (methods.length === 0) return new Problem('not_found', 'See /v1/openapi.json for what there is.');
  const Allow = methods.join(', ');
  return new Problem('method_not_allowed', `Allowed here: ${Allow}.`, { headers: { Allow } });
}

function unavailable(): Problem {
  return new Problem('unavailable', 'Try again in a moment.', { headers: { 'Retry-After': '5' } });
}

// Through the context, which holds the headers that were set before the problem was found.
function problemResponse(c: Context, problem: Problem): Response {
  return c.body(JSON.stringify(problem), problem.init);
}

/** `/v1/comments/{id}` in Hono's spelling. */
function honoPath({ path }: Route): string {
  return path.replace(/\{(\w+)\}/g, ':$1');
}
