import { solveChallenge } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/web/pbkdf2';

type Challenge = Parameters<typeof solveChallenge>[0]['challenge'];

/**
 * Solves a challenge of ALTCHA's and gives what is sent back: base64 of JSON. The browser derives the keys beside the page,
 * so that no worker is needed, which a strict Content-Security-Policy would refuse. On a page that is not served over https
 * browsers derive nothing, and a library does.
 *
 * @throws when it is not solved in 90 s, or was aborted.
 */
export async function solve(challenge: Challenge): Promise<string> {
  const solution = await solveChallenge({
    challenge,
    deriveKey: globalThis.isSecureContext ? deriveKey : deriveSlowly,
  });
  if (solution === null) throw new Error('the proof of work took too long');
  return btoa(JSON.stringify({ challenge, solution }));
}

const deriveSlowly: typeof deriveKey = async ({ cost, keyLength }, salt, password) => {
  const [{ pbkdf2Async }, { sha256 }] = await Promise.all([
    import('@noble/hashes/pbkdf2.js'),
    import('@noble/hashes/sha2.js'),
  ]);
  return { parameters: {}, derivedKey: await pbkdf2Async(sha256, password, salt, { c: cost, dkLen: keyLength }) };
};
