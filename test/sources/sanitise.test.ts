import { expect } from '@open-wc/testing';
import { cleaner, sanitise, sanitiseComment } from '../../src/sources/sanitise.js';

const BASE = 'https://example.org/a/';

/** Both ways through the door: the browser's own where it has one, and DOMPurify everywhere. */
const ways: [string, () => () => void][] = [
  ['DOMPurify', withoutSetHTML],
  ...('setHTML' in Element.prototype ? [['setHTML', () => () => {}] as [string, () => () => void]] : []),
];

function withoutSetHTML(): () => void {
  const own = Object.getOwnPropertyDescriptor(Element.prototype, 'setHTML');
  if (own === undefined) return () => {};
  delete (Element.prototype as { setHTML?: unknown }).setHTML;
  return () => void Object.defineProperty(Element.prototype, 'setHTML', own);
}

for (const [way, enter] of ways) {
  describe(`the door for HTML, by ${way}`, () => {
    let leave: () => void;
    beforeEach(() => void (leave = enter()));
    afterEach(() => leave());
    const through = async (html: string) => {
      const box = document.createElement('div');
      box.append(await sanitise(html, BASE));
      return box.innerHTML;
    };

    const table: [string, string, string][] = [
      [
        'keeps an article',
        '<h2>عنوان</h2><p>نص <strong>مهم</strong></p>',
        '<h2>عنوان</h2><p>نص <strong>مهم</strong></p>',
      ],
      ['drops scripts with what is in them', '<p>نص</p><script>window.__xss=1</script>', '<p>نص</p>'],
      ['drops event handlers', '<p onclick="x()">نص</p>', '<p>نص</p>'],
      ['drops styles, classes and ids', '<p style="color:red" class="a" id="b">نص</p>', '<p>نص</p>'],
      [
        'drops frames and forms',
        '<iframe src="https://evil.invalid"></iframe><form><input></form><p>نص</p>',
        '<p>نص</p>',
      ],
      ['leaves the words of a link to javascript:', '<a href="javascript:x()">رابط</a>', 'رابط'],
      ['leaves the words of a link to data:', '<a href="data:text/html,x">رابط</a>', 'رابط'],
      [
        'resolves a relative link',
        '<a href="../b">رابط</a>',
        '<a href="https://example.org/b" rel="noopener">رابط</a>',
      ],
      ['keeps mail', '<a href="mailto:a@b.ma">رابط</a>', '<a href="mailto:a@b.ma" rel="noopener">رابط</a>'],
      ['keeps telephones', '<a href=" tel:+2125">رابط</a>', '<a href="tel:+2125" rel="noopener">رابط</a>'],
      ['leaves the words of a link to another scheme', '<a href="intent://x#Intent;end">رابط</a>', 'رابط'],
      ['lets no address stand where none is asked', '<p href="https://a.b/" src="https://a.b/c">نص</p>', '<p>نص</p>'],
      [
        'keeps an element that says it is another, as what it is',
        '<p is="comment-box">نص <b is="x-y">مهم</b></p>',
        '<p>نص <b>مهم</b></p>',
      ],
      [
        'drops what hides in a shadow',
        '<div>نص<template shadowrootmode="open" shadowrootclonable><a href="javascript:x()">x</a></template></div>',
        '<div>نص</div>',
      ],
      [
        'keeps what only looks like markup',
        '<p title="</style><img src=x>">نص</p>',
        '<p title="&lt;/style&gt;&lt;img src=x&gt;">نص</p>',
      ],
      [
        'reads a page that is not in quirks mode',
        '<p>نص<table><tr><td>x</table>',
        '<p>نص</p><div class="scroller" tabindex="0"><table><tbody><tr><td>x</td></tr></tbody></table></div>',
      ],
      ['drops a picture out of data:', '<p>نص<img src="data:image/png;base64,x"></p>', '<p>نص</p>'],
      ['drops paragraphs of nothing but U+00A0', '<p>نص</p><p>&nbsp;</p><p> </p>', '<p>نص</p>'],
      ['drops custom elements', '<comment-box>x</comment-box><p>نص</p>', '<p>نص</p>'],
      ['leaves the first heading to the page', '<h1 dir="rtl">عنوان</h1>', '<h2 dir="rtl">عنوان</h2>'],
      ['keeps the words of what folds', '<details><summary>أكثر</summary>نص</details>', 'أكثرنص'],
      [
        'keeps the picture of a picture',
        '<picture><source srcset="a.webp"><img src="https://a.b/c.jpg" alt=""></picture>',
        '<img alt="" src="https://a.b/c.jpg" loading="lazy" decoding="async" referrerpolicy="no-referrer">',
      ],
      ['drops what stands in for scripts', '<p>نص</p><noscript><img src="https://a.b/c.jpg"></noscript>', '<p>نص</p>'],
      ['unwraps what old editors left', '<center><font color="red">نص <big>كبير</big></font></center>', 'نص كبير'],
    ];
    for (const [what, html, clean] of table) {
      it(what, async () => expect(await through(html)).to.equal(clean));
    }

    const comments: [string, string, string][] = [
      [
        'keeps what the server makes of Markdown',
        '<blockquote>\n<p>قول<br>\nآخر</p>\n</blockquote>\n<p><strong>مهم</strong> <em>جدا</em> <code>a</code></p>\n<pre><code>b\n</code></pre>',
        '<blockquote>\n<p>قول<br>\nآخر</p>\n</blockquote>\n<p><strong>مهم</strong> <em>جدا</em> <code>a</code></p>\n<pre><code>b\n</code></pre>',
      ],
      [
        'gives links their rel, whatever they say of themselves',
        '<p><a href="https://a.example/" rel="author" target="_top">رابط</a></p>',
        '<p><a href="https://a.example/" rel="ugc nofollow noopener">رابط</a></p>',
      ],
      [
        'leaves the words of links that lead elsewhere',
        '<p><a href="javascript:x()">أ</a><a href="mailto:a@b.ma">ب</a><a href="/admin">ج</a><a href="data:text/html,x">د</a><a>ه</a></p>',
        '<p>أبجده</p>',
      ],
      [
        'drops what comments do not have',
        '<h1>ع</h1><img src="https://a.example/b.png"><p id="x" class="y" style="color:red" dir="ltr" href="https://a.example/">نص</p><table><tr><td>ج</td></tr></table><ul><li>ق</li></ul>',
        '<p>نص</p>',
      ],
    ];
    for (const [what, html, clean] of comments) {
      it(`of comments ${what}`, async () => {
        const box = document.createElement('div');
        box.append(sanitiseComment(html, await cleaner()));
        expect(box.innerHTML).to.equal(clean);
      });
    }

    it('makes pictures lazy, whole and from the web', async () => {
      const box = document.createElement('div');
      box.append(
        await sanitise('<img src="/demo/data/icon.svg" width="3" height="2" onerror="x()">', `${location.origin}/x/`),
      );
      const image = box.firstElementChild!;
      expect(image.getAttributeNames().toSorted()).to.deep.equal([
        'alt',
        'decoding',
        'height',
        'loading',
        'referrerpolicy',
        'src',
        'width',
      ]);
      expect(image.getAttribute('src')).to.equal(`${location.origin}/demo/data/icon.svg`);
    });

    it('runs and loads nothing, whatever is tried', async () => {
      const tries = [
        '<img src=x onerror="window.__xss=1">',
        '<svg onload="window.__xss=1"><script>window.__xss=1</script></svg>',
        '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=window.__xss=1&gt;">',
        '<form><math><mtext></form><form><mglyph><style></math><img src onerror=window.__xss=1>',
        '<noscript><p title="</noscript><img src=x onerror=window.__xss=1>">',
        '<details open ontoggle="window.__xss=1">',
        '<a href="&#106;avascript:window.__xss=1">x</a>',
        '<template><img src=x onerror=window.__xss=1></template>',
        '<video><source onerror="window.__xss=1"></video>',
        '<p><b><a href=" java\tscript:window.__xss=1">x</a></b></p>',
      ];
      const box = document.createElement('div');
      document.body.append(box);
      for (const html of tries) box.append(await sanitise(html, BASE), sanitiseComment(html, await cleaner()));
      for (const link of box.querySelectorAll('a')) link.click();
      await new Promise((resolve) => setTimeout(resolve, 50));
      expect((window as { __xss?: unknown }).__xss).to.equal(undefined);
      expect(
        box.querySelectorAll('script, svg, math, style, iframe, form, template, video, [onerror]').length,
      ).to.equal(0);
      box.remove();
    });
  });
}
