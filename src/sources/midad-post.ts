import { parseComment, type Comment } from '../model/comment.js';
import type { CommentDraft } from '../model/draft.js';
import type { MidadSource } from './midad.js';
import { isProblem, Problem, type OwnComment, type Source } from './source.js';

/** The problems after which a comment is sent again with another proof of work. */
const UNPROVEN = ['proof_missing', 'proof_invalid', 'proof_expired', 'proof_spent'];

// Asked for before the reader sends: thinking takes longer than working.
const proofs = new WeakMap<MidadSource, Promise<string>>();

/** What writes comments, for a `MidadSource`. */
const midadPost = {
  prepare(this: MidadSource): void {
    if (!proofs.has(this)) proofs.set(this, prove(this));
  },

  post(
    this: MidadSource,
    article: string,
    draft: CommentDraft,
    key: string,
    parent?: string,
    signal?: AbortSignal,
  ): Promise<OwnComment> {
    const { url, ...rest } = draft;
    const body = { article, parent, ...rest, ...(url !== '' && { url }) };
    const headers = { 'Idempotency-Key': key };
    return withProof(this, (altcha) => send(this, 'comments', 'POST', { ...body, altcha }, headers, signal));
  },

  own(this: MidadSource, id: string, receipt: string): Promise<OwnComment> {
    return send(this, `comments/${id}`, 'GET', undefined, bearer(receipt));
  },

  edit(this: MidadSource, id: string, text: string, receipt: string): Promise<OwnComment> {
    return withProof(this, (altcha) => send(this, `comments/${id}`, 'PATCH', { text, altcha }, bearer(receipt)));
  },

  remove(this: MidadSource, id: string, receipt: string): Promise<OwnComment> {
    return send(this, `comments/${id}`, 'DELETE', undefined, bearer(receipt));
  },
};

/** A source that can post, where posting is loaded: the companion server's learns it now. */
export function writable(source: Source): Source {
  return 'post' in source ? source : Object.assign(source, midadPost);
}

async function prove(source: MidadSource): Promise<string> {
  const [challenge, { solve }] = await Promise.all([source.ask('challenge'), import('./proof.js')]);
  return solve(challenge as Parameters<typeof solve>[0]);
}

const bearer = (receipt: string) => ({ Authorization: `Bearer ${receipt}` });

async function withProof(source: MidadSource, ask: (altcha?: string) => Promise<OwnComment>): Promise<OwnComment> {
  const proof = proofs.get(source);
  proofs.delete(source);
  try {
    // A proof that could not be had is asked for again when the server wants one.
    return await ask(await proof?.catch(() => undefined));
  } catch (error) {
    if (!isProblem(error) || !UNPROVEN.includes(error.code)) throw error;
    const altcha = await prove(source);
    return ask(altcha).catch(async (again: unknown) => {
      // Solved faster than people write: what is missing is a moment.
      if (!isProblem(again) || again.code !== 'too_fast') throw again;
      await new Promise((resolve) => setTimeout(resolve, again.retryAfter ?? 3000));
      return ask(altcha);
    });
  }
}

async function send(
  source: MidadSource,
  route: string,
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
  const json = await source.ask(route, init, signal);
  const comment = parseComment(json);
  if (comment === undefined) throw new Problem('malformed', 'the server gave no comment back');
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
