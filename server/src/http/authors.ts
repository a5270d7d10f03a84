import type { Context } from 'hono';
import { z } from 'zod';
import type { Signer } from '../signing.js';
import { Problem } from './problem.js';
import { bearer } from './receipts.js';

const DAY = 24 * 60 * 60 * 1000;

const AuthorKey = z.strictObject({ name: z.string(), articles: z.array(z.string()), expires: z.number() });

/**
 * What an author proves by that they are one: a signed key that the site's operator makes for them. The server can know
 * it in no other way, for anybody may type a name.
 *
 * @param articles The articles it is good for; none: all of the site's.
 */
export function authorKey(signer: Signer, name: string, articles: readonly string[], days: number): string {
  return signer.seal('author', { name, articles, expires: Date.now() + days * DAY });
}

/**
 * The name of the author whose key the request brings, if it brings one.
 *
 * @param namesOf All names of the article that is written on.
 * @throws {Problem} author_key_invalid
 */
export async function authorOf(
  c: Context,
  signer: Signer,
  namesOf: () => Promise<readonly string[]>,
): Promise<string | undefined> {
  const token = bearer(c);
  if (token === undefined) return undefined;
  const key = AuthorKey.safeParse(signer.open('author', token)).data;
  if (key && key.expires > Date.now()) {
    if (key.articles.length === 0) return key.name;
    const names = await namesOf();
    if (key.articles.some((article) => names.includes(article))) return key.name;
  }
  const headers = { 'WWW-Authenticate': 'Bearer' };
  throw new Problem('author_key_invalid', 'It is not for this article, or too old: ask the site for another.', {
    headers,
  });
}
