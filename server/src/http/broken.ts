import { STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { reason } from '../start-error.js';
import { Problem, type ProblemCode } from './problem.js';

const CODES: Readonly<Record<string, ProblemCode>> = {
  ERR_HTTP_REQUEST_TIMEOUT: 'request_timeout',
  HPE_HEADER_OVERFLOW: 'headers_too_large',
};

/** Answers what is no request, or never becomes a whole one, as every other problem is answered; then hangs up. */
export function answerBroken(fault: Error, socket: Duplex): void {
  if (!socket.writable || reason(fault) === 'ECONNRESET') {
    socket.destroy();
    return;
  }
  const problem = new Problem(CODES[reason(fault)] ?? 'malformed_request', 'Send a whole HTTP request, and in time.');
  const { status } = problem.init;
  const body = JSON.stringify(problem);
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    'Content-Type: application/problem+json',
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Connection: close',
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
}
