import { createCipheriv, createHmac, hkdfSync, randomBytes, randomUUID } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, linkSync, openSync, readFileSync, unlinkSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { likenessOf } from './comments/content.js';
import { reason, StartError } from './start-error.js';

const KEY_BYTES = 32;
const NONCE_BYTES = 12;

/**
 * An e-mail address as it is stored: base64 of a 12-byte random nonce, the AES-256-GCM ciphertext and the 16-byte tag.
 * The comment's id is the associated data, so a ciphertext that is moved to another comment does not open.
 */
export function sealEmail(email: string, commentId: string, key: Buffer): string {
  const nonce = newNonce();
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(commentId));
  return Buffer.concat([nonce, cipher.update(email, 'utf8'), cipher.final(), cipher.getAuthTag()]).toString('base64');
}

let nonces = Buffer.alloc(0);

/** Each used once. They are made by the hundred: making one costs as much as sealing an address. */
function newNonce(): Buffer {
  if (nonces.length === 0) nonces = randomBytes(100 * NONCE_BYTES);
  const nonce = nonces.subarray(0, NONCE_BYTES);
  nonces = nonces.subarray(NONCE_BYTES);
  return nonce;
}

/**
 * Who a name and an address are together, as far as trust goes: an HMAC with the key of `personKey`, so that nobody without
 * that key can try addresses out. An address is one in any case; a name is one as the eye takes it.
 */
export function personOf(name: string, email: string, key: Buffer): string {
  return createHmac('sha256', key)
    .update(JSON.stringify([likenessOf(name), email.toLowerCase()]))
    .digest('base64url');
}

/** What `personOf` takes, derived from the key of e-mail addresses. */
export function personKey(emailKey: Buffer): Buffer {
  return Buffer.from(hkdfSync('sha256', emailKey, '', 'midad person', KEY_BYTES));
}

/** A key out of base64, or undefined when it is not 32 bytes. */
export function parseKey(base64: string): Buffer | undefined {
  return /^[A-Za-z0-9+/]{43}=$/.test(base64.trim()) ? Buffer.from(base64, 'base64') : undefined;
}

/**
 * The key in a file; the file is made, readable for its owner only, when there is none.
 *
 * @throws {StartError} when the file cannot be read or made, or holds no key.
 */
export function keyFromFile(file: string): Buffer {
  try {
    makeKeyFile(file);
    const key = parseKey(readFileSync(file, 'utf8'));
    if (key) return key;
  } catch (fault) {
    throw new StartError(
      `Cannot read or make the key file ${file} (${reason(fault)}): make it accessible to this user.`,
    );
  }
  throw new StartError(`The key file ${file} does not hold 32 bytes in base64: restore it, or set MIDAD_EMAIL_KEY.`);
}

// Written and synced beside its place, then linked into it: a second process that starts at the same moment finds no
// file or a whole one, and no comment is ever stored under a key that a power failure can take away. The draft has a name
// that nobody had before, for what a crash leaves of it may be the key itself.
function makeKeyFile(file: string): void {
  if (existsSync(file)) return;
  const draft = `${file}.${randomUUID()}.new`;
  const descriptor = openSync(draft, 'wx', 0o600);
  try {
    writeSync(descriptor, `${randomBytes(KEY_BYTES).toString('base64')}\n`);
    fsyncSync(descriptor);
    linkSync(draft, file);
    syncFolder(dirname(file));
  } catch (fault) {
    if (reason(fault) !== 'EEXIST') throw fault;
  } finally {
    closeSync(descriptor);
    unlinkSync(draft);
  }
}

function syncFolder(folder: string): void {
  if (process.platform === 'win32') return; // Windows cannot open a folder to sync it.
  const descriptor = openSync(folder, 'r');
  fsyncSync(descriptor);
  closeSync(descriptor);
}
