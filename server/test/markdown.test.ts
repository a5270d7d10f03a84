import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { linksIn, renderMarkdown } from '../src/comments/markdown.js';

const REL = 'rel="ugc nofollow noopener"';

test('paragraphs, lines, emphasis, quotes, code and links are HTML', () => {
  for (const [text, html] of [
    ['سطر\nآخر\n\nفقرة', '<p>سطر<br>\nآخر</p>\n<p>فقرة</p>'],
    ['**مهم** و*لافت*', '<p><strong>مهم</strong> و<em>لافت</em></p>'],
    ['> قال\n> كذا\n\nقلت', '<blockquote>\n<p>قال<br>\nكذا</p>\n</blockquote>\n<p>قلت</p>'],
    ['`a < b`', '<p><code>a &lt; b</code></p>'],
    ['```js\na < b\n```', '<pre><code>a &lt; b\n</code></pre>'],
    ['[هنا](https://a.example/مقال "t")', `<p><a href="https://a.example/%D9%85%D9%82%D8%A7%D9%84" ${REL}>هنا</a></p>`],
    [
      'https://a.example/x?a=1&b=2',
      `<p><a href="https://a.example/x?a=1&amp;b=2" ${REL}>https://a.example/x?a=1&amp;b=2</a></p>`,
    ],
    ['<https://a.example/>', `<p><a href="https://a.example/" ${REL}>https://a.example/</a></p>`],
  ] as const) {
    assert.equal(renderMarkdown(text), html);
  }
});

test('everything else stays the text that it is', () => {
  for (const [text, html] of [
    ['<b>x</b><script>y</script>', '<p>&lt;b&gt;x&lt;/b&gt;&lt;script&gt;y&lt;/script&gt;</p>'],
    ['[x](javascript:alert(1))', '<p>[x](javascript:alert(1))</p>'],
    ['[x](data:text/html,y)', '<p>[x](data:text/html,y)</p>'],
    ['[x](//a.example)', '<p>[x](//a.example)</p>'],
    ['[x](mailto:me@mail.example) me@mail.example', '<p>[x](mailto:me@mail.example) me@mail.example</p>'],
    ['<me@mail.example>', '<p>&lt;me@mail.example&gt;</p>'],
    ['# x\n- y\n1. z', '<p># x<br>\n- y<br>\n1. z</p>'],
    ['main.py a.example', '<p>main.py a.example</p>'],
    ['&lt;b&gt;', '<p>&amp;lt;b&amp;gt;</p>'],
  ] as const) {
    assert.equal(renderMarkdown(text), html);
  }
});

test('whatever is written, only the tags that are promised come out, with their attributes, closed in order', () => {
  const piece = fc.constantFrom(
    '*',
    '**',
    '_',
    '`',
    '```',
    '\n',
    '\n\n',
    '> ',
    '[',
    ']',
    '(',
    ')',
    '<',
    '>',
    '"',
    "'",
    '&',
    '\\',
    '!',
    ' ',
    'https://a.example/',
    'javascript:',
    'onclick=',
    '<script>',
    'كلمة',
    'x',
    '\u200F',
    '&#106;',
  );
  const text = fc.array(fc.oneof(piece, fc.string({ maxLength: 3 })), { maxLength: 60 }).map((parts) => parts.join(''));
  const TAG =
    /<(\/?)(p|br|strong|em|blockquote|code|pre|a)((?: (?:href="https?:\/\/[^"<>\s]+"|rel="ugc nofollow noopener"))*)>|[^<>]+/gy;
  fc.assert(
    fc.property(text, (written) => {
      const html = renderMarkdown(written);
      const open: string[] = [];
      let end = 0;
      for (const match of html.matchAll(TAG)) {
        end = match.index + match[0].length;
        const [, closing, name] = match;
        if (name === undefined || name === 'br') continue;
        if (closing === '') open.push(name);
        else assert.equal(open.pop(), name);
      }
      assert.equal(end, html.length, html.slice(end));
      assert.deepEqual(open, []);
    }),
    { numRuns: 2000 },
  );
});

test('links are counted wherever they stand', () => {
  const text = '> [a](https://a.example)\n\nhttps://b.example `https://c.example` **<https://d.example>**';
  assert.deepEqual(linksIn(text), ['https://a.example', 'https://b.example', 'https://d.example']);
});
