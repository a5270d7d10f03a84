import { expect, waitUntil } from '@open-wc/testing';
import { createChallenge } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/web/pbkdf2';
import { countView, subscribe } from '../../src/sources/counts.js';
import { MidadSource } from '../../src/sources/midad.js';
import { midadArticles } from '../../src/sources/midad-articles.js';
import { midadCounts } from '../../src/sources/midad-counts.js';
import { followed } from '../../src/sources/midad-follow.js';
import { writable } from '../../src/sources/midad-post.js';
import { midadThread } from '../../src/sources/midad-thread.js';
import { solve } from '../../src/sources/proof.js';
import { reactive } from '../../src/sources/midad-react.js';
import { Problem, type Source } from '../../src/sources/source.js';
import { fakeTime } from '../support/fake-time.js';
import { MemorySource, offline } from '../support/memory-source.js';

describe('the companion server as a source', () => {
  const midadSource = (base: string) => writable(Object.assign(new MidadSource(base), midadCounts)) as Required<Source>;
  const { fetch } = window;
  let requests: Request[] = [];
  let answer: () => Response;
  const json =
    (body: unknown, status = 200) =>
    () =>
      new Response(JSON.stringify(body), { status });
  const refused = async (promise: Promise<unknown>) =>
    promise.then(
      () => expect.fail('it should have been refused'),
      (error: unknown) => error as Problem,
    );

  beforeEach(() => {
    requests = [];
    window.fetch = async (input, init) => {
      requests.push(new Request(input, init));
      return answer();
    };
  });
  afterEach(() => void (window.fetch = fetch));

  it('asks for many counts in one request, by an address or, where that would grow too long, in plain text without a preflight', async () => {
    answer = () => {
      const { url, method } = requests.at(-1)!;
      expect(method).to.equal('GET');
      const asked = new URL(url).searchParams.getAll('article');
      return json({ counts: asked.map((article) => ({ article, views: 1, comments: 0 })) })();
    };
    const source = midadSource('https://c.example/');
    expect((await source.counts(['a', 'b'])).length).to.equal(2);
    expect(requests.map(({ url }) => url)).to.deep.equal(['https://c.example/v1/counts?article=a&article=b']);
    requests = [];
    const long = Array.from({ length: 100 }, (_, i) => encodeURI(`https://a.example/${i}${'أ'.repeat(90)}`));
    answer = json({ counts: long.map((article, i) => ({ article, views: i, comments: 0 })) });
    expect((await source.counts(long)).map((one) => one?.views)).to.deep.equal(long.map((_, i) => i));
    expect(requests.map(({ url }) => url)).to.deep.equal(['https://c.example/v1/counts']);
    expect(requests[0]!.headers.get('content-type')).to.equal('text/plain;charset=UTF-8');
    expect(await requests[0]!.json()).to.deep.equal({ article: long });
  });

  it('asks for more than the server takes at once in several requests, each within its limits', async () => {
    const source = midadSource('https://c.example');
    for (const [articles, sizes] of [
      [Array.from({ length: 250 }, (_, i) => `a${i}`), [100, 100, 50]],
      [Array.from({ length: 50 }, (_, i) => `https://a.example/${i}`.padEnd(2000, 'x')), [29, 21]],
    ] as [string[], number[]][]) {
      const asked: string[][] = [];
      window.fetch = async (input, init) => {
        const request = new Request(input, init);
        const posted = request.method === 'POST' ? await request.text() : undefined;
        expect(posted?.length ?? 0).to.be.below(64 * 1024);
        const names = posted
          ? (JSON.parse(posted) as { article: string[] }).article
          : new URL(request.url).searchParams.getAll('article');
        asked.push(names);
        return json({ counts: names.map((article) => ({ article, views: articles.indexOf(article), comments: 0 })) })();
      };
      expect((await source.counts(articles)).map((one) => one?.views)).to.deep.equal(articles.map((_, i) => i));
      expect(asked.map(({ length }) => length)).to.deep.equal(sizes);
    }
  });

  it("asks for a comment's page as the article's own, so that no other article's thread opens in its place", async () => {
    answer = json({ comments: [], total: 0 });
    const source = Object.assign(new MidadSource('https://c.example'), midadThread);
    const { signal } = new AbortController();
    await source.comments('https://a.example/?n=1', { sort: 'newest', around: 'c4' }, signal);
    await source.comments('a', { sort: 'best', around: 'c4' }, signal);
    expect(requests.map(({ url }) => url)).to.deep.equal([
      'https://c.example/v1/comments/c4/page?article=https%3A%2F%2Fa.example%2F%3Fn%3D1',
      'https://c.example/v1/comments/c4/page?article=a&sort=best',
    ]);
  });

  it('asks for lists in the order that is wanted, and leaves it to the server what fits a search best', async () => {
    answer = json({ articles: [{ headline: 'خبر', id: 'a' }, { id: 'b' }], next: 'n' });
    const source = Object.assign(new MidadSource('https://c.example'), midadArticles);
    const { signal } = new AbortController();
    const { articles, next } = await source.articles({ sort: 'latest', search: 'ماء', limit: 5 }, signal);
    await source.articles({ sort: 'views', days: 7, section: undefined, limit: 5, cursor: 'n' }, signal);
    expect([articles.map(({ id }) => id), next]).to.deep.equal([['a'], 'n']);
    expect(requests.map(({ url }) => url)).to.deep.equal([
      'https://c.example/v1/articles?search=%D9%85%D8%A7%D8%A1&limit=5',
      'https://c.example/v1/articles?sort=views&days=7&limit=5&cursor=n',
    ]);
  });

  it('sends a comment with its key, and no empty site', async () => {
    answer = json({ id: '1', author: { name: 'ليلى' }, text: 'نص', dateCreated: '2020-04-21T00:00:00Z' }, 201);
    await midadSource('https://c.example').post(
      'a',
      { text: 'نص', name: 'ليلى', email: 'l@e.ma', url: '' },
      'k'.repeat(32),
    );
    expect(requests[0]!.headers.get('idempotency-key')).to.equal('k'.repeat(32));
    expect(await requests[0]!.json()).to.deep.equal({ article: 'a', text: 'نص', name: 'ليلى', email: 'l@e.ma' });
    expect(requests[0]!.credentials).to.equal('omit');
    await midadSource('https://c.example').post('a', { text: 'نص', name: 'ليلى', email: 'l@e.ma', url: '' }, 'k', 'c1');
    expect(await requests[1]!.json()).to.include({ article: 'a', parent: 'c1' });
  });

  it('asks what a text will look like', async () => {
    answer = json({ html: '<p><strong>نص</strong></p>' });
    const source = midadSource('https://c.example');
    expect(await source.preview('**نص**')).to.equal('<p><strong>نص</strong></p>');
    expect(requests[0]!.url).to.equal('https://c.example/v1/comments/preview');
    expect(await requests[0]!.json()).to.deep.equal({ text: '**نص**' });
    answer = json({ html: 7 });
    expect((await refused(source.preview('نص'))).code).to.equal('malformed');
  });

  for (const [said, wait] of [
    ['90', 90_000],
    ['Wed, 22 Apr 2020 09:15:30 GMT', 30_000],
    ['Wed, 22 Apr 2020 09:14:00 GMT', undefined],
    ['soon', undefined],
  ] as const) {
    it(`takes Retry-After: ${said} as ${wait} ms`, async () => {
      const { now } = Date;
      Date.now = () => Date.parse('2020-04-22T09:15:00Z');
      answer = () => new Response('{"code": "rate_limited"}', { status: 429, headers: { 'Retry-After': said } });
      const draft = { text: 'نص', name: 'ليلى', email: 'l@e.ma', url: '' };
      const problem = await refused(midadSource('https://c.example').post('a', draft, 'k'));
      Date.now = now;
      expect(problem).to.include({ code: 'rate_limited', status: 429, retryAfter: wait });
    });
  }

  it('follows a thread from where its page stands, tells what comes and what cannot be told, and when nothing will', async () => {
    const { EventSource } = window;
    class Stream extends EventTarget {
      static readonly CLOSED = 2;
      static opened: Stream[] = [];
      readyState = 1;
      closed = false;
      constructor(readonly url: string) {
        super();
        Stream.opened.push(this);
      }
      close() {
        this.closed = true;
      }
    }
    Object.assign(window, { EventSource: Stream });
    try {
      const told: string[] = [];
      const leave = followed(midadSource('https://c.example')).listen!('a b', '7', {
        heard: ({ id, text }, last) => void told.push(`${id} ${text} ${last}`),
        missed: () => void told.push('missed'),
        lost: () => void told.push('lost'),
      });
      const [stream] = Stream.opened;
      expect(stream!.url).to.equal('https://c.example/v1/comments/events?article=a+b&lastEventId=7');
      const comment = { id: 'c1', author: { name: 'ليلى' }, text: 'نعم', dateCreated: '2026-01-01T00:00:00Z' };
      const tell = (data: unknown) =>
        stream!.dispatchEvent(new MessageEvent('comment', { data: JSON.stringify(data), lastEventId: '8' }));
      tell(comment);
      tell({ id: 'c2' });
      stream!.dispatchEvent(new Event('reload'));
      // It comes back by itself.
      stream!.dispatchEvent(new Event('error'));
      expect(told).to.deep.equal(['c1 نعم 8', 'missed']);
      stream!.readyState = Stream.CLOSED;
      stream!.dispatchEvent(new Event('error'));
      expect(told.at(-1)).to.equal('lost');
      leave();
      expect(stream!.closed).to.equal(true);
    } finally {
      Object.assign(window, { EventSource });
    }
  });

  it('asks after, changes and deletes a comment by its receipt, and says what is wrong and when to come back', async () => {
    const source = midadSource('https://c.example');
    const comment = { id: 'c1', author: { name: 'ليلى' }, text: 'نعم', dateCreated: '2026-01-01T00:00:00Z' };
    answer = json({ ...comment, status: 'pending', editableSeconds: 600 });
    expect(await source.own('c1', 'r')).to.include({ status: 'pending', editableSeconds: 600, rejected: false });
    answer = json({ ...comment, text: 'لا', status: 'rejected' });
    expect(await source.edit('c1', 'لا', 'r')).to.include({ text: 'لا', rejected: true });
    answer = json({ ...comment, text: '', author: { name: '' }, status: 'deleted' });
    expect((await source.remove('c1', 'r')).status).to.equal('deleted');
    expect(requests.map(({ method, url }) => `${method} ${url}`)).to.deep.equal([
      'GET https://c.example/v1/comments/c1',
      'PATCH https://c.example/v1/comments/c1',
      'DELETE https://c.example/v1/comments/c1',
    ]);
    expect(requests.map(({ headers }) => headers.get('authorization'))).to.deep.equal(Array(3).fill('Bearer r'));
    expect(await requests[1]!.json()).to.deep.equal({ text: 'لا' });
    const problem = { code: 'rate_limited', detail: 'x' };
    answer = () => new Response(JSON.stringify(problem), { status: 429, headers: { 'Retry-After': '12' } });
    expect(await refused(source.edit('c1', 'ثم', 'r'))).to.include({ code: 'rate_limited', retryAfter: 12_000 });
    answer = json({ code: 'invalid_request', errors: [{ field: 'text', code: 'blockedWord' }] }, 422);
    expect((await refused(source.edit('c1', 'ثم', 'r'))).fields).to.deep.equal({ text: 'blockedWord' });
  });

  it('lets go of a comment that its writer takes back', async () => {
    const abort = new AbortController();
    abort.abort(new Error('taken back'));
    answer = json({});
    const draft = { text: 'نص', name: 'ليلى', email: 'l@e.ma', url: '' };
    const error = await refused(midadSource('https://c.example').post('a', draft, 'k', undefined, abort.signal));
    expect([error.message, requests.length]).to.deep.equal(['taken back', 0]);
  });

  it('works for what it posts when the server wants that, and waits when it was too fast', async () => {
    const challenge = await createChallenge({ algorithm: 'PBKDF2/SHA-256', cost: 1, counter: 5, deriveKey });
    const problem = (code: string, status: number, headers = {}) =>
      new Response(JSON.stringify({ code }), { status, headers });
    const answers = [
      problem('proof_missing', 403),
      new Response(JSON.stringify(challenge)),
      problem('too_fast', 429, { 'Retry-After': '0' }),
      new Response(JSON.stringify({ id: '1', author: { name: 'ليلى' }, text: 'نص', dateCreated: '2020-04-21' }), {
        status: 201,
      }),
    ];
    answer = () => answers.shift()!;
    const draft = { text: 'نص', name: 'ليلى', email: 'l@e.ma', url: '' };
    const posted = midadSource('https://c.example').post('a', draft, 'k'.repeat(32));
    expect((await posted).id).to.equal('1');
    const sent = await Promise.all(requests.map(async (request) => (request.method === 'GET' ? {} : request.json())));
    const { solution } = JSON.parse(atob((sent[2] as { altcha: string }).altcha)) as { solution: { counter: number } };
    expect(solution.counter).to.equal(5);
    expect((sent[3] as { altcha: string }).altcha).to.equal((sent[2] as { altcha: string }).altcha);
    expect(requests.map(({ url }) => new URL(url).pathname)).to.deep.equal([
      '/v1/comments',
      '/v1/challenge',
      '/v1/comments',
      '/v1/comments',
    ]);
  });

  it('works for it also where the browser derives no keys, on a page without https', async () => {
    const challenge = await createChallenge({ algorithm: 'PBKDF2/SHA-256', cost: 10, counter: 3, deriveKey });
    Object.defineProperty(window, 'isSecureContext', { configurable: true, value: false });
    try {
      const { solution } = JSON.parse(atob(await solve(challenge))) as { solution: { counter: number } };
      expect(solution.counter).to.equal(3);
    } finally {
      Reflect.deleteProperty(window, 'isSecureContext');
    }
  });

  it('reacts with a key at first, by the receipt then, and takes it back', async () => {
    answer = json({ upvoteCount: 1, downvoteCount: 0, receipt: 'r' });
    const source = reactive(midadSource('https://c.example'));
    const reacted = await source.react!('1', 'like', { key: 'k'.repeat(32) });
    expect(reacted).to.deep.equal({ upvoteCount: 1, downvoteCount: 0, receipt: 'r' });
    await source.react!('1', 'dislike', { receipt: 'r' });
    answer = json({ upvoteCount: 0, downvoteCount: 0 });
    expect(await source.unreact!('1', 'r')).to.deep.equal({ upvoteCount: 0, downvoteCount: 0 });
    const sent = await Promise.all(
      requests.map(async ({ method, url, headers, text }, i) => [
        `${method} ${url}`,
        headers.get('idempotency-key') ?? headers.get('authorization'),
        await text.call(requests[i]!),
      ]),
    );
    expect(sent).to.deep.equal([
      ['PUT https://c.example/v1/comments/1/reaction', 'k'.repeat(32), '{"reaction":"like"}'],
      ['PUT https://c.example/v1/comments/1/reaction', 'Bearer r', '{"reaction":"dislike"}'],
      ['DELETE https://c.example/v1/comments/1/reaction', 'Bearer r', ''],
    ]);
    answer = json({ upvoteCount: '1', downvoteCount: 0 });
    expect((await refused(source.unreact!('1', 'r'))).code).to.equal('malformed');
  });

  it('says what the server refused also where another script reads it, with a Problem of its own', async () => {
    answer = json({ code: 'thread_closed' }, 403);
    const theirs = Object.assign(new Error('closed'), { name: 'Problem', code: 'thread_closed' });
    const asked = new MidadSource('https://c.example').ask('comments', {}, undefined, () => theirs as Problem);
    expect((await refused(asked)) === theirs).to.equal(true);
  });

  it('says what the server refused, field by field', async () => {
    answer = json(
      {
        code: 'invalid_request',
        detail: 'x',
        errors: [
          { field: 'name', code: 'tooLong' },
          null,
          { field: 'article', code: 'tooLong' },
          { field: 'text', code: 'x' },
        ],
      },
      422,
    );
    const problem = await refused(
      midadSource('https://c.example').post('a', { text: '', name: '', email: '', url: '' }, 'k'),
    );
    expect(problem.code).to.equal('invalid_request');
    expect(problem.fields).to.deep.equal({ name: 'tooLong', text: 'x' });
  });

  const bad: [string, () => Response, string][] = [
    ['HTML instead of JSON', () => new Response('<!doctype html>'), 'malformed'],
    ['an empty answer', () => new Response(''), 'malformed'],
    ['numbers as words', json({ views: '1', comments: 0 }), 'malformed'],
    ['an error page', () => new Response('<h1>502</h1>', { status: 502 }), 'http_502'],
    [
      'no answer',
      () => {
        throw new TypeError('Failed to fetch');
      },
      'offline',
    ],
  ];
  for (const [what, given, code] of bad) {
    it(`takes ${what} as ${code}`, async () => {
      answer = given;
      expect((await refused(midadSource('https://c.example').view('a'))).code).to.equal(code);
    });
  }

  it('refuses counts that leave an article out', async () => {
    answer = json({ counts: [] });
    expect((await refused(midadSource('https://c.example').counts(['a']))).code).to.equal('malformed');
  });
});

describe("what the page knows of a source's counts", () => {
  const settled = () => new Promise((resolve) => setTimeout(resolve, 20));

  it('joins everybody who asks at the same moment in one request, each article once', async () => {
    const source = new MemorySource();
    const heard: (number | undefined)[] = [];
    for (const article of ['a', 'b', 'a', 'c']) subscribe(source, article, (counts) => heard.push(counts?.views));
    await settled();
    expect(source.calls).to.deep.equal(['counts a b c']);
    expect(heard).to.deep.equal([1081, 1081, 1081, 1081]);
  });

  it('counts a view once however many tags ask, needs no second request for it, and tells everybody', async () => {
    const source = new MemorySource();
    const heard: (number | undefined)[] = [];
    subscribe(source, 'a', (counts) => heard.push(counts?.views));
    await Promise.all([countView(source, 'a'), countView(source, 'a')]);
    await settled();
    expect(source.calls).to.deep.equal(['view a']);
    expect(heard).to.deep.equal([1082]);
  });

  it('still shows the number when the view could not be counted', async () => {
    const source = new MemorySource();
    source.problem = offline();
    const time = fakeTime();
    const view = countView(source, 'a').catch(() => 'refused');
    const heard: (number | undefined)[] = [];
    subscribe(source, 'a', (counts) => heard.push(counts?.views));
    await waitUntil(() => time.waits().includes(3000));
    time.pass(3000);
    expect(await view).to.equal('refused');
    time.restore();
    expect(source.calls).to.deep.equal(['view a', 'view a']);
    source.problem = undefined;
    await settled();
    expect(heard).to.deep.equal([1081]);
  });

  it('tells a listener that left nothing', async () => {
    const source = new MemorySource();
    let heard = 0;
    subscribe(source, 'a', () => heard++)();
    await settled();
    expect(heard).to.equal(0);
  });
});
