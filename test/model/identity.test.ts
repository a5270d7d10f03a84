import { expect } from '@open-wc/testing';
import { articleId } from '../../src/model/identity.js';

describe('the identity of an article', () => {
  const same: [string, string][] = [
    ['https://example.org/%d8%a3', 'https://example.org/%D8%A3'],
    ['https://example.org/أ', 'https://example.org/%D8%A3'],
    ['HTTPS://Example.ORG/a#comments', 'https://example.org/a'],
    ['https://مثال.إختبار/', 'https://xn--mgbh0fb.xn--kgbechtv/'],
    ['  fes-meknes-2020  ', 'fes-meknes-2020'],
    ['مقال-أول', 'مقال-أول'],
  ];
  for (const [given, id] of same) it(`takes ${given} as ${id}`, () => expect(articleId(given)).to.equal(id));

  const refused = [
    '',
    '   ',
    'javascript:alert(1)',
    'ftp://a/b',
    'a/b',
    '../x',
    'a b',
    '-a',
    'https://',
    'https://u:p@a/',
    'a\u0000b',
  ];
  for (const given of [...refused, 'a'.repeat(201), `https://a/${'x'.repeat(2048)}`]) {
    it(`refuses ${JSON.stringify(given).slice(0, 40)}`, () => expect(articleId(given)).to.equal(undefined));
  }

  it('changes nothing the second time', () => {
    for (const [given] of same) expect(articleId(articleId(given)!)).to.equal(articleId(given));
  });
});
