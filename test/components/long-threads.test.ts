import { aTimeout, expect, fixture, html, nextFrame, waitUntil } from '@open-wc/testing';
import '../../src/define/comment-box.js';
import type { CommentBox } from '../../src/index.js';
import { madeComment, MemorySource } from '../support/memory-source.js';

const FAR = 'c50';

describe('<comment-box> with a long thread', () => {
  let source: MemorySource;
  let box: CommentBox;
  const focused = () => (box.shadowRoot!.activeElement as HTMLElement | null)?.dataset['id'];
  const comment = (id: string) => box.renderRoot.querySelector<HTMLElement>(`[data-id=${id}]`)!;
  const reply = (id: string) => comment(id).querySelector<HTMLButtonElement>('[part=reply]');
  const area = () => box.renderRoot.querySelector('textarea')!;
  const inView = (id: string) => {
    const { top, bottom } = comment(id).getBoundingClientRect();
    return bottom > 0 && top < innerHeight;
  };
  /** The browser lays out and tells what came near, and that is rendered. */
  const settled = async () => {
    for (let frames = 0; frames < 4; frames++) await nextFrame();
    await box.updateComplete;
  };

  beforeEach(async () => {
    localStorage.clear();
    source = new MemorySource(
      Array.from({ length: 60 }, (_, n) =>
        madeComment({
          id: `c${n}`,
          author: { name: `قارئ ${n}` },
          text: `كلمات التعليق ${n}\n${'سطر آخر. '.repeat((n * 7) % 40)}`,
        }),
      ),
    );
    source.pageSize = 60;
    box = await fixture(html`<comment-box lang="ar" article="a" .source=${source}></comment-box>`);
    await waitUntil(() => box.matches(':state(ready)'));
  });
  afterEach(() => {
    localStorage.clear();
    history.replaceState(null, '', ' ');
    scrollTo(0, 0);
  });

  it('has all its words and buttons in the page', async () => {
    expect(comment(FAR).textContent).to.include('كلمات التعليق 50');
    expect(reply(FAR)!.name).to.equal('reply');
  });

  it('is searched by find-in-page to its end', async () => {
    const { find } = window as unknown as { find(text: string): boolean };
    // WebKit's looks into no shadow root at all.
    const looks = find.call(window, 'كلمات التعليق 1');
    expect(find.call(window, 'كلمات التعليق 50')).to.equal(looks);
    await settled();
    expect(inView(FAR)).to.equal(looks);
  });

  it('does not move what the reader has scrolled to', async () => {
    for (const id of [FAR, 'c30', 'c57', 'c21']) {
      comment(id).scrollIntoView({ block: 'center' });
      await waitUntil(() => reply(id) !== null);
      await settled();
      const before = reply(id)!.getBoundingClientRect().top;
      await aTimeout(100);
      expect(Math.abs(reply(id)!.getBoundingClientRect().top - before)).to.be.lessThan(1);
      expect(inView(id)).to.equal(true);
    }
  });

  it('follows a link to a comment that is far', async () => {
    location.hash = `#comment-${FAR}`;
    await waitUntil(() => focused() === FAR);
    await waitUntil(() => reply(FAR) !== null);
    await settled();
    expect(inView(FAR)).to.equal(true);
    expect(focused()).to.equal(FAR);
  });

  it('keeps the form with its words below a comment that the reader has left', async () => {
    comment(FAR).scrollIntoView({ block: 'center' });
    await waitUntil(() => reply(FAR) !== null);
    reply(FAR)!.click();
    await waitUntil(() => comment(FAR).contains(area()));
    area().value = 'لم أنته بعد';
    area().blur();
    scrollTo(0, 0);
    await settled();
    box.requestUpdate();
    await settled();
    expect(comment(FAR).contains(area())).to.equal(true);
    reply('c1')!.click();
    await waitUntil(() => comment('c1').contains(area()));
    comment(FAR).scrollIntoView({ block: 'center' });
    await settled();
    reply(FAR)!.click();
    await waitUntil(() => comment(FAR).contains(area()));
    expect(area().value).to.equal('لم أنته بعد');
  });

  it('takes the reader to a new answer below a comment that is far', async () => {
    box.renderRoot.querySelector('section')!.dispatchEvent(new PointerEvent('pointerenter'));
    await waitUntil(() => source.ears !== undefined);
    source.ears!.heard(madeComment({ id: 'new', parent: FAR, author: { name: 'نادية' } }), '2');
    await waitUntil(() => box.renderRoot.querySelector('[part=fresh]'));
    box.renderRoot.querySelector<HTMLElement>('[part=fresh]')!.click();
    await waitUntil(() => focused() === 'new');
    await waitUntil(() => reply('new') !== null);
    await settled();
    expect(inView('new')).to.equal(true);
  });
});
