import { expect } from '@open-wc/testing';
import { LIMITS, type CommentDraft } from '../../src/model/draft.js';
import { checkComment } from '../../src/text/check.js';

const GOOD: CommentDraft = { text: 'شكرا.', name: 'ليلى', email: 'leila@example.ma', url: '' };

describe('a comment before it is sent', () => {
  it('can be sent when it is right', () => {
    expect(checkComment(GOOD)).to.deep.equal({});
    expect(checkComment({ ...GOOD, url: 'https://example.ma/', text: 'سطر\n\tوآخر' })).to.deep.equal({});
  });

  const wrong: [Partial<CommentDraft>, object][] = [
    [{ text: ' \n' }, { text: 'valueMissing' }],
    [{ name: '' }, { name: 'valueMissing' }],
    [{ email: '' }, { email: 'valueMissing' }],
    [{ email: 'leila' }, { email: 'typeMismatch' }],
    [{ email: 'ليلى@example.ma' }, { email: 'typeMismatch' }],
    [{ email: 'a@b c.ma' }, { email: 'typeMismatch' }],
    [{ url: 'javascript:alert(1)' }, { url: 'typeMismatch' }],
    [{ url: 'موقعي' }, { url: 'typeMismatch' }],
    [{ name: 'ل'.repeat(LIMITS.name + 1) }, { name: 'tooLong' }],
    [{ text: '👍'.repeat(LIMITS.text + 1) }, { text: 'tooLong' }],
    [{ text: 'نص\u0000' }, { text: 'controlCharacters' }],
    [{ name: 'ليلى\nبنعمر' }, { name: 'controlCharacters' }],
  ];
  for (const [fields, errors] of wrong) {
    it(`is refused for ${JSON.stringify(errors)}`, () =>
      expect(checkComment({ ...GOOD, ...fields })).to.deep.equal(errors));
  }

  it('counts characters as readers do, however many code points each has', () => {
    const family = '👨‍👩‍👧‍👦';
    const shadda = 'مُحَمَّدٌّ'.normalize('NFC');
    const letters = 'محمد'.length;
    for (const [text, name] of [
      ['👍'.repeat(LIMITS.text), '👍'.repeat(LIMITS.name)],
      [`${'م'.repeat(LIMITS.text - 1)}${family}`, family.repeat(LIMITS.name)],
      [shadda.repeat(LIMITS.text / letters), shadda.repeat(LIMITS.name / letters)],
      ['بَّ'.repeat(LIMITS.text), 'بَّ'.repeat(LIMITS.name)],
    ] as const) {
      expect(checkComment({ ...GOOD, text, name })).to.deep.equal({});
      const longer = { ...GOOD, text: `${text}م`, name: `${name}م` };
      expect(checkComment(longer)).to.deep.equal({ text: 'tooLong', name: 'tooLong' });
    }
  });

  it('is not tired by one character of a megabyte', () => {
    for (const mark of ['\u064E', '\u064E\u0651\u0670', '\u200D']) {
      const text = `م${mark.repeat(1_000_000 / mark.length)}`;
      expect(checkComment({ ...GOOD, text, name: text })).to.deep.equal({ text: 'tooLong', name: 'tooLong' });
    }
  });
});
