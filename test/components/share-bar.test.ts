import { expect, fixture, html, oneEvent, waitUntil } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import '../../src/define/share-bar.js';
import type { ShareBar } from '../../src/index.js';
import { fakeTime } from '../support/fake-time.js';

const URL_ = 'https://example.org/%D9%81%D8%A7%D8%B3?a=1&b=2';
const HEADLINE = 'فاس & مكناس: «1+1»';

describe('<share-bar>', () => {
  const open = async (template: ReturnType<typeof html>) => {
    const bar = await fixture<ShareBar>(template);
    await waitUntil(() => bar.matches(':state(ready)'));
    return bar;
  };
  const openOne = () => open(html`<share-bar url=${URL_} headline=${HEADLINE}></share-bar>`);
  const parts = <Kind extends HTMLElement>(bar: ShareBar, name: string) => [
    ...bar.renderRoot.querySelectorAll<Kind>(`[part=${name}]`),
  ];
  const links = (bar: ShareBar) => parts<HTMLAnchorElement>(bar, 'network');
  const copyButton = (bar: ShareBar) => parts<HTMLButtonElement>(bar, 'copy')[0]!;
  const status = (bar: ShareBar) => bar.renderRoot.querySelector('[role=status]')!.textContent;
  const shared = (link: HTMLAnchorElement) => Object.fromEntries(new URL(link.href).searchParams);

  /** What the browser has for sharing and copying, in the test's hand. */
  const given = (device: { clipboard?: object; canShare?: object; share?: object }) => {
    for (const key of ['clipboard', 'canShare', 'share'] as const) {
      Object.defineProperty(navigator, key, { value: device[key], configurable: true });
    }
  };
  const { execCommand } = document;
  let copied: string[];
  const clipboard = { writeText: (text: string) => Promise.resolve(void copied.push(text)) };
  const refusing = { writeText: () => Promise.reject(new DOMException('no', 'NotAllowedError')) };
  beforeEach(() => {
    copied = [];
    given({ clipboard });
  });
  afterEach(() => {
    for (const key of ['clipboard', 'canShare', 'share']) Reflect.deleteProperty(navigator, key);
    document.execCommand = execCommand;
  });

  it('links to the networks with the address and the headline, to the letter', async () => {
    const bar = await openOne();
    expect(links(bar).map((link) => link.href.split('?')[0])).to.deep.equal([
      'https://wa.me/',
      'https://t.me/share/url',
      'https://x.com/intent/post',
      'https://www.facebook.com/sharer/sharer.php',
    ]);
    expect(links(bar).map(shared)).to.deep.equal([
      { text: `${HEADLINE}\n${URL_}` },
      { url: URL_, text: HEADLINE },
      { url: URL_, text: HEADLINE },
      { u: URL_ },
    ]);
    for (const link of links(bar)) {
      // An app that reads no forms would show a plus.
      expect(link.href).not.to.include('+');
      expect([link.target, link.rel]).to.deep.equal(['_blank', 'noopener nofollow']);
    }
  });

  it('says in words where each leads, and is large enough for a finger', async () => {
    const bar = await openOne();
    expect(links(bar).map(({ ariaLabel }) => ariaLabel)).to.deep.equal([
      'مشاركة عبر واتساب',
      'مشاركة عبر تيليغرام',
      'مشاركة عبر إكس',
      'مشاركة عبر فيسبوك',
    ]);
    expect(copyButton(bar).ariaLabel).to.equal('نسخ الرابط');
    for (const target of [...links(bar), copyButton(bar)]) {
      const { width, height } = target.getBoundingClientRect();
      expect(Math.min(width, height)).to.be.at.least(44);
    }
  });

  it('survives a headline with half a letter', async () => {
    const bar = await open(html`<share-bar .headline=${'a\uD83D'}></share-bar>`);
    expect(shared(links(bar)[1]!).text).to.equal('a\uFFFD');
  });

  describe('in a page that says what it is', () => {
    const canonical = document.createElement('link');
    const title = document.createElement('meta');
    beforeEach(() => {
      canonical.rel = 'canonical';
      canonical.href = 'https://example.org/%d9%81?utm_source=a#b';
      title.setAttribute('property', 'og:title');
      title.content = 'عنوان';
      document.head.append(canonical, title);
    });
    afterEach(() => {
      canonical.remove();
      title.remove();
    });

    it('shares the canonical address as it is written, and og:title', async () => {
      const bar = await open(html`<share-bar></share-bar>`);
      expect(shared(links(bar)[1]!)).to.deep.equal({ url: canonical.href, text: 'عنوان' });
    });
  });

  it('shares the address and the title of a page that does not, without the place the reader is at', async () => {
    const { href } = location;
    const { title } = document;
    document.title = 'صفحة';
    history.replaceState(null, '', '#comment-1');
    const bar = await open(html`<share-bar></share-bar>`);
    history.replaceState(null, '', href);
    document.title = title;
    expect(shared(links(bar)[1]!)).to.deep.equal({ url: href, text: 'صفحة' });
  });

  it('resolves an address, and says so of one that is none', async () => {
    const { warn } = console;
    const said: string[] = [];
    console.warn = (words: string) => void said.push(words);
    const bar = await open(html`<share-bar url="/a"></share-bar>`);
    expect(shared(links(bar)[3]!).u).to.equal(new URL('/a', location.href).href);
    bar.url = 'javascript:alert(1)';
    await bar.updateComplete;
    expect(shared(links(bar)[3]!).u).to.equal(location.href);
    await waitUntil(() => said.length > 0);
    console.warn = warn;
    expect(said.length).to.equal(1);
    expect(said[0]).to.include('<share-bar> url').and.include('javascript:alert(1)');
  });

  it('shows the networks that are wanted, in their order, and names one that it does not know', async () => {
    const { warn } = console;
    const said: string[] = [];
    console.warn = (words: string) => void said.push(words);
    const bar = await open(html`<share-bar networks=" facebook  copy myspace constructor whatsapp"></share-bar>`);
    await waitUntil(() => said.length > 0);
    console.warn = warn;
    const names = [...bar.renderRoot.querySelectorAll('a, button')].map(({ ariaLabel }) => ariaLabel);
    expect(names).to.deep.equal(['مشاركة عبر فيسبوك', 'نسخ الرابط', 'مشاركة عبر واتساب']);
    expect(said.length).to.equal(1);
    expect(said[0]).to.include('"myspace" is unknown');
    Object.assign(bar, { networks: 5, url: 5, headline: 5 });
    await bar.updateComplete;
    expect(links(bar)).to.deep.equal([]);
  });

  it('copies the address by keyboard, says so politely, and takes it back after some seconds', async () => {
    const time = fakeTime();
    const bar = await openOne();
    const { width } = copyButton(bar).getBoundingClientRect();
    copyButton(bar).focus();
    await sendKeys({ press: 'Enter' });
    await waitUntil(() => status(bar) === 'تم نسخ الرابط');
    expect(copied).to.deep.equal([URL_]);
    expect(copyButton(bar).ariaLabel).to.equal('تم نسخ الرابط');
    expect(copyButton(bar).getBoundingClientRect().width).to.equal(width);
    time.pass(9000);
    await waitUntil(() => status(bar) === '');
    expect(copyButton(bar).ariaLabel).to.equal('نسخ الرابط');
    time.restore();
  });

  for (const [where, device] of [
    ['without https', {}],
    ['where the clipboard is refused', { clipboard: refusing }],
  ] as const) {
    it(`copies ${where}, and leaves the reader where they were`, async () => {
      given(device);
      const bar = await openOne();
      document.execCommand = (command) => {
        const field = bar.shadowRoot!.activeElement as HTMLInputElement;
        copied.push(`${command} ${field.value.slice(field.selectionStart!, field.selectionEnd!)}`);
        return true;
      };
      copyButton(bar).focus();
      copyButton(bar).click();
      await waitUntil(() => status(bar) === 'تم نسخ الرابط');
      expect(copied).to.deep.equal([`copy ${URL_}`]);
      expect(parts(bar, 'field')).to.deep.equal([]);
      expect(bar.shadowRoot!.activeElement).to.equal(copyButton(bar));
    });
  }

  it('gives the reader the address to copy by hand where nothing else is left', async () => {
    given({ clipboard: refusing });
    document.execCommand = () => false;
    const bar = await openOne();
    copyButton(bar).click();
    await waitUntil(() => parts(bar, 'field').length > 0);
    const [field] = parts<HTMLInputElement>(bar, 'field');
    await waitUntil(() => bar.shadowRoot!.activeElement === field);
    expect(field!.value.slice(field!.selectionStart!, field!.selectionEnd!)).to.equal(URL_);
    expect(status(bar)).to.equal('');
    await expect(bar).to.be.accessible();
  });

  it("opens the device's own menu where there is one", async () => {
    const told: ShareData[] = [];
    given({ clipboard, canShare: () => true, share: (data: ShareData) => Promise.resolve(void told.push(data)) });
    const bar = await openOne();
    const [button] = parts(bar, 'share');
    expect(button!.textContent.trim()).to.equal('مشاركة');
    button!.click();
    await waitUntil(() => told.length > 0);
    expect(told).to.deep.equal([{ url: URL_, title: HEADLINE, text: HEADLINE }]);
    expect(copied).to.deep.equal([]);
  });

  it('has no such button where the page may not share', async () => {
    given({ clipboard, canShare: () => false, share: () => Promise.resolve() });
    expect(parts(await openOne(), 'share')).to.deep.equal([]);
    given({ clipboard });
    expect(parts(await openOne(), 'share')).to.deep.equal([]);
  });

  it('copies the link where the menu is refused, and does nothing for a reader who closed it', async () => {
    let name = 'AbortError';
    let asked = 0;
    const share = () => {
      asked++;
      return Promise.reject(new DOMException('no', name));
    };
    given({ clipboard, canShare: () => true, share });
    const bar = await openOne();
    const [button] = parts(bar, 'share');
    button!.click();
    await waitUntil(() => asked === 1);
    await new Promise((resolve) => setTimeout(resolve));
    expect(copied).to.deep.equal([]);
    name = 'NotAllowedError';
    button!.click();
    await waitUntil(() => status(bar) === 'تم نسخ الرابط');
    expect(copied).to.deep.equal([URL_]);
  });

  it('asks the page before it shares anything, and leaves it be when told so', async () => {
    given({ clipboard, canShare: () => true, share: () => Promise.resolve(void copied.push('native')) });
    const bar = await openOne();
    const asked: unknown[] = [];
    bar.parentElement!.addEventListener('article-share', (event) => {
      asked.push(event.detail);
      event.preventDefault();
    });
    for (const button of [...parts(bar, 'share'), links(bar)[0]!, copyButton(bar)]) {
      const click = new MouseEvent('click', { bubbles: true, composed: true, cancelable: true });
      const answered = oneEvent(bar, 'article-share');
      button.dispatchEvent(click);
      await answered;
      if (button.localName === 'a') expect(click.defaultPrevented).to.equal(true);
    }
    await new Promise((resolve) => setTimeout(resolve));
    const detail = { url: URL_, headline: HEADLINE };
    expect(asked).to.deep.equal(['native', 'whatsapp', 'copy'].map((network) => ({ ...detail, network })));
    expect(copied).to.deep.equal([]);
  });

  it("shows the page's own link until it is there", async () => {
    const bar = document.createElement('share-bar');
    bar.append(Object.assign(document.createElement('a'), { href: '/a', textContent: 'واتساب' }));
    document.body.append(bar);
    await bar.updateComplete;
    expect(bar.firstElementChild!.checkVisibility()).to.equal(true);
    await waitUntil(() => bar.matches(':state(ready)'));
    expect(bar.firstElementChild!.checkVisibility()).to.equal(false);
    bar.remove();
  });

  it('has one bar and no timer after it left and came back', async () => {
    const time = fakeTime();
    const bar = document.createElement('share-bar');
    // While it loads, too.
    for (let i = 0; i < 3; i++) {
      document.body.append(bar);
      await bar.updateComplete;
      bar.remove();
    }
    document.body.append(bar);
    await waitUntil(() => bar.matches(':state(ready)'));
    expect(parts(bar, 'bar').length).to.equal(1);
    copyButton(bar).click();
    await waitUntil(() => status(bar) !== '');
    bar.remove();
    // Those of a second are this test's own.
    expect(time.waits().filter((wait) => wait > 1000)).to.deep.equal([]);
    document.body.append(bar);
    await waitUntil(() => status(bar) === '');
    bar.remove();
    time.restore();
  });
});
