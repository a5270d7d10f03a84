import * as storage from './storage.js';

/**
 * Whether words that a reader wrote are kept on this device.
 *
 * @param place An article, and then it may be for a comment of it, too; or an article, a space, and the comment that is answered.
 */
export function hasDraft(place: string): boolean {
  try {
    return Object.keys(localStorage).some((key) => key.startsWith(`midad:draft:${place} `));
  } catch {
    return false;
  }
}

/**
 * Whether the outbox has something to do on this page, known at once and without loading it: a comment waits to be sent,
 * wherever on the site it was written, or one of this article was refused and its writer is to hear why. Without
 * localStorage it is not known, and this is false.
 */
export function isWaiting(article: string): boolean {
  const words = (storage.read('waiting') ?? '').split(' ');
  return words.includes('*') || words.includes(article);
}
