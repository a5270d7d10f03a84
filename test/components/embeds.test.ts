/** Videos and posts of others in an article's text. */
import { expect, fixture, html, waitUntil } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import type { ArticleView } from '../../src/components/article-view/article-view.js';
import { placeOf } from '../../src/components/article-view/places.js';
import '../../src/define/article-view.js';

const VIDEO = 'dQw4w9WgXcQ';
const FRAME = `<p>قبل</p><figure><iframe src="https://www.youtube.com/embed/${VIDEO}?feature=oembed&amp;rel=0" width="560" allowfullscreen></iframe><figcaption>شرح</figcaption></figure><p>بعد</p>`;
const TWEET = `<blockquote class="twitter-tweet"><p lang="ar" dir="rtl">نص المنشور</p>&mdash; ليلى (@leila) <a href="https://twitter.com/leila/status/1250000000000000000?ref_src=x">20 أبريل</a></blockquote><script async src="https://platform.twitter.com/widgets.js"></script>`;
const POST = `<div class="fb-post" data-href="https://www.facebook.com/leila/posts/1" data-width="500"></div>`;

async function shown(body: string, lang = 'ar') {
  const view = await fixture<ArticleView>(
    html`<article-view lang=${lang} .article=${{ headline: 'عنوان', url: 'https://site.example/a', body }}></article-view>`,
  );
  await waitUntil(() => view.shadowRoot!.querySelector('.body'), 'the text is shown');
  const text = view.shadowRoot!.querySelector('.body')!;
  return { view, text, cards: [...text.querySelectorAll<HTMLElement>('.embed')] };
}

/** No test asks anything of anybody: a frame is kept from loading. */
function held(card: HTMLElement): HTMLIFrameElement {
  const set = Object.getOwnPropertyDescriptor(HTMLIFrameElement.prototype, 'src')!;
  Object.defineProperty(HTMLIFrameElement.prototype, 'src', {
    configurable: true,
    get: set.get!,
    set(this: HTMLIFrameElement, value: string) {
      this.dataset['src'] = value;
    },
  });
  try {
    card.querySelector('button')!.click();
  } finally {
    Object.defineProperty(HTMLIFrameElement.prototype, 'src', set);
  }
  return card.querySelector('iframe')!;
}

describe('embeds in <article-view>', () => {
  it('are cards with a button and a link, and ask nothing of anybody before', async () => {
    const { text, cards } = await shown(FRAME + TWEET + POST);
    expect(cards.map((card) => card.ariaLabel)).to.deep.equal(['فيديو من يوتيوب', 'منشور من إكس', 'محتوى من فيسبوك']);
    expect(cards.map((card) => card.querySelector('a')!.href)).to.deep.equal([
      `https://www.youtube.com/watch?v=${VIDEO}`,
      'https://x.com/i/status/1250000000000000000',
      'https://www.facebook.com/leila/posts/1',
    ]);
    expect(text.querySelectorAll('iframe, img, script').length).to.equal(0);
    expect(text.querySelector('blockquote')!.textContent).to.contain('نص المنشور');
    expect(text.querySelector('figcaption')!.textContent).to.equal('شرح');
    expect(cards[0]!.lang + cards[0]!.dir).to.equal('arrtl');
    expect(cards[0]!.querySelector('button')!.ariaLabel).to.equal('عرض هنا: فيديو من يوتيوب');
    await expect(text).to.be.accessible();
  });

  it('show their frame where a reader pressed, held in, with the focus in it', async () => {
    const { cards } = await shown(FRAME);
    const frame = held(cards[0]!);
    expect(frame.dataset['src']).to.equal(`https://www.youtube-nocookie.com/embed/${VIDEO}`);
    expect(frame.title).to.equal('فيديو من يوتيوب');
    expect(frame.getAttribute('sandbox')).to.contain('allow-scripts').and.not.contain('allow-top-navigation');
    expect((frame.getRootNode() as ShadowRoot).activeElement).to.equal(frame);
    expect(cards[0]!.querySelector('button')).to.equal(null);
    expect(cards[0]!.querySelectorAll('a').length).to.equal(1);
  });

  it('are links from then on where the page’s policy allows no frames, and say so', async () => {
    const { cards } = await shown(FRAME + POST);
    const frame = held(cards[0]!);
    document.dispatchEvent(
      new SecurityPolicyViolationEvent('securitypolicyviolation', {
        ...{ blockedURI: frame.dataset['src']!, violatedDirective: 'frame-src', effectiveDirective: 'frame-src' },
        ...{
          documentURI: location.href,
          originalPolicy: "default-src 'none'",
          disposition: 'enforce',
          statusCode: 200,
        },
      }),
    );
    await waitUntil(() => cards[0]!.textContent.includes('لا تسمح هذه الصفحة'), 'it says so');
    expect(cards.map((card) => card.querySelectorAll('iframe, button').length)).to.deep.equal([0, 0]);
    expect((cards[0]!.getRootNode() as ShadowRoot).activeElement).to.equal(cards[0]!.querySelector('a'));
  });

  it('speak the language of their element', async () => {
    const { view, cards } = await shown(FRAME);
    view.lang = 'fr';
    await waitUntil(() => cards[0]!.ariaLabel === 'Vidéo sur YouTube', 'it speaks French');
    expect(cards[0]!.lang).to.equal('fr');
  });

  it('are pressed from the keyboard', async () => {
    const { cards } = await shown(TWEET);
    const button = cards[0]!.querySelector('button')!;
    let pressed = false;
    button.addEventListener(
      'click',
      (event) => {
        event.stopImmediatePropagation();
        pressed = true;
      },
      { capture: true },
    );
    button.focus();
    await sendKeys({ press: 'Enter' });
    expect(pressed).to.equal(true);
  });

  it('are what stands alone; a link among words stays one', async () => {
    const { text, cards } = await shown(
      `<p>https://x.example</p><p><a href="https://youtu.be/${VIDEO}">https://youtu.be/${VIDEO}</a></p><p>انظر <a href="https://youtu.be/${VIDEO}">الفيديو</a></p>`,
    );
    expect(cards.length).to.equal(1);
    expect(text.querySelectorAll('p a').length).to.equal(1);
  });

  const places: [address: string, frame: string | undefined][] = [
    [`https://youtu.be/${VIDEO}?t=1`, `https://www.youtube-nocookie.com/embed/${VIDEO}`],
    [`https://m.youtube.com/shorts/${VIDEO}`, `https://www.youtube-nocookie.com/embed/${VIDEO}`],
    [`//www.youtube-nocookie.com/embed/${VIDEO}`, `https://www.youtube-nocookie.com/embed/${VIDEO}`],
    ['https://www.youtube.com/@channel', undefined],
    ['https://www.youtube.com/watch?v=javascript:x', undefined],
    [`https://www.youtube.com.evil.invalid/embed/${VIDEO}`, undefined],
    [`https://www.youtube.com@evil.invalid/embed/${VIDEO}`, undefined],
    [`javascript:x//www.youtube.com/embed/${VIDEO}`, undefined],
    ['https://x.com/a/status/12', 'https://platform.twitter.com/embed/Tweet.html?dnt=true&id=12'],
    ['https://x.com/a/status/../evil', undefined],
    [
      'https://www.facebook.com/plugins/video.php?href=https%3A%2F%2Fwww.facebook.com%2Fa%2Fvideos%2F1%2F&width=5',
      'https://www.facebook.com/plugins/video.php?href=https%3A%2F%2Fwww.facebook.com%2Fa%2Fvideos%2F1%2F',
    ],
    ['https://www.facebook.com/plugins/post.php?href=https%3A%2F%2Fevil.invalid%2Fposts%2F1', undefined],
    ['https://www.facebook.com/leila', undefined],
  ];
  for (const [address, frame] of places) {
    it(`frame nothing but what they know: ${address}`, () => expect(placeOf(address)?.frame).to.equal(frame));
  }
});
