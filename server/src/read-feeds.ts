import type { Config } from './config.js';
import { openStore } from './database/open.js';
import { FeedError } from './feeds/feed-error.js';
import { FeedReader } from './feeds/reader.js';
import { createLog } from './log.js';
import { reason, StartError } from './start-error.js';

/**
 * Reads all configured feeds now, whole and due or not.
 *
 * @returns what was found, a line a feed, for the operator.
 * @throws {StartError} when there is none, or when any could not be read; the others were.
 */
export async function readFeeds(config: Config): Promise<string> {
  if (config.feeds.length === 0)
    throw new StartError('There is nothing to read: list feeds or sitemaps in MIDAD_FEEDS.');
  const log = createLog('silent', process.stderr);
  const store = await openStore(config, log);
  const reader = new FeedReader(store, config, log);
  const lines: string[] = [];
  const failures: string[] = [];
  try {
    for (const url of config.feeds) {
      try {
        const { found, untitled, elsewhere } = await reader.readNow(url);
        const rest = [untitled > 0 && `${untitled} without a title`, elsewhere > 0 && `${elsewhere} of other sites`];
        lines.push(`${url}: ${[`${found.length} articles read`, ...rest].filter(Boolean).join(', ')}.`);
      } catch (fault) {
        failures.push(`${url} ${fault instanceof FeedError ? fault.message : `was not stored (${reason(fault)})`}.`);
      }
    }
  } finally {
    await store.close();
  }
  if (failures.length > 0) throw new StartError([...lines, ...failures].join('\n'));
  return lines.join('\n');
}
