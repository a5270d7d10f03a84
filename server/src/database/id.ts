import { randomUUID } from 'node:crypto';

/**
 * A UUIDv7 (RFC 9562): 48 bits of milliseconds, then 74 random bits. It sorts by time, so new comments go to the end of
 * the primary key's index, and several servers make ids without asking each other.
 */
export function newId(milliseconds: number): string {
  const time = milliseconds.toString(16).padStart(12, '0');
  // The random bits of a UUIDv4, which Node makes by the hundred.
  return `${time.slice(0, 8)}-${time.slice(8)}-7${randomUUID().slice(15)}`;
}
