import { expect } from '@open-wc/testing';
import { cleanName, cleanText, visibleText } from '../../src/text/clean.js';

describe('cleaning', () => {
  it('takes bidi overrides and invisible characters out of a comment', () => {
    expect(cleanText('\u202Eمرحبا\u2066 بك\u200B\uFEFF')).to.equal('مرحبا بك');
  });
  it('keeps what Arabic, Persian and emoji need', () => {
    expect(cleanText('می\u200Cخواهم 👨\u200D👩\u200D👧 \u200Fنعم')).to.equal(
      'می\u200Cخواهم 👨\u200D👩\u200D👧 \u200Fنعم',
    );
  });
  it('keeps paragraphs and drops empty room', () => {
    expect(cleanText('  أول \r\n\r\n\n\nثان\t\nثالث  ')).to.equal('أول\n\nثان\nثالث');
  });
  it('puts a name on one line, without marks of direction', () => {
    expect(cleanName(' ليلى\n\u200Fبنعمر\u061C ')).to.equal('ليلى بنعمر');
  });
  it('gives letters and marks that an invisible character kept apart back to each other', () => {
    expect(cleanText('a\u200B\u0301')).to.equal('\u00E1');
  });
  it('cuts short what is piled up or repeated, and no number, emoji or address', () => {
    expect(cleanText('ه'.repeat(40))).to.equal('ه'.repeat(10));
    expect(cleanText(`م${'\u064E'.repeat(9)}`)).to.equal(`م${'\u064E'.repeat(4)}`);
    for (const text of ['1000000000000', '👍'.repeat(12), 'https://a.ma/aaaaaaaaaaaaaaaa']) {
      expect(cleanText(text)).to.equal(text);
    }
  });
  it('shows first what a form must refuse, then stores without it', () => {
    expect(visibleText('نص\u0007')).to.equal('نص\u0007');
    expect(cleanText('نص\u0007\tنص')).to.equal('نص\tنص');
    expect(cleanName('لي\u0000لى\tبنعمر')).to.equal('ليلى بنعمر');
  });
  it('changes nothing the second time', () => {
    const messy = '\u202Aنص\u202C \u00ADمع \r\n أسطر \n\n\n كثيرة';
    expect(cleanText(cleanText(messy))).to.equal(cleanText(messy));
  });
});
