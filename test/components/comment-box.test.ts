import { expect, fixture, html, oneEvent, waitUntil as wait } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import '../../src/define/comment-box.js';
import '../../src/define/comment-count.js';
import { LIMITS } from '../../src/model/draft.js';
import { Outbox, outbox } from '../../src/sources/outbox.js';
import { Problem } from '../../src/sources/source.js';
import type { CommentBox } from '../../src/index.js';
import { fakeTime } from '../support/fake-time.js';
import { madeComment, MemorySource, offline, threeComments } from '../support/memory-source.js';

/** As long as a busy machine may need. */
const waitUntil: typeof wait = (come, message, how) => wait(come, message, { timeout: 5000, ...how });

const TEXT = 'شكرا جزيلا على هذه المتابعة،\nوننتظر التفاصيل.';

describe('<comment-box>', () => {
  let source: MemorySource;
  let box: CommentBox;
  const $ = <E extends HTMLElement>(selector: string) => box.renderRoot.querySelector<E>(selector)!;
  const area = () => $<HTMLTextAreaElement>('textarea');
  const input = (name: string) => $<HTMLInputElement>(`input[name=${name}]`);
  const names = () => [...box.renderRoot.querySelectorAll('[part=author]')].map((name) => name.textContent.trim());
  const status = () => $('[role=status]').textContent.trim();
  const alert = () => $('[role=alert]').textContent.trim();

  async function open(
    attributes: { [Name in keyof CommentBox]?: CommentBox[Name] | undefined } = {},
    touched = true,
  ): Promise<void> {
    // The page before it has gone.
    (box as CommentBox | undefined)?.remove();
    await fixture(html`<main lang="ar"><h1>مقال</h1><comment-box></comment-box></main>`).then(async (page) => {
      box = page.querySelector('comment-box')!;
      Object.assign(box, { article: 'a', source, ...attributes });
      await waitUntil(() => box.matches(':state(ready), :state(failed)'));
    });
    if (touched && area() !== null) await touch();
  }

  /** The reader begins to write: the other fields come. */
  async function touch(): Promise<void> {
    area().dispatchEvent(new FocusEvent('focusin', { bubbles: true, composed: true }));
    await waitUntil(() => input('name') !== null);
  }

  function type(control: HTMLInputElement | HTMLTextAreaElement, value: string): void {
    control.value = value;
    control.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
  }

  function fill(text = TEXT): void {
    type(area(), text);
    type(input('name'), 'ليلى بنعمر');
    type(input('email'), 'leila@example.ma');
  }

  /** The reader comes to the comments. */
  async function approach(): Promise<void> {
    $('section').dispatchEvent(new PointerEvent('pointerenter'));
    await waitUntil(() => source.ears !== undefined, 'nobody listened');
  }

  const press = () => $<HTMLButtonElement>('[type=submit]').click();

  beforeEach(() => {
    localStorage.clear();
    source = new MemorySource(threeComments());
  });
  afterEach(() => localStorage.clear());

  describe('reading', () => {
    it('shows the comments, how many there are, and when they were posted', async () => {
      await open();
      expect($('[part=title]').textContent.trim()).to.equal('3 تعليقات');
      expect(names()).to.deep.equal(['Youssef Amrani', 'ليلى بنعمر', 'سعيد الوزاني']);
      const time = $<HTMLTimeElement>('time');
      expect(time.textContent).to.equal('قبل 5 دقائق');
      expect(Date.parse(time.dateTime)).to.be.greaterThan(0);
    });

    it('says when there is none', async () => {
      source.comments_ = [];
      await open();
      expect($('[part=title]').textContent.trim()).to.equal('التعليقات');
      expect(box.renderRoot.textContent).to.include('لا توجد تعليقات بعد.');
    });

    it('lets the times that it tells age, with one timer for all of them, also while the computer sleeps', async () => {
      const time = fakeTime();
      try {
        const ages = [75_000, 10_000, 3 * 3_600_000];
        source.comments_ = ages.map((age, i) =>
          madeComment({ id: `c${i}`, dateCreated: new Date(time.now - age).toISOString() }),
        );
        await open({}, false);
        $('section').dispatchEvent(new PointerEvent('pointerenter'));
        await waitUntil(() => $('[part=sort]') !== null);
        await box.updateComplete;
        const told = () => [...box.renderRoot.querySelectorAll('time')].map(({ textContent }) => textContent.trim());
        expect(told()).to.deep.equal(['قبل دقيقة واحدة', 'الآن', 'قبل 3 ساعات']);
        // To the first moment at which one of them reads differently.
        const waits = () => time.waits().filter((left) => left > 5000);
        expect(waits()).to.deep.equal([45_000]);
        time.pass(45_000);
        await waitUntil(() => told()[0] === 'قبل دقيقتين');
        expect(told()[1]).to.equal('الآن');
        time.sleep(8 * 3_600_000);
        time.pass(60_000);
        await waitUntil(() => told()[2] === 'قبل 11 ساعة');
        box.remove();
        expect(waits()).to.deep.equal([]);
      } finally {
        time.restore();
      }
    });

    it('keeps every writer’s direction to themselves', async () => {
      source.comments_ = [
        madeComment({ id: '1', author: { name: 'Youssef' }, text: 'Merci.\nشكرا' }),
        madeComment({ id: '2', text: '<b>نص</b> &amp; \u202Eمقلوب' }),
      ];
      await open();
      const [first, second] = [...box.renderRoot.querySelectorAll('[part=text]')];
      expect([...first!.children].map((line) => getComputedStyle(line).direction)).to.deep.equal(['ltr', 'rtl']);
      expect(second!.querySelector('b')).to.equal(null);
      expect($('[part=author]').localName).to.equal('bdi');
    });

    it('keeps mentions and addresses in their own order, and a comment that begins with one Arabic', async () => {
      source.comments_ = [madeComment({ id: '1', text: '@pam_maroc شكرا، والرابط https://example.ma/a?b=1' })];
      await open();
      const line = $('[part=text] p');
      // What tells them apart comes a moment after the comments.
      await waitUntil(() => getComputedStyle(line).direction === 'rtl' && line.querySelector('bdi') !== null);
      const apart = [...line.querySelectorAll('bdi')].map((piece) => [
        piece.textContent,
        getComputedStyle(piece).direction,
      ]);
      expect(apart).to.deep.equal([
        ['@pam_maroc', 'ltr'],
        ['https://example.ma/a?b=1', 'ltr'],
      ]);
      expect(line.textContent).to.equal('@pam_maroc شكرا، والرابط https://example.ma/a?b=1');
    });

    it('loads older comments when asked, and takes the reader to the first of them', async () => {
      source.comments_ = Array.from({ length: 5 }, (_, i) =>
        madeComment({ id: `c${i}`, author: { name: `قارئ ${i}` } }),
      );
      source.pageSize = 2;
      await open();
      expect(names().length).to.equal(2);
      $('[part~=more]').click();
      await waitUntil(() => names().length === 4);
      await waitUntil(() => (box.shadowRoot!.activeElement as HTMLElement | null)?.dataset['id'] === 'c2');
      $('[part~=more]').click();
      await waitUntil(() => names().length === 5);
      await box.updateComplete;
      expect($('[part~=more]')).to.equal(null);
    });

    it('keeps what it has when older comments cannot be had, and offers to try again', async () => {
      source.comments_ = threeComments();
      source.pageSize = 2;
      await open();
      source.problem = offline();
      $('[part~=more]').click();
      await waitUntil(() => $('[part~=more]').textContent.trim() === 'إعادة المحاولة');
      await expect(box).to.be.accessible();
      expect(names().length).to.equal(2);
      source.problem = undefined;
      $('[part~=more]').click();
      await waitUntil(() => names().length === 3);
    });

    it('leaves out a comment that has no date, and shows the others', async () => {
      const { fetch } = window;
      const wrong = { ...madeComment({ id: 'x' }), dateCreated: 'yesterday' };
      window.fetch = async () => new Response(JSON.stringify({ comments: [wrong, ...threeComments()], total: 4 }));
      try {
        await open({ source: 'https://comments.invalid/' });
        expect(names().length).to.equal(3);
      } finally {
        window.fetch = fetch;
      }
    });

    describe('a thread', () => {
      const at = async (hash: string, act: () => Promise<void>) => {
        location.hash = hash;
        try {
          await act();
        } finally {
          history.replaceState(null, '', location.pathname + location.search);
        }
      };
      const reply = (id: string, parent: string) => madeComment({ id, parent, author: { name: `قارئ ${id}` } });
      const withReplies = () => [
        {
          ...madeComment({ id: 'top' }),
          replies: {
            comments: [reply('r1', 'top'), reply('r2', 'r1'), reply('r3', 'r2'), reply('r4', 'r3')],
            next: '4',
            total: 6,
          },
        },
        madeComment({ id: 'last' }),
      ];
      const ids = () =>
        [...box.renderRoot.querySelectorAll<HTMLElement>('[data-id]')]
          .filter((comment) => comment.checkVisibility())
          .map(({ dataset }) => dataset['id']);
      const focused = () => (box.shadowRoot!.activeElement as HTMLElement | null)?.dataset['id'];

      it('puts replies below what they answer, folds those past a depth, and opens them', async () => {
        source.comments_ = withReplies();
        await open();
        expect(ids()).to.deep.equal(['top', 'r1', 'r2', 'last']);
        const buttons = [...box.renderRoot.querySelectorAll<HTMLElement>('[part=replies]')];
        const [deep, rest] = buttons.filter((button) => button.checkVisibility());
        expect([deep!.textContent.trim(), rest!.textContent.trim()]).to.deep.equal(['عرض رد واحد', 'عرض ردين']);
        await expect(box).to.be.accessible();
        // What is folded can be found in the page, where the browser knows how.
        const folded = $('[data-id=r3]').closest('ol')!;
        expect(folded.getAttribute('hidden')).to.equal('until-found');
        if ('onbeforematch' in folded) expect(getComputedStyle(folded).contentVisibility).to.equal('hidden');
        deep!.click();
        await waitUntil(() => focused() === 'r3');
        source.replies_ = { comments: [reply('r5', 'top'), reply('r6', 'r1')], total: 6 };
        rest!.click();
        await waitUntil(() => focused() === 'r5');
        expect(ids()).to.deep.equal(['top', 'r1', 'r2', 'r3', 'r6', 'r5', 'last']);
        expect(source.calls).to.include('replies top 4');
      });

      it('never parts a number from its noun', async () => {
        source.comments_ = withReplies();
        await open();
        await approach();
        source.ears!.heard(madeComment({ id: 'n1' }), '1');
        await waitUntil(() => $('[part=fresh]') !== null);
        for (const part of ['title', 'replies', 'fresh']) {
          expect(getComputedStyle($(`[part=${part}]`)).whiteSpace, part).to.equal('nowrap');
        }
      });

      it('keeps the replies of a comment that was deleted, and marks the author of the article', async () => {
        const [top] = withReplies();
        source.comments_ = [{ ...top!, status: 'deleted', text: '', author: { name: '' } }];
        source.comments_[0] = {
          ...source.comments_[0]!,
          replies: { comments: [{ ...reply('r1', 'top'), byAuthor: true }], total: 1 },
        };
        await open();
        expect($('[data-id=top]').textContent).to.equal('حُذف هذا التعليق.');
        expect($('[data-id=top] [part=reply]')).to.equal(null);
        expect($('[data-id=r1] [part=badge]').textContent).to.equal('الكاتب');
        await expect(box).to.be.accessible();
      });

      it('takes the form below the comment that is answered and back, with every word', async () => {
        await open();
        type(area(), TEXT);
        await waitUntil(() => status() === 'حُفظت المسودة');
        const [home, text] = [$('form').parentElement!, area()];
        $('[data-id=c2] [part=reply]').click();
        await waitUntil(() => box.shadowRoot!.activeElement === text);
        expect(home.closest('li')!.querySelector('[data-id=c2]')).not.to.equal(null);
        expect($('[part=heading]').textContent).to.include('اترك ردًّا على ليلى بنعمر');
        expect(text.value).to.equal(TEXT);
        await expect(box).to.be.accessible();
        fill();
        press();
        await waitUntil(() => focused()?.startsWith('new-'));
        expect(source.parents).to.deep.equal(['c2']);
        const posted = $(`[data-id=${focused()}]`);
        expect(posted.closest('.answers')!.closest('li')!.querySelector('[data-id=c2]')).not.to.equal(null);
        expect(home.closest('li')).to.equal(null);
        $('[data-id=c1] [part=reply]').click();
        await waitUntil(() => $('[part=cancel]') !== null);
        $('[part=cancel]').click();
        await waitUntil(() => box.shadowRoot!.activeElement === $('[data-id=c1] [part=reply]'));
        expect(home.closest('li')).to.equal(null);
      });

      it('reads in another order', async () => {
        await open();
        const select = $<HTMLSelectElement>('[part=sort]');
        expect([...select.options].map(({ text }) => text.trim())).to.deep.equal([
          'الأحدث أولًا',
          'الأقدم أولًا',
          'الأفضل أولًا',
        ]);
        select.value = 'oldest';
        select.dispatchEvent(new Event('change'));
        await waitUntil(() => source.calls.includes('comments a oldest'));
        await waitUntil(() => box.matches(':state(ready)'));
        expect($<HTMLSelectElement>('[part=sort]').value).to.equal('oldest');
      });

      it("opens the page that holds the comment of the page's address, and the comments before it", async () => {
        source.comments_ = Array.from({ length: 6 }, (_, i) => madeComment({ id: `c${i}` }));
        source.pageSize = 2;
        await at('#comment-c4', async () => {
          await open();
          await waitUntil(() => focused() === 'c4');
          expect(ids()).to.deep.equal(['c4', 'c5']);
          $('[part=more]').click();
          await waitUntil(() => focused() === 'c2');
          expect(ids()).to.deep.equal(['c2', 'c3', 'c4', 'c5']);
          $('[data-id=c3] [part=permalink]').click();
          await waitUntil(() => focused() === 'c3');
        });
      });

      it('opens what is folded above the comment it takes the reader to', async () => {
        source.comments_ = withReplies();
        await at('#comment-r4', async () => {
          await open();
          await waitUntil(() => focused() === 'r4');
        });
        await open();
        expect(ids()).to.deep.equal(['top', 'r1', 'r2', 'last']);
        $('[data-id=r2] [part=reply]').click();
        await waitUntil(() => $('[part=cancel]') !== null);
        fill();
        press();
        await waitUntil(() => focused()?.startsWith('new-'));
      });

      it('leaves another window its draft, where the form takes the words along', async () => {
        sessionStorage.clear();
        localStorage.setItem('midad:draft:a  k1', `1 ${TEXT}`);
        let leave = () => {};
        void navigator.locks.request('midad:draft:k1', () => new Promise<void>((resolve) => (leave = resolve)));
        try {
          await open();
          await waitUntil(() => area().value === TEXT);
          await waitUntil(async () =>
            (await navigator.locks.query()).pending!.some(({ name }) => name === 'midad:draft:k1'),
          );
          $('[data-id=c2] [part=reply]').click();
          await waitUntil(() => $('[part=cancel]') !== null);
          expect(area().value).to.equal(TEXT);
          type(area(), 'رد');
          expect(localStorage.getItem('midad:draft:a  k1')).to.equal(`1 ${TEXT}`);
        } finally {
          leave();
        }
      });

      it('begins anew where its place in the list is none any more', async () => {
        source.comments_ = Array.from({ length: 6 }, (_, i) => madeComment({ id: `c${i}` }));
        source.pageSize = 2;
        await open();
        source.problem = new Problem('cursor_invalid', 'x', {}, { status: 400 });
        $('[name=next]').click();
        await waitUntil(() => $('[name=next]').textContent.trim() === 'إعادة المحاولة');
        source.problem = undefined;
        source.comments_ = [madeComment({ id: 'new' }), ...source.comments_];
        $('[name=next]').click();
        await waitUntil(() => focused() === 'new');
        expect(source.calls.at(-1)).to.equal('comments a');
        $('[name=next]').click();
        await waitUntil(() => ids().includes('c2'));
        expect(ids()).to.have.members(['c0', 'c1', 'c2', 'new']);
      });
    });

    it('says it is trying again where it said it failed, and takes the reader to what came', async () => {
      source.problem = offline();
      await open();
      const region = box.renderRoot.querySelector('.failed [role=status]')!;
      const retry = $('[part~=retry]');
      retry.focus();
      const release = source.hold();
      source.problem = undefined;
      retry.click();
      await waitUntil(() => region.textContent === 'جارٍ التحميل…');
      expect(region.isConnected).to.equal(true);
      expect(box.shadowRoot!.activeElement).to.equal(retry);
      release();
      await waitUntil(() => box.shadowRoot!.activeElement === $('h2'));
    });

    it('says that loading failed, keeps the form, and loads when tried again', async () => {
      source.problem = offline();
      await open();
      expect(box.renderRoot.textContent).to.include('تعذّر التحميل.');
      expect(area()).not.to.equal(null);
      source.problem = undefined;
      $('[part~=retry]').click();
      await waitUntil(() => names().length === 3);
    });
  });

  describe('writing', () => {
    it('promises the address is not published before it asks for it, in the page’s own words for the heading', async () => {
      await open({}, false);
      expect($('[part=heading]').textContent).to.equal('اترك تعليقًا');
      expect(input('name') === null).to.equal(true);
      await touch();
      box.heading = 'اترك رد';
      await box.updateComplete;
      expect($('[part=heading]').textContent).to.equal('اترك رد');
      const promise = $('#promise');
      expect(promise.textContent).to.include('لن يتم نشر عنوان بريدك الإلكتروني.');
      expect(promise.compareDocumentPosition(input('email')) & Node.DOCUMENT_POSITION_FOLLOWING).to.be.greaterThan(0);
      expect(input('email').getAttribute('aria-describedby')).to.include('promise');
      for (const name of ['name', 'email']) expect(input(name).required).to.equal(true);
      expect(input('url').required).to.equal(false);
    });

    it('sends by keyboard alone, shows the comment at once, says so, and takes the reader to it', async () => {
      await open();
      area().focus();
      await sendKeys({ type: 'شكرا لكم' });
      await sendKeys({ press: 'Tab' });
      await sendKeys({ type: 'ليلى' });
      await sendKeys({ press: 'Tab' });
      await sendKeys({ type: 'leila@example.ma' });
      const told = oneEvent(box, 'comment-submitted');
      await sendKeys({ press: 'Enter' });
      const { detail } = await told;
      expect(detail.comment.text).to.equal('شكرا لكم');
      await waitUntil(() => (box.shadowRoot!.activeElement as HTMLElement | null)?.dataset['id'] === detail.comment.id);
      expect(names()[0]).to.equal('ليلى');
      expect(status()).to.equal('تم إرسال تعليقك.');
      expect($('[part=title]').textContent.trim()).to.equal('4 تعليقات');
      expect(area().value).to.equal('');
      await expect(box).to.be.accessible();
    });

    it('leaves the reader’s address nowhere in the page or the browser once the comment has arrived', async () => {
      source = Object.assign(source, { address: 'https://comments.example/' });
      await open();
      fill();
      press();
      await waitUntil(() => status() === 'تم إرسال تعليقك.');
      await waitUntil(async () => (await outbox.entries('https://comments.example/', 'a')).length === 0);
      const kept = [localStorage, sessionStorage].map((storage) => JSON.stringify({ ...storage }));
      const shown = document.documentElement.outerHTML + box.shadowRoot!.innerHTML;
      for (const place of [...kept, shown, document.cookie, location.href]) expect(place).not.to.match(/leila@|%40/);
      // The fields themselves keep it for the next comment, as long as the page is there.
      expect(input('email').value).to.equal('leila@example.ma');
    });

    it('tells the other tags of the page how many comments there are now', async () => {
      await open();
      const count = await fixture(html`<comment-count article="a" .source=${source}></comment-count>`);
      await waitUntil(() => count.shadowRoot!.textContent.includes('3'));
      fill();
      press();
      await waitUntil(() => count.shadowRoot!.textContent.includes('4'));
    });

    it('says what is wrong in Arabic, beside the field, and goes to the first', async () => {
      await open();
      type(input('email'), 'leila');
      press();
      await waitUntil(() => box.shadowRoot!.activeElement === area());
      const error = (name: string) => box.renderRoot.querySelector(`#${name}-error`)!.textContent.trim();
      expect(error('text')).to.equal('اكتب تعليقك أولًا.');
      expect(error('name')).to.equal('أدخل اسمك.');
      expect(error('email')).to.equal('أدخل عنوان بريد إلكتروني صالحًا، مثل name@example.com.');
      expect(error('url')).to.equal('');
      expect(status()).to.equal('توجد 3 أخطاء');
      expect(area().getAttribute('aria-invalid')).to.equal('true');
      expect(area().getAttribute('aria-describedby')).to.equal('text-error');
      await expect(box).to.be.accessible();
      type(area(), 'نص');
      await box.updateComplete;
      expect(area().getAttribute('aria-invalid')).to.equal('false');
      expect(source.keys).to.deep.equal([]);
    });

    it('says in words what the server refuses, and what to do next', async () => {
      const { warn } = console;
      console.warn = () => {};
      const field = (code: string, name = 'text') =>
        new Problem('invalid_request', 'x', { [name]: code }, { status: 422 });
      const problem = (code: string, http: number) => new Problem(code, 'x', {}, { status: http });
      await open();
      try {
        for (const [refusal, said] of [
          [problem('duplicate_comment', 409), 'تعليق مكرر: سبق أن أرسلت هذا التعليق.'],
          [problem('thread_closed', 403), 'التعليقات مغلقة.'],
          [problem('parent_not_found', 409), 'التعليق الذي ترد عليه لم يعد موجودًا. انشر تعليقك مستقلًّا.'],
          [problem('honeypot_filled', 403), 'تعذّر التحقق من أن المرسل ليس آلة. حاول مرة أخرى.'],
          [problem('proof_invalid', 403), 'تعذّر التحقق من أن المرسل ليس آلة. حاول مرة أخرى.'],
          [problem('login_required', 401), 'التعليق هنا لمن سجّل دخوله إلى الموقع.'],
          [problem('anything_new', 400), 'تعذّر إرسال التعليق. حاول مرة أخرى.'],
          [field('tooManyLinks'), 'يحتوي التعليق على روابط أكثر من المسموح به.'],
          [field('controlCharacters'), 'يحتوي النص على محارف تحكم غير مسموح بها.'],
          [field('reservedName', 'name'), 'هذا الاسم محجوز. اختر اسمًا آخر.'],
          [field('anything_new', 'name'), 'الصيغة المدخلة غير صحيحة.'],
        ] as const) {
          fill();
          source.problem = refusal;
          press();
          const wrong = () =>
            [...box.renderRoot.querySelectorAll<HTMLElement>('[part=form] [part=error]')]
              .filter(({ hidden }) => !hidden)
              .map(({ textContent }) => textContent.trim())
              .join('');
          await waitUntil(() => wrong() === said, said);
          expect(area().value).to.equal(TEXT);
        }
      } finally {
        console.warn = warn;
      }
    });

    it('says how long a field may be', async () => {
      await open();
      fill('ن'.repeat(LIMITS.text + 1));
      press();
      await waitUntil(() => $('#text-error')?.textContent.includes('الحد الأقصى 5٬000 حرف.'));
    });

    it('says how much may still be written, by what a reader takes for a letter, when little is left', async () => {
      await open();
      const family = '👨‍👩‍👧‍👦';
      type(area(), 'ا'.repeat(LIMITS.text - 500) + family);
      await waitUntil(() => status() === 'تبقى 499 حرفًا');
      type(area(), 'ا'.repeat(LIMITS.text - 3) + family);
      await waitUntil(() => status() === 'تبقى حرفان');
      type(area(), 'ا'.repeat(LIMITS.text - 501) + family);
      await waitUntil(() => status() === 'حُفظت المسودة');
    });

    it('shows what the comment will look like where its source can tell, until it is written on', async () => {
      await open();
      expect($('[part=preview-button]') === null).to.equal(true);
      const asked: string[] = [];
      const preview = async (text: string) => {
        asked.push(text);
        if (text === 'لا') throw offline();
        return `<p>قال:</p><blockquote><p>${text}</p></blockquote><script>alert(1)</script>`;
      };
      source = Object.assign(new MemorySource(threeComments()), { preview });
      await open();
      const button = () => $<HTMLButtonElement>('[part=preview-button]');
      button().click();
      await waitUntil(() => $('#text-error')?.textContent === 'اكتب تعليقك أولًا.');
      expect(asked).to.deep.equal([]);
      type(area(), 'لا');
      button().click();
      await waitUntil(() => alert() === 'تعذّرت المعاينة. حاول مرة أخرى.');
      type(area(), TEXT);
      button().click();
      await waitUntil(() => $('[part=preview] blockquote') !== null);
      expect($('[part=preview] blockquote').textContent).to.equal(TEXT);
      expect($('[part=preview] script') === null).to.equal(true);
      expect(box.shadowRoot!.activeElement === $('[part=preview]')).to.equal(true);
      await expect(box).to.be.accessible();
      type(area(), `${TEXT}!`);
      await box.updateComplete;
      expect($('[part=preview]') === null).to.equal(true);
      expect(source.keys).to.deep.equal([]);
    });

    it('takes a site without its scheme', async () => {
      await open();
      fill();
      type(input('url'), 'example.ma/مدونة');
      let draft: { url: string } | undefined;
      box.addEventListener('comment-submit', (event) => (draft = event.detail.draft));
      press();
      await waitUntil(() => source.keys.length === 1);
      expect(draft!.url).to.equal('https://example.ma/مدونة');
    });

    it('does not send twice while it is sending', async () => {
      await open();
      fill();
      const release = source.hold();
      press();
      await waitUntil(() => status() === 'جارٍ الإرسال…');
      press();
      await expect(box).to.be.accessible();
      release();
      await waitUntil(() => status() === 'تم إرسال تعليقك.');
      expect(source.keys.length).to.equal(1);
    });

    it('asks the page first, and keeps the text when the page says no', async () => {
      await open();
      fill();
      let asked = false;
      document.addEventListener('comment-submit', (event) => (event.preventDefault(), (asked = true)), { once: true });
      press();
      await waitUntil(() => asked);
      await box.updateComplete;
      expect(source.keys).to.deep.equal([]);
      expect(area().value).to.equal(TEXT);
    });

    it('writes Latin addresses from left to right and lets text choose its side', async () => {
      await open();
      const side = (element: Element) => getComputedStyle(element).direction;
      expect([input('email'), input('url')].map(side)).to.deep.equal(['ltr', 'ltr']);
      expect([area(), input('name')].map(side)).to.deep.equal(['rtl', 'rtl']);
      type(area(), 'Merci');
      await waitUntil(() => side(area()) === 'ltr');
      type(area(), '');
      await waitUntil(() => side(area()) === 'rtl');
    });
  });

  describe('losing nothing', () => {
    const waiting = () =>
      [...box.renderRoot.querySelectorAll('[part=waiting] li')].map(({ textContent }) => textContent);

    it('shows as waiting what could not be sent, with every word, and sends the same comment later', async () => {
      await open();
      fill();
      source.problem = offline();
      press();
      await waitUntil(() => waiting().length === 1);
      expect(waiting()[0])
        .to.include(TEXT)
        .and.match(/ستُعاد المحاولة بعد/)
        .and.include('لا تغلق الصفحة قبل إرساله');
      expect(area().value).to.equal('');
      expect(input('name').value).to.equal('ليلى بنعمر');
      await expect(box).to.be.accessible();
      source.problem = undefined;
      dispatchEvent(new Event('online'));
      await waitUntil(() => names().length === 4);
      await waitUntil(() => waiting().length === 0);
      expect(source.keys.length).to.equal(2);
      expect(source.keys[0]).to.equal(source.keys[1]);
      expect(source.keys[0]).to.match(/^[0-9a-f]{32}$/);
    });

    it('stays as a draft as well while only the page keeps it to be sent, and is not offered beside itself', async () => {
      const drafts = () => Object.keys(localStorage).filter((key) => key.startsWith('midad:draft:a '));
      source.problem = offline();
      await open();
      fill();
      press();
      await waitUntil(() => waiting().length === 1);
      expect(waiting()[0]).to.include('لا تغلق الصفحة قبل إرساله.');
      expect(drafts().map((key) => localStorage.getItem(key)!.replace(/^\S+ /, ''))).to.deep.equal([TEXT]);
      type(area(), 'تعليق آخر');
      await box.updateComplete;
      expect([drafts().length, $('[part=offered]')]).to.deep.equal([2, null]);
      source.problem = undefined;
      dispatchEvent(new Event('online'));
      await waitUntil(() => waiting().length === 0 && drafts().length === 1);
      expect(area().value).to.equal('تعليق آخر');
      source.problem = offline();
      press();
      await waitUntil(() => waiting().length === 1);
      $('[part=waiting] [part=cancel]').click();
      await waitUntil(() => waiting().length === 0 && drafts().length === 0);
    });

    it('takes back what waits, to change it or not to send it', async () => {
      await open();
      fill();
      source.problem = offline();
      press();
      await waitUntil(() => waiting().length === 1);
      $('[part=waiting] [part=edit]').click();
      await waitUntil(() => area().value === TEXT && waiting().length === 0);
      expect(box.shadowRoot!.activeElement).to.equal(area());
      type(area(), 'كلام آخر');
      press();
      await waitUntil(() => waiting().length === 1);
      expect(waiting()[0]).to.include('كلام آخر');
      // It is the same comment, changed: what arrived before it was taken back is not doubled.
      expect(source.keys[0]).to.equal(source.keys[1]);
      // A field that is wrong does not keep from the reader what became of it.
      press();
      await waitUntil(() => status() === 'يوجد خطأ واحد');
      $('[part=waiting] [part=cancel]').click();
      await waitUntil(() => waiting().length === 0);
      await waitUntil(() => status().startsWith('أُلغي إرسال تعليقك'));
      source.problem = undefined;
      dispatchEvent(new Event('online'));
      await new Promise((resolve) => setTimeout(resolve, 50));
      expect(source.keys.length).to.equal(2);
    });

    /** Sends a comment whose answer never comes. Gives another window's outbox with its entry, and what sends as before. */
    async function sendForEver() {
      const address = 'https://comments.example/';
      source = Object.assign(source, { address });
      const post = source.post.bind(source);
      source.post = (...[, , , , signal]: Parameters<typeof post>) =>
        new Promise((_, reject) => signal?.addEventListener('abort', () => reject(offline())));
      await open();
      fill();
      press();
      const other = new Outbox();
      const there = async () => (await other.entries(address, 'a'))[0];
      await waitUntil(async () => (await there())?.tries === 1);
      return { other, item: (await there())!, post };
    }

    it('gives its words back when another window takes away what it is sending', async () => {
      const { other, item, post } = await sendForEver();
      expect($('[type=submit]').getAttribute('aria-disabled')).to.equal('true');
      const leave = other.subscribe(() => {});
      await other.remove(item);
      leave();
      await waitUntil(() => status() === 'حُفظت المسودة');
      expect([area().value, $('[type=submit]').getAttribute('aria-disabled')]).to.deep.equal([TEXT, 'false']);
      const keys: string[] = [];
      source.post = (...comment) => {
        keys.push(comment[2]);
        return post(...comment);
      };
      press();
      await waitUntil(() => status() === 'تم إرسال تعليقك.');
      expect(keys).to.deep.equal([item.key]);
    });

    it('is waited for by the form no longer where that has gone to another article or comment, and shown where it was written', async () => {
      source = Object.assign(source, { address: 'https://comments.example/' });
      await open();
      const release = source.hold();
      fill();
      press();
      await waitUntil(() => status() === 'جارٍ الإرسال…');
      $('[data-id=c2] [part=reply]').click();
      await waitUntil(() => waiting().length === 1);
      expect(area().value).to.equal('');
      expect([waiting()[0]!.includes(TEXT), $('[type=submit]').getAttribute('aria-disabled')]).to.deep.equal([
        true,
        'false',
      ]);
      box.article = 'b';
      release();
      await waitUntil(() => source.comments_.some(({ text }) => text === TEXT));
      await waitUntil(() => box.matches(':state(ready)'));
      expect(area().value).to.equal('');
      fill('تعليق على مقال آخر');
      press();
      await waitUntil(() => status() === 'تم إرسال تعليقك.');
      expect(source.calls.filter((call) => call.startsWith('post'))).to.deep.equal(['post a', 'post b']);
    });

    it('comes back to the form where another window could not keep what it took back', async () => {
      const { other, item, post } = await sendForEver();
      const leave = other.subscribe(() => {});
      await other.takeBack(item, () => false);
      leave();
      await waitUntil(() => $('[type=submit]').getAttribute('aria-disabled') === 'false');
      expect(area().value).to.equal(TEXT);
      source.post = post;
      press();
      await waitUntil(() => status() === 'تم إرسال تعليقك.');
      expect(source.comments_.filter(({ text }) => text === TEXT).length).to.equal(1);
    });

    it('stays to be seen, with all that was written, where no more comments are taken', async () => {
      source = Object.assign(source, { address: 'https://comments.example/' });
      await open();
      fill();
      source.problem = new Problem('thread_closed', 'x', {}, { status: 403 });
      const { warn } = console;
      console.warn = () => {};
      press();
      await waitUntil(() => alert() === 'التعليقات مغلقة.');
      console.warn = warn;
      source.problem = undefined;
      // Of an answer, from another window.
      localStorage.setItem('midad:draft:a c2 k1', '1 رد لم يُرسل');
      source.rules_ = { open: false, proofOfWork: false };
      await open({}, false);
      await waitUntil(() => area()?.value === TEXT);
      await waitUntil(() => $('[name=email]') !== null);
      expect([$('[type=submit]'), $('[name=email]').checkVisibility()]).to.deep.equal([null, false]);
      expect($('[part=heading]').textContent).to.equal('تعليق لم يُرسل');
      await expect(box).to.be.accessible();
      await approach();
      await waitUntil(() => $('[data-id=c2] [name=reply]:not([hidden])') !== null);
      expect($('[data-id=c1] [name=reply]:not([hidden])')).to.equal(null);
      $('[data-id=c2] [name=reply]:not([hidden])').click();
      await waitUntil(() => area().value === 'رد لم يُرسل');
    });

    it('keeps its words beside those that another window has sent in their place', async () => {
      const address = 'https://comments.example/';
      source = Object.assign(source, { address });
      await open();
      fill();
      const release = source.hold();
      source.problem = offline();
      press();
      const other = new Outbox();
      const there = async () => (await other.entries(address, 'a'))[0];
      await waitUntil(async () => (await there())?.tries === 1);
      const item = (await there())!;
      // It has not been heard of yet that the words were taken back when it is seen what was sent in their place.
      await other.takeBack(item, () => true);
      const draft = { ...item.draft, text: 'كلام آخر' };
      await other.add(source, 'a', draft, undefined, { key: item.key, uncertain: true, since: Date.now() });
      release();
      await waitUntil(() => waiting().some((each) => each.includes('كلام آخر')));
      await waitUntil(() => status() === 'حُفظت المسودة');
      expect([area().value, $('[type=submit]').getAttribute('aria-disabled')]).to.deep.equal([TEXT, 'false']);
      source.problem = undefined;
      dispatchEvent(new Event('online'));
      press();
      await waitUntil(() => waiting().length === 0 && status() === 'تم إرسال تعليقك.');
      expect(source.comments_.slice(0, 2).map(({ text }) => text)).to.have.members([TEXT, 'كلام آخر']);
    });

    it('takes back what waits beside what is being written, and offers that', async () => {
      await open();
      fill();
      source.problem = offline();
      press();
      await waitUntil(() => waiting().length === 1);
      type(area(), 'فكرة أخرى');
      $('[part=waiting] [part=edit]').click();
      await waitUntil(() => area().value === TEXT && box.renderRoot.querySelector('[part=offered]') !== null);
      $('[part=offered] button').click();
      await waitUntil(() => area().value === 'فكرة أخرى');
    });

    it('says of what was refused while it waited what is wrong with it', async () => {
      await open();
      fill();
      source.problem = offline();
      press();
      await waitUntil(() => waiting().length === 1);
      source.problem = new Problem('invalid_request', 'x', { text: 'blockedWord' }, { status: 422 });
      dispatchEvent(new Event('online'));
      await waitUntil(() => waiting()[0]!.includes('يحتوي النص على كلمة غير مسموح بها. لم يُقبل تعليقك.'));
      $('[part=waiting] [part=cancel]').click();
      await waitUntil(() => waiting().length === 0);
    });

    it('is no draft any more once the device keeps it to be sent: a reload in between does not bring it twice', async () => {
      source = Object.assign(source, { address: 'https://comments.example/' });
      await open();
      fill();
      await waitUntil(() => status() === 'حُفظت المسودة');
      const draft = { ...localStorage };
      const post = source.post.bind(source);
      let release = () => {};
      const held = new Promise<void>((resolve) => (release = resolve));
      source.post = (...comment) => held.then(() => post(...comment));
      try {
        press();
        await waitUntil(() => localStorage.getItem('midad:waiting') !== null);
        await waitUntil(() => !Object.keys(localStorage).some((key) => key.startsWith('midad:draft:')));
        await open();
        await waitUntil(() => waiting().length === 1);
        expect(area().value).to.equal('');
        // Nor where the page had crashed before the draft was forgotten: what is typed now is another comment.
        for (const [name, text] of Object.entries(draft)) localStorage.setItem(name, text);
        await open();
        await waitUntil(() => waiting().length === 1 && area().value === '');
        expect(Object.keys(localStorage).filter((name) => name.startsWith('midad:draft:'))).to.deep.equal([]);
        fill('كلام آخر');
        press();
        release();
        await waitUntil(() => status() === 'تم إرسال تعليقك.' && waiting().length === 0);
      } finally {
        // What is held holds the lock of whatever is sent after it.
        release();
      }
      expect(source.comments_.slice(0, 2).map(({ text }) => text)).to.deep.equal(['كلام آخر', TEXT]);
      expect(new Set(source.keys).size).to.equal(2);
    });

    it('is no draft any more once it has arrived, though its page was left before it could forget it', async () => {
      const address = 'https://comments.example/';
      source = Object.assign(source, { address });
      localStorage.setItem('midad:draft:a  k1', `1 ${TEXT}`);
      await open();
      await waitUntil(() => area().value === TEXT);
      const comment = { ...madeComment({ id: 'c9', text: TEXT }), status: 'published' };
      const delivered = { key: 'k1', source: address, article: 'a', gone: true, comment, text: TEXT };
      const channel = new BroadcastChannel('midad-outbox');
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel is of one origin
      channel.postMessage(delivered);
      await waitUntil(() => area().value === '');
      channel.close();
      expect(Object.keys(localStorage).filter((name) => name.startsWith('midad:draft:'))).to.deep.equal([]);
    });

    it('is no draft any more once it has arrived, though a page of another article sent it', async () => {
      const [name, draft] = ['midad:draft:b  k1', { text: TEXT, name: 'ليلى', email: 'leila@example.ma', url: '' }];
      localStorage.setItem(name, `1 ${TEXT}`);
      await open();
      await outbox.add(source, 'b', draft, undefined, { key: 'k1' });
      await waitUntil(() => localStorage.getItem(name) === null);
    });

    it('is shown, and what is typed before is kept and sent beside it, once it is known what waits', async () => {
      const entries = outbox.entries.bind(outbox);
      let release = () => {};
      const held = new Promise<void>((resolve) => (release = resolve));
      outbox.entries = (...place) => held.then(() => entries(...place));
      localStorage.setItem('midad:draft:a  k1', '1 نص قديم');
      try {
        await open();
        expect(area().value).to.equal('');
        fill();
        press();
        expect([area().value, source.keys]).to.deep.equal([TEXT, []]);
        release();
        await waitUntil(() => status() === 'تم إرسال تعليقك.');
        expect([source.comments_[0]!.text, source.keys.includes('k1')]).to.deep.equal([TEXT, false]);
        await waitUntil(() => $('[part=offered]')?.textContent.includes('مسودة'));
      } finally {
        release();
        Reflect.deleteProperty(outbox, 'entries');
      }
    });

    it('is told in each of two windows that sent it why it was refused', async () => {
      source = Object.assign(source, { address: 'https://comments.example/' });
      await open();
      fill();
      await waitUntil(() => status() === 'حُفظت المسودة');
      const windows = [box];
      box = undefined!;
      await open();
      windows.push(box);
      await waitUntil(() => area().value === TEXT);
      type(input('name'), 'ليلى بنعمر');
      type(input('email'), 'leila@example.ma');
      const release = source.hold();
      source.problem = new Problem('invalid_request', 'x', { text: 'blockedWord' }, { status: 422 });
      for (box of windows) press();
      release();
      for (box of windows) {
        await waitUntil(() => $('[name=text]').getAttribute('aria-invalid') === 'true');
        expect($('[part=error]').textContent.trim()).to.equal('يحتوي النص على كلمة غير مسموح بها.');
        expect([area().value, status()]).to.deep.equal([TEXT, 'يوجد خطأ واحد']);
        await waitUntil(() => waiting().length === 0);
      }
    });

    it('is sent as it is written now, where it was refused and its page was left as it came back', async () => {
      source = Object.assign(source, { address: 'https://comments.example/' });
      await open();
      fill();
      source.problem = offline();
      press();
      await waitUntil(() => waiting().length === 1);
      source.problem = new Problem('invalid_request', 'x', { text: 'blockedWord' }, { status: 422 });
      dispatchEvent(new Event('online'));
      await waitUntil(() => (waiting()[0] ?? '').includes('كلمة غير مسموح بها'));
      localStorage.setItem(`midad:draft:a  ${source.keys[0]}`, `${Date.now()} ${TEXT}`);
      source.problem = undefined;
      await open();
      await waitUntil(() => area().value === TEXT && waiting().length === 1);
      fill('كلام آخر');
      press();
      await waitUntil(() => status() === 'تم إرسال تعليقك.');
      expect(source.comments_[0]!.text).to.equal('كلام آخر');
      expect(area().value).to.equal('');
      await waitUntil(() => waiting().length === 0);
      expect(new Set(source.keys).size).to.equal(1);
    });

    it('stays on the device as refused where there is no room for a draft, also after a reload', async () => {
      source = Object.assign(source, { address: 'https://comments.example/' });
      const { setItem } = Storage.prototype;
      Storage.prototype.setItem = () => {
        throw new DOMException('x', 'QuotaExceededError');
      };
      try {
        await open();
        fill();
        source.problem = new Problem('invalid_request', 'x', { text: 'blockedWord' }, { status: 422 });
        press();
        await waitUntil(() => waiting().length === 1 && status() === 'يوجد خطأ واحد');
        expect(area().value).to.equal(TEXT);
        await open();
        await waitUntil(() => waiting().length === 1);
        $('[part=waiting] [part=edit]').click();
        await waitUntil(() => area().value === TEXT);
        source.problem = undefined;
        press();
        await waitUntil(() => status() === 'تم إرسال تعليقك.' && waiting().length === 0);
        expect(new Set(source.keys).size).to.equal(1);
      } finally {
        Storage.prototype.setItem = setItem;
      }
    });

    it('lets go of words that another window sends, where nothing was typed', async () => {
      localStorage.setItem('midad:draft:a  k1', `1 ${TEXT}`);
      sessionStorage.clear();
      await open();
      await waitUntil(() => area().value === TEXT);
      localStorage.removeItem('midad:draft:a  k1');
      dispatchEvent(new StorageEvent('storage', { key: 'midad:draft:a  k1', newValue: null }));
      await waitUntil(() => area().value === '');
      expect(Object.keys(localStorage).filter((key) => key.startsWith('midad:draft:'))).to.deep.equal([]);
    });

    it('sends as another comment what the reader sends again when told that the words of before had arrived, and not before', async () => {
      const told = () => alert().startsWith('كان تعليقك قد وصل قبل التعديل.');
      const { warn } = console;
      console.warn = () => {};
      await open();
      fill();
      source.problem = new Problem('idempotency_key_reused', 'x', {}, { status: 422 });
      press();
      await waitUntil(told);
      // Nobody knows whether the reader has seen it before the page went.
      await open();
      await waitUntil(() => area().value === TEXT);
      fill();
      press();
      await waitUntil(told);
      console.warn = warn;
      source.problem = undefined;
      press();
      await waitUntil(() => status() === 'تم إرسال تعليقك.');
      expect(source.keys[0]).to.equal(source.keys[1]);
      expect(source.keys[2]).not.to.equal(source.keys[1]);
    });

    it('that was refused is not the reader’s to send again before they are told why', async () => {
      const { warn } = console;
      console.warn = () => {};
      await open();
      fill();
      source.problem = new Problem('idempotency_key_reused', 'x', {}, { status: 422 });
      const release = source.hold();
      press();
      const send = () => $('[type=submit]');
      await waitUntil(() => send().ariaDisabled === 'true');
      release();
      while (send().ariaDisabled === 'true') await new Promise((resolve) => requestAnimationFrame(resolve));
      console.warn = warn;
      expect(alert()).to.match(/^كان تعليقك قد وصل قبل التعديل./);
    });

    it('is another comment that is written where one was refused because the words of before had arrived, also after a reload', async () => {
      const { warn } = console;
      console.warn = () => {};
      await open();
      fill();
      source.problem = new Problem('idempotency_key_reused', 'x', {}, { status: 422 });
      press();
      await waitUntil(() => alert().startsWith('كان تعليقك قد وصل قبل التعديل.'));
      console.warn = warn;
      source.problem = undefined;
      type(area(), '');
      type(area(), 'تعليق جديد');
      await open();
      await waitUntil(() => area().value === 'تعليق جديد');
      fill('تعليق جديد');
      press();
      await waitUntil(() => status() === 'تم إرسال تعليقك.');
      expect(source.keys[1]).not.to.equal(source.keys[0]);
    });

    it('counts down when the server asks for time', async () => {
      await open();
      fill();
      source.problem = new Problem('rate_limited', 'x', {}, { status: 429, retryAfter: 11_000 });
      press();
      await waitUntil(() => waiting().length === 1);
      expect(waiting()[0]).to.match(/ستُعاد المحاولة بعد 1[01] (ثوانٍ|ثانية)\./);
    });

    it('is sent after a reload from the device, where it was kept before the network was tried', async () => {
      const address = 'https://comments.example/';
      source = Object.assign(source, { address });
      await open();
      fill();
      source.problem = offline();
      press();
      await waitUntil(() => waiting().length === 1);
      expect(waiting()[0]).not.to.include('لا تغلق الصفحة');
      await open();
      await waitUntil(() => waiting().length === 1);
      source.problem = undefined;
      dispatchEvent(new Event('online'));
      await waitUntil(() => names()[0] === 'ليلى بنعمر' && waiting().length === 0);
      expect(new Set(source.keys).size).to.equal(1);
    });

    it('is sent by the tag on another article’s page, which nobody touches', async () => {
      source = Object.assign(source, { address: 'https://comments.example/' });
      await open();
      fill();
      source.problem = offline();
      press();
      await waitUntil(() => waiting().length === 1);
      source.problem = undefined;
      await open({ article: 'other' }, false);
      await waitUntil(() => source.comments_.some(({ text }) => text === TEXT));
      expect(new Set(source.keys).size).to.equal(1);
    });

    it('shows what the server refused beside its field', async () => {
      await open();
      fill();
      source.problem = new Problem('invalid_request', 'x', { name: 'tooLong' });
      press();
      await waitUntil(() => box.shadowRoot!.activeElement === input('name'));
      expect($('#name-error').textContent.trim()).to.equal('الحد الأقصى 80 حرفًا.');
      expect(area().value).to.equal(TEXT);
    });

    it('keeps a draft through a reload, by article, and forgets it once sent', async () => {
      await open();
      fill();
      await waitUntil(() => status() === 'حُفظت المسودة');
      await open();
      await waitUntil(() => area().value === TEXT);
      box.article = 'b';
      await box.updateComplete;
      expect(area().value).to.equal('');
      await open({ article: 'b' });
      expect(area().value).to.equal('');
      await open();
      fill();
      press();
      await waitUntil(() => status() === 'تم إرسال تعليقك.');
      await open();
      expect(area().value).to.equal('');
    });

    it('brings a draft back in a language that has to be loaded first', async () => {
      await open();
      fill();
      box = await fixture(html`<comment-box lang="ur" article="a" .source=${source}></comment-box>`);
      await waitUntil(() => box.matches(':state(ready)') && area().value === TEXT);
      box.lang = 'he';
      await waitUntil(() => $('.midad').lang === 'he');
      expect(area().value).to.equal(TEXT);
    });

    it('shows a comment posted before the others have come, and keeps it when they come', async () => {
      const page = await fixture(html`<main><comment-box article="a" .source=${source}></comment-box></main>`);
      box = page.querySelector('comment-box')!;
      let release = source.hold();
      await waitUntil(() => source.calls.length === 1);
      release();
      release = source.hold();
      box.article = 'b';
      await waitUntil(() => source.calls.length === 2);
      await touch();
      fill();
      press();
      await waitUntil(() => source.keys.length === 1);
      release();
      await waitUntil(() => status() === 'تم إرسال تعليقك.');
      await waitUntil(() => names().length === 4);
      expect(names()[0]).to.equal('ليلى بنعمر');
    });

    it('shows a comment posted when the others could not be had, and makes no count smaller', async () => {
      await open();
      const count = await fixture(html`<comment-count article="b" .source=${source}></comment-count>`);
      await waitUntil(() => count.shadowRoot!.textContent.includes('3'));
      source.problem = offline();
      box.article = 'b';
      await waitUntil(() => box.matches(':state(failed)'));
      source.problem = undefined;
      fill();
      press();
      await waitUntil(() => names().length === 1);
      expect(count.shadowRoot!.querySelector('bdi')!.textContent).to.equal('4');
      await waitUntil(() => (box.shadowRoot!.activeElement as HTMLElement | null)?.dataset['id'] === 'new-1');
      await expect(box).to.be.accessible();
    });

    it('belongs to the article it was written for, whatever the element shows when the answer comes', async () => {
      await open();
      fill();
      const told: string[] = [];
      box.addEventListener('comment-submitted', ({ detail }) => told.push(detail.article));
      const release = source.hold();
      press();
      await waitUntil(() => source.keys.length === 1);
      box.article = 'other';
      await box.updateComplete;
      release();
      await waitUntil(() => told.length === 1);
      await waitUntil(() => box.matches(':state(ready)'));
      expect(told).to.deep.equal(['a']);
      expect(Object.keys(localStorage).filter((key) => key.startsWith('midad:draft:a'))).to.deep.equal([]);
    });

    it('says that sending failed when the server refuses something that is no field', async () => {
      await open();
      fill();
      const { warn } = console;
      console.warn = () => {};
      source.problem = new Problem('origin_not_allowed', 'This origin may not write');
      press();
      await waitUntil(() => alert() !== '');
      console.warn = warn;
      expect($('[type=submit]').textContent.trim()).to.equal('إعادة المحاولة');
    });

    it('gives the text back when its article is named wrongly and then rightly again', async () => {
      const { warn } = console;
      console.warn = () => {};
      await open();
      fill();
      box.article = 'not a slug!';
      await box.updateComplete;
      box.article = 'a';
      await box.updateComplete;
      console.warn = warn;
      expect(area().value).to.equal(TEXT);
    });

    it('stays with its article when the page rewrites its address while it is read', async () => {
      await open({ article: undefined });
      fill();
      const { href } = location;
      const calls = source.calls.length;
      history.replaceState(null, '', '?page=2');
      box.requestUpdate();
      await box.updateComplete;
      history.replaceState(null, '', href);
      expect(source.calls.length).to.equal(calls);
      expect(area().value).to.equal(TEXT);
    });

    it('keeps what was typed while the comment was on its way', async () => {
      await open();
      fill();
      const release = source.hold();
      press();
      await waitUntil(() => status() === 'جارٍ الإرسال…');
      type(area(), 'وفكرة أخرى');
      release();
      await waitUntil(() => names().length === 4);
      await box.updateComplete;
      expect(area().value).to.equal('وفكرة أخرى');
    });

    it('works where storage is refused', async () => {
      const own = Object.getOwnPropertyDescriptor(window, 'localStorage')!;
      const methods = { ...Object.getOwnPropertyDescriptors(Storage.prototype) };
      const refuse = () => {
        throw new DOMException('refused', 'SecurityError');
      };
      Object.defineProperty(window, 'localStorage', { configurable: true, get: refuse });
      // WebKit keeps the object for functions that run often.
      for (const name of ['getItem', 'setItem', 'removeItem'] as const) Storage.prototype[name] = refuse;
      try {
        await open();
        fill();
        await waitUntil(() => status() === 'تعذّر حفظ تعليقك على هذا الجهاز. لا تغلق الصفحة قبل إرساله.');
        source.posted_ = { status: 'pending', receipt: 'r', editableSeconds: 60 };
        press();
        await waitUntil(() => status() === 'تم إرسال تعليقك.');
        // Its receipt lives as long as the page.
        await waitUntil(() => $('[part=own] [part=edit]') !== null);
        expect($('[part=own]').textContent).to.include('تعليقك في انتظار المراجعة.');
        $('[part=own] [part=remove]').click();
        await waitUntil(() => $('.change') !== null);
        $<HTMLFormElement>('.change').requestSubmit();
        await waitUntil(() => $('[part=own]') === null);
      } finally {
        Object.defineProperty(window, 'localStorage', own);
        Object.defineProperties(Storage.prototype, methods);
      }
    });

    it('remembers the reader only when they ask, and forgets them when they no longer do', async () => {
      await open();
      fill();
      press();
      await waitUntil(() => status() === 'تم إرسال تعليقك.');
      await open();
      expect(input('name').value).to.equal('');
      fill();
      input('remember').click();
      press();
      await waitUntil(() => status() === 'تم إرسال تعليقك.');
      await open();
      await waitUntil(() => input('name').value !== '');
      expect([input('name').value, input('email').value]).to.deep.equal(['ليلى بنعمر', 'leila@example.ma']);
      expect(input('remember').checked).to.equal(true);
      fill();
      input('remember').click();
      press();
      await waitUntil(() => status() === 'تم إرسال تعليقك.');
      await waitUntil(() => Object.keys(localStorage).every((key) => !key.startsWith('midad:')));
    });
  });

  describe('what is new', () => {
    const hidden = (state: 'hidden' | 'visible') => {
      Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => state });
      document.dispatchEvent(new Event('visibilitychange'));
    };
    afterEach(() => delete (document as { visibilityState?: unknown }).visibilityState);

    it('waits quietly until the reader asks for it; what changed is shown at once', async () => {
      await open();
      await approach();
      for (const id of ['n1', 'n2', 'n3']) source.ears!.heard(madeComment({ id, author: { name: id } }), id);
      source.ears!.heard(madeComment({ id: 'r1', parent: 'c2' }), 'r1');
      source.ears!.heard({ ...threeComments()[0]!, text: 'كلام آخر' }, '4');
      await waitUntil(() => $('[part=fresh]') !== null);
      expect($('[part=fresh]').textContent).to.equal('4 تعليقات جديدة');
      expect($('[data-id=c3] [part=text]').textContent).to.equal('كلام آخر');
      expect(names().length).to.equal(3);
      await expect(box).to.be.accessible();
      $('[part=fresh]').click();
      await waitUntil(() => names().length === 7);
      expect(names().slice(0, 3)).to.deep.equal(['n3', 'n2', 'n1']);
      expect($('[data-id=r1]').closest('.answers')!.closest('li')!.querySelector('[data-id=c2]')).not.to.equal(null);
      expect($('[part=fresh]')).to.equal(null);
    });

    it('comes with buttons that move nothing the reader sees', async () => {
      source.rules_ = { open: true, proofOfWork: false, reactions: 'both' };
      await open({}, false);
      const places = () =>
        [...box.renderRoot.querySelectorAll('[part=text], [part=reply]')].map((part) => {
          const { top, right } = part.getBoundingClientRect();
          return [Math.round(top), Math.round(right)];
        });
      const before = places();
      await approach();
      await waitUntil(() => $('[part=sort]') !== null && $('[part=like]') !== null);
      expect(places()).to.deep.equal(before);
    });

    it('is heard of by a reader who stays, and costs one who passes by nothing', async () => {
      const time = fakeTime();
      try {
        await open({}, false);
        time.pass(4999);
        expect(source.live).to.deep.equal([]);
        time.pass(1);
        await waitUntil(() => source.live.length === 1);
      } finally {
        time.restore();
      }
    });

    it('is not asked for while the page is hidden, and goes on where it stopped', async () => {
      await open();
      await approach();
      source.ears!.heard(madeComment({ id: 'n1' }), '17');
      hidden('hidden');
      expect(source.live.at(-1)).to.equal('leave');
      hidden('visible');
      expect(source.live.at(-1)).to.equal('listen 17');
      box.remove();
      expect(source.live.at(-1)).to.equal('leave');
    });

    describe('where its source does not tell of it', () => {
      const reply = (id: string) => madeComment({ id, parent: 'c1' });
      const fresh = () => $('[part=fresh]')?.textContent.trim();
      let time: ReturnType<typeof fakeTime>;
      let minute: () => void;
      const { setInterval: set, clearInterval: clear } = window;

      beforeEach(() => {
        time = fakeTime();
        minute = () => {};
        window.setInterval = ((act: () => void) => ((minute = act), 1)) as typeof setInterval;
        window.clearInterval = () => (minute = () => {});
      });
      afterEach(() => {
        Object.assign(window, { setInterval: set, clearInterval: clear });
        time.restore();
      });

      it('is asked for every minute, also for replies, and not while the page is hidden', async () => {
        await open();
        await approach();
        source.ears!.lost();
        const [c3, c2, c1] = source.comments_;
        source.comments_ = [
          madeComment({ id: 'n1' }),
          c3!,
          c2!,
          { ...c1!, replies: { comments: [reply('r1')], total: 1 } },
        ];
        const asked = source.calls.length;
        minute();
        await waitUntil(() => fresh() === 'تعليقان جديدان');
        expect(source.calls.length).to.equal(asked + 1);
        Object.defineProperty(document, 'visibilityState', { configurable: true, value: 'hidden' });
        document.dispatchEvent(new Event('visibilitychange'));
        minute();
        Reflect.deleteProperty(document, 'visibilityState');
        expect(source.calls.length).to.equal(asked + 1);
      });

      it('is asked for when the source can no longer tell what was missed', async () => {
        await open();
        await approach();
        source.comments_ = [madeComment({ id: 'n1' }), ...source.comments_];
        source.ears!.missed();
        await waitUntil(() => fresh() === 'تعليق جديد واحد');
      });

      it('is not what was there before and another order does not show', async () => {
        source.comments_ = Array.from({ length: 6 }, (_, i) => madeComment({ id: `c${i}` }));
        source.pageSize = 2;
        await open();
        await approach();
        const select = $<HTMLSelectElement>('[part=sort]');
        select.value = 'oldest';
        select.dispatchEvent(new Event('change'));
        await waitUntil(() => source.calls.includes('comments a oldest') && box.matches(':state(ready)'));
        source.comments_ = source.comments_.toReversed();
        await waitUntil(() => source.live.length > 2);
        source.ears!.lost();
        await waitUntil(() => source.calls.at(-1) === 'comments a');
        source.comments_ = [madeComment({ id: 'n1' }), ...source.comments_];
        minute();
        await waitUntil(() => fresh() === 'تعليق جديد واحد');
      });
    });

    it('is never the reader’s own', async () => {
      await open();
      await approach();
      fill();
      press();
      await waitUntil(() => names().length === 4);
      source.ears!.heard(source.comments_[0]!, '5');
      await box.updateComplete;
      expect($('[part=fresh]')).to.equal(null);
      expect(names().length).to.equal(4);
    });
  });

  describe('one’s own comments', () => {
    const post = async () => {
      await open();
      fill();
      press();
      await waitUntil(() => $('[part=own]') !== null);
    };
    const own = () => $('[part=own]').textContent.replace(/\s+/g, ' ').trim();
    const focused = () => box.shadowRoot!.activeElement as HTMLElement;

    it('waits for approval before its author’s eyes, also after a reload, until it is approved', async () => {
      source.posted_ = { status: 'pending', receipt: 'r', editableSeconds: 0 };
      await post();
      expect(own()).to.equal('تعليقك في انتظار المراجعة.');
      expect($('[part=title]').textContent.trim()).to.equal('3 تعليقات');
      await expect(box).to.be.accessible();
      await open();
      await waitUntil(() => $('[part=own]') !== null);
      expect(own()).to.equal('تعليقك في انتظار المراجعة.');
      source.posted_ = { receipt: 'r', editableSeconds: 0 };
      source.calls.length = 0;
      await open();
      await waitUntil(() => source.calls.some((call) => call.startsWith('own')));
      await waitUntil(() => !box.renderRoot.textContent.includes('تعليقك في انتظار المراجعة.'));
    });

    it('can be changed for a while, by its receipt', async () => {
      source.posted_ = { receipt: 'r', editableSeconds: 15 * 60 };
      await post();
      expect(own()).to.include('يمكنك تعديل تعليقك خلال 15 دقيقة.');
      $('[part=own] [part=edit]').click();
      await waitUntil(() => focused().localName === 'textarea');
      await expect(box).to.be.accessible();
      const changed = focused() as HTMLTextAreaElement;
      expect(changed.value).to.equal(TEXT);
      changed.value = 'كلام آخر';
      $<HTMLFormElement>('.change').requestSubmit();
      await waitUntil(() => $('[part=text]').textContent.includes('كلام آخر'));
      expect(source.calls.at(-1)).to.equal('edit new-1 r كلام آخر');
      expect($('[data-id=new-1] header').textContent).to.include('معدَّل');
    });

    it('says why it was not changed, and what to do next; nothing that was typed goes, also in a reload', async () => {
      source.posted_ = { receipt: 'r', editableSeconds: 15 * 60 };
      await post();
      $('[part=own] [part=edit]').click();
      await waitUntil(() => focused().localName === 'textarea');
      const error = () => $('.change [role=alert]').textContent.trim();
      const save = () => $<HTMLFormElement>('.change').requestSubmit();
      const changed = () => $<HTMLTextAreaElement>('.change textarea');
      type(changed(), ' ');
      save();
      await waitUntil(() => error() === 'اكتب تعليقك أولًا.' && focused() === changed());
      expect(source.calls.some((call) => call.startsWith('edit'))).to.equal(false);
      await expect(box).to.be.accessible();
      type(changed(), 'Merci');
      expect(changed().dir).to.equal('ltr');
      for (const [code, fields, said] of [
        ['invalid_request', { text: 'blockedWord' }, 'يحتوي النص على كلمة غير مسموح بها.'],
        ['invalid_request', { text: 'tooManyLinks' }, 'يحتوي التعليق على روابط أكثر من المسموح به.'],
        ['duplicate_comment', {}, 'تعليق مكرر: سبق أن أرسلت هذا التعليق.'],
        ['thread_closed', {}, 'التعليقات مغلقة.'],
        ['proof_invalid', {}, 'تعذّر التحقق من أن المرسل ليس آلة. حاول مرة أخرى.'],
        ['edit_window_closed', {}, 'انتهت مهلة التعديل.'],
        ['not_editable', {}, 'لم يعد هذا التعليق متاحًا.'],
        ['offline', {}, 'تعذّر تعديل تعليقك. حاول مرة أخرى.'],
      ] as const) {
        source.problem = new Problem(code, 'x', fields);
        save();
        await waitUntil(() => error() === said, said);
      }
      expect(changed().value).to.equal('Merci');
      source.problem = undefined;
      // The thread around it moves.
      source.ears!.heard(madeComment({ id: 'n1' }), '1');
      await waitUntil(() => $('[part=fresh]') !== null);
      $('[part=fresh]').click();
      await waitUntil(() => names().length === 5);
      expect(changed().value).to.equal('Merci');
      await open();
      await waitUntil(() => changed()?.value === 'Merci');
      expect(box.shadowRoot!.activeElement).to.equal(null);
      changed().focus();
      focused().dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }));
      await waitUntil(() => changed() === null);
      expect(Object.keys(localStorage).filter((key) => key.includes('editing'))).to.deep.equal([]);
    });

    it('goes on with what was typed over it, though another was changed in between', async () => {
      source.posted_ = { receipt: 'r', editableSeconds: 15 * 60 };
      await post();
      fill('تعليق ثان');
      press();
      await waitUntil(() => box.renderRoot.querySelectorAll('[part=own]').length === 2);
      const edit = async (id: string, text: string) => {
        $(`[data-id=${id}] [part=edit]`).click();
        await waitUntil(() => $<HTMLTextAreaElement>(`[data-id=${id}] .change textarea`)?.value === text);
        return $<HTMLTextAreaElement>('.change textarea');
      };
      type(await edit('new-1', TEXT), 'من الأول');
      type(await edit('new-2', 'تعليق ثان'), 'من الثاني');
      // Asked about and not deleted after all.
      $('[data-id=new-1] [part=remove]').click();
      await waitUntil(() => $('[data-id=new-1] .change')?.textContent.includes('أتريد حذف تعليقك؟'));
      await waitUntil(() => focused().closest('.change') !== null);
      focused().dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }));
      await waitUntil(() => $<HTMLTextAreaElement>('[data-id=new-1] .change textarea')?.value === 'من الأول');
      $<HTMLFormElement>('.change').requestSubmit();
      await waitUntil(() => source.calls.at(-1) === 'edit new-1 r من الأول');
      await waitUntil(() => $<HTMLTextAreaElement>('[data-id=new-2] .change textarea')?.value === 'من الثاني');
    });

    it('counts down until it may be changed again, where the server asks for time', async () => {
      source.posted_ = { receipt: 'r', editableSeconds: 15 * 60 };
      await post();
      $('[part=own] [part=edit]').click();
      await waitUntil(() => focused().localName === 'textarea');
      const time = fakeTime();
      try {
        source.problem = new Problem('rate_limited', 'x', {}, { status: 429, retryAfter: 12_000 });
        $<HTMLFormElement>('.change').requestSubmit();
        await waitUntil(() => own().includes('حاول مرة أخرى بعد 12 ثانية.'));
        expect($('.change [role=alert]').textContent).to.equal('طلباتك متتابعة بسرعة كبيرة. تمهّل قليلًا.');
        for (const [seconds, said] of [
          [9, 'حاول مرة أخرى بعد 3 ثوانٍ.'],
          [1, 'حاول مرة أخرى بعد ثانيتين.'],
          [3, 'يمكنك المحاولة من جديد الآن.'],
        ] as const) {
          time.pass(seconds * 1000);
          await waitUntil(() => own().includes(said), said);
        }
        time.pass(14 * 60_000);
        focused().dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }));
        await waitUntil(() => own().includes('خلال دقيقة واحدة'));
        time.pass(60_000);
        await waitUntil(() => $('[part=own] [part=edit]') === null);
      } finally {
        time.restore();
      }
    });

    it('keeps the receipts that other windows have got meanwhile', async () => {
      source.posted_ = { receipt: 'r', editableSeconds: 15 * 60 };
      await post();
      const kept = () => JSON.parse(localStorage.getItem('midad:own:a')!) as { id: string }[];
      localStorage.setItem('midad:own:a', JSON.stringify([...kept(), { ...kept()[0], id: 'other' }]));
      $('[part=own] [part=edit]').click();
      await waitUntil(() => focused().localName === 'textarea');
      type(focused() as HTMLTextAreaElement, 'كلام آخر');
      $<HTMLFormElement>('.change').requestSubmit();
      await waitUntil(() => $('.change') === null);
      expect(kept().map(({ id }) => id)).to.deep.equal(['new-1', 'other']);
    });

    it('is seen while it waits, though what it answers is on a page that is not loaded, and says when it is not published', async () => {
      source.posted_ = { status: 'pending', receipt: 'r', editableSeconds: 0 };
      await post();
      source.posted_ = { ...source.posted_, parent: 'elsewhere' };
      await open();
      await waitUntil(() => $('[part=own]') !== null);
      expect(own()).to.equal('تعليقك في انتظار المراجعة.');
      expect(names().length).to.equal(4);
      source.posted_ = { ...source.posted_, status: 'approved', rejected: true };
      await open();
      await waitUntil(() => own() === 'لم يُنشر تعليقك.');
    });

    it('is asked about before it is deleted, and says when that failed', async () => {
      source.posted_ = { receipt: 'r', editableSeconds: 60 };
      await post();
      $('[part=own] [part=remove]').click();
      await waitUntil(() => own().includes('أتريد حذف تعليقك؟'));
      focused().dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }));
      await waitUntil(() => own().includes('خلال دقيقة واحدة'));
      $('[part=own] [part=remove]').click();
      await waitUntil(() => own().includes('أتريد حذف تعليقك؟'));
      source.problem = offline();
      $<HTMLFormElement>('.change').requestSubmit();
      await waitUntil(() => own().includes('تعذّر حذف تعليقك. حاول مرة أخرى.'));
      source.problem = undefined;
      $<HTMLFormElement>('.change').requestSubmit();
      await waitUntil(() => names().length === 3);
      expect(localStorage.getItem('midad:own:a')).to.equal(null);
    });

    it('cannot be added or changed where the article takes no more, but deleted', async () => {
      source.posted_ = { receipt: 'r', editableSeconds: 60 };
      await post();
      source.rules_ = { open: false, proofOfWork: false };
      await open();
      await waitUntil(() => $('[part=own]') !== null);
      expect(own()).to.equal('حذف');
      expect($('form')).to.equal(null);
      expect(box.renderRoot.textContent).to.include('التعليقات مغلقة.');
      expect($('[part=reply]').hidden).to.equal(true);
      await expect(box).to.be.accessible();
    });
  });

  it('shows only what the page wrote when it does not know where comments are kept', async () => {
    const { warn } = console;
    const said: string[] = [];
    console.warn = (words: string) => void said.push(words);
    const lost = await fixture(html`<comment-box>بديل</comment-box>`);
    // The page may have something else: that is looked for first.
    await waitUntil(() => said.length > 0);
    console.warn = warn;
    expect(lost.shadowRoot!.querySelector('form')).to.equal(null);
    expect(said.join()).to.include('<comment-box> source:').and.include('<link rel="midad" href="https://…">');
  });
});
