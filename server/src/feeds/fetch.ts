import http, { type IncomingMessage, type OutgoingHttpHeaders } from 'node:http';
import https from 'node:https';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import manifest from '../../package.json' with { type: 'json' };
import { reason } from '../start-error.js';
import { checkLiteral, publicLookup, type Resolve } from './addresses.js';
import { FeedError } from './feed-error.js';

const MOST_BYTES = 5 * 1024 * 1024;
const MILLISECONDS = 15_000;
const MOST_REDIRECTS = 3;

/** What a server said a document was when it was last read, to be asked whether it still is. */
export interface Known {
  readonly etag: string | null;
  readonly modified: string | null;
}

export interface Document extends Known {
  /** Where it was in the end. */
  readonly address: string;
  readonly bytes: Uint8Array;
  readonly contentType: string;
}

export interface Fetching {
  /** Hosts with their ports (`URL.host`) that may be asked; redirects too may lead to no other. */
  readonly hosts: ReadonlySet<string>;
  /** Whether hosts of private networks may be asked. */
  readonly isPrivateAllowed: boolean;
  /** Ends it early. */
  readonly signal?: AbortSignal;
  /** Default: the system's. */
  readonly resolve?: Resolve;
  /** In bytes, after decompression; default 5 MB. */
  readonly most?: number;
  /** For all of it; default 15 s. */
  readonly milliseconds?: number;
}

/**
 * Reads a document of a configured host, by hand where a client of everything would be too obliging: no other hosts, no
 * addresses that are not public, three redirects, 5 MB, 15 s. No cookies, no credentials, no proxy of the environment.
 *
 * @returns undefined when it has not changed since `known`.
 * @throws {FeedError} when it cannot be had.
 */
export async function fetchDocument(address: string, fetching: Fetching, known?: Known): Promise<Document | undefined> {
  const { milliseconds = MILLISECONDS, most = MOST_BYTES } = fetching;
  const timeout = AbortSignal.timeout(milliseconds);
  const signal = AbortSignal.any([timeout, ...(fetching.signal ? [fetching.signal] : [])]);
  try {
    const { response, url } = await follow(address, fetching, known, signal);
    if (response === undefined) return undefined;
    const { headers } = response;
    return {
      address: url.href,
      bytes: await decompressed(await read(response, most), most),
      contentType: headers['content-type'] ?? '',
      etag: headers.etag ?? null,
      modified: headers['last-modified'] ?? null,
    };
  } catch (fault) {
    if (timeout.aborted) throw new FeedError(`did not come whole within ${milliseconds / 1000} seconds`);
    if (fault instanceof FeedError) throw fault;
    throw new FeedError(`cannot be had (${reason(fault)})`);
  }
}

async function follow(address: string, fetching: Fetching, known: Known | undefined, signal: AbortSignal) {
  let url = new URL(address);
  for (let redirects = 0; ; redirects += 1) {
    check(url, fetching);
    const response = await request(url, fetching, known, signal);
    const { statusCode = 0, headers } = response;
    if (statusCode === 200) return { response, url };
    response.destroy();
    if (statusCode === 304 && known) return { url };
    const location = [301, 302, 303, 307, 308].includes(statusCode) ? headers.location : undefined;
    if (location === undefined) throw new FeedError(`answers ${statusCode}`);
    if (redirects === MOST_REDIRECTS) throw new FeedError(`redirects more than ${MOST_REDIRECTS} times`);
    if (!URL.canParse(location, url.href)) throw new FeedError('redirects to what is no address');
    url = new URL(location, url);
  }
}

function check(url: URL, { hosts, isPrivateAllowed }: Fetching): void {
  if (url.protocol !== 'https:' && url.protocol !== 'http:') throw new FeedError(`leads to ${url.protocol}`);
  if (url.username !== '' || url.password !== '') throw new FeedError('leads to an address with a password');
  if (!hosts.has(url.host)) throw new FeedError(`leads to another host, ${url.host}: if it is yours, list its address`);
  if (!isPrivateAllowed) checkLiteral(url.hostname);
}

function request(
  url: URL,
  { isPrivateAllowed, resolve }: Fetching,
  known: Known | undefined,
  signal: AbortSignal,
): Promise<IncomingMessage> {
  const headers: OutgoingHttpHeaders = {
    Accept: 'application/rss+xml, application/atom+xml, application/feed+json, application/xml, text/xml, */*;q=0.1',
    'Accept-Encoding': 'gzip',
    'User-Agent': `${manifest.name}/${manifest.version}`,
    ...(known?.etag && { 'If-None-Match': known.etag }),
    ...(known?.modified && { 'If-Modified-Since': known.modified }),
  };
  const lookup = isPrivateAllowed ? {} : { lookup: publicLookup(resolve) };
  const { request: open } = url.protocol === 'https:' ? https : http;
  return new Promise((done, failed) => {
    // A connection of its own: one that is kept has been looked up at another time.
    open(url, { agent: false, headers, signal, ...lookup }, done)
      .on('error', failed)
      .end();
  });
}

async function read(response: IncomingMessage, most: number): Promise<Buffer> {
  if (Number(response.headers['content-length']) > most) {
    response.destroy();
    throw tooLarge(most);
  }
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > most) throw tooLarge(most);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** By what the bytes say, for a sitemap.xml.gz is compressed whether the headers say so or not. */
async function decompressed(bytes: Buffer, most: number): Promise<Buffer> {
  // Twice: it may be compressed on its way too.
  for (let times = 0; times < 2 && bytes[0] === 0x1f && bytes[1] === 0x8b; times += 1) {
    bytes = await promisify<Buffer, { maxOutputLength: number }, Buffer>(gunzip)(bytes, {
      maxOutputLength: most,
    }).catch((fault: unknown) => {
      throw reason(fault) === 'ERR_BUFFER_TOO_LARGE' ? tooLarge(most) : fault;
    });
  }
  return bytes;
}

function tooLarge(most: number): FeedError {
  return new FeedError(`is larger than ${most / 1024 / 1024} MB`);
}
