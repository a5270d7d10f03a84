import { expect, fixture, html, oneEvent, waitUntil } from '@open-wc/testing';
import fc from 'fast-check';
import '../../src/define/article-card.js';
import type { ArticleCard } from '../../src/index.js';
import { runs } from '../../src/text/runs.js';
import { line } from '../../src/views/line.js';
import { MemorySource } from '../support/memory-source.js';

describe('<article-card>', () => {
  const open = async (template: ReturnType<typeof html>) => {
    const card = await fixture<ArticleCard>(template);
    await waitUntil(() => card.matches(':state(ready)'));
    return card;
  };
  const part = (card: ArticleCard, name: string) => card.renderRoot.querySelector<HTMLElement>(`[part=${name}]`);
  const numbers = (card: ArticleCard) =>
    [...card.renderRoot.querySelectorAll('[part=count] bdi')].map((number) => number.textContent);

  it('reads a schema.org article', async () => {
    const card = await open(html`<article-card src="/demo/data/youth.json"></article-card>`);
    expect(part(card, 'title')!.textContent).to.equal('منظمة الشباب تطلق حملة تضامن واسعة بمدن جهة الشرق');
    expect(part(card, 'section')!.textContent).to.equal('جهات');
    expect(part(card, 'byline')!.textContent.trim()).to.equal('بقلم سعيد الوزاني');
    expect(part(card, 'date')!.textContent).to.equal('21 أبريل 2020');
    expect(numbers(card)).to.deep.equal(['11', '3٬204']);
    expect(card.renderRoot.textContent).to.include('11 تعليقًا').and.include('3204 مشاهدات');
  });

  it('ends a long description where it ends well, and leaves a short one alone', async () => {
    const short = 'كيف انتقلت المدرسة إلى التعليم عن بعد';
    const sentence =
      'باشر الأمين العام سلسلة اجتماعات تواصلية مع البرلمانيين بمختلف جهات المملكة، للوقوف على الوضعية العامة.';
    const description = `${sentence} وخصصت لتقديم الدعم للفئات التي تضررت من الجائحة في كل الجهات.`;
    const card = await open(html`<article-card .article=${{ headline: 'عنوان', description }}></article-card>`);
    await waitUntil(() => part(card, 'excerpt')!.textContent === sentence);
    card.article = { headline: 'عنوان', description: short };
    await card.updateComplete;
    expect(part(card, 'excerpt')!.textContent).to.equal(short);
  });

  it('sets apart in a headline what has an order of its own', async () => {
    const headline = 'فوز المغرب 2-1 على @FIFA يوم 2022-12-06';
    const card = await open(html`<article-card .article=${{ headline }}></article-card>`);
    const apart = () => [...card.renderRoot.querySelectorAll('.headline bdi')].map((bdi) => bdi.textContent);
    await waitUntil(() => apart().length > 0);
    expect(apart()).to.deep.equal(['2-1', '@FIFA', '2022-12-06']);
    expect(card.renderRoot.querySelector('.headline')!.textContent).to.equal(headline);
  });

  it('finds every line that holds such a thing', () => {
    const written = { module: { runs } } as unknown as Parameters<typeof line>[1];
    const bits = '+0٠۰12٣- –.:/()@#`a كب,٫%$'.split('');
    const piece = fc.constantFrom(...bits, 'www.', 'WWW.', 'Https://', '2020-04-21', '+212', '061234', '2-1', 'c++');
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 14 }), (pieces) => {
        const text = pieces.join('');
        if (runs(text).some(({ kind, dir }) => dir !== undefined && kind !== 'number')) {
          expect(line(text, written), text).not.to.equal(text);
        }
      }),
      { numRuns: 5000, seed: 1 },
    );
  });

  it('takes the direction of a headline from its letters where the article names no language', async () => {
    const card = await open(
      html`<article-card lang="fr" .article=${{ headline: 'BBC عربي: تقرير عن جهة فاس' }}></article-card>`,
    );
    const headline = card.renderRoot.querySelector<HTMLElement>('.headline')!;
    expect([headline.lang, headline.dir]).to.deep.equal(['ar', 'rtl']);
    card.article = { headline: 'Le Maroc gagne' };
    await card.updateComplete;
    expect([headline.lang, headline.dir]).to.deep.equal(['fr', 'ltr']);
  });

  it('tells dates in the time zone of the site where it is given', async () => {
    const article = { headline: 'عنوان', datePublished: '2020-04-21T22:30:00Z' };
    const card = await open(html`<article-card time-zone="Asia/Riyadh" .article=${article}></article-card>`);
    expect(part(card, 'date')!.textContent).to.equal('22 أبريل 2020');
    card.timeZone = 'America/New_York';
    await card.updateComplete;
    expect(part(card, 'date')!.textContent).to.equal('21 أبريل 2020');
    expect(part(card, 'date')!.getAttribute('datetime')).to.equal(article.datePublished);
  });

  it('marks the words of a search in any spelling, without an element inside a word', async () => {
    const article = { headline: 'الإعلام و«الإعــلام الجديد»', description: 'قال إن إعلامنا يتغيّر.' };
    const card = await open(html`<article-card highlight="اعلام" .article=${article}></article-card>`);
    const marked = () => Array.from(CSS.highlights.get('midad-search') ?? [], String);
    await waitUntil(() => marked().length > 0);
    // Not from the middle of the one sign that lam and alef are.
    expect(marked()).to.deep.equal(['الإعلام', 'الإعــلام', 'إعلام']);
    expect(card.renderRoot.querySelector('.headline')!.innerHTML).not.to.match(/<mark|<span/);
    card.highlight = 'الجديد قال';
    await card.updateComplete;
    expect(marked()).to.deep.equal(['الجديد', 'قال']);
    card.remove();
    expect(marked()).to.deep.equal([]);
  });

  it('marks a letter of a long text before the reader is gone', async () => {
    const headline = 'قال الأمين العام أمس '.repeat(1000);
    const card = await open(html`<article-card highlight="أ" .article=${{ headline }}></article-card>`);
    await waitUntil(() => CSS.highlights.get('midad-search')?.size === 6 * 1000, 'not marked', { timeout: 9000 });
    card.remove();
  });

  it('keeps the room of a picture before it is there', async () => {
    const card = await fixture(
      html`<article-card .article=${{ headline: 'عنوان', image: { url: '/none.jpg', width: 800, height: 400 } }}></article-card>`,
    );
    const image = () => card.shadowRoot!.querySelector('img')!;
    // Before its answer is there, which takes longer than this.
    while (image() === null) await new Promise((resolve) => setTimeout(resolve));
    expect(image().loading).to.equal('lazy');
    const { width, height } = image().getBoundingClientRect();
    expect(width / height).to.be.closeTo(2, 0.01);
  });

  it('leaves no hole where a picture cannot be had', async () => {
    const card = await open(html`<article-card .article=${{ headline: 'عنوان', image: '/none.jpg' }}></article-card>`);
    const image = card.renderRoot.querySelector('img')!;
    image.dispatchEvent(new Event('error'));
    expect(image.checkVisibility()).to.equal(false);
  });

  it('shows the next picture after one that could not be had', async () => {
    const card = await open(html`<article-card .article=${{ headline: 'عنوان', image: '/none.jpg' }}></article-card>`);
    card.renderRoot.querySelector('img')!.dispatchEvent(new Event('error'));
    card.article = { headline: 'عنوان', image: '/demo/data/icon.svg' };
    await card.updateComplete;
    expect(card.renderRoot.querySelector('img')!.checkVisibility()).to.equal(true);
  });

  it('has an article by its name alone, from wherever the page’s articles are', async () => {
    const { fetch } = window;
    const asked: string[] = [];
    window.fetch = async (input) => {
      asked.push(String(input).replace('https://c.example/v1/', ''));
      const known = asked.at(-1)!.endsWith('lessons') && {
        headline: 'الدروس «عن بعد»',
        id: 'lessons',
        url: 'https://example.org/lessons',
        views: 7,
        comments: 1,
      };
      return new Response(JSON.stringify(known || { code: 'not_found' }), { status: known ? 200 : 404 });
    };
    try {
      const card = await open(html`<article-card article="lessons" source="https://c.example">…</article-card>`);
      expect([part(card, 'title')!.textContent, numbers(card)]).to.deep.equal(['الدروس «عن بعد»', ['1', '7']]);
      expect(asked).to.deep.equal(['articles/one?article=lessons']);
      const failed = oneEvent(card, 'load-failed');
      card.article = 'unknown';
      expect((await failed).detail.error).to.include({ code: 'not_found' });
      await waitUntil(() => card.matches(':state(failed)'));
      card.article = 'lessons';
      await waitUntil(() => card.matches(':state(ready)'));
    } finally {
      window.fetch = fetch;
    }
  });

  it('asks nothing under a name that is none, and says so', async () => {
    const { warn } = console;
    const said: string[] = [];
    console.warn = (words: string) => void said.push(words);
    const source = new MemorySource();
    const card = await fixture<ArticleCard>(
      html`<article-card src="/demo/data/youth.json" article="not a slug!" .source=${source}></article-card>`,
    );
    await waitUntil(() => card.matches(':state(ready)'));
    const data = { headline: 'عنوان', id: 42 };
    await open(html`<article-card .source=${source} .article=${data}></article-card>`);
    await waitUntil(() => source.calls.length > 0);
    console.warn = warn;
    expect(source.calls).to.deep.equal(['counts 42']);
  });

  it('shows the counts it came with, and asks only for those it did not', async () => {
    const source = new MemorySource();
    const openWith = (article: object) =>
      open(html`<article-card .source=${source} .article=${article}></article-card>`);
    const whole = await openWith({ headline: 'عنوان', id: 'a', views: 3, comments: 9 });
    expect(numbers(whole)).to.deep.equal(['9', '3']);
    const half = await openWith({ headline: 'عنوان', id: 'b', comments: 9 });
    await waitUntil(() => numbers(half).join() === '9,1٬081');
    expect(source.calls).to.deep.equal(['counts b']);
  });

  it('asks the page before the link is followed', async () => {
    const card = await open(
      html`<article-card .article=${{ headline: 'عنوان', url: 'https://example.org/a' }}></article-card>`,
    );
    card.addEventListener('article-open', (event) => event.preventDefault());
    const asked = oneEvent(card, 'article-open');
    part(card, 'title')!.click();
    expect((await asked).detail.article.headline).to.equal('عنوان');
  });

  it('shows a headline alone', async () => {
    const card = await open(html`<article-card .article=${{ headline: 'عنوان' }}></article-card>`);
    expect(card.renderRoot.textContent.trim()).to.equal('عنوان');
    expect(card.renderRoot.querySelector('a')).to.equal(null);
  });

  it('never links to another scheme than http', async () => {
    const card = await open(
      html`<article-card .article=${{ headline: 'عنوان', url: 'javascript:alert(1)' }}></article-card>`,
    );
    expect(card.renderRoot.querySelector('a')).to.equal(null);
  });
});
