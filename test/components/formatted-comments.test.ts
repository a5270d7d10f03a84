/** Comments that say more than paragraphs: quotes, weight, code and links, as the server renders them. */
import { expect, fixture, html, waitUntil } from '@open-wc/testing';
import '../../src/define/comment-box.js';
import type { CommentBox } from '../../src/index.js';
import { madeComment, MemorySource } from '../support/memory-source.js';

describe('a comment that is more than paragraphs', () => {
  let source: MemorySource;
  let box: CommentBox;
  const $ = <E extends HTMLElement>(selector: string) => box.renderRoot.querySelector<E>(selector)!;
  const all = (selector: string) => [...box.renderRoot.querySelectorAll<HTMLElement>(`[part=text] ${selector}`)];
  const style = (selector: string) => getComputedStyle($(`[part=text] ${selector}`));
  const formatted = () => waitUntil(() => $('[part=text] > div') !== null);

  async function open(...comments: { text: string; html: string }[]): Promise<void> {
    source = new MemorySource(comments.map((comment, i) => madeComment({ id: `c${i}`, ...comment })));
    const page = await fixture(html`<main lang="ar"><h1>مقال</h1>
      <div style="inline-size:320px"><comment-box article="a" .source=${source}></comment-box></div></main>`);
    box = page.querySelector('comment-box')!;
    await waitUntil(() => box.matches(':state(ready)'));
  }

  it('quotes with a rule at the start side, and stresses by weight', async () => {
    await open({
      text: '> قول قديم\n\nكلام *مهم* و**أهم**',
      html: '<blockquote>\n<p>قول قديم</p>\n</blockquote>\n<p>كلام <em>مهم</em> و<strong>أهم</strong></p>',
    });
    await formatted();
    const quote = style('blockquote');
    expect([quote.direction, quote.borderRightWidth, quote.borderLeftWidth]).to.deep.equal(['rtl', '3px', '0px']);
    for (const name of ['em', 'strong']) {
      expect([style(name).fontStyle, style(name).fontWeight]).to.deep.equal(['normal', '700']);
    }
    expect(all('p').map((words) => words.textContent)).to.deep.equal(['قول قديم', 'كلام مهم وأهم']);
    await expect(box).to.be.accessible();
  });

  it('gives every line, quote and link the direction of its letters, and code its own', async () => {
    await open({
      text: '> Merci bien\n\n`git push` ثم انتظر\nThank you\n[مقال](https://a.example/) https://ar.example/مقال',
      html:
        '<blockquote>\n<p>Merci bien</p>\n</blockquote>\n<p><code>git push</code> ثم انتظر<br>\nThank you<br>\n' +
        '<a href="https://a.example/">مقال</a> و<a href="https://ar.example/مقال/">https://ar.example/مقال/</a></p>',
    });
    await formatted();
    const sides = (selector: string) => all(selector).map((element) => getComputedStyle(element).direction);
    expect(style('blockquote').borderLeftWidth).to.equal('3px');
    expect(sides('p')).to.deep.equal(['ltr', 'rtl', 'ltr', 'rtl']);
    expect(sides('code')).to.deep.equal(['ltr']);
    expect(sides('a')).to.deep.equal(['rtl', 'ltr']);
    expect(style('a').unicodeBidi).to.equal('isolate');
  });

  it('sets apart what keeps its own order, except in code', async () => {
    await open({
      text: 'قال @pam_maroc **نعم**، 2-1 و`@x 3-4`',
      html: '<p>قال @pam_maroc <strong>نعم</strong>، 2-1 و<code>@x 3-4</code></p>',
    });
    await formatted();
    expect(all('bdi').map(({ textContent, dir }) => `${textContent} ${dir}`)).to.deep.equal([
      '@pam_maroc ltr',
      '2-1 ltr',
    ]);
    expect($('[part=text]').textContent).to.equal('قال @pam_maroc نعم، 2-1 و@x 3-4');
  });

  it('keeps code, addresses and quotes of quotes inside a narrow page', async () => {
    const long = 'https://example.org/'.padEnd(300, 'a');
    const quotes = 19;
    await open({
      text: '…',
      html: `<pre><code>${'x'.repeat(300)}\n  y\n</code></pre><p><code>${'x'.repeat(300)}</code> <a href="${long}">${long}</a></p>${'<blockquote>'.repeat(quotes)}<p>قول</p>${'</blockquote>'.repeat(quotes)}`,
    });
    await formatted();
    expect(box.scrollWidth).to.be.at.most(320);
    for (const element of all('*')) expect(element.scrollWidth).to.be.at.most(320);
    expect($('[part=text] blockquote p').getBoundingClientRect().width).to.be.above(150);
    expect(style('pre').whiteSpace).to.equal('pre-wrap');
    await expect(box).to.be.accessible();
  });

  it('loads nothing for paragraphs, and shows them line by line', async () => {
    await open({ text: 'شكرا\nMerci & bravo', html: '<p>شكرا<br>\nMerci &amp; bravo</p>' });
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(all('p').map(({ textContent, dir }) => `${textContent} ${dir}`)).to.deep.equal([
      'شكرا rtl',
      'Merci & bravo ltr',
    ]);
    expect($('[part=text] > div')).to.equal(null);
  });

  it('shows its plain text where it cannot be cleaned', async () => {
    Object.defineProperty(document, 'implementation', { configurable: true, value: {} });
    try {
      await open({ text: 'كلام **مهم**', html: '<p>كلام <strong>مهم</strong></p>' });
      await new Promise((resolve) => setTimeout(resolve, 100));
      expect($('[part=text]').textContent).to.equal('كلام **مهم**');
    } finally {
      delete (document as { implementation?: unknown }).implementation;
    }
  });

  it('cleans a comment once, moves it when another comes before it, and follows a change of it', async () => {
    await open(
      { text: '**أ**', html: '<p><strong>أ</strong></p>' },
      { text: '**ب**', html: '<p><strong>ب</strong></p>' },
    );
    await formatted();
    await waitUntil(() => all('strong').length === 2);
    const before = all('strong');
    source.comments_ = [
      madeComment({ id: 'new', text: '**ت**', html: '<p><strong>ت</strong></p>' }),
      source.comments_[1]!,
      { ...source.comments_[0]!, html: '<p><strong>أأ</strong></p>' },
    ];
    box.article = 'b';
    await waitUntil(() => box.matches(':state(ready)') && all('strong').length === 3);
    const words = () => all('strong').map(({ textContent }) => textContent);
    await waitUntil(() => words().join() === 'ت,ب,أأ');
    const after = all('strong');
    box.numerals = 'arab';
    await box.updateComplete;
    expect(all('strong')).to.deep.equal(after);
    expect(before.includes(after[2]!)).to.equal(false);
  });

  it('runs nothing, and shows as harmless words or not at all, what a lying source says', async () => {
    const tries = [
      '<p>نص<script>window.__xss=1</script><img src=x onerror="window.__xss=1"></p>',
      '<p onclick="window.__xss=1" style="position:fixed">نص</p>',
      '<p>نص <a href="javascript:window.__xss=1">رابط</a><a href=" java\tscript:window.__xss=1">رابط</a></p>',
      '<iframe srcdoc="<script>parent.__xss=1</script>"></iframe><p>نص</p>',
      '<p>نص</p><style>*{display:none!important}</style><link rel=stylesheet href=x><base href=x><meta http-equiv=refresh content=0>',
      '<form action="https://evil.invalid"><input name=password autofocus onfocus="window.__xss=1"></form><p>نص</p>',
      '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=window.__xss=1&gt;"></table></mtext></math><p>نص</p>',
      '<svg><a xlink:href="javascript:window.__xss=1"><text>x</text></a><script>window.__xss=1</script></svg><p>نص</p>',
      '<template><img src=x onerror=window.__xss=1></template><slot name=x></slot><comment-box></comment-box><p>نص</p>',
      `${'<strong><a href="https://a.example/">'.repeat(600)}<p>نص</p>`,
      '<p>نص<b><p>',
      '<p part="form" slot="x" id="title">نص</p><!-- <b> -->',
    ];
    await open(...tries.map((tried) => ({ text: 'نص', html: tried })));
    await waitUntil(() => all('div').length > 0);
    await new Promise((resolve) => setTimeout(resolve, 200));
    for (const link of all('a')) expect(link.getAttribute('href')).to.equal('https://a.example/');
    for (const element of all('*')) {
      expect(element.localName).to.be.oneOf([
        'div',
        'p',
        'br',
        'strong',
        'em',
        'blockquote',
        'code',
        'pre',
        'a',
        'bdi',
      ]);
      expect(element.getAttributeNames().filter((name) => !['href', 'rel', 'dir'].includes(name))).to.deep.equal([]);
    }
    for (const shown of box.renderRoot.querySelectorAll('[part=text]')) expect(shown.textContent).to.include('نص');
    expect((window as { __xss?: unknown }).__xss).to.equal(undefined);
  });

  it('is shown where a page lets no text become HTML', async () => {
    const frame = document.createElement('iframe');
    frame.srcdoc = `<!doctype html><html lang="ar"><meta http-equiv="Content-Security-Policy" content="require-trusted-types-for 'script'">
      <comment-box></comment-box><script type="module" src="/src/define/comment-box.ts"></script></html>`;
    document.body.append(frame);
    try {
      await new Promise((resolve) => frame.addEventListener('load', resolve));
      const said: string[] = [];
      frame.contentDocument!.addEventListener('securitypolicyviolation', (event) => said.push(event.violatedDirective));
      const comment = { text: '**مهم**', html: '<p><strong>مهم</strong><img src=x onerror="parent.__xss=1"></p>' };
      const inside = frame.contentDocument!.querySelector('comment-box')!;
      Object.assign(inside, { article: 'a', source: new MemorySource([madeComment({ id: 'c', ...comment })]) });
      await waitUntil(() => inside.shadowRoot?.querySelector('[part=text] strong'), undefined, { timeout: 8000 });
      expect(said).to.deep.equal([]);
      expect((window as { __xss?: unknown }).__xss).to.equal(undefined);
    } finally {
      frame.remove();
    }
  });
});
