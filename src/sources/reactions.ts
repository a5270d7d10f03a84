import { parseReactions, type Reacted, type Reaction } from '../model/comment.js';
import { fetchJson } from './json.js';
import { Problem } from './source.js';

/** Reactions at Midad's companion server: what loads with the first of them. @param url The address of a path under `/v1/`. */
type Address = (path: string) => string;

/** Likes or dislikes a comment: at first with a key, to change it by the receipt that came. */
export function react(
  url: Address,
  id: string,
  reaction: Reaction,
  by: { key: string } | { receipt: string },
): Promise<Reacted> {
  const headers = 'key' in by ? { 'Idempotency-Key': by.key } : bearer(by.receipt);
  return ask(url, id, {
    method: 'PUT',
    headers: { 'Content-Type': 'application/json', ...headers },
    body: JSON.stringify({ reaction }),
  });
}

/** Takes a reaction back. */
export function unreact(url: Address, id: string, receipt: string): Promise<Reacted> {
  return ask(url, id, { method: 'DELETE', headers: bearer(receipt) });
}

const bearer = (receipt: string) => ({ Authorization: `Bearer ${receipt}` });

async function ask(url: Address, id: string, init: RequestInit): Promise<Reacted> {
  const address = url(`comments/${id}/reaction`);
  const json = await fetchJson(address, init);
  const { receipt } = (json ?? {}) as { receipt?: unknown };
  const reactions = parseReactions(json);
  if (reactions === undefined) throw new Problem('malformed', `${address} gave no counts`);
  return { ...reactions, ...(typeof receipt === 'string' && { receipt }) };
}
