/** What can go wrong with a request: stable codes, for programs to decide by. */
export const PROBLEMS = {
  malformed_request: { status: 400, title: 'This is not HTTP' },
  invalid_json: { status: 400, title: 'The body is not JSON' },
  idempotency_key_missing: { status: 400, title: 'The Idempotency-Key header is missing' },
  idempotency_key_invalid: { status: 400, title: 'The Idempotency-Key header is malformed' },
  cursor_invalid: { status: 400, title: 'The cursor is not one of this list' },
  receipt_missing: { status: 401, title: 'This needs a receipt' },
  receipt_invalid: { status: 401, title: 'The receipt does not open this' },
  receipt_expired: { status: 401, title: 'The receipt is too old' },
  author_key_invalid: { status: 401, title: 'The author key does not open this' },
  edit_window_closed: { status: 403, title: 'It is too late to change this comment' },
  thread_closed: { status: 403, title: 'This article takes no more comments' },
  honeypot_filled: { status: 403, title: 'This was not written by a person' },
  proof_missing: { status: 403, title: 'A proof of work is missing' },
  proof_invalid: { status: 403, title: 'The proof of work is wrong' },
  proof_expired: { status: 403, title: 'The challenge is too old' },
  proof_spent: { status: 403, title: 'The challenge was used before' },
  reactions_off: { status: 403, title: 'This reaction is not asked for here' },
  origin_not_allowed: { status: 403, title: 'This page may not write here' },
  not_found: { status: 404, title: 'There is nothing here' },
  method_not_allowed: { status: 405, title: 'This address has no such method' },
  duplicate_comment: { status: 409, title: 'This has been said already' },
  request_timeout: { status: 408, title: 'The request did not come to its end' },
  already_reacted: { status: 409, title: 'Somebody at this address has reacted already' },
  not_editable: { status: 409, title: 'This comment cannot be changed any more' },
  parent_not_found: { status: 409, title: 'What this comment answers is not there' },
  body_too_large: { status: 413, title: 'The body is too large' },
  unsupported_media_type: { status: 415, title: 'The body must be JSON' },
  invalid_request: { status: 422, title: 'The request has wrong values' },
  idempotency_key_reused: { status: 422, title: 'The Idempotency-Key stands for another comment' },
  headers_too_large: { status: 431, title: 'The headers are too large' },
  rate_limited: { status: 429, title: 'Too much at once' },
  too_fast: { status: 429, title: 'Faster than people write' },
  internal_error: { status: 500, title: 'The server has a fault' },
  live_full: { status: 503, title: 'Too many readers are listening' },
  unavailable: { status: 503, title: 'The server cannot answer now' },
} as const;

export type ProblemCode = keyof typeof PROBLEMS;

/** What is wrong with one field, by its name as it was sent ('' is the body as a whole). */
export interface FieldProblem {
  readonly field: string;
  readonly code: string;
  readonly detail: string;
}

/** Thrown by whatever finds it, answered as RFC 9457 problem details. Its detail never repeats a value that was sent. */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly code: ProblemCode;
  readonly errors: readonly FieldProblem[] | undefined;
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    code: ProblemCode,
    detail: string,
    more: { errors?: readonly FieldProblem[]; headers?: Readonly<Record<string, string>> } = {},
  ) {
    super(detail);
    this.code = code;
    this.errors = more.errors;
    this.headers = more.headers ?? {};
  }

  /** The problem details. */
  toJSON(): object {
    const { status, title } = PROBLEMS[this.code];
    const { code, message: detail, errors } = this;
    return { type: `urn:midad:problem:${code}`, title, status, code, detail, ...(errors && { errors }) };
  }

  /** What a response needs: status and headers. */
  get init() {
    const { status } = PROBLEMS[this.code];
    return { status, headers: { ...this.headers, 'Content-Type': 'application/problem+json' } };
  }
}
