import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import type { Logger } from 'pino';
import type { Config } from './config.js';
import { openStore } from './database/open.js';
import { FeedReader } from './feeds/reader.js';
import { createApp } from './http/app.js';
import { answerBroken } from './http/broken.js';
import { Live } from './http/live.js';
import { MALFORMED } from './http/input.js';
import { createLog } from './log.js';
import { silentSockets } from './silent-sockets.js';
import { reason, StartError } from './start-error.js';

// A question for 100 articles by their Arabic URLs, percent-encoded twice, is far over Node's 16 KiB.
const MAX_HEADER_BYTES = 256 * 1024;
// The longest body there may be, over a slow phone.
const REQUEST_MILLISECONDS = 30_000;
// Below the 10 s after which Docker and others kill.
const DRAIN_MILLISECONDS = 8_000;
const CLOSE_MILLISECONDS = 1_500;
const FORGET_MILLISECONDS = 10 * 60_000;

/**
 * Serves until SIGTERM or SIGINT, then lets running requests end and exits.
 *
 * @throws {StartError} when the database or the address cannot be had.
 */
export async function serve(config: Config): Promise<void> {
  const log = createLog(config.logLevel);
  const store = await openStore(config, log);
  let draining = false;
  await store.feed.start();
  const live = new Live(store, config.live);
  const app = createApp({ store, config, log, live, draining: () => draining });
  const answer = getRequestListener(app.fetch, {
    errorHandler: () => new Response(JSON.stringify(MALFORMED), MALFORMED.init),
  });
  const server = createServer(
    { maxHeaderSize: MAX_HEADER_BYTES, requestTimeout: REQUEST_MILLISECONDS },
    (request, response) => {
      // A load balancer's health check may be HTTP/1.0, which has no Host.
      if (request.method === 'GET' || request.method === 'HEAD') request.headers.host ||= 'localhost';
      return answer(request, response);
    },
  );
  server.on('clientError', answerBroken);
  const cutSilent = silentSockets(server);
  const url = await listen(server, config).catch(async (fault: unknown) => {
    await store.close();
    throw fault;
  });
  log.info({ url }, 'listening');

  // Also on a day when nobody reacts to anything.
  const forget = () => store.forget().catch(() => log.warn('what is kept for a while only is not all gone yet'));
  void forget();
  const forgetting = setInterval(forget, FORGET_MILLISECONDS);

  const feeds = new FeedReader(store, config, log);
  feeds.start();

  const stop = async (signal: string) => {
    draining = true;
    log.info({ signal }, 'stopping');
    clearInterval(forgetting);
    live.close();
    cutSilent();
    await close(server, log);
    // A database that no longer answers keeps nothing that was acknowledged from being there.
    const stuck = setTimeout(() => {
      log.warn('the database could not be closed in time');
      process.exit(0);
    }, CLOSE_MILLISECONDS);
    await feeds.stop();
    await store.close();
    clearTimeout(stuck);
    log.info('stopped');
    process.exit(0);
  };
  // Once: a second signal ends the process at once.
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
}

function listen(server: Server, { host, port }: Config): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', (fault) => {
      reject(
        new StartError(`Cannot listen on ${host}:${port} (${reason(fault)}): set HOST or PORT to a free address.`),
      );
    });
    server.listen(port, host, () => {
      const at = server.address() as AddressInfo;
      resolve(`http://${at.family === 'IPv6' ? `[${at.address}]` : at.address}:${at.port}`);
    });
  });
}

function close(server: Server, log: Logger): Promise<void> {
  return new Promise((resolve) => {
    const cut = setTimeout(() => {
      log.warn('some requests did not end in time and were cut off');
      server.closeAllConnections();
    }, DRAIN_MILLISECONDS);
    server.close(() => {
      clearTimeout(cut);
      resolve();
    });
  });
}
