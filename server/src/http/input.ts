import type { Context } from 'hono';
import { z } from 'zod';
import { FIELD_ERRORS, type FieldErrorCode } from './fields.js';
import { Problem, type FieldProblem } from './problem.js';
import { isIdempotencyKey } from './routes.js';

/** The largest body that is read, in bytes. */
export const MAX_BODY = 64 * 1024;

const MAX_ERRORS = 20;

export const MALFORMED = new Problem('invalid_request', 'The address or the Host header is malformed.');

/** The query of a URL as the schema gives it. @throws {Problem} invalid_request */
export function readQuery<Schema extends z.ZodObject>(address: string, schema: Schema): z.output<Schema> {
  // Node takes Host headers that are no host; the address is made of one.
  if (!URL.canParse(address)) throw MALFORMED;
  const sent = new Map<string, string[]>();
  for (const [key, value] of new URL(address).searchParams) {
    const list = sent.get(key);
    if (list) list.push(value);
    else sent.set(key, [value]);
  }
  const values = [...sent].map(([key, list]) => {
    const many = list.length > 1 || schema.shape[key] instanceof z.ZodArray;
    return [key, many ? list : list[0]] as const;
  });
  return check(Object.fromEntries(values), schema);
}

/** The query of a URL as it was sent. */
export function questionOf(address: string): string {
  return address.slice(address.indexOf('?') + 1);
}

/** The comment's id in an address. @throws {Problem} not_found, for what is no id is no comment's */
export function idOf(c: Context): string {
  const id = z.uuid().safeParse(c.req.param('id'));
  if (!id.success) throw new Problem('not_found', 'There is no such comment.');
  return id.data.toLowerCase();
}

/** @throws {Problem} idempotency_key_missing or idempotency_key_invalid */
export function idempotencyKey(c: Context): string {
  const key = c.req.header('Idempotency-Key');
  if (!key)
    throw new Problem('idempotency_key_missing', 'Send a key of your own making in the Idempotency-Key header.');
  if (!isIdempotencyKey(key)) {
    throw new Problem('idempotency_key_invalid', 'An Idempotency-Key has 16 to 128 letters, digits, - or _.');
  }
  return key;
}

/**
 * The JSON body of a request as the route's schema gives it.
 *
 * @throws {Problem} unsupported_media_type, body_too_large, invalid_json or invalid_request
 */
export async function readBody<Schema extends z.ZodType>(
  request: Request,
  { body, plain = false }: { readonly body: Schema; readonly plain?: boolean },
): Promise<z.output<Schema>> {
  const [, type] = /^\s*([^\s;]+)\s*(;|$)/.exec(request.headers.get('Content-Type')?.toLowerCase() ?? '') ?? [];
  if (type !== 'application/json' && !(plain && type === 'text/plain')) {
    throw new Problem('unsupported_media_type', 'Send the body as application/json.');
  }
  const bytes = await readBytes(request);
  let json: unknown;
  try {
    json = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw new Problem('invalid_json', 'The body cannot be read as JSON in UTF-8.');
  }
  return check(json, body);
}

/** The value as the schema gives it. @throws {Problem} invalid_request, with every field that is wrong */
function check<Schema extends z.ZodType>(value: unknown, schema: Schema): z.output<Schema> {
  const result = schema.safeParse(value, { reportInput: true });
  if (result.success) return result.data;
  throw wrongValues(result.error.issues.flatMap(fieldProblems).slice(0, MAX_ERRORS));
}

/** The problem of one field whose value is well formed and yet refused. */
export function invalid(field: string, code: FieldErrorCode): Problem {
  return wrongValues([fieldProblem(field, code)]);
}

function wrongValues(errors: readonly FieldProblem[]): Problem {
  return new Problem('invalid_request', 'Some values are missing or wrong; see errors.', { errors });
}

async function readBytes(request: Request): Promise<Uint8Array> {
  const announced = request.headers.get('Content-Length');
  if (Number(announced) > MAX_BODY) throw tooLarge();
  if (announced !== null) return whole(request);
  const chunks: Uint8Array[] = [];
  let length = 0;
  const reader = request.body?.getReader();
  try {
    for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
      length += part.value.length;
      if (length > MAX_BODY) throw tooLarge();
      chunks.push(part.value);
    }
  } catch (fault) {
    // Whatever else breaks the stream is the client going away.
    throw fault instanceof Problem ? fault : endedEarly();
  }
  return Buffer.concat(chunks);
}

/** A body whose length is known beforehand: a fifth of the work of a stream. */
async function whole(request: Request): Promise<Uint8Array> {
  try {
    return new Uint8Array(await request.arrayBuffer());
  } catch {
    throw endedEarly();
  }
}

function tooLarge(): Problem {
  return new Problem('body_too_large', `A body may have at most ${MAX_BODY} bytes.`);
}

function endedEarly(): Problem {
  return new Problem('invalid_json', 'The body ended too early.');
}

function fieldProblems(issue: z.core.$ZodIssue): FieldProblem[] {
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => fieldProblem(key, 'unknownField'));
  return [fieldProblem(String(issue.path[0] ?? ''), errorCode(issue))];
}

function fieldProblem(field: string, code: FieldErrorCode): FieldProblem {
  return { field, code, detail: FIELD_ERRORS[code] };
}

function errorCode(issue: z.core.$ZodIssue): FieldErrorCode {
  if (issue.code === 'custom') return issue.params?.['code'];
  if (issue.code === 'too_big' || issue.code === 'too_small') return 'outOfRange';
  return issue.input === undefined ? 'valueMissing' : 'typeMismatch';
}
