import type { Context, Hono } from 'hono';
import { z } from 'zod';
import type { Config } from '../config.js';
import type { Reacted, Tally } from '../database/reactions.js';
import type { Store } from '../database/store.js';
import type { Env } from './app.js';
import type { Defences } from './defences.js';
import { idempotencyKey, idOf, readBody } from './input.js';
import { Problem } from './problem.js';
import { noSuchComment } from './reading.js';
import { bearer, unauthorized } from './receipts.js';
import { honoPath, routes } from './routes.js';

const Receipt = z.strictObject({ comment: z.string(), reaction: z.string() });

/** Adds what likes and dislikes comments, and takes that back. */
export function addReacting(app: Hono<Env>, { reactions, signer }: Store, config: Config, defences: Defences): void {
  app.put(honoPath(routes.react), async (c) => {
    const comment = idOf(c);
    const known = receiptOf(c, comment);
    const id = known ?? signer.sign('reaction', `${comment} ${idempotencyKey(c)}`);
    const { reaction } = await readBody(c.req.raw, routes.react);
    if (config.reactions === 'none' || (config.reactions === 'like' && reaction === 'dislike')) {
      throw new Problem('reactions_off', 'The site has switched this reaction off: do not offer it.');
    }
    defences.limitOthers(c);
    const tally = counted(await reactions.set(comment, id, reaction, defences.address(c)));
    return c.json({ ...json(tally), receipt: signer.seal('reaction', { comment, reaction: id }) });
  });

  app.delete(honoPath(routes.unreact), async (c) => {
    const comment = idOf(c);
    const id = receiptOf(c, comment);
    if (id === undefined) {
      throw unauthorized('receipt_missing', 'Send the receipt that came with the reaction: Authorization: Bearer …');
    }
    defences.limitOthers(c);
    return c.json(json(counted(await reactions.undo(comment, id))));
  });

  function receiptOf(c: Context, comment: string): string | undefined {
    const token = bearer(c);
    if (token === undefined) return undefined;
    const receipt = Receipt.safeParse(signer.open('reaction', token));
    if (receipt.success && receipt.data.comment === comment) return receipt.data.reaction;
    throw unauthorized('receipt_invalid', 'It is not one of a reaction to this comment.');
  }
}

function counted(result: Reacted): Tally {
  if (result.outcome === 'counted') return result.tally;
  if (result.outcome === 'missing') throw noSuchComment();
  throw new Problem('already_reacted', 'Somebody at this address has reacted to this comment today: leave it at that.');
}

function json({ likes, dislikes }: Tally): object {
  return { upvoteCount: likes, downvoteCount: dislikes };
}
