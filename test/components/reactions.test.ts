/** Likes and dislikes below the comments of <comment-box>. */
import { expect, fixture, html, waitUntil } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import '../../src/define/comment-box.js';
import type { CommentBox } from '../../src/index.js';
import { Problem } from '../../src/sources/source.js';
import { madeComment, MemorySource, offline } from '../support/memory-source.js';

describe('reactions', () => {
  let source: MemorySource;
  let box: CommentBox;
  const $ = <E extends HTMLElement>(selector: string) => box.renderRoot.querySelector<E>(selector)!;
  const button = (kind: string, id = 'c1') => $(`[data-id=${id}] [part=${kind}]`);
  const stand = (kind: string, id = 'c1') =>
    `${button(kind, id).querySelector('bdi')!.textContent} ${button(kind, id).ariaPressed}`;
  const both = (id = 'c1') => [stand('like', id), stand('dislike', id)];
  const said = () => $('.actions [role=status]').textContent.trim();
  const reached = (...wanted: string[]) =>
    waitUntil(() => both().join() === wanted.join(), `never ${wanted.join()}`).catch(() =>
      expect(both()).to.deep.equal(wanted),
    );

  async function open(attributes: Partial<CommentBox> = {}): Promise<void> {
    const page = await fixture(
      html`<main lang="ar"><h1>مقال</h1><comment-box article="a" .source=${source}></comment-box></main>`,
    );
    box = page.querySelector('comment-box')!;
    Object.assign(box, attributes);
    await waitUntil(() => box.matches(':state(ready)'));
    $('section').dispatchEvent(new PointerEvent('pointerenter'));
    await waitUntil(() => $('[part=sort]') !== null, 'nothing came', { timeout: 5000 });
  }

  beforeEach(() => {
    localStorage.clear();
    source = new MemorySource([
      madeComment({ id: 'c1', upvoteCount: 1081, downvoteCount: 2 }),
      madeComment({ id: 'c2' }),
    ]);
    source.rules_ = { open: true, proofOfWork: false, reactions: 'both' };
  });
  afterEach(() => localStorage.clear());

  it('are fewer than the site has, or none, where the page wants that', async () => {
    await open();
    for (const [wanted, kinds] of [
      ['like', ['like']],
      ['none', []],
      ['both', ['like', 'dislike']],
    ] as const) {
      box.setAttribute('reactions', wanted);
      box.requestUpdate();
      await box.updateComplete;
      expect(['like', 'dislike'].filter((kind) => button(kind) !== null)).to.deep.equal(kinds);
    }
    source.rules_ = { open: true, proofOfWork: false, reactions: 'like' };
    await open();
    box.setAttribute('reactions', 'both');
    box.requestUpdate();
    await box.updateComplete;
    expect(button('dislike')).to.equal(null);
  });

  it('show how many like a comment and how many do not, and say it whole to who hears', async () => {
    await open();
    expect([...both(), ...both('c2')]).to.deep.equal(['1٬081 false', '2 false', '0 false', '0 false']);
    const heard = (kind: string, id: string) =>
      [...button(kind, id).querySelectorAll('.spoken')].map((words) => words.textContent).join('');
    expect([heard('like', 'c1'), heard('dislike', 'c1'), heard('like', 'c2')]).to.deep.equal([
      'إعجاب: 1081 إعجابًا',
      'عدم إعجاب: 2',
      'إعجاب: لا توجد إعجابات',
    ]);
    for (const kind of ['like', 'dislike']) {
      const { width, height } = button(kind).getBoundingClientRect();
      expect(Math.min(width, height)).to.be.at.least(44);
    }
    box.numerals = 'arab';
    await box.updateComplete;
    expect(stand('like')).to.equal('١٬٠٨١ false');
    await expect(box).to.be.accessible();
  });

  it('are those the site has, and none where it has none', async () => {
    source.rules_ = { open: true, proofOfWork: false, reactions: 'like' };
    await open();
    expect([button('like') !== null, button('dislike') !== null]).to.deep.equal([true, false]);
    source.rules_ = { open: true, proofOfWork: false, reactions: undefined };
    await open();
    expect(button('like')).to.equal(null);
    source.rules_ = undefined;
    await open();
    expect(button('like')).to.equal(null);
  });

  it('count at once, by keyboard too, and are taken back by another press', async () => {
    await open();
    await import('../../src/controllers/reacting.js');
    const release = source.hold();
    button('like').focus();
    await sendKeys({ type: ' ' });
    await reached('1٬082 true', '2 false');
    release();
    await waitUntil(() => source.reactions.size === 1);
    await reached('1٬082 true', '2 false');
    expect(box.shadowRoot!.activeElement).to.equal(button('like'));
    await expect(box).to.be.accessible();
    await sendKeys({ press: 'Enter' });
    await reached('1٬081 false', '2 false');
    await waitUntil(() => source.reactions.size === 0);
    expect(both('c2')).to.deep.equal(['0 false', '0 false']);
    expect(said()).to.equal('');
  });

  it('are one a reader: the other one takes its place', async () => {
    await open();
    button('like').click();
    await waitUntil(() => source.reactions.size === 1);
    button('dislike').click();
    await reached('1٬081 false', '3 true');
    await waitUntil(() => [...source.reactions.values()].join() === 'dislike');
    expect(source.keys.length).to.equal(1);
  });

  it('end where the reader’s last press left them, however fast they press', async () => {
    await open();
    const release = source.hold();
    button('like').click();
    await reached('1٬082 true', '2 false');
    button('dislike').click();
    button('dislike').click();
    button('dislike').click();
    await reached('1٬081 false', '3 true');
    release();
    await waitUntil(() => [...source.reactions.values()].join() === 'dislike');
    await reached('1٬081 false', '3 true');
    expect(source.calls.filter((call) => call.includes('react')).length).to.equal(2);
  });

  it('are still the reader’s after a reload, to be taken back', async () => {
    await open();
    button('dislike').click();
    await waitUntil(() => source.reactions.size === 1);
    await reached('1٬081 false', '3 true');
    await open();
    expect(both()).to.deep.equal(['1٬081 false', '3 true']);
    button('dislike').click();
    await waitUntil(() => source.reactions.size === 0);
    await reached('1٬081 false', '2 false');
    expect(Object.keys(localStorage)).to.deep.equal([]);
  });

  it('follow newer counts when the thread is read anew', async () => {
    await open();
    button('like').click();
    await waitUntil(() => source.reactions.size === 1);
    source.comments_ = source.comments_.map((comment) => ({ ...comment, upvoteCount: 2000 }));
    const select = $<HTMLSelectElement>('[part=sort]');
    select.value = 'oldest';
    select.dispatchEvent(new Event('change'));
    await waitUntil(() => button('like') !== null && stand('like') === '2٬000 true');
  });

  it('go back when they fail, say so where they were pressed, and are the same reaction when tried again', async () => {
    await open();
    source.problem = offline();
    button('like').click();
    await waitUntil(() => $('.actions [role=status]') !== null);
    const region = $('.actions [role=status]');
    await waitUntil(() => said() === 'تعذّر حفظ تفاعلك. حاول مرة أخرى.');
    expect($('.actions [role=status]')).to.equal(region);
    expect(region.closest('[data-id]')!.getAttribute('data-id')).to.equal('c1');
    expect(both()).to.deep.equal(['1٬081 false', '2 false']);
    await expect(box).to.be.accessible();
    const kept = Object.values(localStorage).join();
    source.problem = undefined;
    await open();
    expect(both()).to.deep.equal(['1٬081 false', '2 false']);
    button('like').click();
    await waitUntil(() => source.reactions.size === 1);
    expect(source.keys).to.deep.equal([kept]);
    await reached('1٬082 true', '2 false');
    expect(said()).to.equal('');
  });

  const refusals: [string, string][] = [
    ['already_reacted', 'سبق أن تفاعل أحد من شبكتك مع هذا التعليق اليوم، ولا يُحتسب إلا تفاعل واحد.'],
    ['reactions_off', 'أوقف الموقع هذا التفاعل.'],
    ['rate_limited', 'تفاعلات كثيرة في وقت قصير. انتظر قليلًا ثم حاول مرة أخرى.'],
    ['not_found', 'لم يعد هذا التعليق متاحًا.'],
    ['internal_error', 'تعذّر حفظ تفاعلك. حاول مرة أخرى.'],
  ];
  for (const [code, words] of refusals) {
    it(`say why they do not count: ${code}`, async () => {
      await open();
      source.problem = new Problem(code, 'no');
      button('like').click();
      await waitUntil(() => $('.actions [role=status]')?.textContent === words);
      expect(both()).to.deep.equal(['1٬081 false', '2 false']);
    });
  }

  it('forget a receipt that opens nothing any more', async () => {
    localStorage.setItem('midad:reaction:c1', 'like of-another-server');
    await open();
    expect(stand('like')).to.equal('1٬081 true');
    source.problem = new Problem('receipt_invalid', 'no');
    button('like').click();
    await reached('1٬081 false', '2 false');
    source.problem = undefined;
    button('like').click();
    await reached('1٬082 true', '2 false');
    expect(source.keys.length).to.equal(1);
  });

  it('are spoken of in the language of the element', async () => {
    await open({ lang: 'en' });
    await waitUntil(() => button('like').textContent.includes('Like: '));
    source.problem = offline();
    button('like').click();
    await waitUntil(() => $('.actions [role=status]')?.textContent === 'Your reaction could not be saved. Try again.');
    expect(getComputedStyle($('.actions')).direction).to.equal('ltr');
  });

  it('work where storage is refused', async () => {
    const own = Object.getOwnPropertyDescriptor(window, 'localStorage')!;
    Object.defineProperty(window, 'localStorage', {
      configurable: true,
      get: () => {
        throw new DOMException('refused', 'SecurityError');
      },
    });
    try {
      await open();
      button('like').click();
      await waitUntil(() => source.reactions.size === 1);
      await reached('1٬082 true', '2 false');
      button('like').click();
      await reached('1٬081 false', '2 false');
      await waitUntil(() => source.reactions.size === 0);
    } finally {
      Object.defineProperty(window, 'localStorage', own);
    }
  });
});
