import { parseReactions, type Reacted, type Reaction } from '../model/comment.js';
import type { MidadSource } from './midad.js';
import { Problem, type Source } from './source.js';

/** What likes and dislikes comments, for a `MidadSource`. */
const midadReact = {
  react(
    this: MidadSource,
    id: string,
    reaction: Reaction,
    by: { key: string } | { receipt: string },
  ): Promise<Reacted> {
    const headers = 'key' in by ? { 'Idempotency-Key': by.key } : bearer(by.receipt);
    return ask(this, id, {
      method: 'PUT',
      headers: { 'Content-Type': 'application/json', ...headers },
      body: JSON.stringify({ reaction }),
    });
  },

  unreact(this: MidadSource, id: string, receipt: string): Promise<Reacted> {
    return ask(this, id, { method: 'DELETE', headers: bearer(receipt) });
  },
};

/** A source that takes reactions, where reacting is loaded: the companion server's learns it now. */
export function reactive(source: Source): Source {
  return 'react' in source ? source : Object.assign(source, midadReact);
}

const bearer = (receipt: string) => ({ Authorization: `Bearer ${receipt}` });

async function ask(source: MidadSource, id: string, init: RequestInit): Promise<Reacted> {
  const json = await source.ask(`comments/${id}/reaction`, init);
  const { receipt } = (json ?? {}) as { receipt?: unknown };
  const reactions = parseReactions(json);
  if (reactions === undefined) throw new Problem('malformed', 'the server gave no counts of reactions');
  return { ...reactions, ...(typeof receipt === 'string' && { receipt }) };
}
