import { randomInt } from 'node:crypto';
import { createChallenge, verifySolution } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2';
import { z } from 'zod';
import type { Signer } from '../signing.js';
import { Problem } from './problem.js';

const ALGORITHM = 'PBKDF2/SHA-256';
/** How many keys a browser derives to find the one that is asked for. */
const TRIES = [100, 300] as const;
const LIFE_MILLISECONDS = 60 * 60 * 1000;

/** ALTCHA's challenge and what comes back, see https://altcha.org/docs/. */
export const Challenge = z.strictObject({
  parameters: z.strictObject({
    algorithm: z.literal(ALGORITHM),
    nonce: z.string(),
    salt: z.string(),
    cost: z.int(),
    keyLength: z.int(),
    keyPrefix: z.string(),
    keySignature: z.string(),
    expiresAt: z.int(),
    data: z.strictObject({ issued: z.int() }),
  }),
  signature: z.string(),
});

const Payload = z.object({
  challenge: Challenge,
  solution: z.object({ counter: z.number(), derivedKey: z.string(), time: z.number().optional() }),
});

/** A challenge that was solved: to be marked as spent, until it would have expired anyway. */
export interface Spent {
  readonly id: string;
  readonly expires: number;
}

/**
 * Proof of work by ALTCHA's protocol: whoever posts has let their machine work for about as long as it takes to think.
 * The server keeps nothing of a challenge; its signature says that it is one of ours, and when it was given out.
 */
export class ProofOfWork {
  readonly #cost: number;
  readonly #leastSeconds: number;
  readonly #secrets: { hmacSignatureSecret: string; hmacKeySignatureSecret: string };

  /**
   * @param cost PBKDF2's iterations for each key that is tried; 0 when no proof is asked for.
   * @param leastSeconds How long after a challenge was given out its solution is taken: nobody writes faster.
   */
  constructor(signer: Signer, cost: number, leastSeconds: number) {
    this.#cost = cost;
    this.#leastSeconds = leastSeconds;
    this.#secrets = {
      hmacSignatureSecret: signer.key('challenge').toString('hex'),
      hmacKeySignatureSecret: signer.key('challenge key').toString('hex'),
    };
  }

  async challenge(): Promise<z.output<typeof Challenge>> {
    const now = Date.now();
    const challenge = await createChallenge({
      algorithm: ALGORITHM,
      cost: Math.max(1, this.#cost),
      counter: randomInt(...TRIES),
      data: { issued: now },
      deriveKey,
      expiresAt: Math.ceil((now + LIFE_MILLISECONDS) / 1000),
      ...this.#secrets,
    });
    return Challenge.parse(JSON.parse(JSON.stringify(challenge)));
  }

  /**
   * Checks what came back; undefined when no proof is asked for.
   *
   * @param sent ALTCHA's payload: base64 of JSON.
   * @throws {Problem} proof_missing, proof_invalid, proof_expired or too_fast
   */
  async check(sent: string | undefined): Promise<Spent | undefined> {
    if (this.#cost === 0) return undefined;
    if (sent === undefined || sent === '') {
      throw new Problem('proof_missing', 'Solve the challenge of /v1/challenge and send the solution as altcha.');
    }
    const { challenge, solution } = payloadOf(sent);
    const result = await verifySolution({ challenge, solution, deriveKey, ...this.#secrets } as never);
    if (result.expired)
      throw new Problem('proof_expired', 'Solve a new challenge, and send the comment again with it.');
    if (!result.verified) throw invalid();
    const { nonce, expiresAt, data } = challenge.parameters;
    const wait = data.issued + this.#leastSeconds * 1000 - Date.now();
    if (wait > 0) {
      const headers = { 'Retry-After': String(Math.ceil(wait / 1000)) };
      throw new Problem('too_fast', 'Send the same again a moment later: nobody writes so fast.', { headers });
    }
    return { id: nonce, expires: expiresAt * 1000 };
  }
}

function payloadOf(sent: string): z.output<typeof Payload> {
  try {
    return Payload.parse(JSON.parse(Buffer.from(sent, 'base64').toString('utf8')));
  } catch {
    throw invalid();
  }
}

function invalid(): Problem {
  return new Problem('proof_invalid', 'Solve a new challenge, and send the comment again with it.');
}
