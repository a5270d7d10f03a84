import type { Position } from '../database/store.js';

/** A position as an opaque string. It names a comment's place, not a page number, so comments added later move nothing. */
export function encodeCursor({ createdAt, id }: Position): string {
  return Buffer.from(`${createdAt}.${id}`).toString('base64url');
}

/** The position in a cursor of ours, or undefined. */
export function decodeCursor(cursor: string): Position | undefined {
  const parts = /^(\d{1,15})\.([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.exec(
    Buffer.from(cursor, 'base64url').toString('latin1'),
  );
  return parts?.[1] && parts[2] ? { createdAt: Number(parts[1]), id: parts[2] } : undefined;
}
