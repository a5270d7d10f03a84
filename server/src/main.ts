#!/usr/bin/env node
import { StartError } from './start-error.js';

const OLDEST_NODE = [20, 19] as const;

try {
  checkNode();
  // Loaded only now: on an old Node the packages themselves may not even parse.
  const { run } = await import('./command.js');
  await run(process.argv.slice(2));
} catch (fault) {
  if (!(fault instanceof StartError)) throw fault;
  console.error(fault.message);
  process.exitCode = 1;
}

function checkNode(): void {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1])) return;
  throw new StartError(
    `midad-server needs Node ${OLDEST_NODE.join('.')} or later, and this is ${process.versions.node}: install a newer one.`,
  );
}
