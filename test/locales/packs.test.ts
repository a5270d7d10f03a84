/** Every catalogue beside Arabic: it says all that Arabic says, with the plural forms and placeholders its language needs. */
import { expect } from '@open-wc/testing';
import { ar } from '../../src/locales/ar.js';
import type { Catalogue, OwnMessages } from '../../src/locales/catalogue.js';
import { LANGUAGES, supportedTag } from '../../src/locales/countries.js';
import { compactNumber } from '../../src/locales/compact.js';
import { formatAgo, formatDate } from '../../src/locales/dates.js';
import { localeOf } from '../../src/locales/any.js';
import { loadPack } from '../../src/locales/packs.js';

const OTHERS = LANGUAGES.filter((language) => language !== 'ar');
const placeholders = (text: string) => (text.match(/\{\w+\}/g) ?? []).sort().join();
const NOW = Date.parse('2020-08-21T12:00:00Z');
const SAID: Readonly<Record<string, readonly string[]>> = {
  en: ['1,082', '11 comments', 'August 21, 2020', '5 minutes ago', 'Yesterday'],
  fr: ['1\u202F082', '11 commentaires', '21 août 2020', 'Il y a 5 minutes', 'Hier'],
  fa: ['۱٬۰۸۲', '۱۱ دیدگاه', '۳۱ مرداد ۱۳۹۹', '۵ دقیقه پیش', 'دیروز'],
  ur: ['1,082', '11 تبصرے', '21 اگست، 2020', '5 منٹ پہلے', 'گزشتہ روز'],
  he: ['1,082', '11 תגובות', '21 באוגוסט 2020', 'לפני 5 דקות', 'אתמול'],
  ckb: ['١٬٠٨٢', '١١ لێدوان', '٢١ی ئابی ٢٠٢٠', '٥ خولەک لەمەوبەر', 'دوێنێ'],
};

// A key or a form that is missing does not compile.
const { retry: _retry, ...withoutKey } = ar;
const { few: _few, ...withoutForm } = ar.views;
type Arabic = Catalogue<'one' | 'two' | 'few' | 'many'>;
export const whole: Arabic = ar;
// @ts-expect-error retry is missing
export const noKey: Arabic = withoutKey;
// @ts-expect-error views has no few
export const noForm: Arabic = { ...ar, views: withoutForm };
// @ts-expect-error views is no text
export const noForms: OwnMessages = { views: 'مشاهدات' };

it('Kurdish is written as Kurdish in an engine that does not know it', async () => {
  const locale = localeOf('ckb', 'press', (await loadPack('ckb'))!);
  expect(compactNumber(1_234_567, locale)).to.equal('١٬٢٣٤٬٥٦٧');
  expect(formatDate('2020-04-21', locale, { calendar: 'hijri' })).to.equal('٢٨ شعبان ١٤٤١ هـ');
});

for (const language of OTHERS) {
  describe(`the words of ${language}`, () => {
    let pack: Catalogue;
    before(async () => void (pack = (await loadPack(language))!));

    it('are all there, with the placeholders of the Arabic ones', () => {
      const { longDate: _, ...texts } = pack;
      expect(Object.keys(texts)).to.have.members(Object.keys(ar));
      for (const [key, arabic] of Object.entries(ar)) {
        const said = pack[key as keyof typeof ar];
        if (typeof said !== 'string' || typeof arabic !== 'string') continue;
        expect(said, key).not.to.equal('');
        expect(placeholders(said), key).to.equal(placeholders(arabic));
      }
    });

    it('have a form for every plural category of the language, and no other', () => {
      // Kurdish is not known to every engine; its categories are English's.
      const known = Intl.PluralRules.supportedLocalesOf(language).length > 0 ? language : 'en';
      const categories = new Intl.PluralRules(known).resolvedOptions().pluralCategories;
      for (const [key, forms] of Object.entries(pack)) {
        if (typeof forms === 'string' || key === 'longDate') continue;
        expect(Object.keys(forms), key).to.have.members([...new Set(['zero', ...categories])]);
      }
    });

    it('are told with its own digits, dates and times', () => {
      const locale = localeOf(supportedTag(language)!, 'press', pack);
      const ago = (minutes: number) => formatAgo(NOW - minutes * 60_000, NOW, locale, { timeZone: 'UTC' });
      expect([
        locale.number(1082),
        locale.count(pack.comments, 11),
        formatDate('2020-08-21', locale),
        ago(5),
        ago(24 * 60),
      ]).to.deep.equal(SAID[language]);
    });
  });
}
