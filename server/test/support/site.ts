import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

/** A news site on loopback that serves what a test puts there. */
export interface Site {
  readonly url: string;
  readonly host: string;
  /** What was asked for, in order. */
  readonly asked: string[];
  /** Answers a path with a body, or as it likes. */
  put(path: string, answer: string | Uint8Array | Handler, headers?: Readonly<Record<string, string>>): string;
  /** Answers a path with a file of `fixtures/`, in which HOME stands for the site's address. */
  file(path: string, name: string, headers?: Readonly<Record<string, string>>): string;
  close(): Promise<void>;
}

export async function openSite(): Promise<Site> {
  const answers = new Map<string, Handler>();
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    const answer = answers.get(request.url ?? '');
    if (answer) answer(request, response);
    else response.writeHead(404).end();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const url = `http://${host}`;
  const put: Site['put'] = (path, answer, headers = {}) => {
    const handler: Handler = (_, response) => response.writeHead(200, headers).end(answer);
    answers.set(path, typeof answer === 'function' ? answer : handler);
    return url + path;
  };
  return {
    url,
    host,
    asked,
    put,
    file: (path, name, headers) => put(path, fixture(name, url), headers),
    close: async () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

export function fixture(name: string, home: string): string {
  return readFileSync(new URL(`../fixtures/${name}`, import.meta.url), 'utf8').replaceAll('HOME', home);
}

/** A text in an encoding of one byte a letter. */
export function encode(text: string, encoding: string): Uint8Array {
  const decoder = new TextDecoder(encoding);
  const bytes = new Map(Array.from({ length: 256 }, (_, byte) => [decoder.decode(Uint8Array.of(byte)), byte]));
  return Uint8Array.from(text, (letter) => {
    const byte = bytes.get(letter);
    if (byte === undefined) throw new Error(`${encoding} has no ${letter}`);
    return byte;
  });
}
