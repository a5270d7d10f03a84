import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';

const MAC_BYTES = 16;

/**
 * Signs what clients keep and bring back: cursors, receipts. Every purpose has a key of its own, derived from the one that
 * is kept (HKDF, SHA-256), so that what was signed for one is worth nothing for another.
 */
export class Signer {
  readonly #key: Buffer;
  readonly #keys = new Map<string, Buffer>();

  /** @param key 32 bytes. */
  constructor(key: Buffer) {
    this.#key = key;
  }

  /** The key of a purpose, 32 bytes. */
  key(purpose: string): Buffer {
    let key = this.#keys.get(purpose);
    if (!key) this.#keys.set(purpose, (key = Buffer.from(hkdfSync('sha256', this.#key, '', `midad ${purpose}`, 32))));
    return key;
  }

  /** The signature of a text: HMAC-SHA-256, its first 16 bytes in base64url. */
  sign(purpose: string, text: string): string {
    return createHmac('sha256', this.key(purpose)).update(text).digest().subarray(0, MAC_BYTES).toString('base64url');
  }

  /** Whether it is the text's signature, to the letter. */
  isSigned(purpose: string, text: string, signature: string): boolean {
    const [given, right] = [Buffer.from(signature), Buffer.from(this.sign(purpose, text))];
    return given.length === right.length && timingSafeEqual(given, right);
  }

  /** Data as a signed token: base64url of its JSON, a full stop, the signature. Anybody can read it, nobody change it. */
  seal(purpose: string, data: object): string {
    const body = Buffer.from(JSON.stringify(data)).toString('base64url');
    return `${body}.${this.sign(purpose, body)}`;
  }

  /** The data of a token of ours, or undefined. */
  open(purpose: string, token: string): unknown {
    const [body = '', signature = '', ...rest] = token.split('.');
    if (rest.length > 0 || !this.isSigned(purpose, body, signature)) return undefined;
    return JSON.parse(Buffer.from(body, 'base64url').toString('utf8'));
  }
}
