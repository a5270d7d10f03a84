import { readFileSync } from 'node:fs';
import { articleId } from '../../src/model/identity.js';
import { parseCount } from '../../src/model/counts.js';
import type { Config } from './config.js';
import { openStore } from './database/open.js';
import { createLog } from './log.js';
import { reason, StartError } from './start-error.js';

/**
 * Takes over the views of another counter: each article gets the greater of both numbers, so it can be run again.
 *
 * @returns what it did, for the operator.
 * @throws {StartError} when the file is wrong in any place; then nothing is changed.
 */
export async function importViews(file: string, config: Config): Promise<string> {
  const counts = readCounts(file);
  const store = await openStore(config, createLog(config.logLevel, process.stderr));
  const raised = await store.views
    .raise(counts)
    .catch((fault: unknown) => {
      throw new StartError(`The views could not be stored (${reason(fault)}): nothing was imported, try again.`);
    })
    .finally(() => store.close());
  return `${counts.length} read, ${raised} raised, ${counts.length - raised} left as they were.`;
}

function readCounts(file: string): { article: string; views: number }[] {
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(file, 'utf8'));
  } catch (fault) {
    throw new StartError(`Cannot read ${file} as JSON (${reason(fault)}).`);
  }
  if (!Array.isArray(json)) throw new StartError(`${file} must hold a JSON array of {"article": "…", "views": 0}.`);
  return json.map((entry: unknown, index) => {
    const { article: spelling, views: number } = Object(entry) as Record<string, unknown>;
    const article = typeof spelling === 'string' ? articleId(spelling) : undefined;
    const views = parseCount(number);
    if (article === undefined || views === undefined) {
      throw new StartError(
        `Entry ${index + 1} of ${file} must be {"article": a URL or slug, "views": a whole number}; nothing was imported.`,
      );
    }
    return { article, views };
  });
}
