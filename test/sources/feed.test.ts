/** What real feeds do, and what is shown of it. */
import { expect, waitUntil } from '@open-wc/testing';
import type { Article } from '../../src/model/article.js';
import { Feed } from '../../src/sources/feed.js';
import type { Problem } from '../../src/sources/source.js';
import { ATOM, FEED, IDS, JSON_FEED, RSS, utf16, windows1256 } from '../support/feeds.js';

describe('a feed', () => {
  const { fetch } = window;
  afterEach(() => void (window.fetch = fetch));

  async function read(body: BodyInit, type = 'application/rss+xml'): Promise<readonly Article[]> {
    window.fetch = async () => new Response(body, { headers: { 'Content-Type': type } });
    return (await new Feed(FEED).articles({ sort: 'latest', limit: 100 })).articles;
  }
  const refused = async (body: BodyInit, type?: string) =>
    read(body, type).then(
      () => 'read',
      (error: Problem) => error.code,
    );

  it('of RSS gives what it says: names without addresses, pictures, dates with their zone', async () => {
    const [drought, lessons, prices] = await read(RSS);
    expect(drought).to.deep.include({
      headline: 'الجفاف يؤخر الزراعة & يرفع الأسعار',
      id: IDS[0],
      author: [{ name: 'علي المنصوري', url: undefined }],
      datePublished: '2020-04-21T10:30:00+03:00',
      articleSection: 'اقتصاد',
      comments: 0,
    });
    expect(drought!.image).to.include({ url: 'https://site.example/large.jpg', width: 1200, height: 800 });
    expect(lessons).to.deep.include({
      headline: 'الأساتذة يواصلون الدروس “عن بعد” "اليوم"',
      url: 'https://site.example/2020/lessons#more',
      id: IDS[1],
      description: 'كيف انتقلت المدرسة إلى التعليم عن بعد…',
      keywords: ['تعليم', 'المدرسة'],
      comments: 11,
    });
    expect(lessons!.image).to.include({
      url: 'https://site.example/pictures/class.jpg?never=asked',
      width: 1200,
      alternateName: 'قسم فارغ',
    });
    expect(lessons!.body).to.include('النص كاملًا');
    expect(prices).to.deep.include({ id: IDS[2], author: [], datePublished: undefined, comments: undefined });
    expect(prices!.image?.url).to.equal('https://site.example/prices.png');
  });

  it('that is left at en-US says no language for Arabic headlines', async () => {
    expect((await read(RSS)).map(({ inLanguage }) => inLanguage)).to.deep.equal([undefined, undefined, undefined]);
    const [first] = await read(RSS.replace('en-US', 'ar-MA'));
    expect(first!.inLanguage).to.equal('ar-MA');
  });

  it('loads nothing and runs nothing that is in it', async () => {
    await read(RSS);
    await new Promise((resolve) => setTimeout(resolve, 100));
    const asked = performance.getEntriesByType('resource').filter(({ name }) => /never.?asked|pixel\.gif/.test(name));
    expect(asked).to.deep.equal([]);
    expect((window as { ranFromFeed?: unknown }).ranFromFeed).to.equal(undefined);
  });

  it('of Atom gives the same', async () => {
    const [drought, lessons, prices] = await read(ATOM);
    expect(drought).to.deep.include({ headline: 'الجفاف يؤخر الزراعة & 5 < 6', id: IDS[0], comments: 0 });
    expect(drought!.author).to.deep.equal([{ name: 'هيئة التحرير', url: undefined }]);
    expect(drought!.image?.url).to.equal('https://site.example/large.jpg');
    expect(lessons).to.deep.include({
      headline: 'الأساتذة يواصلون الدروس «عن بعد»',
      id: IDS[1],
      author: [{ name: 'ليلى بنعمر', url: 'https://site.example/layla' }],
      dateModified: '2020-04-22T09:15:00+01:00',
      description: 'النص كاملًا',
      articleSection: 'تعليم',
      inLanguage: 'ar',
      comments: 11,
    });
    expect(prices!.id).to.equal(IDS[2]);
  });

  it('of JSON gives the same, and plain text as paragraphs', async () => {
    const [drought, lessons, prices] = await read(JSON_FEED, 'application/feed+json');
    expect(drought).to.deep.include({ headline: 'الجفاف يؤخر الزراعة & 5 < 6', id: IDS[0] });
    expect(drought!.body).to.equal('<p>سطر</p><p>سطر & آخر</p>');
    expect(lessons).to.deep.include({ id: IDS[1], keywords: ['تعليم', 'المدرسة'], description: 'النص كاملًا' });
    expect(prices).to.deep.include({ id: IDS[2], datePublished: undefined });
  });

  it('of RSS 1.0 has its items beside the channel', async () => {
    const [only] =
      await read(`<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
      xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><dc:language>ar</dc:language></channel>
      <item><title>خبر</title><link>https://site.example/2020/drought</link><dc:date>2020-04-21T10:30:00Z</dc:date></item></rdf:RDF>`);
    expect(only).to.include({ headline: 'خبر', id: IDS[0], datePublished: '2020-04-21T10:30:00Z', inLanguage: 'ar' });
  });

  it('may begin with spaces and a mark, and hold characters that XML has not', async () => {
    expect((await read(`\uFEFF\n  ${RSS.replace('أسعار الخضر', 'أسعار\u000B الخضر')}`)).length).to.equal(3);
    expect(
      (await read(RSS.replace('?>', '?><!-- <!DOCTYPE in a comment, & not closed by a word -->'))).length,
    ).to.equal(3);
  });

  const arabic = RSS.replace('&#8220;عن بعد&#8221;', '"عن بعد"').replaceAll('ٌ', '');
  const declared = (name: string) => arabic.replace('encoding="UTF-8"', `encoding="${name}"`);
  for (const [what, body, type] of [
    ['windows-1256 by its declaration', windows1256(declared('windows-1256')), 'text/xml'],
    ['windows-1256 by Content-Type', windows1256(arabic.replace(/<\?.*\?>/, '')), 'text/xml; charset=windows-1256'],
    ['windows-1256 that its server calls UTF-8', windows1256(declared('windows-1256')), 'text/xml; charset=UTF-8'],
    ['UTF-8 that its server calls windows-1256', arabic, 'text/xml; charset=windows-1256'],
    ['UTF-8 that calls itself utf-16, as .NET does', declared('utf-16'), 'text/xml'],
    ['UTF-16 with a mark', utf16(`\uFEFF${declared('utf-16')}`), 'text/xml'],
    ['UTF-16 without', utf16(declared('utf-16'), true), 'text/xml; charset=utf-16'],
  ] as const) {
    it(`is read in ${what}`, async () => {
      const [drought, lessons] = await read(body, type);
      expect(drought!.headline).to.equal('الجفاف يؤخر الزراعة & يرفع الأسعار');
      expect(lessons!.headline).to.equal('الأساتذة يواصلون الدروس "عن بعد" "اليوم"');
    });
  }

  it('is read in iso-8859-6', async () => {
    const letters = new Map(
      Array.from({ length: 255 }, (_, byte) => [new TextDecoder('iso-8859-6').decode(Uint8Array.of(byte)), byte]),
    );
    const text = `<?xml version="1.0" encoding="ISO-8859-6"?><rss><channel><item><title>أسعار الخضر</title></item></channel></rss>`;
    const [only] = await read(Uint8Array.from(text, (letter) => letters.get(letter)!));
    expect(only!.headline).to.equal('أسعار الخضر');
  });

  it('is refused when it declares entities, is no XML, is in no encoding, or is something else', async () => {
    const laughs = `<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><rss><channel><item><title>&b;</title></item></channel></rss>`;
    expect(await refused(laughs)).to.equal('malformed');
    expect(await refused('<!doctype html><title>502</title>')).to.equal('malformed');
    expect(await refused(RSS.replace('</channel>', ''))).to.equal('malformed');
    expect(await refused('<opml><body/></opml>')).to.equal('malformed');
    expect(await refused(windows1256(RSS))).to.equal('malformed');
    expect(await refused('{"items": 7}')).to.equal('malformed');
    expect(await refused('{"items": [')).to.equal('malformed');
    expect(await refused('')).to.equal('malformed');
  });

  it('takes what stands unclosed as broken at once, however long it is', async () => {
    expect(await refused('<rss>' + '<![CDATA['.repeat(300_000))).to.equal('malformed');
    expect(await refused('<rss>' + '<!--'.repeat(300_000))).to.equal('malformed');
  });

  it('is read however long one of its texts is', async () => {
    const [only] = await read(
      `<rss><channel><item><title>خبر</title><description><![CDATA[${'نص طويل '.repeat(400_000)}]]></description></item></channel></rss>`,
    );
    expect(only!.body!.length).to.be.greaterThan(3_000_000);
  });

  it('is read where a page lets no text become HTML but by the policies it names', async () => {
    const frame = document.createElement('iframe');
    frame.srcdoc = `<!doctype html><html lang="ar"><meta http-equiv="Content-Security-Policy"
      content="require-trusted-types-for 'script'; trusted-types lit-html midad 'allow-duplicates'">
      <script type="module" src="/src/define/comment-count.ts"></script></html>`;
    document.body.append(frame);
    try {
      await new Promise((resolve) => frame.addEventListener('load', resolve));
      const said: string[] = [];
      const inside = frame.contentDocument!;
      inside.addEventListener('securitypolicyviolation', (event) => said.push(event.violatedDirective));
      frame.contentWindow!.fetch = async () => new Response(RSS);
      const count = inside.createElement('comment-count');
      count.setAttribute('source', FEED);
      count.setAttribute('article', IDS[1]!);
      inside.body.append(count);
      await waitUntil(() => count.shadowRoot?.querySelector('bdi')?.textContent === '11', undefined, { timeout: 8000 });
      expect(said).to.deep.equal([]);
    } finally {
      frame.remove();
    }
  });

  it('has a date where somebody wrote one that can be', async () => {
    const dates = [
      ['21 Apr 20 10:30 GMT', '2020-04-21T10:30:00Z'],
      ['Tue, 21 April 2020 10:30:00 EST', '2020-04-21T10:30:00-05:00'],
      ['2020-04-21 10:30:00', '2020-04-21T10:30:00'],
      ['2020/04/21', '2020-04-21'],
      ['Thu, 01 Jan 1970 00:00:00 +0000', undefined],
      ['Tue, 31 Feb 2020 10:30:00 GMT', undefined],
      ['Fri, 01 Jan 2199 00:00:00 GMT', undefined],
      ['أمس', undefined],
    ];
    for (const [said, iso] of dates) {
      const [only] = await read(
        `<rss><channel><item><title>خبر</title><pubDate>${said}</pubDate></item></channel></rss>`,
      );
      expect(only!.datePublished, said).to.equal(iso);
    }
  });

  it('gives an entry without a title its first words', async () => {
    const [only] = await read(
      '<rss><channel><item><description>باشر الأمين العام سلسلة اجتماعات</description></item></channel></rss>',
    );
    expect(only!.headline).to.equal('باشر الأمين العام سلسلة اجتماعات');
  });
});
