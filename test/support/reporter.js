/**
 * After web-test-runner's own report: what failed in each engine, then a bare `N passed, N failed`.
 *
 * A test counts once in every engine. A test file that does not load, a browser that does not start and an error outside
 * the tests count as failed too.
 */
import path from 'node:path';

const tests = (suite) => (suite ? [...suite.tests, ...suite.suites.flatMap(tests)] : []);

/** What went wrong with one test file in one engine, in a line each. */
function failures({ testFile, testResults, errors, passed }) {
  const failed = tests(testResults).filter((test) => !test.passed && !test.skipped);
  const lines = [...failed.map(({ name }) => name), ...errors.map(({ message }) => message.split('\n')[0])];
  if (lines.length === 0 && !passed) lines.push('failed without saying why');
  return lines.map((line) => `${path.relative(process.cwd(), testFile)}: ${line}`);
}

export function reporter() {
  return {
    stop({ sessions }) {
      const report = [];
      let passed = 0;
      let failed = 0;
      for (const engine of new Set(sessions.map(({ browser }) => browser.name))) {
        const own = sessions.filter(({ browser }) => browser.name === engine);
        const lines = own.flatMap(failures);
        const good = own.flatMap(({ testResults }) => tests(testResults)).filter((test) => test.passed);
        report.push(`${engine}: ${good.length} passed, ${lines.length} failed`, ...lines.map((line) => `  ✗ ${line}`));
        passed += good.length;
        failed += lines.length;
      }
      // Last of all: the runner writes its progress bars once more after this.
      process.once('exit', () => console.log([...report, '', `${passed} passed, ${failed} failed`].join('\n')));
    },
  };
}
