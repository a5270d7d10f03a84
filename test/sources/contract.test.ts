/** What every source promises (`src/sources/source.ts`), as far as it has the method. */
import { aTimeout, expect, waitUntil } from '@open-wc/testing';
import type { Article } from '../../src/model/article.js';
import { parseIsoDate } from '../../src/model/date.js';
import { articleId } from '../../src/model/identity.js';
import { httpUrl } from '../../src/model/url.js';
import { isProblem, type ArticlesAsked, type Source } from '../../src/sources/source.js';
import { CONTENDERS } from '../support/contenders.js';
import { fakeTime } from '../support/fake-time.js';

const LATEST: ArticlesAsked = { sort: 'latest', limit: 100 };
const never = () => new AbortController().signal;
const outcome = (promise: Promise<unknown>) =>
  promise.then(
    () => 'answered',
    (error: Error) => (isProblem(error) ? error.code : error.message),
  );

for (const contender of CONTENDERS) {
  const { name, open, close, answer, ids, comments, wrongTypes } = contender;
  describe(`${name} as a source`, () => {
    const { fetch } = window;
    let source: Source;
    let asked: { method: string; signal: AbortSignal }[] = [];
    /** What answers; never, where it is undefined. */
    let answers: ((request: Request) => Response) | undefined;

    beforeEach(() => {
      asked = [];
      answers = answer ?? (() => expect.fail('it asked for something'));
      window.fetch = (input, init = {}) =>
        new Promise((resolve, reject) => {
          const signal = init.signal!;
          asked.push({ method: init.method ?? 'GET', signal });
          signal.addEventListener('abort', () => reject(signal.reason as Error));
          signal.throwIfAborted();
          if (answers) resolve(answers(new Request(input, init)));
        });
      source = open();
    });
    afterEach(() => {
      close?.();
      window.fetch = fetch;
    });

    const list = async (more: Partial<ArticlesAsked> = {}) =>
      (await source.articles!({ ...LATEST, ...more }, never())).articles;
    const idsOf = (articles: readonly Article[]) => articles.map(({ id }) => id);
    /** The choice gives these, or the source does not know it and says so. */
    const chooses = async (more: Partial<ArticlesAsked>, chosen: readonly (string | undefined)[]) => {
      try {
        expect(idsOf(await list(more))).to.deep.equal(chosen);
      } catch (error) {
        if (!isProblem(error)) throw error;
        expect(error.code).to.equal('unsupported');
      }
    };
    const { articles: canList, article: canRead, counts: canCount, comments: canTell, view: canView } = open();
    close?.();

    if (canList) {
      it('gives articles the newest first, each of them checked', async () => {
        const articles = await list();
        expect(idsOf(articles)).to.deep.equal(ids);
        for (const { id, headline, url, datePublished, image, author, comments: counted } of articles) {
          expect(articleId(id)).to.equal(id);
          expect(headline).to.equal(headline.trim());
          expect(headline).to.match(/^[^&]+( & [^&]+)?$/);
          for (const address of [url, image?.url, ...author.map((one) => one.url)]) {
            expect(address).to.equal(address && httpUrl(address));
          }
          expect(datePublished).to.equal(parseIsoDate(datePublished));
          expect(counted === undefined || Number.isSafeInteger(counted)).to.equal(true);
        }
      });

      it('keeps to the limit, and gives pages that do not overlap and leave nothing out', async () => {
        const pages: (string | undefined)[][] = [];
        let cursor: string | undefined;
        do {
          const page = await source.articles!({ ...LATEST, limit: 2, cursor }, never());
          pages.push(idsOf(page.articles));
          cursor = page.next;
        } while (cursor !== undefined);
        expect(pages).to.deep.equal([ids.slice(0, 2), ids.slice(2)]);
      });

      it('chooses by section, search and days, or says that it cannot', async () => {
        await chooses({ section: contender.section }, [ids[0]]);
        await chooses({ tag: 'nobody wrote this' }, []);
        await chooses({ search: contender.search }, [ids[1]]);
        await chooses({ search: 'الأساتذة nobody' }, []);
        await chooses({ days: 1 }, []);
        await chooses({ days: 36_500 }, ids.slice(0, contender.dated));
      });

      it('says that it does not know an order, and asks nothing for that', async () => {
        for (const more of [{ sort: 'views' }, { sort: 'comments' }, { related: ids[0]! }] as const) {
          const promise = source.articles!({ ...LATEST, ...more }, never());
          expect(await outcome(promise)).to.be.oneOf(['answered', 'unsupported']);
        }
      });
    }

    if (canRead) {
      it('gives an article by its identity, and says when there is none', async () => {
        for (const id of ids) expect((await source.article!(id, never())).id).to.equal(id);
        expect(await outcome(source.article!(ids[0]!.replace('drought', 'unknown'), never()))).to.equal('not_found');
      });
    }

    if (canCount) {
      it('gives counts in the order asked, and undefined for what it does not know', async () => {
        const counts = await source.counts!([...ids.toReversed(), 'unknown']);
        expect(counts.map((one) => one?.comments).slice(0, 3)).to.deep.equal(comments.toReversed());
        expect(counts.length).to.equal(4);
        for (const one of counts) {
          for (const count of [one?.views, one?.comments]) expect(count ?? 0).to.satisfy(Number.isSafeInteger);
        }
      });
    }

    if (canView) {
      it('counts a view, and gives the counts after it', async () => {
        expect((await source.view!(ids[0]!)).views).to.be.at.least(1);
      });
    }

    if (canTell) {
      it('gives comments the newest first, in pages that do not overlap and leave nothing out', async () => {
        const told: string[] = [];
        const dates: string[] = [];
        let cursor: string | undefined;
        let total;
        do {
          const page = await source.comments!(ids[1]!, { sort: 'newest', cursor }, never());
          told.push(...page.comments.map(({ id }) => id));
          dates.push(...page.comments.map(({ dateCreated }) => dateCreated));
          ({ total, next: cursor } = page);
        } while (cursor !== undefined);
        expect([told.length, total]).to.deep.equal([25, 25]);
        expect(new Set(told).size).to.equal(25);
        expect(dates.map((date) => parseIsoDate(date))).to.deep.equal(dates.toSorted().toReversed());
      });
    }

    const abortable: Record<string, (signal: AbortSignal) => Promise<unknown>> = {
      ...(canList && { articles: (signal) => source.articles!(LATEST, signal) }),
      ...(canRead && { article: (signal) => source.article!(ids[0]!, signal) }),
      ...(canTell && { comments: (signal) => source.comments!(ids[0]!, { sort: 'newest' }, signal) }),
    };
    for (const [method, ask] of Object.entries(abortable)) {
      it(`rejects ${method} with the reason of who left, and stops asking`, async () => {
        const left = new AbortController();
        left.abort(new Error('left before'));
        expect(await outcome(ask(left.signal))).to.equal('left before');
        expect(asked.length).to.equal(0);
        if (!answer) return;
        answers = undefined;
        const leaving = new AbortController();
        const promise = outcome(ask(leaving.signal));
        await waitUntil(() => asked.length === 1);
        expect(asked[0]!.signal.aborted).to.equal(false);
        leaving.abort(new Error('left'));
        expect(await promise).to.equal('left');
        expect(asked[0]!.signal.aborted).to.equal(true);
      });
    }

    if (answer) {
      const methods: Record<string, (signal: AbortSignal) => Promise<unknown>> = {
        ...abortable,
        ...(canCount && { counts: () => source.counts!(ids) }),
        ...(canView && { view: () => source.view!(ids[0]!) }),
      };
      const redirected = (url: string) => () => {
        const response = new Response('{}');
        return Object.defineProperties(response, { redirected: { value: true }, url: { value: url } });
      };
      const faults: [string, string, (() => Response) | undefined][] = [
        ['HTML', 'malformed', () => new Response('<!doctype html><title>x</title>')],
        ['nothing', 'malformed', () => new Response('')],
        ['wrong types', 'malformed', () => new Response(wrongTypes)],
        ['what is in no encoding', 'malformed', () => new Response(Uint8Array.of(0x7b, 0xc7, 0xe1, 0x7d))],
        ['500', 'http_500', () => new Response('<h1>500</h1>', { status: 500 })],
        ['503', 'http_503', () => new Response('', { status: 503 })],
        ['another site', 'redirected', redirected('https://elsewhere.example/')],
        ['silence', 'timeout', undefined],
        ['no connection', 'offline', () => { throw new TypeError('Failed to fetch'); }], // prettier-ignore
      ];
      for (const [what, code, given] of faults) {
        it(`takes ${what} as ${code}, whatever it asked for`, async () => {
          const time = fakeTime();
          answers = given;
          try {
            for (const [method, ask] of Object.entries(methods)) {
              asked = [];
              const said: string[] = [];
              void outcome(ask(never())).then((now) => said.push(now));
              while (said.length === 0) {
                await aTimeout(1);
                // A second before the other try, twenty of silence.
                if (time.waits().length > 0 && (!given || asked.length === 1)) time.pass(given ? 1000 : 20_000);
              }
              expect(said, method).to.deep.equal([code]);
              // What is sent is never sent again by the source.
              const tries = asked.filter((one) => one.method === 'POST').length;
              expect(tries, method).to.be.at.most(1);
              expect(time.waits(), method).to.deep.equal([]);
            }
          } finally {
            time.restore();
          }
        });
      }
    }
  });
}
