import type { OwnComment } from './source.js';
import * as storage from './storage.js';

/** What the page keeps of a comment that was posted from it: its receipt opens it to its author. */
export interface Receipt {
  readonly id: string;
  readonly receipt: string;
  /** Until when it may be changed, in milliseconds since 1970. */
  readonly until: number;
  readonly pending: boolean;
}

/** The most comments of one article that are kept; the oldest go first. */
const MOST = 50;

/** What is to be kept of a comment that was just posted; undefined where its source gives no receipt. */
export function receiptOf({ id, receipt, status, editableSeconds = 0 }: OwnComment): Receipt | undefined {
  return receipt === undefined
    ? undefined
    : { id, receipt, until: Date.now() + editableSeconds * 1000, pending: status === 'pending' };
}

/** Keeps the receipt of a comment that was just posted. */
export function keepReceipt(article: string, comment: OwnComment): void {
  const kept = receiptOf(comment);
  if (kept === undefined) return;
  const others = readReceipts(article).filter(({ id }) => id !== kept.id);
  writeReceipts(article, [...others, kept].slice(-MOST));
}

/** What is kept of the comments of an article that were posted from this browser. */
export function readReceipts(article: string): Receipt[] {
  try {
    const kept: unknown = JSON.parse(storage.read(`own:${article}`) ?? '[]');
    return Array.isArray(kept)
      ? (kept as Receipt[]).filter(({ id, receipt }) => typeof id === 'string' && typeof receipt === 'string')
      : [];
  } catch {
    return [];
  }
}

export function writeReceipts(article: string, kept: readonly Receipt[]): void {
  storage.write(`own:${article}`, kept.length === 0 ? undefined : JSON.stringify(kept));
}
