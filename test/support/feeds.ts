/** The same three articles as feeds of every kind, with the habits of real Arabic ones. */

export const FEED = 'https://site.example/feed/';

/** The newest first, in their normal form; the last has no date, and stands after the second in every feed. */
export const IDS = ['drought', 'lessons', 'prices'].map((name) => `https://site.example/2020/${name}`);

export const RSS = `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
  xmlns:media="http://search.yahoo.com/mrss/" xmlns:slash="http://purl.org/rss/1.0/modules/slash/">
<channel><title>الموقع</title><link>https://site.example/</link><language>en-US</language>
<item>
  <title>الأساتذة يواصلون الدروس &#8220;عن بعد&#8221; &amp;quot;اليوم&amp;quot;&nbsp;</title>
  <link>https://site.example/2020/lessons#more</link>
  <dc:creator><![CDATA[ليلى بنعمر]]></dc:creator>
  <pubDate>Mon, 20 Apr 2020 08:00:00 +0100</pubDate>
  <category><![CDATA[تعليم]]></category><category>المدرسة</category>
  <description><![CDATA[<p>كيف انتقلت المدرسة<br>إلى التعليم عن بعد [&#8230;]</p>
    <p>The post <a href="https://site.example/2020/lessons">الأساتذة</a> appeared first on <a href="/">الموقع</a>.</p>]]></description>
  <content:encoded><![CDATA[<p><img src="https://s.w.org/images/core/emoji/1.png"><img src="/pixel.gif" width="1" height="1">
    <img src="data:image/gif;base64,R0lGODlh" data-src="../pictures/class.jpg?never=asked" alt="قسم فارغ" width="1200" height="675"></p>
    <script>window.ranFromFeed = true</script><img src="/never-asked.png" onerror="window.ranFromFeed = true"><p>النص كاملًا</p>]]></content:encoded>
  <slash:comments>11</slash:comments>
</item>
<item>
  <title>أسعار الخضر</title><guid>https://site.example/2020/prices</guid><author>nobody@mail.example</author>
  <pubDate>Mon, 30 Nov -0001 00:00:00 +0000</pubDate><enclosure url="/prices.png" type="image/png"/>
</item>
<item>
  <title><![CDATA[الجفاف يؤخر الزراعة & يرفع <b>الأسعار</b>]]></title>
  <link>/2020/drought</link>
  <author>ali@mail.example (علي المنصوري)</author>
  <pubDate>الثلاثاء, 21 أبريل 2020 10:30:00 +0300</pubDate>
  <category>اقتصاد</category>
  <media:content url="small.jpg" medium="image" width="150" height="100"/>
  <media:content url="/large.jpg" type="image/jpeg" width="1200" height="800"/>
  <enclosure url="/episode.mp3" type="audio/mpeg" length="1"/>
  <slash:comments>0</slash:comments>
</item>
<item><guid isPermaLink="false">7</guid></item>
</channel></rss>`;

export const ATOM = `<feed xmlns="http://www.w3.org/2005/Atom" xmlns:thr="http://purl.org/syndication/thread/1.0" xml:lang="ar"
  xml:base="https://site.example/2020/"><title>الموقع</title><author><name>هيئة التحرير</name></author>
<entry><title type="html">الأساتذة يواصلون الدروس &amp;laquo;عن بعد&amp;raquo;</title><link rel="self" href="https://site.example/lessons.atom"/>
  <link href="lessons"/><published>2020-04-20T08:00:00+01:00</published><updated>2020-04-22T09:15:00+01:00</updated>
  <author><name>ليلى بنعمر</name><uri>https://site.example/layla</uri></author><category term="edu" label="تعليم"/>
  <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>النص كاملًا</p></div></content><thr:total>11</thr:total></entry>
<entry><title>أسعار الخضر</title><link rel="alternate" href="prices"/></entry>
<entry><title>الجفاف يؤخر الزراعة &amp; 5 &lt; 6</title><link href="drought"/><published>2020-04-21T10:30:00+03:00</published>
  <category term="اقتصاد"/><link rel="enclosure" type="image/jpeg" href="/large.jpg"/><thr:total>0</thr:total></entry></feed>`;

export const JSON_FEED = JSON.stringify({
  version: 'https://jsonfeed.org/version/1.1',
  language: 'ar',
  authors: [{ name: 'هيئة التحرير' }],
  items: [
    {
      id: '1',
      url: 'https://site.example/2020/lessons',
      title: 'الأساتذة يواصلون الدروس «عن بعد»',
      content_html: '<p>النص كاملًا</p>',
      date_published: '2020-04-20T08:00:00+01:00',
      tags: ['تعليم', 'المدرسة'],
    },
    { id: 'https://site.example/2020/prices', title: 'أسعار الخضر', date_published: 7, authors: 'x' },
    {
      id: '2',
      url: '/2020/drought',
      title: 'الجفاف يؤخر الزراعة & 5 < 6',
      content_text: 'سطر\nسطر & آخر',
      date_published: '2020-04-21T10:30:00+03:00',
      image: '/large.jpg',
      tags: ['اقتصاد'],
    },
    'not an item',
  ],
});

/** Arabic in windows-1256, of what is in RSS here. */
export function windows1256(text: string): Uint8Array<ArrayBuffer> {
  const decoder = new TextDecoder('windows-1256');
  const bytes = new Map(Array.from({ length: 256 }, (_, byte) => [decoder.decode(Uint8Array.of(byte)), byte]));
  return Uint8Array.from(text, (letter) => bytes.get(letter) ?? 0x3f);
}

export function utf16(text: string, bigEndian = false): Uint8Array<ArrayBuffer> {
  const view = new DataView(new ArrayBuffer(text.length * 2));
  for (let i = 0; i < text.length; i++) view.setUint16(i * 2, text.charCodeAt(i), !bigEndian);
  return new Uint8Array(view.buffer);
}
