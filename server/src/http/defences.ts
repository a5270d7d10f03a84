import type { Context } from 'hono';
import type { Logger } from 'pino';
import { RESERVED_NAMES } from '../../../src/text/impersonation.js';
import { likenessOf, wordFinder } from '../comments/content.js';
import { linksIn } from '../comments/markdown.js';
import type { Config } from '../config.js';
import type { Store } from '../database/store.js';
import { clientAddress } from './address.js';
import { invalid } from './input.js';
import { RateLimit } from './limits.js';
import { Problem } from './problem.js';
import { ProofOfWork, type Spent } from './proof.js';

/** Reactions and challenges are lighter than comments, and so are previews: so many of them for one. */
const LIGHT = 6;
const HOUR = 60 * 60 * 1000;

/** What keeps machines from posting, for what people write to pass. */
export class Defences {
  readonly proof: ProofOfWork;
  readonly #store: Store;
  readonly #config: Config;
  readonly #log: Logger;
  readonly #heavy: RateLimit;
  readonly #light: RateLimit;
  readonly #previews: RateLimit;
  readonly #reserved: ReadonlySet<string>;
  readonly #isBlocked: (text: string) => boolean;
  #warned = false;

  constructor(store: Store, config: Config, log: Logger) {
    this.proof = new ProofOfWork(store.signer, config.proofOfWork, config.timeTrap);
    this.#store = store;
    this.#config = config;
    this.#log = log;
    this.#heavy = new RateLimit(config.rate);
    this.#light = new RateLimit(config.rate * LIGHT);
    this.#previews = new RateLimit(config.rate * LIGHT);
    this.#reserved = new Set(
      [...RESERVED_NAMES, ...config.reservedNames].map(likenessOf).filter((name) => name !== ''),
    );
    this.#isBlocked = wordFinder(config.blockedWords);
  }

  /** Where a request comes from. */
  address(c: Context): string {
    if (!this.#warned && this.#config.trustProxy === 0 && c.req.header('X-Forwarded-For') !== undefined) {
      this.#warned = true;
      this.#log.warn(
        'requests come through a proxy: set MIDAD_TRUST_PROXY, or limits and counts take all readers for one',
      );
    }
    return clientAddress(c, this.#config.trustProxy);
  }

  /** Takes a comment, or a change to one, off what an address may send. @throws {Problem} rate_limited */
  limitComments(c: Context): void {
    limit(this.#heavy, this.address(c));
  }

  /** The same for what is lighter. @throws {Problem} rate_limited */
  limitOthers(c: Context): void {
    limit(this.#light, this.address(c));
  }

  /** The same for previews, which take nothing from what else an address may do. @throws {Problem} rate_limited */
  limitPreviews(c: Context): void {
    limit(this.#previews, this.address(c));
  }

  /** @throws {Problem} honeypot_filled, when a field is filled that people do not see */
  checkHoneypot(value: string | undefined): void {
    if (value) throw new Problem('honeypot_filled', 'Leave the field subject empty: it is there to catch machines.');
  }

  /** @throws {Problem} what ProofOfWork.check throws */
  checkProof(sent: string | undefined): Promise<Spent | undefined> {
    return this.proof.check(sent);
  }

  /**
   * Looks at what is written.
   *
   * @throws {Problem} invalid_request with reservedName, blockedWord or tooManyLinks, or duplicate_comment
   */
  async checkContent(comment: { article: string; name: string; text: string; id?: string }): Promise<void> {
    const { article, name, text, id } = comment;
    if (this.#reserved.has(likenessOf(name))) throw invalid('name', 'reservedName');
    if (this.#isBlocked(name)) throw invalid('name', 'blockedWord');
    if (this.#isBlocked(text)) throw invalid('text', 'blockedWord');
    if (linksIn(text).length > this.#config.maxLinks) throw invalid('text', 'tooManyLinks');
    const since = Date.now() - this.#config.duplicateHours * HOUR;
    if (this.#config.duplicateHours > 0 && (await this.#store.posts.isDuplicate({ article, name, text }, since, id))) {
      throw new Problem(
        'duplicate_comment',
        'This has been said on this article already: there is nothing left to send.',
      );
    }
  }
}

function limit(rate: RateLimit, address: string): void {
  const seconds = rate.take(address);
  if (seconds === 0) return;
  const headers = { 'Retry-After': String(seconds) };
  throw new Problem('rate_limited', `Too much at once: send the same again in ${seconds} s.`, { headers });
}
