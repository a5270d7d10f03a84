import { expect } from '@open-wc/testing';
import { countView, subscribe } from '../../src/sources/counts.js';
import { MidadSource } from '../../src/sources/midad.js';
import { midadCounts } from '../../src/sources/midad-counts.js';
import { writable } from '../../src/sources/midad-post.js';
import { Problem, type Source } from '../../src/sources/source.js';
import { MemorySource, offline } from '../support/memory-source.js';

describe('the companion server as a source', () => {
  const midadSource = (base: string) =>
    writable(Object.assign(new MidadSource(base), midadCounts) as unknown as Source);
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

  it('asks for many counts in one request, and in two when the address would grow too long', async () => {
    answer = () => {
      const asked = new URL(requests.at(-1)!.url).searchParams.getAll('article');
      return json({ counts: asked.map((article) => ({ article, views: 1, comments: 0 })) })();
    };
    const source = midadSource('https://c.example/');
    expect((await source.counts(['a', 'b'])).length).to.equal(2);
    expect(requests.map(({ url }) => url)).to.deep.equal(['https://c.example/v1/counts?article=a&article=b']);
    requests = [];
    const long = Array.from({ length: 30 }, (_, i) => `https://a.example/${i}${'أ'.repeat(100)}`);
    expect((await source.counts(long)).length).to.equal(30);
    expect(requests.length).to.equal(3);
    for (const { url } of requests) expect(url.length).to.be.below(8000);
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
    const problem = await refused(midadSource('https://c.example').view('a'));
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
    const view = countView(source, 'a').catch(() => 'refused');
    const heard: (number | undefined)[] = [];
    subscribe(source, 'a', (counts) => heard.push(counts?.views));
    expect(await view).to.equal('refused');
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
