import { articleId } from '../../src/model/identity.js';
import { cleanName } from '../../src/text/clean.js';
import type { Config } from './config.js';
import { openStore } from './database/open.js';
import { authorKey } from './http/authors.js';
import { createLog } from './log.js';
import { StartError } from './start-error.js';

const DAYS = 365;

/** A key by which an author proves to be one. @throws {StartError} when the name or an article is none */
export async function makeAuthorKey(name: string, articles: readonly string[], config: Config): Promise<string> {
  const shown = cleanName(name);
  if (shown === '') throw new StartError('An author needs a name: midad-server author-key NAME [ARTICLE…].');
  const ids = articles.map((article) => {
    const id = articleId(article);
    if (id === undefined) throw new StartError(`An article is a URL or a slug, not "${article}".`);
    return id;
  });
  const store = await openStore(config, createLog('silent', process.stderr));
  await store.close();
  return authorKey(store.signer, shown, ids, DAYS);
}
