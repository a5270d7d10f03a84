import { expect } from '@open-wc/testing';
import { ar } from '../../src/locales/ar.js';
import { formatAgo } from '../../src/locales/dates.js';
import { localeOf } from '../../src/locales/any.js';

describe('dates', () => {
  const table: [string, string][] = [
    ['ar', '21 أغسطس 2020'],
    ['ar-MA', '21 غشت 2020'],
    ['ar-DZ', '21 أوت 2020'],
    ['ar-LB', '21 آب 2020'],
    ['ar-MR', '21 أغشت 2020'],
    ['ar-SA', '21 أغسطس 2020'],
  ];
  for (const [tag, text] of table) {
    it(`writes a day in ${tag} as ${text}`, () => expect(localeOf(tag, 'press', ar).date('2020-08-21')).to.equal(text));
  }

  it("writes a country's digits when asked", () => {
    expect(localeOf('ar-EG', 'locale', ar).date('2020-08-21')).to.equal('٢١ أغسطس ٢٠٢٠');
    expect(localeOf('ar-SA', 'arab', ar).date('2020-08-21')).to.equal('٢١ أغسطس ٢٠٢٠');
  });

  it('writes nothing for no date', () => expect(localeOf('ar', 'press', ar).date(undefined)).to.equal(''));

  it('writes nothing for what is no date', () => {
    for (const date of ['', 'أمس', '21/04/2020', '2020-02-30', '2020-13-01', '2020-04-21T25:00Z', Number.NaN]) {
      expect(localeOf('ar', 'press', ar).date(date)).to.equal('');
      expect(formatAgo(date, Date.now(), localeOf('ar', 'press', ar))).to.equal('');
    }
  });

  it('tells the time that has passed, then the date', () => {
    const now = Date.parse('2020-08-21T12:00:00Z');
    const locale = localeOf('ar', 'press', ar);
    const before = (minutes: number) =>
      formatAgo(now - minutes * 60_000, now, locale, { smallest: 'minute', largest: 'day' });
    expect(before(-5)).to.equal('الآن');
    expect(before(0.5)).to.equal('الآن');
    expect(before(1)).to.equal('قبل دقيقة واحدة');
    expect(before(2)).to.equal('قبل دقيقتين');
    expect(before(5)).to.equal('قبل 5 دقائق');
    expect(before(11)).to.equal('قبل 11 دقيقة');
    expect(before(60)).to.equal('قبل ساعة واحدة');
    expect(before(3 * 60)).to.equal('قبل 3 ساعات');
    expect(before(24 * 60)).to.equal('أمس');
    expect(before(49 * 60)).to.equal('أول أمس');
    expect(before(6 * 24 * 60)).to.equal('قبل 6 أيام');
    expect(before(8 * 24 * 60)).to.equal('13 أغسطس 2020');
  });
});
