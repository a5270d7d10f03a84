import { parseComment, type Comment } from '../model/comment.js';
import type { CommentDraft } from '../model/draft.js';
import { fetchJson } from './json.js';
import { isProblem, Problem, type OwnComment } from './source.js';

/** The problems after which a comment is sent again with another proof of work. */
const UNPROVEN = ['proof_missing', 'proof_invalid', 'proof_expired', 'proof_spent'];

// Asked for before the reader sends, by address: thinking takes longer than working.
const proofs = new Map<string, Promise<string>>();

/** Begins the work that a comment costs, so that it is done when the comment is. */
export function prepare(base: string): void {
  if (!proofs.has(base)) proofs.set(base, prove(base));
}

async function prove(base: string): Promise<string> {
  const [challenge, { solve }] = await Promise.all([fetchJson(`${base}challenge`), import('./proof.js')]);
  return solve(challenge as Parameters<typeof solve>[0]);
}

/** Stores a comment on a companion server. The same key twice is the same comment. */
export function post(
  base: string,
  article: string,
  draft: CommentDraft,
  key: string,
  parent?: string,
  signal?: AbortSignal,
): Promise<OwnComment> {
  const { url, subject, ...rest } = draft;
  const body = { article, parent, ...rest, ...(url !== '' && { url }), ...(subject && { subject }) };
  return withProof(base, (altcha) =>
    send(`${base}comments`, 'POST', { ...body, altcha }, { 'Idempotency-Key': key }, signal),
  );
}

/** Changes the words of a comment, by its receipt. */
export function edit(base: string, id: string, text: string, receipt: string): Promise<OwnComment> {
  return withProof(base, (altcha) => send(`${base}comments/${id}`, 'PATCH', { text, altcha }, bearer(receipt)));
}

/** Deletes a comment, by its receipt. */
export function remove(base: string, id: string, receipt: string): Promise<OwnComment> {
  return send(`${base}comments/${id}`, 'DELETE', undefined, bearer(receipt));
}

/** How a comment stands, for its author. */
export function own(base: string, id: string, receipt: string): Promise<OwnComment> {
  return send(`${base}comments/${id}`, 'GET', undefined, bearer(receipt));
}

const bearer = (receipt: string) => ({ Authorization: `Bearer ${receipt}` });

async function withProof(base: string, ask: (altcha?: string) => Promise<OwnComment>): Promise<OwnComment> {
  const proof = proofs.get(base);
  proofs.delete(base);
  try {
    // A proof that could not be had is asked for again when the server wants one.
    return await ask(await proof?.catch(() => undefined));
  } catch (error) {
    if (!isProblem(error) || !UNPROVEN.includes(error.code)) throw error;
    const altcha = await prove(base);
    return ask(altcha).catch(async (again: unknown) => {
      // Solved faster than people write: what is missing is a moment.
      if (!isProblem(again) || again.code !== 'too_fast') throw again;
      await new Promise((resolve) => setTimeout(resolve, again.retryAfter ?? 3000));
      return ask(altcha);
    });
  }
}

async function send(
  url: string,
  method: string,
  body: object | undefined,
  headers: Record<string, string>,
  signal?: AbortSignal,
): Promise<OwnComment> {
  const init = {
    method,
    headers: { ...(body && { 'Content-Type': 'application/json' }), ...headers },
    ...(body && { body: JSON.stringify(body) }),
  };
  const json = await fetchJson(url, init, signal);
  const comment = parseComment(json);
  if (comment === undefined) throw new Problem('malformed', `${url} gave no comment back`);
  return { ...comment, ...ownPart(json) };
}

function ownPart(json: unknown): Omit<OwnComment, keyof Comment> {
  const { status, editableSeconds, receipt } = json as Record<string, unknown>;
  return {
    rejected: status === 'rejected',
    editableSeconds: typeof editableSeconds === 'number' ? editableSeconds : 0,
    ...(typeof receipt === 'string' && { receipt }),
  };
}
