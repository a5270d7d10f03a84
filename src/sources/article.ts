import type { Article, parseArticle } from '../model/article.js';
import { requestJson } from './request.js';
import { Shared } from './shared.js';
import { Problem } from './source.js';

/** What reads articles: a tag may load it beside them. */
export interface Parser {
  readonly parseArticle: typeof parseArticle;
}

const loading = new Shared<unknown>();

/**
 * Reads an article from a JSON file or route; once for all tags that ask for it at the same time.
 *
 * @param parser What reads JSON as an article, and may itself still be on its way.
 * @throws {Problem} as `requestJson`, and `malformed` when none is in it.
 */
export async function loadArticle(
  url: string,
  signal: AbortSignal,
  parser: Parser | Promise<Parser>,
): Promise<Article> {
  const [json, reader] = await Promise.all([loading.get(url, signal, (all) => requestJson(url, all)), parser]);
  const article = reader.parseArticle(json, url);
  if (article === undefined) throw new Problem('malformed', `headline: ${url}`);
  return article;
}
