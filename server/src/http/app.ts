import { randomUUID } from 'node:crypto';
import { Hono, type Context, type MiddlewareHandler } from 'hono';
import { routePath } from 'hono/route';
import type { Logger } from 'pino';
import type { Config } from '../config.js';
import { isUnavailable } from '../database/faults.js';
import type { Store } from '../database/store.js';
import { reason } from '../start-error.js';
import { addArticles } from './articles.js';
import { addCounting } from './counting.js';
import { Defences } from './defences.js';
import { readQuery } from './input.js';
import type { Live } from './live.js';
import { openApiDocument } from './openapi.js';
import { allowOrigins } from './origins.js';
import { Problem } from './problem.js';
import { addReacting } from './reacting.js';
import { addReading } from './reading.js';
import { routes, type Route } from './routes.js';
import { addWriting } from './writing.js';

export type Env = { Variables: { requestId: string } };

export interface AppOptions {
  readonly store: Store;
  readonly config: Config;
  readonly log: Logger;
  readonly live: Live;
  /** True once the process is about to stop. */
  readonly draining: () => boolean;
}

/** The server without a socket: `createApp(…).request('/v1/counts?article=a')` answers. */
export function createApp({ store, config, log, live, draining }: AppOptions): Hono<Env> {
  const app = new Hono<Env>();
  const document = openApiDocument();
  const defences = new Defences(store, config, log);

  app.use(logRequests(log), plainHeaders(draining), allowOrigins(config.origins));

  app.get(routes.events.path, async (c) => {
    const { article: name, lastEventId } = readQuery(c.req.url, routes.events.query);
    const article = await store.aliases.of(name);
    const address = defences.address(c);
    if (!live.hasRoom(address)) {
      throw new Problem('live_full', 'Ask for the page from time to time instead.', {
        headers: { 'Retry-After': '60' },
      });
    }
    c.header('Content-Type', 'text/event-stream');
    // Told to nginx, which would otherwise collect events before it passes them on.
    c.header('X-Accel-Buffering', 'no');
    if (c.req.method === 'HEAD') return c.body(null);
    return c.body(live.listen(article, c.req.header('Last-Event-ID') ?? lastEventId, address));
  });

  addArticles(app, store);
  addCounting(app, store, config, defences);
  addReading(app, store, config);
  addWriting(app, store, config, defences);
  addReacting(app, store, config, defences);

  app.get(routes.challenge.path, async (c) => {
    defences.limitOthers(c);
    return c.json(await defences.proof.challenge());
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
    // Before there is a response: one that is changed afterwards is made twice.
    c.header('Cache-Control', 'no-store');
    c.header('X-Content-Type-Options', 'nosniff');
    c.header('Cross-Origin-Resource-Policy', 'cross-origin');
    await next();
    if (draining()) c.header('Connection', 'close');
  };
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
