import { expect } from '@open-wc/testing';
import { ar } from '../../src/locales/ar.js';
import { localeOf } from '../../src/locales/any.js';

describe('counted nouns', () => {
  const locale = localeOf('ar', 'press', ar);
  const { comments, views, errors } = locale.messages;
  const table: [number, string][] = [
    [0, 'لا توجد تعليقات'],
    [1, 'تعليق واحد'],
    [2, 'تعليقان'],
    [3, '3 تعليقات'],
    [10, '10 تعليقات'],
    [11, '11 تعليقًا'],
    [99, '99 تعليقًا'],
    [100, '100 تعليق'],
    [102, '102 تعليق'],
    [103, '103 تعليقات'],
    [1082, '1٬082 تعليقًا'],
  ];
  for (const [number, text] of table) it(`says ${text}`, () => expect(locale.count(comments, number)).to.equal(text));

  it('speaks a number without its separator', () => {
    expect(locale.spoken(views, 1082)).to.equal('1082 مشاهدة');
  });

  it('gives the noun the verb it needs', () => {
    expect(locale.count(errors, 3)).to.equal('توجد 3 أخطاء');
    expect(locale.count(errors, 2)).to.equal('يوجد خطآن');
  });
});
