/** Drafts in one window and in several: nothing that was typed anywhere is lost. */
import { expect, waitUntil } from '@open-wc/testing';
import type { ReactiveController, ReactiveElement } from 'lit';
import { DraftController } from '../../src/controllers/draft.js';
import type { OutboxItem } from '../../src/sources/outbox.js';
import { openTab } from '../support/tab.js';

/** A form as a reader sees it in one window. */
class Form {
  text = '';
  readonly draft: DraftController;
  #controller!: ReactiveController;
  #updating = false;

  constructor(
    readonly article: string,
    readonly parent?: string,
    Controller = DraftController,
  ) {
    const restore = (text: string) => (this.text = text);
    this.draft = new Controller(
      this as unknown as ReactiveElement,
      () => article,
      restore,
      () => parent,
    );
    this.draft.hostConnected();
    this.requestUpdate();
  }

  addController(controller: ReactiveController): void {
    this.#controller = controller;
  }

  requestUpdate(): void {
    if (this.#updating) return;
    this.#updating = true;
    queueMicrotask(() => {
      this.#controller.hostUpdate!();
      this.#updating = false;
      this.#controller.hostUpdated!();
    });
  }

  type(text: string): void {
    this.text = text;
    this.draft.keep(text);
  }

  /** The window is closed, or ends in whatever way. */
  close(): void {
    this.draft.hostDisconnected();
  }
}

describe('a draft', () => {
  let forms: Form[] = [];
  let windows: (() => void)[] = [];
  const stored = () => Object.values(localStorage).map((value: string) => value.replace(/^\S+ /, ''));
  const settled = () => new Promise((resolve) => setTimeout(resolve));
  async function until(come: () => boolean): Promise<void> {
    while (!come()) await settled();
  }

  /** The form in this window, after a reload too. */
  async function open(article = 'a', parent?: string): Promise<Form> {
    const form = new Form(article, parent);
    forms.push(form);
    await settled();
    return form;
  }
  /** The form in a new window, which has a session of its own; without Web Locks, as on a page without https, if asked. */
  async function openElsewhere(article = 'a', parent?: string, locks = true): Promise<Form> {
    const without = locks ? '' : "Object.defineProperty(navigator, 'locks', { value: undefined });";
    const session = `const kept = new Map();
      const session = { getItem: (key) => kept.get(key) ?? null, setItem: (key, value) => kept.set(key, value) };
      Object.defineProperty(window, 'sessionStorage', { value: session });`;
    type Module = { DraftController: typeof DraftController };
    const { module, close } = await openTab<Module>('/src/controllers/draft.ts', session + without);
    windows.push(close);
    const form = new Form(article, parent, module.DraftController);
    await settled();
    return form;
  }
  /** So many windows have a draft that was typed in them, or show one of those and know it. */
  async function claimed(number: number): Promise<void> {
    for (;;) {
      const { held = [], pending = [] } = await navigator.locks.query();
      if ([...held, ...pending].filter(({ name }) => name!.startsWith('midad:draft:')).length === number) return;
    }
  }
  const reload = async (form: Form) => {
    form.close();
    return open(form.article, form.parent);
  };

  beforeEach(() => {
    localStorage.clear();
    sessionStorage.clear();
    forms = [];
    windows = [];
  });
  afterEach(() => {
    for (const form of forms) form.close();
    for (const close of windows) close();
    localStorage.clear();
    sessionStorage.clear();
  });

  it('is kept with every letter, by article and by the comment that is answered, and comes back after a reload', async () => {
    const places = [await open('a'), await open('a', 'c1'), await open('b')];
    places.forEach((form, i) => form.type(`نص ${i}`));
    expect(stored()).to.have.members(['نص 0', 'نص 1', 'نص 2']);
    expect(places.map(({ draft }) => draft.kept)).to.deep.equal([true, true, true]);
    const again = await Promise.all(places.map(reload));
    expect(again.map(({ text }) => text)).to.deep.equal(['نص 0', 'نص 1', 'نص 2']);
    expect((await open('a', 'c2')).text).to.equal('');
    again[1]!.type('');
    expect(stored()).to.have.members(['نص 0', 'نص 2']);
    expect((await reload(again[1]!)).text).to.equal('');
  });

  it('comes back in the next window, on the next day', async () => {
    const first = await openElsewhere();
    first.type('نص\nعلى سطرين');
    windows.pop()!();
    const next = await open();
    expect([next.text, next.draft.kept, next.draft.offered]).to.deep.equal(['نص\nعلى سطرين', true, undefined]);
  });

  it('of one window takes nothing from another’s: each keeps its own and is offered the other', async () => {
    const [here, there] = [await open(), await openElsewhere()];
    here.type('من هنا');
    there.type('من هناك');
    await until(() => here.draft.offered === 'من هناك' && there.draft.offered === 'من هنا');
    expect([here.text, there.text]).to.deep.equal(['من هنا', 'من هناك']);
    const again = await reload(here);
    expect([again.text, again.draft.offered]).to.deep.equal(['من هنا', 'من هناك']);
  });

  it('that is offered changes places with the one that is shown, and neither goes', async () => {
    const [here, there] = [await open(), await openElsewhere()];
    here.type('من هنا');
    there.type('من هناك');
    windows.pop()!();
    await until(() => here.draft.offered === 'من هناك');
    here.draft.takeOffered();
    await settled();
    expect([here.text, here.draft.offered]).to.deep.equal(['من هناك', 'من هنا']);
    here.type('من هناك، مزيدًا');
    expect(stored()).to.have.members(['من هنا', 'من هناك، مزيدًا']);
    here.draft.dropOffered();
    expect([here.draft.offered, stored()]).to.deep.equal([undefined, ['من هناك، مزيدًا']]);
    expect((await reload(here)).text).to.equal('من هناك، مزيدًا');
  });

  it('that is offered is the one that is taken or deleted, though another has come since', async () => {
    const [here, first, second] = [await open(), await openElsewhere(), await openElsewhere()];
    here.type('من هنا');
    first.type('أول');
    await until(() => here.draft.offered === 'أول');
    second.type('ثان');
    await until(() => second.draft.offered !== undefined && stored().length === 3);
    await settled();
    expect(here.draft.offered).to.equal('أول');
    here.draft.dropOffered();
    expect([here.draft.offered, stored().toSorted()]).to.deep.equal(['ثان', ['ثان', 'من هنا']]);
  });

  it('stays where it was typed, whatever is written over it in another window: that is another', async () => {
    const here = await open();
    here.draft.give('نص طويل', { key: 'k1', uncertain: true });
    await claimed(1);
    const there = await openElsewhere();
    expect(there.text).to.equal('نص طويل');
    await claimed(2);
    there.type('');
    expect([stored(), there.draft.offered]).to.deep.equal([['نص طويل'], 'نص طويل']);
    there.type('شكرا');
    await until(() => here.draft.offered === 'شكرا');
    here.type('نص طويل وعُدّل');
    expect([here.draft.as.key, there.draft.as.uncertain]).to.deep.equal(['k1', false]);
    expect(there.draft.as.key).not.to.equal('k1');
    expect(stored()).to.have.members(['نص طويل وعُدّل', 'شكرا']);
    expect((await reload(here)).text).to.equal('نص طويل وعُدّل');
  });

  it('is not taken for another window’s, where that only looks whose it is', async () => {
    localStorage.setItem('midad:draft:a  k1', '1 نص');
    let leave = () => {};
    const looks = () => new Promise<void>((resolve) => (leave = resolve));
    void navigator.locks.request('midad:draft:k1', { mode: 'shared' }, looks);
    const here = await open();
    await new Promise((resolve) => setTimeout(resolve, 300));
    here.type('نص أطول');
    expect([here.draft.as.key, stored()]).to.deep.equal(['k1', ['نص أطول']]);
    leave();
  });

  it('stays its window’s through a reload, though another shows it meanwhile', async () => {
    const here = await open();
    here.draft.give('نص', { key: 'k1', uncertain: true });
    await claimed(1);
    const there = await openElsewhere();
    await claimed(2);
    here.close();
    await claimed(0);
    const again = await open();
    again.type('نص أ');
    while ((await navigator.locks.query()).held!.length === 0);
    again.type('نص أطول');
    await until(() => there.text === 'نص أطول');
    await claimed(2);
    there.type('شكرا');
    await until(() => again.draft.offered === 'شكرا');
    expect([again.draft.as.key, stored().length]).to.deep.equal(['k1', 2]);
    expect(there.draft.as.key).not.to.equal('k1');
  });

  it('goes on as the comment that it may have been sent as, in a window that shows it, once its own has gone', async () => {
    const before = await openElsewhere();
    before.draft.give('نص أُرسل', { key: 'k1', uncertain: true });
    await claimed(1);
    const [other, next] = [await openElsewhere(), await open()];
    await claimed(3);
    windows.shift()!();
    await claimed(0);
    next.type('نص أُرسل وعُدّل');
    expect(next.draft.as).to.include({ key: 'k1', uncertain: true });
    await until(() => other.text === 'نص أُرسل وعُدّل');
    expect(stored()).to.deep.equal(['نص أُرسل وعُدّل']);
  });

  it('that two windows write over at once, where there are no locks, is two: neither goes', async () => {
    const here = await openElsewhere('a', undefined, false);
    here.type('نص');
    const there = await openElsewhere('a', undefined, false);
    expect(there.text).to.equal('نص');
    there.type('شكرا');
    await until(() => here.draft.offered === 'شكرا');
    expect(stored()).to.have.members(['نص', 'شكرا']);
    expect(here.draft.as.key).not.to.equal(there.draft.as.key);
  });

  it('is followed by a window in which nothing was typed, until it is sent', async () => {
    const there = await openElsewhere();
    there.type('أول');
    await claimed(1);
    const here = await open();
    there.type('أول الكلام');
    await until(() => here.text === 'أول الكلام');
    there.type('');
    await until(() => here.text === '');
  });

  it('that is sent in another window is still shown where it was typed, and does not come back later', async () => {
    const here = await open();
    here.type('نص');
    const there = await openElsewhere();
    there.draft.forget('a', undefined, here.draft.as.key, 'نص');
    await until(() => !here.draft.kept);
    expect(here.text).to.equal('نص');
    expect((await reload(here)).text).to.equal('');
  });

  it('that came back since another window sent it stays, though that one hears only now that it was sent', async () => {
    const here = await open();
    here.type('نص');
    const { key } = here.draft.as;
    const there = await openElsewhere();
    const sent = Date.now();
    await until(() => Date.now() > sent);
    here.draft.give('نص', { key, uncertain: true });
    there.draft.forget('a', undefined, key, 'نص', sent);
    expect(stored()).to.deep.equal(['نص']);
    expect((await reload(here)).text).to.equal('نص');
    there.draft.forget('a', undefined, key, 'نص', Date.now());
    expect(stored()).to.deep.equal([]);
  });

  it('is one comment, by its key, in every window that shows it and after a reload; what is written next is another', async () => {
    const here = await open();
    here.type('نص');
    const { key } = here.draft.as;
    const there = await openElsewhere();
    expect([(await reload(here)).draft.as.key, there.draft.as.key]).to.deep.equal([key, key]);
    there.draft.forget('a', undefined, key, 'نص');
    there.type('نص آخر');
    expect(there.draft.as.key).not.to.equal(key);
    expect(stored()).to.deep.equal(['نص آخر']);
  });

  it('that was kept does not give way to what is typed before it could be looked for: it is offered', async () => {
    (await open()).type('من أمس');
    const form = new Form('a');
    forms.push(form);
    form.type('من اليوم');
    await settled();
    expect([form.text, form.draft.offered]).to.deep.equal(['من اليوم', 'من أمس']);
  });

  it('gives way to words that come back, and is offered; those are what they were sent as, also after a reload', async () => {
    const form = await open();
    form.type('فكرة أخرى');
    form.draft.give('نص أُرسل', { key: 'k1', uncertain: true });
    expect(form.draft.offered).to.equal('فكرة أخرى');
    const again = await reload(form);
    expect([again.text, again.draft.offered]).to.deep.equal(['نص أُرسل', 'فكرة أخرى']);
    expect(again.draft.as).to.include({ key: 'k1', uncertain: true });
    again.draft.takeOffered();
    expect(again.draft.as.uncertain).to.equal(false);
    again.draft.forget('a', undefined, 'k1', 'نص أُرسل');
    expect(again.draft.offered).to.equal(undefined);
  });

  it('that was gone on with while another window sent it is another comment, and stays when that one has it', async () => {
    const here = await open();
    here.type('نص');
    const there = await openElsewhere();
    const { key } = there.draft.as;
    here.type('نص آخر');
    there.draft.forget('a', undefined, key, 'نص');
    const sent = { key, written: Date.now() + 1, draft: { text: 'نص' } } as OutboxItem;
    here.draft.partFrom([sent]);
    expect(here.draft.as.key).not.to.equal(key);
    expect(stored()).to.deep.equal(['نص آخر']);
    const after = here.draft.as.key;
    here.draft.partFrom([{ ...sent, key: after, written: 1 }]);
    expect(here.draft.as.key).to.equal(after);
  });

  it('whose words its window had sent before another heard of them is another comment, once that goes on with them', async () => {
    const there = await openElsewhere();
    there.type('نص');
    await claimed(1);
    const here = await open();
    there.type('نص أطول');
    const { key } = there.draft.as;
    const typed = Date.now();
    while (Date.now() < typed + 20);
    await waitUntil(() => here.text === 'نص أطول');
    await claimed(2);
    windows.pop()!();
    await claimed(0);
    here.type('كلام آخر');
    expect(here.draft.as.key).to.equal(key);
    here.draft.partFrom([{ key, written: typed + 5, draft: { text: 'نص أطول' } } as OutboxItem]);
    expect(here.draft.as.key).not.to.equal(key);
  });

  it('that waits to be sent leaves the form it is found in, but not the one it was given back to, whatever the clock says', async () => {
    const sent = (key: string) =>
      ({ key, written: Date.now() + 5000, draft: { text: 'نص' }, kept: 'device' }) as OutboxItem;
    const form = await open();
    form.draft.give('نص', { key: 'k1', uncertain: true });
    form.draft.partFrom([sent('k1')]);
    expect([form.draft.is('k1'), stored()]).to.deep.equal([true, ['نص']]);
    const again = await reload(form);
    expect(again.text).to.equal('نص');
    again.draft.partFrom([{ ...sent('k1'), kept: 'memory' }, sent('k2')]);
    expect(stored()).to.deep.equal(['نص']);
    again.draft.partFrom([sent('k1')]);
    await settled();
    expect([again.text, again.draft.is('k1'), stored()]).to.deep.equal(['', false, []]);
  });

  it('stays the comment it was when the device forgets what it keeps, and is kept again with the next word', async () => {
    const here = await open();
    here.draft.give('نص', { key: 'k1', uncertain: false });
    localStorage.clear();
    here.type('نص أطول');
    expect([here.draft.as.key, stored()]).to.deep.equal(['k1', ['نص أطول']]);
  });

  it('that two windows keep in the same words stays one', async () => {
    const [here, there] = [await open(), await openElsewhere()];
    const as = { key: 'k1', uncertain: false };
    here.draft.give('نص', as);
    // A moment later: the same words at the same millisecond would change nothing, and not be told.
    await new Promise((resolve) => setTimeout(resolve, 20));
    const heard = new Promise((resolve) => addEventListener('storage', resolve, { once: true }));
    there.draft.give('نص', as);
    await heard;
    here.type('نص أطول');
    expect(here.draft.as.key).to.equal('k1');
  });

  it('gives way where nothing can be kept, too', async () => {
    const { setItem } = Storage.prototype;
    const form = await open();
    Storage.prototype.setItem = () => {
      throw new DOMException('x', 'QuotaExceededError');
    };
    form.type('فكرة أخرى');
    form.draft.give('نص أُرسل', { key: 'k1', uncertain: true });
    form.draft.takeOffered();
    await settled();
    Storage.prototype.setItem = setItem;
    expect([form.text, form.draft.offered]).to.deep.equal(['فكرة أخرى', 'نص أُرسل']);
  });

  it('is not said to be kept where nothing can be', async () => {
    const { setItem } = Storage.prototype;
    const form = await open();
    Storage.prototype.setItem = () => {
      throw new DOMException('x', 'QuotaExceededError');
    };
    form.type('نص');
    Storage.prototype.setItem = setItem;
    expect([form.text, form.draft.kept]).to.deep.equal(['نص', false]);
    form.type('نص آخر');
    expect(form.draft.kept).to.equal(true);
  });
});
