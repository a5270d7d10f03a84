/** The outbox over the real IndexedDB of each engine: whatever happens, a comment is stored once, and its writer is told the truth. */
import { expect } from '@open-wc/testing';
import { deleteDB, openDB } from 'idb';
import type { Comment } from '../../src/model/comment.js';
import type { CommentDraft } from '../../src/model/draft.js';
import { Outbox, type OutboxChange, type OutboxEntry } from '../../src/sources/outbox.js';
import { Problem } from '../../src/sources/source.js';
import { readReceipts } from '../../src/sources/receipts.js';
import { isWaiting } from '../../src/sources/waiting.js';
import { fakeTime } from '../support/fake-time.js';
import { madeComment, MemorySource, offline } from '../support/memory-source.js';
import { openTab } from '../support/tab.js';

const TEXT = 'شكرا جزيلا على هذه المتابعة.';
const draft = (text = TEXT): CommentDraft => ({ text, name: 'ليلى', email: 'leila@example.ma', url: '' });

/** A companion server as the outbox sees it: one comment a key, other words under the same key refused. */
class Server extends MemorySource {
  readonly address: string | undefined = 'https://comments.example/';
  /** What arrived, in order: the key and the text. */
  readonly posts: [key: string, text: string][] = [];
  /** What is stored, by key. */
  readonly stored = new Map<string, string>();
  /** Set to lose every answer after the comment has been stored. */
  loses = false;
  aborted = 0;
  #held: Promise<void> | undefined;

  /** Holds every answer back, before anything is stored, until the function it gives is called. */
  override hold(): () => void {
    let release = () => {};
    this.#held = new Promise((resolve) => (release = resolve));
    return () => {
      this.#held = undefined;
      release();
    };
  }

  override async post(_article: string, { text }: CommentDraft, key: string, _parent?: string, signal?: AbortSignal) {
    this.posts.push([key, text]);
    const held = this.#held ?? Promise.resolve();
    await Promise.race([held, new Promise((_, reject) => signal?.addEventListener('abort', () => reject(offline())))])
      // oxlint-disable-next-line typescript/no-unsafe-return
      .catch((error: unknown) => Promise.reject((this.aborted++, error)));
    if (this.problem) throw this.problem;
    if ((this.stored.get(key) ?? text) !== text) {
      throw new Problem('idempotency_key_reused', 'x', {}, { status: 422 });
    }
    this.stored.set(key, text);
    if (this.loses) throw offline();
    return madeComment({ id: key, text });
  }
}

describe('the outbox', () => {
  let server: Server;
  let time: ReturnType<typeof fakeTime>;
  let undo: (() => void)[];
  const heard: OutboxChange[] = [];
  const comments = (): Comment[] => heard.flatMap(({ comment }) => comment ?? []);
  const hint = () => localStorage.getItem('midad:waiting');

  /** A page of the site, with what it has heard so far in `heard`. */
  function open(): Outbox {
    const outbox = new Outbox();
    outbox.nameOf(server);
    undo.push(outbox.subscribe((change) => void heard.push(change)));
    return outbox;
  }
  /** Another tab; without Web Locks, as on a page without https, if asked. */
  async function tab({ locks = true } = {}): Promise<{ outbox: Outbox; close: () => void }> {
    const without = "Object.defineProperty(navigator, 'locks', { value: undefined });";
    const { module, close } = await openTab<{ Outbox: typeof Outbox }>('/src/sources/outbox.ts', locks ? '' : without);
    undo.push(close);
    const outbox = new module.Outbox();
    outbox.nameOf(server);
    return { outbox, close };
  }
  const entries = (outbox: Outbox, article = 'a') => outbox.entries(outbox.nameOf(server), article);
  const states = async (outbox: Outbox) => (await entries(outbox)).map(({ state, kept }) => `${state}, ${kept}`);
  const online = () => dispatchEvent(new Event('online'));
  /** Waits by itself, for time stands still: what never comes runs into the test's own limit. */
  async function until(come: () => boolean): Promise<void> {
    while (!come()) await new Promise((resolve) => setTimeout(resolve, 5));
  }
  const posts = (count: number) => until(() => server.posts.length >= count);
  /** All that was due has been tried. */
  const idle = (outbox: Outbox) => outbox.flush();
  function stub<Target extends object, Key extends keyof Target>(target: Target, key: Key, value: Target[Key]): void {
    const before = Object.getOwnPropertyDescriptor(target, key);
    Object.defineProperty(target, key, { value, configurable: true, writable: true });
    undo.push(() => (before ? Object.defineProperty(target, key, before) : delete target[key]));
  }

  beforeEach(async () => {
    undo = [];
    heard.length = 0;
    server = new Server();
    localStorage.clear();
    await deleteDB('midad-outbox');
    time = fakeTime();
  });
  afterEach(() => {
    for (const mend of undo.toReversed()) mend();
    time.restore();
  });

  describe('keeps', () => {
    it('a comment on the device before the network is tried, and until it has arrived', async () => {
      const outbox = open();
      const release = server.hold();
      expect((await outbox.add(server, 'a', draft())).kept).to.equal('device');
      await posts(1);
      // Another page of the site, opened at that moment.
      expect(await states(new Outbox())).to.deep.equal(['waiting, device']);
      expect((await entries(outbox))[0]!.sending).to.equal(true);
      expect([isWaiting('a'), isWaiting('elsewhere')]).to.deep.equal([true, true]);
      release();
      await idle(outbox);
      expect(await states(new Outbox())).to.deep.equal([]);
      expect(comments().map(({ text }) => text)).to.deep.equal([TEXT]);
      expect(hint()).to.equal(null);
    });

    it('the receipt of what it has sent, for the article it was written on, whichever page sent it', async () => {
      const own = { ...madeComment({ id: 'n1' }), rejected: false, editableSeconds: 60, receipt: 'r' };
      stub(server, 'post', async () => own);
      const outbox = open();
      await outbox.add(server, 'elsewhere', draft());
      await idle(outbox);
      expect(readReceipts('elsewhere').map(({ id, receipt }) => [id, receipt])).to.deep.equal([['n1', 'r']]);
    });

    it('what answers a comment apart from what answers the article, oldest first', async () => {
      server.problem = offline();
      const outbox = open();
      for (const parent of [undefined, 'c1']) {
        await outbox.add(server, 'a', draft(), parent);
        time.pass(1);
      }
      await outbox.add(server, 'b', draft());
      await idle(outbox);
      expect((await entries(outbox)).map(({ parent }) => parent)).to.deep.equal([undefined, 'c1']);
      server.problem = undefined;
      online();
      await idle(outbox);
      expect(heard.filter(({ comment }) => comment).map(({ article, parent }) => [article, parent])).to.deep.equal([
        ['a', undefined],
        ['a', 'c1'],
        ['b', undefined],
      ]);
    });

    it('what is for a WordPress, until a page comes that has it: it is no companion server to be asked by its address', async () => {
      server = Object.assign(new Server(), { address: 'https://news.example/wp-json/', problem: offline() });
      const first = open();
      await first.add(server, 'a', draft());
      await idle(first);
      const { fetch } = window;
      const asked: unknown[] = [];
      window.fetch = async (input) => (asked.push(input), Response.error());
      try {
        const elsewhere = new Outbox();
        undo.push(elsewhere.subscribe(() => {}));
        await idle(elsewhere);
        expect(asked).to.deep.equal([]);
        server.problem = undefined;
        elsewhere.nameOf(server);
        await elsewhere.flush('all');
      } finally {
        window.fetch = fetch;
      }
      expect(server.stored.size).to.equal(1);
    });

    it('in memory, and says so, what goes to a source that no other page knows', async () => {
      const outbox = open();
      Object.assign(server, { address: undefined, problem: offline() });
      expect((await outbox.add(server, 'a', draft())).kept).to.equal('memory');
      await idle(outbox);
      expect(await states(outbox)).to.deep.equal(['waiting, memory']);
      server.problem = undefined;
      online();
      await idle(outbox);
      expect(server.stored.size).to.equal(1);
    });
  });

  describe('tries again', () => {
    it('with pauses that grow, and at once when the device is online again', async () => {
      server.problem = offline();
      const outbox = open();
      await outbox.add(server, 'a', draft());
      await idle(outbox);
      const pauses: number[] = [];
      for (let tries = 1; tries < 12; tries++) {
        expect(server.posts.length).to.equal(tries);
        pauses.push(Math.min(...time.waits()));
        time.pass(pauses.at(-1)!);
        await posts(tries + 1);
        await idle(outbox);
      }
      // Doubled each time, spread over its upper half, ten minutes at most; the time has stood still while it was sent.
      pauses.forEach((pause, i) => expect(pause / Math.min(5000 * 2 ** i, 600_000), `pause ${i}`).to.be.within(0.5, 1));
      server.problem = undefined;
      online();
      await idle(outbox);
      expect(new Set(server.posts.map(([key]) => key)).size).to.equal(1);
      expect(server.stored.size).to.equal(1);
    });

    it('when the page comes into view, and on the next page of the site, whatever its article', async () => {
      server.problem = offline();
      const first = open();
      await first.add(server, 'a', draft());
      await idle(first);
      document.dispatchEvent(new Event('visibilitychange'));
      await posts(2);
      await idle(first);
      undo.pop()!();
      server.problem = undefined;
      await idle(open());
      expect(server.stored.size).to.equal(1);
    });

    it('with the same key when the answer was lost, so that it is stored once', async () => {
      server.loses = true;
      const outbox = open();
      await outbox.add(server, 'a', draft());
      await idle(outbox);
      expect((await entries(outbox))[0]!.uncertain).to.equal(true);
      server.loses = false;
      online();
      await idle(outbox);
      expect(server.posts.length).to.equal(2);
      expect([...server.stored.values()]).to.deep.equal([TEXT]);
      expect(comments().length).to.equal(1);
    });

    it('after a fault of the server, but not before the time that it asks for', async () => {
      server.problem = new Problem('rate_limited', 'x', {}, { status: 429, retryAfter: 90_000 });
      const outbox = open();
      await outbox.add(server, 'a', draft());
      await idle(outbox);
      server.problem = new Problem('unavailable', 'x', {}, { status: 503 });
      time.pass(89_999);
      online();
      await idle(outbox);
      expect(server.posts.length).to.equal(1);
      expect((await entries(outbox))[0]!.notBefore - time.now).to.equal(1);
      time.pass(1);
      online();
      await idle(outbox);
      expect(server.posts.length).to.equal(2);
      expect(await states(outbox)).to.deep.equal(['waiting, device']);
    });

    it('no later than after a day, even when the source asks for years or the clock is turned back', async () => {
      server.problem = new Problem('unavailable', 'x', {}, { status: 503, retryAfter: 1e12 });
      const outbox = open();
      await outbox.add(server, 'a', draft());
      await idle(outbox);
      time.pass(24 * 60 * 60 * 1000);
      online();
      await posts(2);
      await idle(outbox);
      time.pass(-365 * 24 * 60 * 60 * 1000);
      online();
      await posts(3);
    });
  });

  describe('gives up', () => {
    it('what is refused, with the reason, for its writer alone: on that article’s pages it is known at once', async () => {
      server.problem = new Problem('invalid_request', 'x', { name: 'reservedName' }, { status: 422 });
      const outbox = open();
      await outbox.add(server, 'a', draft());
      await idle(outbox);
      const [entry] = await entries(outbox);
      expect([entry!.state, entry!.problem!.fields]).to.deep.equal(['refused', { name: 'reservedName' }]);
      online();
      await idle(outbox);
      expect(server.posts.length).to.equal(1);
      expect([isWaiting('a'), isWaiting('elsewhere')]).to.deep.equal([true, false]);
      await outbox.remove(entry!);
      await idle(outbox);
      expect(isWaiting('a')).to.equal(false);
    });

    for (const [status, code] of [
      [500, 'internal_error'],
      [408, 'http_408'],
      [undefined, 'malformed'],
    ] as const) {
      it(`nothing for ${code}`, async () => {
        server.problem = new Problem(code, 'x', {}, status === undefined ? {} : { status });
        const outbox = open();
        await outbox.add(server, 'a', draft());
        await idle(outbox);
        expect(await states(outbox)).to.deep.equal(['waiting, device']);
      });
    }
  });

  describe('obeys its writer', () => {
    it('who takes a comment back before it was sent: it never is', async () => {
      server.problem = offline();
      stub(navigator, 'onLine', false);
      const outbox = open();
      await outbox.add(server, 'a', draft());
      await idle(outbox);
      const [entry] = await entries(outbox);
      expect((await outbox.remove(entry!))!.uncertain).to.equal(false);
      server.problem = undefined;
      online();
      await idle(outbox);
      expect(server.stored.size).to.equal(0);
      expect(heard.at(-1)!.gone).to.equal(true);
      expect(await outbox.remove(entry!)).to.equal(undefined);
    });

    it('who takes back what another page may be sending: nobody promises that it was not', async () => {
      const key = 'k'.repeat(32);
      await new Promise<void>((held) => {
        void navigator.locks.request(`midad:${key}`, () => {
          held();
          return new Promise((release) => undo.push(() => release(undefined)));
        });
      });
      const outbox = open();
      await outbox.add(server, 'a', draft(), undefined, { key });
      await idle(outbox);
      expect((await outbox.remove({ key, draft: draft() }))!.uncertain).to.equal(true);
      expect(server.posts.length).to.equal(0);
    });

    it('who takes it back while it is sent: the sending stops, and nobody promises that it came too late', async () => {
      const outbox = open();
      server.hold();
      await outbox.add(server, 'a', draft());
      await posts(1);
      const [entry] = await entries(outbox);
      expect((await outbox.remove(entry!))!.uncertain).to.equal(true);
      await idle(outbox);
      expect(server.aborted).to.equal(1);
      expect(await states(outbox)).to.deep.equal([]);
      expect(server.posts.length).to.equal(1);
    });

    it('who takes it back in another tab', async () => {
      const outbox = open();
      server.hold();
      await outbox.add(server, 'a', draft());
      await posts(1);
      const other = await tab();
      other.outbox.subscribe(() => {});
      await other.outbox.remove((await entries(outbox))[0]!);
      await until(() => server.aborted === 1);
      await idle(outbox);
      expect(await states(outbox)).to.deep.equal([]);
    });

    it('who changes it while it is sent: the new words go, under the same key', async () => {
      const outbox = open();
      const release = server.hold();
      await outbox.add(server, 'a', draft());
      await posts(1);
      const [entry] = await entries(outbox);
      await outbox.add(server, 'a', draft('كلام آخر'), undefined, entry);
      release();
      await posts(2);
      await idle(outbox);
      expect([...server.stored]).to.deep.equal([[entry!.key, 'كلام آخر']]);
      // Whoever waits for the new words is not told that they have arrived when it was the old ones.
      expect(heard.filter(({ comment }) => comment).map(({ text }) => text)).to.deep.equal(['كلام آخر']);
    });

    it('who goes on in one window with what was sent meanwhile in another: those are two comments', async () => {
      const outbox = open();
      const { outbox: there } = await tab();
      const as = { key: 'k'.repeat(32), uncertain: false, since: Date.now() };
      server.problem = offline();
      time.pass(1);
      await there.add(server, 'a', draft(), undefined, as);
      const { key } = await outbox.add(server, 'a', draft('كلام آخر'), undefined, as);
      const { key: same } = await outbox.add(server, 'a', draft(), undefined, as);
      server.problem = undefined;
      online();
      await idle(outbox);
      expect([...server.stored]).to.have.deep.members([
        [same, TEXT],
        [key, 'كلام آخر'],
      ]);
      expect([same === as.key, key === as.key]).to.deep.equal([true, false]);
    });

    it('who changes what had arrived unseen: it is not doubled, its writer is told, and may send it as another', async () => {
      server.loses = true;
      const outbox = open();
      await outbox.add(server, 'a', draft());
      await idle(outbox);
      server.loses = false;
      const [entry] = await entries(outbox);
      await outbox.add(server, 'a', draft('كلام آخر'), undefined, entry);
      await idle(outbox);
      expect([...server.stored.values()]).to.deep.equal([TEXT]);
      const [refused] = await entries(outbox);
      expect([refused!.state, refused!.problem!.code]).to.deep.equal(['refused', 'idempotency_key_reused']);
      expect(refused!.draft.text).to.equal('كلام آخر');
      await outbox.remove(refused!);
      await outbox.add(server, 'a', draft('كلام آخر'));
      await idle(outbox);
      expect([...server.stored.values()]).to.deep.equal([TEXT, 'كلام آخر']);
      expect(await states(outbox)).to.deep.equal([]);
    });

    it('who wants the words back in the form: they leave when they are there, and stay the same comment', async () => {
      server.loses = true;
      const outbox = open();
      await outbox.add(server, 'a', draft());
      await idle(outbox);
      server.loses = false;
      const [entry] = await entries(outbox);
      const given: string[] = [];
      await outbox.takeBack(entry!, (taken) => given.push(taken.draft.text) > 0);
      expect(given).to.deep.equal([TEXT]);
      expect(await states(outbox)).to.deep.equal([]);
      // Even after a reload.
      undo.pop()!();
      const next = open();
      await next.add(server, 'a', draft(), undefined, entry);
      await idle(next);
      await next.add(server, 'a', draft('تعليق ثان'));
      await idle(next);
      expect([...server.stored.values()]).to.deep.equal([TEXT, 'تعليق ثان']);
    });
  });

  it('takes nothing from a window that has sent other words since another saw the old ones', async () => {
    const [mine, theirs] = [open(), open()];
    server.problem = new Problem('invalid_request', 'x', { text: 'blockedWord' }, { status: 422 });
    await mine.add(server, 'a', draft());
    await idle(mine);
    const [refused] = await entries(theirs);
    server.problem = offline();
    await mine.takeBack(refused!, () => true);
    await mine.add(server, 'a', draft('كلام آخر'), undefined, refused);
    expect(await theirs.takeBack(refused!, () => true)).to.equal(undefined);
    expect(await theirs.remove(refused!)).to.equal(undefined);
    server.problem = undefined;
    online();
    await until(() => server.stored.size > 0);
    expect([...server.stored]).to.deep.equal([[refused!.key, 'كلام آخر']]);
  });

  describe('gives refused words back, and', () => {
    let refused: OutboxEntry;
    const given: string[] = [];
    const give = ({ draft: { text } }: OutboxEntry) => given.push(text) > 0;
    beforeEach(async () => {
      given.length = 0;
      server.problem = new Problem('invalid_request', 'x', { text: 'blockedWord' }, { status: 422 });
      const outbox = open();
      await outbox.add(server, 'a', draft());
      await idle(outbox);
      refused = (await entries(outbox))[0]!;
      server.problem = offline();
      undo.pop()!();
    });

    it('not those that another window has sent anew', async () => {
      const { outbox } = await tab();
      await outbox.add(server, 'a', draft(), undefined, refused);
      expect(await open().takeBack(refused, give)).to.equal(undefined);
      expect([given, await states(outbox)]).to.deep.equal([[], ['waiting, device']]);
    });

    it('keeps them where another window sends them anew meanwhile', async () => {
      const outbox = open();
      const db = await openDB('midad-outbox');
      await outbox.takeBack(refused, (entry) => {
        // Nothing of this window comes before it.
        void db.put('entries', { ...entry, state: 'waiting', written: entry.written + 1 });
        return give(entry);
      });
      db.close();
      expect([given, await states(outbox)]).to.deep.equal([[TEXT], ['waiting, device']]);
    });

    it('keeps them where there is no place for them', async () => {
      const outbox = open();
      await outbox.takeBack(refused, () => false);
      expect(await states(outbox)).to.deep.equal(['refused, device']);
    });

    it('sends them no more, though they were being sent and that fails in between', async () => {
      const outbox = open();
      server.problem = undefined;
      await outbox.remove(refused);
      const release = server.hold();
      await outbox.add(server, 'a', draft('ثان'));
      await posts(2);
      const [sending] = await entries(outbox);
      server.problem = offline();
      const back = outbox.takeBack(sending!, give);
      release();
      await back;
      expect([given, await states(outbox)]).to.deep.equal([['ثان'], []]);
      server.problem = undefined;
      online();
      await idle(outbox);
      expect(server.stored.size).to.equal(0);
    });
  });

  it('takes what is sent twice under one key for one comment, with the words of the last, though it may be stored', async () => {
    server.problem = offline();
    const outbox = open();
    const as = { key: 'k'.repeat(32), uncertain: true };
    const other = (await tab()).outbox;
    await Promise.all([
      outbox.add(server, 'a', draft('أول'), undefined, as),
      other.add(server, 'a', draft('أول'), undefined, as),
    ]);
    await outbox.add(server, 'a', draft('ثان'), undefined, { ...as, uncertain: false });
    await idle(outbox);
    const waiting = (await entries(outbox)).map(({ key, draft: { text }, uncertain }) => [key, text, uncertain]);
    expect(waiting).to.deep.equal([[as.key, 'ثان', true]]);
    server.problem = undefined;
    online();
    await idle(outbox);
    expect([...server.stored]).to.deep.equal([[as.key, 'ثان']]);
  });

  describe('in several tabs', () => {
    for (const locks of [true, false]) {
      it(`sends one comment once when they all try at the same moment, ${locks ? 'with' : 'without'} Web Locks`, async () => {
        const tabs = [await tab({ locks }), await tab({ locks }), await tab({ locks })];
        server.problem = offline();
        const closed = new Outbox();
        await closed.add(server, 'a', draft());
        await idle(closed);
        server.problem = undefined;
        const release = server.hold();
        const flushes = tabs.map(({ outbox }) => outbox.flush('all'));
        await posts(2);
        await Promise.race(flushes);
        release();
        await Promise.all(flushes);
        expect(server.posts.length).to.equal(2);
        expect(await states(tabs[0]!.outbox)).to.deep.equal([]);
      });

      it(`goes on where a tab was closed while it sent, ${locks ? 'with' : 'without'} Web Locks`, async () => {
        server.hold();
        const closed = await tab({ locks });
        await closed.outbox.add(server, 'a', draft());
        await posts(1);
        closed.close();
        server.hold()();
        if (!locks) {
          stub(navigator, 'locks', undefined as unknown as LockManager);
          time.pass(30_000);
        }
        const outbox = open();
        // It looks again every second, while the closed tab may still seem to be at it.
        await until(() => {
          if (time.waits().includes(1000)) time.pass(1000);
          return server.stored.size === 1;
        });
        await idle(outbox);
        expect(await states(outbox)).to.deep.equal([]);
        expect(server.posts[0]).to.deep.equal(server.posts[1]);
        expect(server.stored.size).to.equal(1);
      });
    }

    it('tells each what another has sent, with the comment', async () => {
      const other = await tab();
      open();
      other.outbox.subscribe(() => {});
      await other.outbox.add(server, 'a', draft(), 'c1');
      await until(() => comments().length === 1);
      expect(heard.at(-1)).to.include({ article: 'a', parent: 'c1', gone: true });
      expect(comments()[0]!.text).to.equal(TEXT);
    });
  });

  describe('without a device that keeps anything', () => {
    const refusal = (name: string) => new DOMException('x', name);
    const request = (event?: string) => () => {
      const target = Object.defineProperty(new EventTarget(), 'error', { value: refusal('UnknownError') });
      if (event !== undefined) setTimeout(() => target.dispatchEvent(new Event(event)));
      return Object.setPrototypeOf(target, IDBOpenDBRequest.prototype) as IDBOpenDBRequest;
    };
    const CASES: Record<string, () => void> = {
      'IndexedDB is missing': () => stub(window, 'indexedDB', undefined as unknown as IDBFactory),
      'it throws': () => {
        stub(IDBFactory.prototype, 'open', () => {
          throw refusal('SecurityError');
        });
      },
      'opening fails': () => stub(IDBFactory.prototype, 'open', request('error')),
      'it is full': () => {
        for (const write of ['put', 'add'] as const) {
          stub(IDBObjectStore.prototype, write, () => {
            throw refusal('QuotaExceededError');
          });
        }
      },
      'it never answers': () => stub(IDBFactory.prototype, 'open', request()),
    };
    for (const [name, breakIt] of Object.entries(CASES)) {
      it(`${name}: says that it is in memory only, and sends it all the same`, async () => {
        breakIt();
        server.problem = offline();
        const outbox = open();
        const kept = outbox.add(server, 'a', draft());
        if (name.includes('never')) {
          await until(() => time.waits().length > 0);
          time.pass(3000);
        }
        expect((await kept).kept).to.equal('memory');
        await idle(outbox);
        expect(await states(outbox)).to.deep.equal(['waiting, memory']);
        server.problem = undefined;
        online();
        await idle(outbox);
        expect([...server.stored.values()]).to.deep.equal([TEXT]);
        expect(await states(outbox)).to.deep.equal([]);
      });
    }

    it('it is slow: what was on it is sent when it answers after all', async () => {
      server.problem = offline();
      const before = open();
      await before.add(server, 'a', draft());
      await idle(before);
      undo.pop()!();
      server.problem = undefined;
      const { getAll } = IDBObjectStore.prototype;
      let answer = () => {};
      const slow = new Promise<void>((resolve) => (answer = resolve));
      // A promise in place of the request: it is awaited all the same.
      stub(IDBObjectStore.prototype, 'getAll', (() => slow.then(() => [])) as unknown as typeof getAll);
      open();
      await until(() => time.waits().includes(3000));
      time.pass(3000);
      undo.splice(-2, 1)[0]!();
      answer();
      await until(() => server.stored.size === 1);
    });

    it('it fills up later: what waits on it is sent, and taken away', async () => {
      server.problem = offline();
      const outbox = open();
      await outbox.add(server, 'a', draft());
      await idle(outbox);
      CASES['it is full']!();
      online();
      await idle(outbox);
      expect((await entries(outbox))[0]).to.include({ kept: 'device', tries: 2 });
      server.problem = undefined;
      online();
      await idle(outbox);
      expect(server.stored.size).to.equal(1);
      expect(await states(new Outbox())).to.deep.equal([]);
    });

    it('it is full when what waits is changed: the new words are in memory only, say so, and outlive what tells of the old', async () => {
      server.problem = offline();
      const outbox = open();
      const { key } = await outbox.add(server, 'a', draft());
      await idle(outbox);
      CASES['it is full']!();
      expect((await outbox.add(server, 'a', draft('ثان'), undefined, { key })).kept).to.equal('memory');
      expect([outbox.holds(key, 'ثان'), outbox.holds(key, TEXT)]).to.deep.equal([true, false]);
      const channel = new BroadcastChannel('midad-outbox');
      undo.push(() => channel.close());
      heard.length = 0;
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel is of one origin
      channel.postMessage({ key, source: outbox.nameOf(server), article: 'a', gone: true, text: TEXT });
      await until(() => heard.some(({ gone }) => gone));
      const [entry] = await entries(outbox);
      expect([entry!.draft.text, entry!.kept]).to.deep.equal(['ثان', 'memory']);
    });

    it('it was full and is not any more: what was taken back from memory is kept when it is sent again', async () => {
      CASES['it is full']!();
      server.problem = offline();
      const outbox = open();
      await outbox.add(server, 'a', draft());
      await idle(outbox);
      await outbox.takeBack((await entries(outbox))[0]!, () => true);
      for (const mend of undo.splice(0, 2).toReversed()) mend();
      time.pass(1);
      expect((await outbox.add(server, 'a', draft('بعد التعديل'))).kept).to.equal('device');
      await idle(outbox);
      expect(await states(outbox)).to.deep.equal(['waiting, device']);
      expect(await states(new Outbox())).to.deep.equal(['waiting, device']);
    });

    it('it lets go of nothing: what was taken back is in memory when it is sent again', async () => {
      server.problem = offline();
      const outbox = open();
      const { key } = await outbox.add(server, 'a', draft());
      await idle(outbox);
      CASES['it is full']!();
      stub(IDBObjectStore.prototype, 'delete', () => {
        throw new DOMException('x', 'QuotaExceededError');
      });
      await outbox.takeBack((await entries(outbox))[0]!, () => true);
      time.pass(1);
      expect((await outbox.add(server, 'a', draft('بعد التعديل'), undefined, { key })).kept).to.equal('memory');
      expect((await entries(outbox)).map(({ draft: { text } }) => text)).to.deep.equal(['بعد التعديل']);
    });

    it('it is cleared while the page is open: what waits is now in memory, is shown so, and arrives', async () => {
      server.problem = offline();
      const outbox = open();
      await outbox.add(server, 'a', draft());
      await idle(outbox);
      time.pass(1);
      await deleteDB('midad-outbox');
      expect(await states(outbox)).to.deep.equal(['waiting, memory']);
      expect((await outbox.add(server, 'a', draft('تعليق ثان'))).kept).to.equal('device');
      server.problem = undefined;
      online();
      await idle(outbox);
      expect([...server.stored.values()]).to.have.members([TEXT, 'تعليق ثان']);
    });

    it('it breaks off without a word: what waits is taken up again', async () => {
      server.problem = offline();
      const outbox = open();
      await outbox.add(server, 'a', draft());
      await idle(outbox);
      const { transaction } = IDBDatabase.prototype;
      let broken = true;
      stub(IDBDatabase.prototype, 'transaction', function (this: IDBDatabase, ...args) {
        if (broken) {
          broken = false;
          throw refusal('InvalidStateError');
        }
        return transaction.apply(this, args);
      });
      server.problem = undefined;
      online();
      await idle(outbox);
      expect(server.stored.size).to.equal(1);
      expect(await states(new Outbox())).to.deep.equal([]);
    });
  });
});
