/** The vectors as the pages of the tests ask for them: those that are written down, and those that a grammar makes. */
import { readFileSync } from 'node:fs';
import fc from 'fast-check';

const CORPUS = new URL('../corpora/xss.json', import.meta.url);
const MADE = 300;

const code = fc.constantFrom('window.__xss=1', 'window.__xss&#61;1', 'alert(1)');
const space = fc.constantFrom(' ', '\t', '\n', '\f', '/', ' \r', '\u00a0', '');
const tag = fc.constantFrom(
  ...'p a b div img td table tr li ul h1 blockquote span figure bdi font picture details summary'.split(' '),
  ...'svg math style script template iframe form input select option textarea title noscript xmp'.split(' '),
  ...'mtext mglyph mi annotation-xml foreignObject desc use animate set image body html head frameset'.split(' '),
  ...'object embed link meta base video audio source marquee plaintext button x-y comment-box'.split(' '),
);
const letters = fc.constantFrom('x', 'نص', '<', '>', '"', "'", '&', '&lt;', '&quot;', '-->', ']]>', '\0', '</p>');
const address = fc
  .tuple(
    fc.constantFrom('', ' ', '\u0001', '\n', '//', 'https:', 'feed:'),
    fc.constantFrom(
      'javascript:',
      'JAVA\tSCRIPT:',
      '&#106;avascript:',
      'data:text/html,',
      'vbscript:',
      'evil.invalid/',
    ),
    code,
  )
  .map((parts) => parts.join(''));
const attribute = fc.oneof(
  fc.tuple(fc.constantFrom('href', 'src', 'srcset', 'action', 'data', 'xlink:href', 'background', 'srcdoc'), address),
  fc.tuple(
    fc.constantFrom('onclick', 'onerror', 'onload', 'onfocus', 'ontoggle', 'ONMOUSEOVER', 'onanimationend'),
    code,
  ),
  fc.tuple(
    fc.constantFrom('style', 'id', 'name', 'is', 'class', 'title', 'lang', 'shadowrootmode', 'encoding', 'part'),
    fc.oneof(letters, fc.constantFrom('open', 'x-y', 'attributes', 'text/html', 'background:url(//evil.invalid)')),
  ),
);
const written = fc
  .tuple(attribute, fc.constantFrom('"', "'", ''), space)
  .map(([[name, value], quote, before]) => `${before || ' '}${name}=${quote}${value}${quote}`);
const { html } = fc.letrec((tie) => ({
  html: fc.array(tie('piece'), { minLength: 1, maxLength: 5 }).map((pieces) => pieces.join('')),
  piece: fc.oneof(
    { maxDepth: 5 },
    { weight: 1, arbitrary: letters },
    { weight: 1, arbitrary: code.map((text) => `<script>${text}</script>`) },
    { weight: 1, arbitrary: tie('html').map((inside) => `<!--${inside}-->`) },
    // Now and then not closed, or closed by another.
    {
      weight: 6,
      arbitrary: fc
        .tuple(tag, fc.array(written, { maxLength: 3 }), tie('html'), fc.option(tag), fc.boolean())
        .map(
          ([name, attributes, inside, other, closed]) =>
            `<${name}${attributes.join('')}>${inside}${closed ? `</${other ?? name}>` : ''}`,
        ),
    },
  ),
}));

/** Serves `/test/xss/vectors.json`. */
export function vectors() {
  const seed = Number(process.env.XSS_SEED ?? Math.floor(Math.random() * 2 ** 31));
  const known = JSON.parse(readFileSync(CORPUS, 'utf8'));
  const made = fc.sample(html, { numRuns: MADE, seed });
  return {
    name: 'xss-vectors',
    serverStart: () => console.log(`${known.length} vectors and ${made.length} made of the seed ${seed}.`),
    serve: ({ path }) =>
      path === '/test/xss/vectors.json' ? { body: JSON.stringify([...known, ...made]), type: 'json' } : undefined,
  };
}
