import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { articleId } from '../../src/model/identity.js';

const SITE = 'https://example.org';
const ARTICLE = `${SITE}/2020/04/fes-meknes`;
const ARABIC = `${SITE}/%D9%85%D9%82%D8%A7%D9%84`; // مقال
const HAMZA = `${SITE}/%D8%A3%D8%AE%D8%A8%D8%A7%D8%B1`; // أخبار

/** What addresses of one article look like in the wild: why, as given, as one. */
const VARIANTS: readonly (readonly [why: string, given: string, id: string])[] = [
  // Scheme, host and port.
  ['as it is', 'https://example.org/2020/04/fes-meknes', ARTICLE],
  ['http, before the site had a certificate', 'http://example.org/2020/04/fes-meknes', ARTICLE],
  ['capitals in scheme and host', 'HTTPS://Example.ORG/2020/04/fes-meknes', ARTICLE],
  ['capitals in a path are another article on most servers', `${SITE}/A`, `${SITE}/A`],
  ['with www', 'https://www.example.org/2020/04/fes-meknes', ARTICLE],
  ['with www and http', 'http://www.example.org/2020/04/fes-meknes', ARTICLE],
  ['www that is the domain itself', 'https://www.com/a', 'https://www.com/a'],
  ['www within a name', 'https://www2.example.org/a', 'https://www2.example.org/a'],
  ['a mobile host may be another site; its canonical link tells', 'https://m.example.org/a', 'https://m.example.org/a'],
  ['the port of http', 'http://example.org:80/2020/04/fes-meknes', ARTICLE],
  ['the port of https', 'https://example.org:443/2020/04/fes-meknes', ARTICLE],
  ['the port of https, said with http', 'http://example.org:443/2020/04/fes-meknes', ARTICLE],
  ['another port is another site', 'http://localhost:3000/a', 'https://localhost:3000/a'],
  ['an address in numbers', 'http://127.0.0.1:8080/a', 'https://127.0.0.1:8080/a'],
  ['an IPv6 address', 'http://[::1]:80/a', 'https://[::1]/a'],
  ['an Arabic host', 'https://مثال.إختبار/', 'https://xn--mgbh0fb.xn--kgbechtv/'],
  ['an Arabic host with its hamza apart', 'https://مثال.ا\u0655ختبار/', 'https://xn--mgbh0fb.xn--kgbechtv/'],
  ['an Arabic host in punycode', 'https://XN--mgbh0fb.xn--kgbechtv', 'https://xn--mgbh0fb.xn--kgbechtv/'],
  ['an Arabic host with www', 'http://www.مثال.إختبار/a', 'https://xn--mgbh0fb.xn--kgbechtv/a'],
  ['an ideographic full stop', 'https://example。org/2020/04/fes-meknes', ARTICLE],
  ['spaces around what was pasted', `  ${ARTICLE} \n`, ARTICLE],
  // The path.
  ['a closing slash', `${ARTICLE}/`, ARTICLE],
  ['several', `${ARTICLE}///`, ARTICLE],
  ['the front page', SITE, `${SITE}/`],
  ['the front page with its slash', `${SITE}/`, `${SITE}/`],
  ['slashes doubled by a template', `${SITE}//2020//04/fes-meknes`, ARTICLE],
  ['dot segments', `${SITE}/2020/./05/../04/fes-meknes`, ARTICLE],
  ['dot segments that are encoded', `${SITE}/2020/05/%2e%2E/04/fes-meknes`, ARTICLE],
  ['backslashes of Windows', 'https://example.org\\2020\\04\\fes-meknes', ARTICLE],
  ['index.html', `${ARTICLE}/index.html`, ARTICLE],
  ['index.htm', `${ARTICLE}/index.htm`, ARTICLE],
  ['index.php', `${ARTICLE}/index.php`, ARTICLE],
  ['Default.aspx', `${ARTICLE}/Default.aspx`, ARTICLE],
  ['the front page by its index file', `${SITE}/index.html`, `${SITE}/`],
  ['index.php that the article follows, in WordPress', `${SITE}/index.php/a`, `${SITE}/index.php/a`],
  ['a file of another name', `${SITE}/article-index.html`, `${SITE}/article-index.html`],
  ['an article about the index', `${SITE}/index`, `${SITE}/index`],
  ['an AMP page, which tells by its canonical link', `${SITE}/a/amp/`, `${SITE}/a/amp`],
  ['a trailing .html is another file', `${SITE}/a.html`, `${SITE}/a.html`],
  // Letters and how they are encoded.
  ['Arabic as people type it', `${SITE}/مقال`, ARABIC],
  ['Arabic as browsers print it', `${SITE}/%D9%85%D9%82%D8%A7%D9%84`, ARABIC],
  ['Arabic as WordPress prints it', `${SITE}/%d9%85%d9%82%d8%a7%d9%84/`, ARABIC],
  ['Arabic half encoded by an app', `${SITE}/مق%D8%a7ل`, ARABIC],
  ['alef with its hamza', `${SITE}/أخبار`, HAMZA],
  ['alef and hamza apart, as macOS names files', `${SITE}/ا\u0654خبار`, HAMZA],
  ['the same percent-encoded', `${SITE}/%D8%A7%D9%94%D8%AE%D8%A8%D8%A7%D8%B1`, HAMZA],
  ['the hamza encoded and the alef not', `${SITE}/ا%d9%94خبار`, HAMZA],
  ['tatweel is a letter to a server', `${SITE}/مـقال`, `${SITE}/%D9%85%D9%80%D9%82%D8%A7%D9%84`],
  ['ZWNJ of a Persian slug stays', `${SITE}/می\u200cشود`, `${SITE}/%D9%85%DB%8C%E2%80%8C%D8%B4%D9%88%D8%AF`],
  ['é in two ways', `${SITE}/cafe\u0301`, `${SITE}/caf%C3%A9`],
  ['letters encoded without need', `${SITE}/%61%7Eb%2Dc`, `${SITE}/a~b-c`],
  ['brackets, which PHP encodes and browsers do not', `${SITE}/a%281%29`, `${SITE}/a(1)`],
  ['a space', `${SITE}/a b`, `${SITE}/a%20b`],
  ['a slash that is part of a name', `${SITE}/a%2fb`, `${SITE}/a%2Fb`],
  ['a question mark that is part of a name', `${SITE}/a%3Fb`, `${SITE}/a%3Fb`],
  ['a mark after an encoded slash', `${SITE}/a%2F%cc%87`, `${SITE}/a%2F%CC%87`],
  ['windows-1256, which is no UTF-8', `${SITE}/%E3%de%C7%e1`, `${SITE}/%E3%DE%C7%E1`],
  ['a percent sign that encodes nothing', `${SITE}/100%`, `${SITE}/100%`],
  ['half of an escape before another', `${SITE}/%4%31`, `${SITE}/%4%31`],
  ['a percent sign that is encoded', `${SITE}/100%25`, `${SITE}/100%25`],
  // Fragment and query.
  ['a comment that is linked to', `${ARTICLE}#comment-7`, ARTICLE],
  ['an empty query', `${ARTICLE}?`, ARTICLE],
  ['a query of nothing', `${ARTICLE}?&&`, ARTICLE],
  ['Facebook', `${ARTICLE}?fbclid=IwAR0x-y_z`, ARTICLE],
  ['Facebook within the app', `${ARTICLE}/?mibextid=Zxz2cZ&fb_source=feed`, ARTICLE],
  ['a campaign', `${ARTICLE}?utm_source=newsletter&utm_medium=email&UTM_Campaign=x`, ARTICLE],
  ['a campaign through an escaped link', `${ARTICLE}?utm_source=a&amp;utm_medium=b`, ARTICLE],
  ['a campaign and what matters', `${SITE}/?p=123&utm_source=a`, `${SITE}/?p=123`],
  ['ads by Google', `${ARTICLE}?gclid=a&gbraid=b&wbraid=c&gad_source=1&gclsrc=aw.ds`, ARTICLE],
  ['ads by others', `${ARTICLE}?msclkid=a&yclid=b&ttclid=c&twclid=d&ScCid=e&rdt_cid=f`, ARTICLE],
  ['Google Search and Analytics', `${ARTICLE}?srsltid=a&_gl=1*b&_ga=2.3`, ARTICLE],
  ['Matomo', `${ARTICLE}?pk_campaign=a&mtm_source=b&piwik_kwd=c`, ARTICLE],
  ['mailers', `${ARTICLE}?mc_cid=a&mc_eid=b&_hsenc=c&_hsmi=d&mkt_tok=e&vero_id=f&__s=g&elqTrackId=h`, ARTICLE],
  ['Instagram', `${ARTICLE}?igsh=MWx&igshid=b`, ARTICLE],
  ['Twitter', `${ARTICLE}?ref_src=twsrc%5Etfw&ref_url=x`, ARTICLE],
  ['WeChat, to a friend', `${ARTICLE}?from=singlemessage&isappinstalled=0`, ARTICLE],
  ['WeChat, to a group and to all', `${ARTICLE}?from=groupmessage&from=timeline`, ARTICLE],
  ['from is a date to somebody else', `${SITE}/archive?from=2020-04-21`, `${SITE}/archive?from=2020-04-21`],
  ['the reply link of WordPress', `${SITE}/?p=123&replytocom=9#respond`, `${SITE}/?p=123`],
  ['AMP of WordPress, and back from there', `${ARTICLE}?amp=1&noamp=mobile`, ARTICLE],
  ['a plain permalink of WordPress', 'http://www.example.org/?p=123', `${SITE}/?p=123`],
  ['the same by its index file', `${SITE}/index.php?p=123`, `${SITE}/?p=123`],
  ['a page of WordPress', `${SITE}/?page_id=2`, `${SITE}/?page_id=2`],
  ['an old content system', `${SITE}/news.php?id=77&ref=4`, `${SITE}/news.php?id=77&ref=4`],
  ['the order of parameters', `${SITE}/a?lang=ar&id=7`, `${SITE}/a?id=7&lang=ar`],
  ['several of one name', `${SITE}/a?t=x&t=y`, `${SITE}/a?t=x&t=y`],
  ['a parameter without a value', `${SITE}/?مقال`, `${SITE}/?%D9%85%D9%82%D8%A7%D9%84`],
  ['Arabic in a query', `${SITE}/?n=%d9%85ق%D8%A7ل`, `${SITE}/?n=%D9%85%D9%82%D8%A7%D9%84`],
  ['an address in a query', `${SITE}/?u=https%3a%2f%2fa.b%2f%3fc%3Dd`, `${SITE}/?u=https:%2F%2Fa.b%2F%3Fc%3Dd`],
  ['what separates parameters, within one', `${SITE}/?a=b%26c%3dd`, `${SITE}/?a=b%26c%3Dd`],
  // Slugs.
  ['a slug', '  fes-meknes-2020  ', 'fes-meknes-2020'],
  ['an Arabic slug', 'مقال-أول', 'مقال-أول'],
  ['an Arabic slug with its hamza apart', 'مقال-ا\u0654ول', 'مقال-أول'],
];

const REFUSED: readonly (readonly [why: string, given: string])[] = [
  ['nothing', ''],
  ['spaces', '   '],
  ['a script', 'javascript:alert(1)'],
  ['another scheme', 'ftp://a/b'],
  ['a relative address', 'a/b'],
  ['a path upwards', '../x'],
  ['two words', 'a b'],
  ['a slug that begins with a sign', '-a'],
  ['an address without a host', 'https://'],
  ['a name and a password', 'https://u:p@a/'],
  ['a control character', 'a\u0000b'],
  ['a slug that is too long', 'a'.repeat(201)],
  ['an address that is too long', `https://a/${'x'.repeat(2048)}`],
];

/** Pieces that addresses are made of, and that break them. */
const pieces = fc.array(
  fc.oneof(
    fc.constantFrom(
      '/',
      '//',
      '.',
      '..',
      '%2e',
      'index.html',
      'www.',
      '?',
      '&',
      '=',
      '+',
      '#',
      'p=1',
      'utm_source=x',
      'amp;',
    ),
    fc.constantFrom(
      '%',
      '%4',
      '%25',
      '%2F',
      '%41',
      '%CC%81',
      '%D8%A7',
      '%d9%94',
      '%FF',
      '%E3%DE',
      'F',
      '1',
      '\\',
      '^',
      '|',
    ),
    fc.constantFrom('ا', 'أ', '\u0654', '\u0338', '\u0301', 'K', '😀', '\uD800'),
    fc.string({ unit: 'binary', maxLength: 5 }),
  ),
  { maxLength: 14 },
);
const hosts = fc.constantFrom(
  'example.org',
  'www.example.org',
  'www.www.com',
  'a.b:443',
  'a.b:80',
  'مثال.إختبار',
  '[::1]',
);
const addresses = fc
  .tuple(fc.constantFrom('http://', 'https://', 'HTTP://'), hosts, pieces)
  .map(([scheme, host, rest]) => `${scheme}${host}/${rest.join('')}`);
const paths = fc
  .array(fc.constantFrom('a', 'مقال', 'أخبار', 'café', '2020', 'x y', 'a(1)'), { maxLength: 4 })
  .map((segments) => `${SITE}/${segments.join('/')}`);
const tracking = fc.constantFrom(
  'fbclid=x',
  'utm_id=7',
  'gclid',
  'from=timeline',
  'amp;utm_term=ب',
  '_hsenc=%D8',
  '__s=',
);

describe('the identity of an article', () => {
  for (const [why, given, id] of VARIANTS) it(`is one: ${why}`, () => expect(articleId(given)).to.equal(id));

  for (const [why, given] of REFUSED) it(`is none: ${why}`, () => expect(articleId(given)).to.equal(undefined));

  it('changes nothing the second time, and nothing makes it fail', () => {
    const known = VARIANTS.map(([, given]): [string] => [given]);
    fc.assert(
      fc.property(fc.oneof(addresses, fc.string({ unit: 'binary' }), fc.webUrl()), (given) => {
        const id = articleId(given);
        if (id !== undefined) expect(articleId(id)).to.equal(id);
      }),
      { numRuns: 3000, examples: known },
    );
  });

  it('is the same wherever a reader came from, and to whatever place in the page', () => {
    fc.assert(
      fc.property(paths, fc.array(tracking), fc.string(), (address, parameters, fragment) => {
        const shared = `${address}?${parameters.join('&')}#${fragment.replace(/[^ -~]/g, '')}`.trim();
        expect(articleId(shared)).to.equal(articleId(address));
        expect(articleId(`${address}?${['p=1', ...parameters].join('&')}`)).to.equal(articleId(`${address}?p=1`));
      }),
      { numRuns: 500 },
    );
  });

  it('is the same in every spelling of its letters, its scheme, its host and its end', () => {
    fc.assert(
      fc.property(paths, (address) => {
        const id = articleId(address);
        const apart = address.normalize('NFD');
        for (const spelled of [
          apart,
          encodeURI(address),
          encodeURI(apart),
          encodeURI(apart).replace(/%\w\w/g, (escape) => escape.toLowerCase()),
          address.replace('https://', 'http://www.'),
          `${address}/`,
          `${address}/index.html`,
        ]) {
          expect(articleId(spelled)).to.equal(id);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('keeps apart what is not one article', () => {
    const apart = [
      '/a',
      '/A',
      '/a%2Fb',
      '/a/b',
      '/?p=1',
      '/?p=2',
      '/?page_id=1',
      '/?id=1',
      '/',
      '/a?p=1',
      '/index.php/a',
    ];
    expect(new Set(apart.map((path) => articleId(SITE + path))).size).to.equal(apart.length);
  });
});
