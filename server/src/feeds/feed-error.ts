/** Why a feed could not be read: the end of a sentence that begins with its address. */
export class FeedError extends Error {
  override readonly name = 'FeedError';
}
