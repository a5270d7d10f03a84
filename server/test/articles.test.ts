import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { parseArticle } from '../../src/model/article.js';
import type { FoundArticle } from '../src/feeds/found.js';
import { fieldErrors, openApi, type Api } from './support/api.js';
import { onEachDatabase } from './support/databases.js';

const DAY = 24 * 60 * 60 * 1000;

onEachDatabase((database) => {
  let api: Api;
  before(async () => (api = await openApi(database())));
  after(() => api.close());

  const at = (days: number) => new Date(Date.now() - days * DAY).toISOString();
  const found = (slug: string, more: Partial<FoundArticle> = {}): FoundArticle => ({
    article: `https://news.example/${slug}`,
    url: `https://news.example/${slug}`,
    headline: slug,
    authors: [],
    keywords: [],
    ...more,
  });
  const slugs = (json: { articles: { id: string }[] }) =>
    json.articles.map(({ id }) => id.replace('https://news.example/', ''));
  const list = async (query: Record<string, string>) => slugs((await api.get('/v1/articles', query)).json);
  /** Every page of a list, a few at a time. */
  const pages = async (query: Record<string, string>, between = async () => {}) => {
    const all: string[] = [];
    for (let cursor: string | undefined = ''; cursor !== undefined; await between()) {
      const { json }: { json: any } = await api.get('/v1/articles', { ...query, ...(cursor && { cursor }) });
      all.push(...slugs(json));
      cursor = json.next;
    }
    return all;
  };

  test('an article comes as the elements read it, with its counts', async () => {
    const whole = found('whole', {
      headline: 'افتتاح معرض الكتاب',
      description: 'فتح المعرض أبوابه.',
      section: 'ثقافة',
      authors: [{ name: 'ليلى بنعمر', url: 'https://news.example/layla' }, { name: 'سعيد' }],
      datePublished: '2020-04-21T18:30:00+01:00',
      image: { url: 'https://cdn.example/book.jpg', width: 1200, height: 675, alt: 'رفوف' },
      keywords: ['كتاب', 'معرض'],
      language: 'ar-MA',
    });
    await api.store.pages.put([whole, found('bare', { datePublished: '2020-04-20' })]);
    await api.post('/v1/views', { article: whole.article });
    await api.comment({ article: whole.article });
    const { json, headers } = await api.get('/v1/articles/one', { article: `${whole.article}#top` });
    assert.deepEqual(json, {
      id: whole.article,
      headline: 'افتتاح معرض الكتاب',
      url: whole.url,
      description: 'فتح المعرض أبوابه.',
      articleSection: 'ثقافة',
      author: whole.authors,
      datePublished: '2020-04-21T18:30:00+01:00',
      image: { url: 'https://cdn.example/book.jpg', width: 1200, height: 675, alternateName: 'رفوف' },
      keywords: ['كتاب', 'معرض'],
      inLanguage: 'ar-MA',
      views: 1,
      comments: 1,
    });
    assert.equal(headers.get('Cache-Control'), 'public, max-age=30');
    const { author, ...rest } = parseArticle(json)!;
    assert.deepEqual(author, [whole.authors[0], { name: 'سعيد', url: undefined }]);
    assert.deepEqual([rest.views, rest.comments, rest.image?.alternateName], [1, 1, 'رفوف']);
    const bare = (await api.get('/v1/articles/one', { article: 'https://news.example/bare' })).json;
    assert.deepEqual(bare, {
      id: 'https://news.example/bare',
      headline: 'bare',
      url: 'https://news.example/bare',
      author: [],
      datePublished: '2020-04-20',
      keywords: [],
      views: 0,
      comments: 0,
    });
  });

  test('an article that no feed has told of', async () => {
    await api.post('/v1/views', { article: 'only-viewed' });
    for (const article of ['only-viewed', 'https://news.example/nothing']) {
      const { status, json } = await api.get('/v1/articles/one', { article });
      assert.deepEqual([status, json.code], [404, 'not_found']);
    }
    assert.deepEqual(fieldErrors(await api.get('/v1/articles/one')), ['article:valueMissing']);
  });

  test('the latest first, those without a date as they were found, in the order of their feed', async () => {
    const section = 'ترتيب';
    await api.store.pages.put([
      found('o-undated-1', { section }),
      found('o-old', { section, datePublished: at(3) }),
      found('o-undated-2', { section }),
      found('o-new', { section, datePublished: at(-0.5) }),
      found('o-day', { section, datePublished: '2020-01-02' }),
      found('o-zone', { section, datePublished: '2020-01-02T03:00:00+04:00' }),
    ]);
    const order = ['o-new', 'o-undated-1', 'o-undated-2', 'o-old', 'o-day', 'o-zone'];
    assert.deepEqual(await list({ section }), order);
    // Found again, it is no newer.
    await api.store.pages.put([found('o-undated-2', { section })]);
    assert.deepEqual(await list({ section }), order);
    assert.deepEqual(await list({ section, days: '2' }), order.slice(0, 3));
    assert.deepEqual(await list({ section, sort: 'latest', limit: '1' }), ['o-new']);
  });

  test('what one feed leaves out another has said', async () => {
    const rich = found('merged', {
      headline: 'قديم',
      description: 'وصف',
      section: 'دمج',
      authors: [{ name: 'كاتب' }],
      datePublished: '2021-01-01',
      image: { url: 'https://cdn.example/a.jpg', width: 10, height: 20, alt: 'صورة' },
      keywords: ['وسم'],
      language: 'ar',
    });
    await api.store.pages.put([rich]);
    await api.store.pages.put([found('merged', { headline: 'جديد', image: { url: 'https://cdn.example/a.jpg' } })]);
    const { json } = await api.get('/v1/articles/one', { article: rich.article });
    assert.deepEqual(json.image, { url: 'https://cdn.example/a.jpg', width: 10, height: 20, alternateName: 'صورة' });
    assert.deepEqual(
      [json.headline, json.description, json.author, json.keywords, json.datePublished],
      ['جديد', 'وصف', [{ name: 'كاتب' }], ['وسم'], '2021-01-01'],
    );
    assert.deepEqual(await list({ search: 'جديد وصف وسم', section: 'دمج' }), ['merged']);
    assert.deepEqual(await list({ search: 'قديم', section: 'دمج' }), []);
    await api.store.pages.put([found('merged', { headline: 'جديد', image: { url: 'https://cdn.example/b.jpg' } })]);
    const other = (await api.get('/v1/articles/one', { article: rich.article })).json;
    assert.deepEqual(other.image, { url: 'https://cdn.example/b.jpg' });
  });

  test('the most viewed, the most discussed, and of a week only', async () => {
    const section = 'أرقام';
    const days = { 'n-1': 1, 'n-2': 2, 'n-3': 3, 'n-old': 20 };
    await api.store.pages.put(
      Object.entries(days).map(([slug, day]) => found(slug, { section, datePublished: at(day) })),
    );
    await api.store.views.raise(
      Object.entries({ 'n-2': 5, 'n-3': 70, 'n-old': 900 }).map(([slug, views]) => ({
        article: `https://news.example/${slug}`,
        views,
      })),
    );
    for (const slug of ['n-1', 'n-2', 'n-2'])
      await api.comment({ article: `https://news.example/${slug}`, text: slug });
    assert.deepEqual(await list({ section, sort: 'views' }), ['n-old', 'n-3', 'n-2', 'n-1']);
    assert.deepEqual(await list({ section, sort: 'views', days: '7' }), ['n-3', 'n-2', 'n-1']);
    assert.deepEqual(await list({ section, sort: 'comments' }), ['n-2', 'n-1', 'n-3', 'n-old']);
    const { json } = await api.get('/v1/articles', { section, sort: 'comments', limit: '2' });
    assert.deepEqual(
      json.articles.map((one: { views: number; comments: number }) => [one.views, one.comments]),
      [
        [5, 2],
        [0, 1],
      ],
    );
    assert.deepEqual(await pages({ section, sort: 'comments', limit: '1' }), ['n-2', 'n-1', 'n-3', 'n-old']);
    assert.deepEqual(await pages({ section, sort: 'views', limit: '3' }), ['n-old', 'n-3', 'n-2', 'n-1']);
  });

  test('a ranking that many ask for at once is made once, and again a little later', async (context) => {
    const [one, other] = ['k-1', 'k-2'].map((slug) => found(slug, { section: 'تزاحم' }));
    await api.store.pages.put([one!, other!]);
    const made = context.mock.method(api.store.pages, 'list');
    const query = { section: 'تزاحم', sort: 'views' };
    const answers = await Promise.all(Array.from({ length: 20 }, () => list(query)));
    assert.deepEqual(new Set(answers.map(String)), new Set(['k-1,k-2']));
    assert.equal(made.mock.callCount(), 1);
    await api.post('/v1/views', { article: other!.article });
    context.mock.timers.enable({ apis: ['Date'], now: Date.now() + 6000 });
    assert.deepEqual(await list(query), ['k-2', 'k-1']);
    assert.equal(made.mock.callCount(), 2);
  });

  test('a section and a keyword in any spelling, and none of another', async () => {
    await api.store.pages.put([
      found('s-1', { section: 'الإقتصاد و المال', keywords: ['الذكاء الاصطناعي', 'C++'], datePublished: at(1) }),
      found('s-2', { section: 'الاقتصاد', keywords: ['الذكاء'], datePublished: at(2) }),
    ]);
    assert.deepEqual(await list({ section: 'الاقتصاد  و المال' }), ['s-1']);
    assert.deepEqual(await list({ section: 'الإقتصاد' }), ['s-2']);
    assert.deepEqual(await list({ tag: 'الذّكاء الإصطناعى' }), ['s-1']);
    assert.deepEqual(await list({ tag: 'الذكاء' }), ['s-2']);
    assert.deepEqual(await list({ tag: 'c++', section: 'الإقتصاد و المال' }), ['s-1']);
    for (const query of [{ tag: '%' }, { tag: '_' }, { section: '!!' }, { tag: 'الذكاء-الاصطناعي%' }]) {
      assert.deepEqual(await list(query), query.tag === 'الذكاء-الاصطناعي%' ? ['s-1'] : []);
    }
  });

  test('a search finds all words in any spelling, where they begin, with and without their particles', async () => {
    const section = 'بحث';
    await api.store.pages.put([
      found('q-text', { section, headline: 'خبر', description: 'والمغرب يستعد للمونديال', datePublished: at(1) }),
      found('q-title', { section, headline: 'المَغْرِب يستعدّ لكأس العالم 2030', datePublished: at(5) }),
      found('q-tag', { section, headline: 'سباق', keywords: ['ألعاب القوى', 'المغرب'], datePublished: at(3) }),
      found('q-other', { section, headline: 'التغريبة', datePublished: at(2) }),
      found('q-number', { section, headline: 'بيع 1٬082 تذكرة', datePublished: at(4) }),
      found('q-latin', { section, headline: 'Île de Gorée', datePublished: at(6) }),
    ]);
    const search = (words: string) => list({ section, search: words });
    // Those that have it in the headline come first, then the latest.
    assert.deepEqual(await search('المغرب'), ['q-title', 'q-text', 'q-tag']);
    assert.deepEqual(await search('مغرب'), ['q-title', 'q-text', 'q-tag']);
    assert.deepEqual(await search('الـمـغـرب'), ['q-title', 'q-text', 'q-tag']);
    assert.deepEqual(await search('المغر يستع'), ['q-title', 'q-text']);
    assert.deepEqual(await search('العاب مغرب'), ['q-tag']);
    assert.deepEqual(await search('المغرب سباق كتاب'), []);
    assert.deepEqual(await search('غرب'), []);
    assert.deepEqual(await search('مونديال'), ['q-text']);
    assert.deepEqual(await search('١٠٨٢'), ['q-number']);
    assert.deepEqual(await search('ÎLE gorée'), ['q-latin']);
    assert.deepEqual(await search('المغرب، «يستعد»!'), ['q-title', 'q-text']);
    for (const nothing of ['؟', '%', '_', '%%%', "' or 1=1 --"]) assert.deepEqual(await search(nothing), [], nothing);
    assert.deepEqual(await list({ section, search: 'المغرب', sort: 'latest' }), ['q-text', 'q-tag', 'q-title']);
    assert.deepEqual(await pages({ section, search: 'المغرب', limit: '1' }), ['q-title', 'q-text', 'q-tag']);
  });

  test('what is related shares keywords, section or words of the headline, and is not the article itself', async () => {
    await api.store.pages.put([
      found('r', { section: 'فلاحة', headline: 'موسم الزيتون يبدأ', keywords: ['زيتون'], datePublished: at(1) }),
      found('r-tag', { section: 'اقتصاد٢', headline: 'أسعار', keywords: ['الزيتون', 'زيتون'], datePublished: at(9) }),
      found('r-both', { section: 'فلاحة', headline: 'خبر', keywords: ['زيتون'], datePublished: at(8) }),
      found('r-section-old', { section: 'فلاحة', headline: 'قمح', datePublished: at(7) }),
      found('r-section-new', { section: 'فلاحة', headline: 'شعير', datePublished: at(2) }),
      found('r-words', { section: 'س', headline: 'الزيتون في موسم الجفاف', datePublished: at(1) }),
      found('r-none', { section: 'ص', headline: 'الزيتون', datePublished: at(1) }),
    ]);
    const article = 'https://news.example/r';
    const related = ['r-both', 'r-tag', 'r-words', 'r-section-new', 'r-section-old'];
    assert.deepEqual(await list({ related: article }), related);
    assert.deepEqual(await pages({ related: article, limit: '2' }), related);
    assert.deepEqual(await list({ related: article, sort: 'latest', section: 'فلاحة' }), [
      'r-section-new',
      'r-section-old',
      'r-both',
    ]);
    assert.deepEqual(await list({ related: article, search: 'قمح' }), ['r-section-old']);
    assert.deepEqual(await list({ related: 'https://news.example/unknown' }), []);
  });

  test('pages stay as they are while articles come in, and a cursor is for its list alone', async () => {
    const section = 'صفحات';
    const named = Array.from({ length: 25 }, (_, n) => `p-${String(n).padStart(2, '0')}`);
    // Ten of one second: their order is no feed's, but it is one.
    await api.store.pages.put(
      named.map((slug, n) => found(slug, { section, datePublished: at(Math.max(0, n - 10)).slice(0, 10) })),
    );
    let more = 0;
    const seen = await pages({ section, limit: '4' }, async () => {
      more += 1;
      await api.store.pages.put([found(`late-${more}`, { section, datePublished: at(-0.9) })]);
    });
    assert.deepEqual(seen.toSorted(), named);
    const { json } = await api.get('/v1/articles', { section, limit: '4' });
    for (const other of [
      {},
      { section: 'أخرى' },
      { section, sort: 'views' },
      { section, days: '9' },
      { search: section },
    ]) {
      const { status, json: problem } = await api.get('/v1/articles', { ...other, cursor: json.next });
      assert.deepEqual([status, problem.code], [400, 'cursor_invalid']);
    }
    assert.equal((await api.get('/v1/articles', { section, limit: '9', cursor: json.next })).status, 200);
  });
});
