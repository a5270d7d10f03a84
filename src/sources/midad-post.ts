import { parseComment, type Comment } from '../model/comment.js';
import type { CommentDraft, CommentField, FieldError } from '../model/draft.js';
import { problemOf } from './json.js';
import type { MidadSource } from './midad.js';
import { isProblem, Problem, type OwnComment, type Source } from './source.js';

/** The problems after which a comment is sent again with another proof of work. */
const UNPROVEN = ['proof_missing', 'proof_invalid', 'proof_expired', 'proof_spent'];

const FIELDS = ['text', 'name', 'email', 'url'];

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

  async preview(this: MidadSource, text: string): Promise<string> {
    const json = await this.ask('comments/preview', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ text }),
    });
    const { html } = Object(json) as { html?: unknown };
    if (typeof html !== 'string') throw new Problem('malformed', 'the server gave no preview');
    return html;
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
  // A proof that could not be had is asked for again when the server wants one.
  let altcha = await proofs.get(source)?.catch(() => undefined);
  proofs.delete(source);
  for (let proven = false, waited = false; ;) {
    try {
      return await ask(altcha);
    } catch (error) {
      if (!isProblem(error)) throw error;
      if (UNPROVEN.includes(error.code) && !proven) {
        proven = true;
        altcha = await prove(source);
      } else if (error.code === 'too_fast' && !waited) {
        // Solved faster than people write: what is missing is a moment.
        waited = true;
        await new Promise((resolve) => setTimeout(resolve, error.retryAfter ?? 3000));
      } else throw error;
    }
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
  const json = await source.ask(route, init, signal, refusal);
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

/** Why a comment was refused: what is wrong with which field, and when to come back. */
function refusal(json: unknown, response: Response, url: string): Problem {
  const { code, message } = problemOf(json, response, url);
  const { errors } = Object(json) as { errors?: unknown };
  const fields: Partial<Record<CommentField, FieldError>> = {};
  for (const error of Array.isArray(errors) ? errors : []) {
    const { field, code: wrong } = (error ?? {}) as { field?: CommentField; code?: FieldError };
    if (FIELDS.includes(String(field)) && typeof wrong === 'string') fields[field!] = wrong;
  }
  const retryAfter = waitOf(response.headers.get('Retry-After') ?? '');
  return new Problem(code, message, fields, { status: response.status, retryAfter });
}

/** Retry-After in milliseconds: it is a number of seconds or a date (RFC 9110, 10.2.3). */
function waitOf(value: string): number | undefined {
  const wait = /^\d+$/.test(value) ? Number(value) * 1000 : Date.parse(value) - Date.now();
  return wait > 0 ? wait : undefined;
}
