import path from 'node:path';

/** A reporter for node:test: what failed, a line each, then a bare `N passed, N failed`. Suites and empty files are no tests. */
export default async function* tally(events) {
  let passed = 0;
  const failed = [];
  for await (const { type, data } of events) {
    if (type === 'test:pass' && isTest(data)) passed++;
    if (type === 'test:fail' && (isTest(data) || isOwnFault(data))) failed.push(`  ✗ ${fileOf(data)}: ${data.name}\n`);
  }
  yield `\n${failed.join('')}${passed} passed, ${failed.length} failed\n`;
}

const fileOf = ({ file = '' }) => path.relative(process.cwd(), file);
const isFile = ({ name, file, nesting }) => nesting === 0 && file !== undefined && file.endsWith(name);
const isTest = (data) =>
  data.details.type !== 'suite' && !isFile(data) && data.skip === undefined && data.todo === undefined;

/** A file that did not load, and a suite whose own hooks failed; otherwise a suite fails only because its tests do. */
const isOwnFault = (data) => data.details.error?.failureType !== 'subtestsFailed';
