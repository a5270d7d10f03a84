import type { MiddlewareHandler } from 'hono';
import { Problem } from './problem.js';

const READING = ['GET', 'HEAD', 'OPTIONS'];

/**
 * Lets pages of the listed origins call the server (CORS, without credentials), and refuses writes from pages of any
 * other origin. Requests without an Origin come from no page, and pass.
 */
export function allowOrigins(origins: readonly string[]): MiddlewareHandler {
  return async (c, next) => {
    c.header('Vary', 'Origin');
    const origin = c.req.header('Origin');
    if (origin === undefined) return next();
    const listed = origins.includes(origin);
    if (listed) {
      c.header('Access-Control-Allow-Origin', origin);
      c.header('Access-Control-Expose-Headers', 'Retry-After');
    }
    const preflight = c.req.method === 'OPTIONS' && c.req.header('Access-Control-Request-Method') !== undefined;
    const writing = preflight || !READING.includes(c.req.method);
    if (writing && !listed && !isOwn(origin, c.req.header('Host') ?? new URL(c.req.url).host)) {
      throw new Problem('origin_not_allowed', 'Pages of this origin are not listed in MIDAD_ORIGINS.');
    }
    if (!preflight) return next();
    c.header('Access-Control-Allow-Methods', 'GET, POST, PUT, PATCH, DELETE');
    c.header('Access-Control-Allow-Headers', 'Content-Type, Idempotency-Key, Authorization');
    c.header('Access-Control-Max-Age', '7200');
    return c.body(null, 204);
  };
}

// By host alone: behind a proxy that ends TLS the page's origin is https while the request arrives as http.
function isOwn(origin: string, host: string): boolean {
  return URL.canParse(origin) && new URL(origin).host === host.toLowerCase();
}
