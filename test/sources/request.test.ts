/** How files of others are asked for. */
import { aTimeout, expect, waitUntil } from '@open-wc/testing';
import { parseArticle } from '../../src/model/article.js';
import { loadArticle } from '../../src/sources/article.js';
import { Feed } from '../../src/sources/feed.js';
import { requestText } from '../../src/sources/request.js';
import type { Problem } from '../../src/sources/source.js';
import { fakeTime } from '../support/fake-time.js';
import { FEED, IDS, RSS } from '../support/feeds.js';

const codeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'read',
    ({ code, message }: Problem) => code ?? message,
  );
const never = () => new AbortController().signal;

describe('a request', () => {
  const { fetch } = window;
  let time: ReturnType<typeof fakeTime>;
  let signals: AbortSignal[] = [];
  let answers: (() => Response)[] = [];

  beforeEach(() => {
    time = fakeTime();
    signals = [];
    window.fetch = (_url, { signal } = {}) =>
      new Promise((resolve, reject) => {
        signals.push(signal!);
        signal!.addEventListener('abort', () => reject(signal!.reason as Error));
        const answer = answers.length > 1 ? answers.shift() : answers[0];
        if (answer) resolve(answer());
      });
  });
  afterEach(() => {
    time.restore();
    window.fetch = fetch;
  });

  /** An answer in parts, as `fetch` gives one: it ends when the request does. */
  const inParts = (pull: (part: ReadableStreamDefaultController<Uint8Array>) => void) => () => {
    const signal = signals.at(-1)!;
    const body = new ReadableStream<Uint8Array>({
      start: (stream) => signal.addEventListener('abort', () => stream.error(signal.reason)),
      pull,
    });
    return new Response(body);
  };

  it('is cut off at 10 MB, while it is being read', async () => {
    let sent = 0;
    answers = [
      inParts((stream) => {
        sent += 1_000_000;
        stream.enqueue(new Uint8Array(1_000_000).fill(0x20));
      }),
    ];
    expect(await codeOf(requestText(FEED, never()))).to.equal('malformed');
    expect(sent).to.be.within(10_000_001, 13_000_000);
    expect(signals[0]!.aborted).to.equal(true);
  });

  it('waits twenty seconds for each part, and then no longer', async () => {
    let say = (_text: string) => {};
    answers = [
      inParts(
        (stream) =>
          new Promise<void>((resolve) => {
            say = (text) => {
              stream.enqueue(new TextEncoder().encode(text));
              resolve();
            };
          }) as unknown as void,
      ),
    ];
    let said: string | undefined;
    void codeOf(requestText(FEED, never())).then((code) => (said = code));
    for (const part of ['<rss>', '<channel>', '<item>']) {
      await aTimeout(5);
      time.pass(19_000);
      say(part);
      await aTimeout(5);
      expect(said).to.equal(undefined);
    }
    time.pass(20_000);
    await waitUntil(() => said !== undefined);
    expect([said, signals.length]).to.deep.equal(['timeout', 1]);
  });

  it('is made once more when nothing answered, and when a proxy says so; never for what the site said', async () => {
    for (const [status, tries] of [
      [502, 2],
      [503, 2],
      [404, 1],
      [500, 1],
    ] as const) {
      signals = [];
      answers = [() => new Response('', { status }), () => new Response('there')];
      const promise = codeOf(requestText(FEED, never()));
      await aTimeout(5);
      time.pass(1000);
      expect([status, await promise, signals.length]).to.deep.equal([
        status,
        tries === 2 ? 'read' : `http_${status}`,
        tries,
      ]);
    }
  });

  it('is not made once more for who has left meanwhile', async () => {
    answers = [() => new Response('', { status: 503 })];
    const leaving = new AbortController();
    const promise = codeOf(requestText(FEED, leaving.signal));
    await aTimeout(20);
    expect(time.waits()).to.deep.equal([1000]);
    leaving.abort(new Error('left'));
    expect([await promise, signals.length]).to.deep.equal(['left', 1]);
  });

  it('reads an article in whatever encoding its site has', async () => {
    const [headline, latin] = ['مرحبا', 'Salam'];
    const json = (text: string) => [...`{"headline":"${text}"}`].map((sign) => sign.charCodeAt(0));
    // windows-1256 has the letters of «مرحبا» at these places.
    const windows = [...json('').slice(0, -2), 0xe3, 0xd1, 0xcd, 0xc8, 0xc7, 0x22, 0x7d];
    const wide = [0xff, 0xfe, ...json(headline).flatMap((code) => [code & 0xff, code >> 8])];
    const unmarked = json(latin).flatMap((code) => [0, code]);
    for (const [bytes, type, read] of [
      [windows, 'application/json; charset=windows-1256', headline],
      [wide, 'application/json', headline],
      [unmarked, 'application/json', latin],
    ] as const) {
      answers = [() => new Response(new Uint8Array(bytes), { headers: { 'Content-Type': type } })];
      const article = await loadArticle(FEED, never(), { parseArticle });
      expect(article.headline).to.equal(read);
    }
  });

  it('may move to https or www of the same site, and nowhere else', async () => {
    for (const [from, to, code] of [
      ['http://site.example/feed', 'https://www.site.example/feed/', 'read'],
      ['https://site.example/feed', 'https://site.example/ar/feed', 'read'],
      ['https://site.example/feed', 'https://site.example.evil.example/feed', 'redirected'],
      ['https://site.example/feed', 'https://site.example:8443/feed', 'redirected'],
      ['https://blog.site.example/feed', 'https://site.example/feed', 'redirected'],
    ] as const) {
      answers = [() => Object.defineProperties(new Response('x'), { redirected: { value: true }, url: { value: to } })];
      expect(await codeOf(requestText(from, never())), to).to.equal(code);
    }
  });

  it('is one for all who ask the same at the same time, and goes on until the last has left', async () => {
    const source = new Feed(FEED);
    const [first, second] = [new AbortController(), new AbortController()];
    const asked = [
      codeOf(source.articles({ sort: 'latest', limit: 3 }, first.signal)),
      codeOf(source.article(IDS[0]!, second.signal)),
    ];
    expect(signals.length).to.equal(1);
    first.abort(new Error('first left'));
    expect(await asked[0]).to.equal('first left');
    expect(signals[0]!.aborted).to.equal(false);
    second.abort(new Error('second left'));
    expect(await asked[1]).to.equal('second left');
    expect(signals[0]!.aborted).to.equal(true);
    // Who comes after that is not left with what the others gave up.
    answers = [() => new Response(RSS)];
    const [list, counts] = await Promise.all([
      source.articles({ sort: 'latest', limit: 2 }, never()),
      source.counts(IDS),
    ]);
    expect([list.articles.length, counts.length, signals.length]).to.deep.equal([2, 3, 2]);
  });

  it('is one for all cards of one article', async () => {
    answers = [() => new Response('{"headline": "خبر"}')];
    const all = await Promise.all(
      [1, 2, 3].map(() => loadArticle('https://site.example/a.json', never(), { parseArticle })),
    );
    expect([all.length, signals.length]).to.deep.equal([3, 1]);
  });
});
