/**
 * Every vector through every way in, in the engines BROWSERS names: `npm run test:xss`. The vectors are
 * test/corpora/xss.json, and 300 that a grammar makes of a seed, which is printed: XSS_SEED=… has them again.
 */
import base from '../web-test-runner.config.js';
import { vectors } from './vectors.js';

/** Whatever is asked of another origin is refused and told of; scripts may run, for they are what is looked for. */
const POLICY = "default-src 'self' 'unsafe-inline' 'unsafe-eval'; connect-src 'self' ws: wss:";

export default {
  ...base,
  files: process.env.FILES ?? 'test/xss/*.test.ts',
  plugins: [...base.plugins, vectors()],
  middleware: [
    (context, next) => {
      context.set('Content-Security-Policy', POLICY);
      return next();
    },
  ],
  testsFinishTimeout: 600_000,
  testFramework: { config: { timeout: 300_000 } },
};
