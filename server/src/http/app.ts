import { randomUUID } from 'node:crypto';
import { Hono, type Context, type MiddlewareHandler } from 'hono';
import { routePath } from 'hono/route';
import type { Logger } from 'pino';
import { published } from '../comments/published.js';
import { isUnavailable } from '../database/open.js';
import type { Store } from '../database/store.js';
import { impersonates, RESERVED_NAMES } from '../../../src/text/impersonation.js';
import { reason } from '../start-error.js';
import { invalid, readBody, readQuery } from './input.js';
import { openApiDocument } from './openapi.js';
import { allowOrigins } from './origins.js';
import { Problem } from './problem.js';
import { addReading } from './reading.js';
import { routes, type Route } from './routes.js';

export type Env = { Variables: { requestId: string } };

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
    return c.json({ counts: await store.articles.counts(article) });
  });

  app.post(routes.addView.path, async (c) => {
    const { article } = await readBody(c.req.raw, routes.addView.body);
    return c.json(await store.articles.addView(article));
  });

  addReading(app, store);

  app.post(routes.addComment.path, async (c) => {
    const key = idempotencyKey(c);
    const { url = '', ...rest } = await readBody(c.req.raw, routes.addComment.body);
    if (impersonates(rest.name, reserved)) throw invalid('name', 'reservedName');
    const comment = { ...rest, url };
    const added =
      (await store.comments.sentBefore(comment, key)) ?? (await store.comments.add(comment, key, 'approved'));
    if (added.outcome === 'reused') {
      throw new Problem('idempotency_key_reused', 'A comment with other content was sent with this key before.');
    }
    if (added.outcome === 'orphaned') {
      throw new Problem(
        'parent_not_found',
        'The comment that this one answers is not there any more: post it by itself.',
      );
    }
    // Relative to this address, so that it stays right behind a proxy that puts the server under a path.
    c.header('Location', `comments/${added.row.id}`);
    return c.json(published(added.row), added.outcome === 'created' ? 201 : 200);
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
