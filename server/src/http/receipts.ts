import type { Context } from 'hono';
import { z } from 'zod';
import type { CommentRow } from '../database/tables.js';
import type { Signer } from '../signing.js';
import { Problem } from './problem.js';

const DAY = 24 * 60 * 60 * 1000;

/** How long a receipt opens its comment, in milliseconds. */
const RECEIPT_LIFE = 90 * DAY;

const Receipt = z.strictObject({ comment: z.string(), expires: z.number() });

/**
 * What a guest keeps of a comment, as others keep a ticket: whoever has it may see how the comment stands and, for a
 * while, change it. It says which comment and until when, and is signed; the server keeps nothing.
 */
export function receiptFor(signer: Signer, row: CommentRow): string {
  return signer.seal('receipt', { comment: row.id, expires: row.created_at + RECEIPT_LIFE });
}

/** Whether the request brings the receipt of this comment. @throws {Problem} receipt_invalid or receipt_expired */
export function hasReceipt(c: Context, signer: Signer, id: string): boolean {
  const token = bearer(c);
  if (token === undefined) return false;
  const receipt = Receipt.safeParse(signer.open('receipt', token));
  if (!receipt.success || receipt.data.comment !== id)
    throw unauthorized('receipt_invalid', 'It is not one of this comment.');
  if (receipt.data.expires < Date.now())
    throw unauthorized('receipt_expired', 'Forget it: the comment stays as it is.');
  return true;
}

/** As `hasReceipt`, for what cannot be done without. @throws {Problem} receipt_missing too */
export function requireReceipt(c: Context, signer: Signer, id: string): void {
  if (hasReceipt(c, signer, id)) return;
  throw unauthorized('receipt_missing', 'Send the receipt that came with the comment: Authorization: Bearer …');
}

/** The token of an `Authorization: Bearer …` header. */
export function bearer(c: Context): string | undefined {
  const header = c.req.header('Authorization');
  return header === undefined ? undefined : (/^Bearer +(\S+)$/i.exec(header)?.[1] ?? '');
}

export function unauthorized(code: 'receipt_missing' | 'receipt_invalid' | 'receipt_expired', detail: string): Problem {
  return new Problem(code, detail, { headers: { 'WWW-Authenticate': 'Bearer' } });
}
