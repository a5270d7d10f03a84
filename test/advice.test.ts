import { expect } from '@open-wc/testing';
import { advice } from '../src/advice.js';

describe('what a builder reads in the console', () => {
  it('is a sentence that says how to mend it, whatever was noted', () => {
    const said: readonly (readonly [noted: string, said: string])[] = [
      ['missing:', 'missing. Add <link rel="midad" href="https://…"> to the page, or source to the tag.'],
      ['address: ftp://a', '"ftp://a" is no http(s) address.'],
      ['level: 9', '"9" is no heading level. Use 1 to 6.'],
      ['numerals: roman', '"roman" is unknown. Use press, latn, arab, arabext, locale.'],
      [
        'taken: comment-box',
        "the page has its own <comment-box>. Load embed.js?prefix=midad, or use another name: define('x-comment-box', …).",
      ],
      ['answered: https://a.example/v1?a=1 502 ', 'https://a.example/v1 answered 502.'],
      ['headline:', 'the property holds no article with a headline.'],
      ['headline: /a.json', '/a.json holds no article with a headline.'],
      [`offline: ${location.origin}/a`, `${location.origin}/a could not be reached.`],
      [
        'offline: https://a.example/v1',
        `https://a.example/v1 could not be reached. Does it run, and allow ${location.origin} (CORS; MIDAD_ORIGINS)?`,
      ],
      [
        'refused: blocked_word answered: https://a.example/v1?x=1 422 no',
        'a comment was refused (blocked_word): https://a.example/v1 answered 422: no.',
      ],
    ];
    for (const [noted, sentence] of said) expect(advice(noted)).to.equal(sentence);
  });

  it('is what a page’s own source says, as it says it', () => {
    for (const words of ['No luck.', 'TypeError: no luck.', 'Why?']) expect(advice(words)).to.equal(words);
    expect(advice('no luck')).to.equal('no luck.');
  });
});
