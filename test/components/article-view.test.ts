import { expect, fixture, html, waitUntil } from '@open-wc/testing';
import '../../src/define/article-view.js';
import '../../src/define/view-counter.js';
import type { ArticleView } from '../../src/index.js';
import { MemorySource } from '../support/memory-source.js';

const FOUNDING = '/demo/data/founding-article.json';

async function open(template: ReturnType<typeof html>): Promise<ArticleView> {
  const view = await fixture<ArticleView>(template);
  await waitUntil(() => view.matches(':state(ready)'));
  return view;
}

describe('<article-view>', () => {
  it('shows the founding article verbatim, its slips too', async () => {
    const seed = await fetch('/test/fixtures/founding-article.txt').then((response) => response.text());
    const lines = seed.split('\n').filter((line) => line.trim() !== '');
    const view = await open(html`<article-view src=${FOUNDING}></article-view>`);
    const root = view.renderRoot;
    expect(root.querySelector('[part=headline]')!.textContent).to.equal(lines[0]);
    expect([...root.querySelectorAll('.body p')].map((paragraph) => paragraph.textContent)).to.deep.equal(
      lines.slice(2, 7),
    );
    expect(root.querySelector('[part=byline]')!.textContent.trim()).to.equal(`بقلم ${lines[7]}`);
  });

  it('tells how long the founding article takes to read', async () => {
    const view = await open(html`<article-view src="/demo/data/founding-article.json"></article-view>`);
    expect(view.renderRoot.querySelector('[part=reading-time]')!.textContent).to.equal('دقيقتان للقراءة');
  });

  it("shows the page's counts for the article, and counts of the page's own in their place", async () => {
    const source = new MemorySource();
    const view = await open(html`<article-view src=${FOUNDING} .source=${source}></article-view>`);
    await waitUntil(() => view.renderRoot.querySelectorAll('[part=count]').length === 2);
    expect([...view.renderRoot.querySelectorAll('[part=count] bdi')].map((number) => number.textContent)).to.deep.equal(
      ['0', '1٬081'],
    );
    const own = await open(
      html`<article-view src=${FOUNDING} .source=${source}
        ><view-counter slot="counts" article="a" .source=${source}></view-counter
      ></article-view>`,
    );
    expect(own.querySelector('view-counter')!.checkVisibility()).to.equal(true);
    await waitUntil(() => own.querySelector('view-counter')!.shadowRoot!.textContent.includes('1٬081'));
  });

  it('shows dates, picture, caption, credit and tags, and the change only when it was on another day', async () => {
    const view = await open(html`<article-view lang="ar-MA" src="/demo/data/lessons.json"></article-view>`);
    const root = view.renderRoot;
    expect(root.querySelector('[part=date]')!.textContent).to.equal('19 أبريل 2020');
    expect(root.querySelector('[part=updated]')!.textContent).to.equal('22 أبريل 2020');
    const image = root.querySelector('img')!;
    expect([image.getAttribute('width'), image.getAttribute('height'), image.loading]).to.deep.equal([
      '1200',
      '675',
      'lazy',
    ]);
    expect(root.querySelector('figcaption')!.textContent.replace(/\s+/g, ' '))
      .to.include('زليج من مدينة فاس')
      .and.include('أرشيف الجريدة');
    expect([...root.querySelectorAll('[part=tags] li')].map((tag) => tag.textContent)).to.deep.equal([
      'تعليم',
      'الحجر الصحي',
      'المغرب',
    ]);
    view.article = { headline: 'عنوان', datePublished: '2020-04-19', dateModified: '2020-04-19' };
    await view.updateComplete;
    expect(root.querySelector('[part=updated]')).to.equal(null);
  });

  it('passes the body through the door', async () => {
    const body =
      '<p>نص<img src=x onerror="window.__xss=1"></p><script>window.__xss=1</script><a href="javascript:0">رابط</a>';
    const view = await open(html`<article-view .article=${{ headline: 'عنوان', body }}></article-view>`);
    expect(view.renderRoot.querySelectorAll('script, [onerror], [href^="javascript"]').length).to.equal(0);
    expect((window as { __xss?: unknown }).__xss).to.equal(undefined);
  });

  it('shows the newest article when another is set before the first has come', async () => {
    const view = await fixture<ArticleView>(
      html`<article-view .article=${{ headline: 'أول', body: '<p>أول</p>' }}></article-view>`,
    );
    view.article = { headline: 'ثان', body: '<p>ثان</p>' };
    await view.updateComplete;
    await waitUntil(() => view.matches(':state(ready)'));
    expect(view.renderRoot.querySelector('.body')!.textContent).to.equal('ثان');
    expect(view.renderRoot.querySelectorAll('.body').length).to.equal(1);
  });

  it('offers to try again after a failure, and shows the article then', async () => {
    const { fetch } = window;
    window.fetch = async () => new Response('', { status: 500 });
    const view = await fixture<ArticleView>(html`<article-view src=${FOUNDING}><p>بديل</p></article-view>`);
    await waitUntil(() => view.matches(':state(failed)'));
    window.fetch = fetch;
    view.renderRoot.querySelector<HTMLElement>('[part=retry]')!.click();
    await waitUntil(() => view.matches(':state(ready)'));
  });

  it('offers no second try for an article the page gave wrongly, and tells the page', async () => {
    const { warn } = console;
    console.warn = () => {};
    const told: Event[] = [];
    const view = await fixture<ArticleView>(
      html`<article-view .article=${{ headline: '' }} @load-failed=${(event: Event) => told.push(event)}></article-view>`,
    );
    console.warn = warn;
    expect(view.matches(':state(failed)')).to.equal(true);
    expect(told.length).to.equal(1);
    expect(view.renderRoot.querySelector('button')).to.equal(null);
  });

  it('shows the fallback for an address that is none, and says so', async () => {
    const { warn } = console;
    console.warn = () => {};
    const told: string[] = [];
    const listen = ({ detail }: CustomEvent<{ error: unknown }>) => told.push((detail.error as { code: string }).code);
    const view = await fixture<ArticleView>(html`<article-view src="http://" @load-failed=${listen}></article-view>`);
    await waitUntil(() => view.matches(':state(failed)'));
    console.warn = warn;
    expect(told).to.deep.equal(['offline']);
  });

  it('lets a wide table scroll by itself, also by keyboard', async () => {
    const cells = Array.from({ length: 12 }, (_, i) => `<td>خلية رقم ${i}</td>`).join('');
    const body = `<table><tr>${cells}</tr></table>`;
    const view = await open(
      html`<article-view style="inline-size:300px" .article=${{ headline: 'عنوان', body }}></article-view>`,
    );
    expect(view.scrollWidth).to.be.at.most(300);
    expect(view.renderRoot.querySelector<HTMLElement>('.scroller')!.tabIndex).to.equal(0);
    await expect(view).to.be.accessible();
  });

  it("speaks the article's own language inside the element's", async () => {
    const view = await open(
      html`<article-view .article=${{ headline: 'Un titre', inLanguage: 'fr', body: '<p>Texte</p>' }}></article-view>`,
    );
    const headline = view.renderRoot.querySelector('[part=headline]')!;
    expect([headline.getAttribute('lang'), headline.getAttribute('dir')]).to.deep.equal(['fr', 'ltr']);
    expect(view.renderRoot.querySelector('article')!.dir).to.equal('rtl');
  });

  it('keeps its heading where the page wants it in its outline', async () => {
    const view = await open(html`<article-view level="2" .article=${{ headline: 'عنوان' }}></article-view>`);
    expect(view.renderRoot.querySelector('[role=heading]')!.ariaLevel).to.equal('2');
  });
});
