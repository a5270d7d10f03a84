import type { Question } from '../database/pages.js';
import type { From, Position, Sort } from '../database/threads.js';
import type { Signer } from '../signing.js';
import { Problem } from './problem.js';

/** What a cursor is good for: an article's threads in one order, the replies of one thread, or a list of articles. */
export type Scope =
  | { readonly article: string; readonly sort: Sort }
  | { readonly thread: string }
  | { readonly articles: Question };

const FORM = /^([ab])\.(-?\d{1,15})\.(\d{1,15})\.([0-9a-f-]{0,36})~([\w-]{22})$/;

/**
 * A place in a list as an opaque string. It names a comment's position, not a page number, so comments added later move
 * nothing; and it is signed together with the list it belongs to, so that no other list takes it.
 */
export function encodeCursor(signer: Signer, scope: Scope, way: From['way'], position: Position): string {
  const body = `${way[0]}.${position.score}.${position.createdAt}.${position.id}`;
  return Buffer.from(`${body}~${signer.sign('cursor', signed(scope, body))}`).toString('base64url');
}

/** Where a cursor says to read on. @throws {Problem} cursor_invalid */
export function decodeCursor(signer: Signer, scope: Scope, cursor: string): From {
  const text = Buffer.from(cursor, 'base64url');
  const [, way, score, createdAt, id, signature] = FORM.exec(text.toString('latin1')) ?? [];
  if (way && id !== undefined && signature && text.toString('base64url') === cursor) {
    const body = `${way}.${score}.${createdAt}.${id}`;
    if (signer.isSigned('cursor', signed(scope, body), signature)) {
      const position = { createdAt: Number(createdAt), id, score: Number(score) };
      return { way: way === 'a' ? 'after' : 'before', position };
    }
  }
  throw new Problem(
    'cursor_invalid',
    'This cursor is not one of this list and order: read it from its beginning again.',
  );
}

function signed(scope: Scope, body: string): string {
  if ('thread' in scope) return JSON.stringify([scope.thread, body]);
  if ('article' in scope) return JSON.stringify([scope.article, scope.sort, body]);
  const { sort, days, section, tag, related, search } = scope.articles;
  return JSON.stringify(['articles', sort, days, section, tag, related, search, body]);
}
