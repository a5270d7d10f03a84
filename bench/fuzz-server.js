/**
 * Requests made at random from the schemas that check them, against the server on both databases: none may be a fault.
 * `npm run fuzz:server` sends 20 000; another number and a seed may be given: `npm run fuzz:server -- 1000 42`.
 */
import fc from 'fast-check';
import { onDatabases } from './databases.js';

const count = Number(process.argv[2] ?? 20_000);
const seed = Number(process.argv[3] ?? Date.now() % 2 ** 31);

await onDatabases(async (database) => {
  const { openApi } = await import('../server/test/support/api.ts');
  const { anyRequest, makeKnown } = await import('../server/test/support/hostile.ts');
  const api = await openApi(database, { env: { LOG_LEVEL: 'error' } });
  const known = await makeKnown(api, ['one', 'two']);
  const statuses = new Map();
  await fc.assert(
    fc.asyncProperty(anyRequest(known), async ({ method, path, headers, body }) => {
      const { status } = await api.call(method, path, { headers, ...(body !== undefined && { body }) });
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
      if (status >= 500) throw new Error(`${status} ${method} ${path}`);
      api.received.length = 0;
      api.lines.length = 0;
    }),
    { numRuns: Math.ceil(count / 2), seed },
  );
  const tally = [...statuses].toSorted(([a], [b]) => a - b).map(([status, times]) => `${status}: ${times}`);
  console.log(`${database.kind}: ${Math.ceil(count / 2)} requests, seed ${seed}; ${tally.join(', ')}`);
  await api.close();
});
