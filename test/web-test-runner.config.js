/**
 * The unit and component tests, in real browsers. `BROWSERS=chromium` limits the engines, `FILES=test/text/x.test.ts` the
 * files: `BROWSERS=chromium FILES='test/text/*.test.ts' npx wtr --config test/web-test-runner.config.js`.
 */
import { fileURLToPath } from 'node:url';
import { defaultReporter } from '@web/test-runner';
import { chosenEngines } from './machine.js';
import { launchers } from './support/launchers.js';
import { oxc } from './support/oxc.js';
import { reporter } from './support/reporter.js';

const FILES = ['test/{model,text,locales,sources,controllers,components,contract}*/**/*.test.ts', 'test/*.test.ts'];

export default {
  rootDir: fileURLToPath(new URL('..', import.meta.url)),
  files: process.env.FILES ?? FILES,
  nodeResolve: true,
  plugins: [oxc()],
  browsers: chosenEngines().map((name) => launchers[name]()),
  reporters: [defaultReporter(), reporter()],
  concurrency: 2,
  concurrentBrowsers: 2,
  browserStartTimeout: 60_000,
  testsStartTimeout: 60_000,
  testsFinishTimeout: 120_000,
  testFramework: { config: { timeout: 10_000 } },
  filterBrowserLogs: ({ args }) => !String(args[0]).startsWith('Lit is in dev mode'),
};
