import { createHmac, randomBytes } from 'node:crypto';

const MINUTE = 60_000;
const MOST_READERS = 50_000;

interface Bucket {
  tokens: number;
  at: number;
}

/**
 * How often one address may do something: so many times at once, and as many again a minute. Addresses are held as hashes
 * with a key that is made anew each day (UTC), in memory alone: no disk ever sees one.
 */
export class RateLimit {
  readonly #perMinute: number;
  readonly #buckets = new Map<string, Bucket>();
  #day = '';
  #key = randomBytes(32);

  /** @param perMinute 0 for no limit. */
  constructor(perMinute: number) {
    this.#perMinute = perMinute;
  }

  /** Takes one, and gives 0; or takes none, and gives in how many seconds there is one. */
  take(address: string): number {
    if (this.#perMinute === 0) return 0;
    const now = Date.now();
    const bucket = this.#bucketOf(address, now);
    const grown = bucket.tokens + (Math.max(0, now - bucket.at) / MINUTE) * this.#perMinute;
    bucket.tokens = Math.min(this.#perMinute, grown);
    bucket.at = now;
    if (bucket.tokens < 1) return Math.ceil(((1 - bucket.tokens) / this.#perMinute) * 60);
    bucket.tokens -= 1;
    return 0;
  }

  #bucketOf(address: string, now: number): Bucket {
    const day = new Date(now).toISOString().slice(0, 10);
    if (day !== this.#day) {
      this.#day = day;
      this.#key = randomBytes(32);
      this.#buckets.clear();
    }
    const hash = createHmac('sha256', this.#key).update(address).digest('base64url');
    const bucket = this.#buckets.get(hash) ?? { tokens: this.#perMinute, at: now };
    // Last in the order again, so that who was not seen for longest makes room.
    this.#buckets.delete(hash);
    const [oldest] = this.#buckets.size >= MOST_READERS ? this.#buckets.keys() : [];
    if (oldest !== undefined) this.#buckets.delete(oldest);
    this.#buckets.set(hash, bucket);
    return bucket;
  }
}
