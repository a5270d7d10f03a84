/** A key for one request and its repetitions: 128 random bits. crypto.randomUUID() is missing on pages not served over https. */
export function newKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
