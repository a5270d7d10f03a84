import { parseArticle, type Article } from '../model/article.js';
import { requestJson } from './request.js';
import { Shared } from './shared.js';
import { Problem } from './source.js';

const loading = new Shared<unknown>();

/**
 * Reads an article from a JSON file or route; once for all tags that ask for it at the same time.
 *
 * @throws {Problem} as `requestJson`, and `malformed` when none is in it.
 */
export async function loadArticle(url: string, signal: AbortSignal): Promise<Article> {
  const article = parseArticle(await loading.get(url, signal, (all) => requestJson(url, all)), url);
  if (article === undefined) throw new Problem('malformed', `headline: ${url}`);
  return article;
}
