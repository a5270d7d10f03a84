import { expect } from '@open-wc/testing';
import type { Numerals } from '../../src/text/digits.js';
import { formatNumber, numberingSystem } from '../../src/text/numerals.js';

describe('numerals', () => {
  const table: [number, Numerals, string, string][] = [
    [0, 'press', 'ar', '0'],
    [1082, 'press', 'ar', '1٬082'],
    [1234567, 'press', 'ar-MA', '1٬234٬567'],
    [1082, 'press', 'ar-EG', '1٬082'],
    [1082, 'latn', 'ar-EG', '1,082'],
    [1082, 'arab', 'ar-MA', '١٬٠٨٢'],
    [1082, 'arabext', 'ar', '۱٬۰۸۲'],
    [1082, 'locale', 'ar', '1,082'],
    [1082, 'locale', 'ar-MA', '1.082'],
    [1082, 'locale', 'ar-EG', '١٬٠٨٢'],
    [999, 'locale', 'ar-SA', '٩٩٩'],
  ];
  for (const [number, numerals, tag, text] of table) {
    it(`writes ${number} in ${numerals} for ${tag} as ${text}`, () => {
      expect(formatNumber(number, numerals, tag)).to.equal(text);
    });
  }

  it('pins a numbering system for every country', () => {
    expect(numberingSystem('locale', 'ar-LB')).to.equal('arab');
    expect(numberingSystem('locale', 'ar-AE')).to.equal('latn');
    expect(numberingSystem('press', 'ar-EG')).to.equal('latn');
  });
});
