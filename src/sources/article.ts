import { parseArticle, type Article } from '../model/article.js';
import { fetchJson } from './json.js';
import { Problem } from './source.js';

/** Reads an article from a JSON file or route. @throws {Problem} as `fetchJson`, and `malformed` when none is in it. */
export async function loadArticle(url: string, signal: AbortSignal): Promise<Article> {
  const article = parseArticle(await fetchJson(url, {}, signal), url);
  if (article === undefined) throw new Problem('malformed', `headline: ${url}`);
  return article;
}
