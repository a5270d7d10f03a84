/** A WordPress as a source, by what a real one answered: WordPress 6.5 alone, and with each plugin that counts views. */
import { expect, fixture, html, waitUntil } from '@open-wc/testing';
import '../../src/define/comment-box.js';
import '../../src/define/view-counter.js';
import type { CommentDraft } from '../../src/model/draft.js';
import type { ArticlesAsked, Problem, Source } from '../../src/sources/source.js';
import { wordpress } from '../../src/sources/wordpress.js';
import { ROOT, wordpressFixture, type Recorded } from '../support/wordpress-fixture.js';

const { signal } = new AbortController();
const MEETING = 'الأمين العام يجتمع مع برلمانيي “فاس-مكناس” & شركائهم';
const LESSONS = 'الأساتذة يواصلون الدروس عن بعد';
const CLOSED = 'خبر أغلقت تعليقاته';
const LONG = 'خبر يكثر التعليق عليه';

describe('a WordPress', () => {
  let recorded: Awaited<ReturnType<typeof wordpressFixture>>;
  let source: Source;
  const start = async (name: Recorded = 'wordpress') => {
    recorded?.end();
    recorded = await wordpressFixture(name);
    source = wordpress(ROOT);
  };
  beforeEach(() => start());
  afterEach(() => {
    recorded.end();
    localStorage.removeItem('midad:wordpress-sent');
    expect(recorded.unknown).to.deep.equal([]);
  });
  const list = (asked: Partial<ArticlesAsked> = {}) =>
    source.articles!({ sort: 'latest', limit: 20, ...asked }, signal);
  const headlines = async (asked: Partial<ArticlesAsked>) =>
    (await list(asked)).articles.map(({ headline }) => headline);
  /** The identity of the article with this headline, as its own page says it; the source then knows nothing of it. */
  const idOf = async (headline: string) => {
    const { articles } = await list();
    source = wordpress(ROOT);
    recorded.asked.length = 0;
    return articles.find((article) => article.headline === headline)!.id!;
  };
  /** Answers the second request that comes: the first asks whether the site has Midad's plugin. */
  const second = (next: (answer: () => Response) => Response) => {
    recorded.next = (answer) => {
      recorded.next = next;
      return answer();
    };
  };
  const problem = async (doing: Promise<unknown>) => {
    try {
      await doing;
    } catch (error) {
      return error as Problem;
    }
    throw new Error('it did not fail');
  };

  describe('its articles', () => {
    it('come in one request, with section, author, picture, words without entities and dates with a zone', async () => {
      const { articles } = await list();
      expect(recorded.asked.length).to.equal(1);
      const [meeting, lessons] = articles;
      expect(meeting).to.deep.include({
        headline: MEETING,
        description: `ملخص «الأمين العام يجتمع مع برلمانيي “فاس-مكناس” & شركائهم»`,
        articleSection: 'سياسة',
        datePublished: '2020-04-21T09:00:00Z',
        dateModified: undefined,
        views: undefined,
      });
      expect(meeting!.keywords).to.have.members(['فاس-مكناس', 'برلمان']);
      expect(meeting!.author[0]!.name).to.equal('ليلى بنعمر');
      expect(meeting!.id).to.match(/^https:\/\/news\.example\/2020\/04\/(%[0-9A-F]{2}|-)+$/);
      expect(meeting!.image).to.deep.equal({
        url: 'https://news.example/wp-content/uploads/2020/04/meeting-1024x512.jpg',
        width: 1024,
        height: 512,
        alternateName: 'الأمين العام أمام شاشة',
        caption: 'الاجتماع عن بعد',
        creditText: undefined,
      });
      // WordPress made this one itself, and cut it.
      expect(lessons!.description).to.match(/^كلمة أخرى .* كلمة…$/);
    });

    it('survive an author who is gone', async () => {
      const { articles } = await list();
      const { author, headline } = articles[2]!;
      expect([headline, author]).to.deep.equal([CLOSED, []]);
    });

    it('come in pages, and none after the last or from a page that is no more', async () => {
      const seen: string[] = [];
      let cursor: string | undefined;
      do {
        const page = await list({ limit: 4, cursor });
        seen.push(...page.articles.map(({ headline }) => headline));
        cursor = page.next;
      } while (cursor !== undefined);
      expect(seen.length).to.equal(9);
      expect(new Set(seen).size).to.equal(9);
      expect(await list({ limit: 4, cursor: '99' })).to.deep.equal({ articles: [], next: undefined });
    });

    it('are chosen by section, by its name or slug, by tag, and by words', async () => {
      const politics = [MEETING, CLOSED, LONG];
      expect(await headlines({ section: 'سياسة' })).to.deep.equal(politics);
      expect(await headlines({ section: 'politics' })).to.deep.equal(politics);
      expect(await headlines({ section: 'مجتمع & ناس' })).to.have.length(6);
      expect(await headlines({ section: 'رياضة' })).to.deep.equal([]);
      expect(await headlines({ tag: 'برلمان' })).to.deep.equal([MEETING, LONG]);
      expect(await headlines({ section: 'سياسة', tag: 'برلمان' })).to.deep.equal([MEETING, LONG]);
      expect(await headlines({ search: 'الدروس' })).to.deep.equal([LESSONS]);
      expect(await headlines({ days: 7 })).to.deep.equal([]);
    });

    it('are like another when they share its section or a tag', async () => {
      expect(await headlines({ related: await idOf(MEETING) })).to.deep.equal([CLOSED, LONG]);
    });

    it('are in no order that WordPress alone does not know', async () => {
      expect((await problem(list({ sort: 'views' }))).code).to.equal('unsupported');
      expect((await problem(list({ sort: 'comments' }))).code).to.equal('unsupported');
    });

    it('are found by address, number and slug, pages too, and nothing by an address that is not theirs', async () => {
      const id = await idOf(MEETING);
      const article = await source.article!(id, signal);
      expect([article.id, article.headline, article.body?.trim()]).to.deep.equal([
        id,
        MEETING,
        '<p>نص «الأمين العام يجتمع مع برلمانيي &#8220;فاس-مكناس&#8221; &amp; شركائهم».</p>',
      ]);
      expect((await source.article!('9', signal)).headline).to.equal(MEETING);
      expect((await source.article!('https://news.example/%D9%85%D9%86-%D9%86%D8%AD%D9%86', signal)).headline).to.equal(
        'من نحن',
      );
      for (const nothing of ['https://news.example/2020/04/nothing', '4000']) {
        expect((await problem(source.article!(nothing, signal))).code).to.equal('not_found');
      }
    });

    /** What the head of a page says while something is done. */
    const inPage = async (canonical: string, route: string, doing: () => Promise<void>) => {
      const links = document.createRange().createContextualFragment(`<link rel="canonical" href="${canonical}">
        <link rel="alternate" type="application/json" href="${ROOT}${route}">`);
      const nodes = [...links.children];
      document.head.append(...nodes);
      try {
        await doing();
      } finally {
        for (const node of nodes) node.remove();
      }
    };

    it('of its own page is found by what the page says of itself', async () => {
      const page = 'https://news.example/ar/9.html';
      await inPage(page, 'wp/v2/posts/9', async () => {
        expect((await source.article!(page, signal)).headline).to.equal(MEETING);
      });
    });

    it('is not a section, though the page of one says of itself what it is', async () => {
      const page = 'https://news.example/category/politics/';
      await inPage(page, 'wp/v2/categories/2', async () => {
        expect((await problem(source.article!(page, signal))).code).to.equal('not_found');
      });
    });

    it('are asked for by plain addresses too', async () => {
      const asked: string[] = [];
      const { fetch } = window;
      window.fetch = async (input) => {
        asked.push(String(input));
        return new Response('{"status": 200, "headers": {}, "body": []}');
      };
      try {
        source = wordpress('https://news.example/index.php?rest_route=/');
        await list({ limit: 1 });
      } finally {
        window.fetch = fetch;
      }
      const { pathname, searchParams } = new URL(asked[0]!);
      expect([pathname, searchParams.get('rest_route'), searchParams.get('per_page')]).to.deep.equal([
        '/index.php',
        '/wp/v2/posts',
        '1',
      ]);
    });
  });

  describe('its counts', () => {
    it('of comments are told for many articles by two requests, and where they are many one more for each', async () => {
      const [meeting, lessons, closed, long] = [
        await idOf(MEETING),
        await idOf(LESSONS),
        await idOf(CLOSED),
        await idOf(LONG),
      ];
      recorded.asked.length = 0;
      source = wordpress(ROOT);
      const counts = await source.counts!([meeting, lessons, closed]);
      expect(counts.map((count) => count?.comments)).to.deep.equal([5, 1, 0]);
      expect(counts.map((count) => count?.views)).to.deep.equal([undefined, undefined, undefined]);
      // What they are, how many there are, and whether anything counts views.
      expect(recorded.asked.length).to.equal(3);
      const more = await source.counts!([meeting, lessons, long]);
      expect(more.map((count) => count?.comments)).to.deep.equal([5, 1, 120]);
      expect('view' in source).to.equal(false);
    });

    it('that cannot be had cost the others nothing', async () => {
      await start('post-views-counter');
      const { articles } = await list();
      const ids = articles.slice(0, 2).map(({ id }) => id!);
      second(() => new Response('<h1>503</h1>', { status: 503 }));
      const counts = await source.counts!(ids);
      expect(counts).to.deep.equal([
        { views: 1082, comments: undefined },
        { views: 7, comments: undefined },
      ]);
    });

    for (const plugin of ['wp-postviews', 'post-views-counter', 'wordpress-popular-posts'] as const) {
      it(`of views are those of ${plugin}`, async () => {
        await start(plugin);
        const { articles } = await list();
        const ids = articles.slice(0, 2).map(({ id }) => id!);
        expect(await source.counts!(ids)).to.deep.equal([
          { views: 1082, comments: 5 },
          { views: 7, comments: 1 },
        ]);
      });
    }

    it('make lists of what is read most, where a plugin has them', async () => {
      await start('post-views-counter');
      expect((await headlines({ sort: 'views' })).slice(0, 3)).to.deep.equal([MEETING, LONG, LESSONS]);
      await start('wordpress-popular-posts');
      expect(await headlines({ sort: 'views' })).to.deep.equal([MEETING, LONG, LESSONS]);
      const { articles, next } = await list({ sort: 'views', limit: 1 });
      expect([articles[0]!.headline, articles[0]!.views, next]).to.deep.equal([MEETING, 1082, '2']);
      expect((await headlines({ sort: 'comments' }))[0]).to.equal(LONG);
      await start('wp-postviews');
      expect((await problem(list({ sort: 'views' }))).code).to.equal('unsupported');
    });

    it('go up by a view where a plugin takes it and its own script is not in the page', async () => {
      await start('wordpress-popular-posts');
      const { articles } = await list();
      const [meeting, lessons] = articles.map(({ id }) => id!) as [string, string];
      const script = document.createElement('script');
      script.id = 'wpp-js';
      document.head.append(script);
      await source.counts!([meeting, lessons]);
      expect('view' in source).to.equal(false);
      script.remove();
      // A counter learns it with the first numbers.
      await start('wordpress-popular-posts');
      await list();
      await source.counts!([meeting, lessons]);
      expect((await source.view!(lessons)).views).to.equal(8);
      // A second try counts nothing.
      await source.view!(lessons);
      expect(recorded.asked.filter((asked) => asked.startsWith('POST')).length).to.equal(1);
    });
  });

  describe('its comments', () => {
    it('are threads with their words as text, who wrote them, and those whose comment is gone at the top', async () => {
      const page = await source.comments!(await idOf(MEETING), { sort: 'newest' }, signal);
      expect(page.total).to.equal(5);
      expect(page.rules).to.deep.equal({ open: true, proofOfWork: false });
      expect(page.comments.map(({ author }) => author.name)).to.deep.equal(['كريم', 'نادية', 'سعيد الوزاني']);
      expect(page.comments.every(({ parent }) => parent === undefined)).to.equal(true);
      const first = page.comments[2]!;
      expect(first).to.deep.include({
        author: { name: 'سعيد الوزاني', url: 'https://said.example/?a=1&b=2' },
        text: 'مبادرة “جيدة”.\nنتمنى أن تشمل باقي الجهات.\nشكرًا & إلى الأمام',
        dateCreated: '2020-04-22T08:00:00Z',
        status: undefined,
        byAuthor: undefined,
      });
      const replies = first.replies!.comments;
      expect(replies.map(({ author, byAuthor }) => [author.name, byAuthor])).to.deep.equal([
        ['ليلى بنعمر', true],
        ['Ali & Omar', undefined],
      ]);
      expect(replies.map(({ parent }) => parent)).to.deep.equal([first.id, replies[0]!.id]);
      expect(page.comments[0]!.text).to.equal('انظروا هنا alert(1)');
      const oldest = await source.comments!(await idOf(MEETING), { sort: 'oldest' }, signal);
      expect(oldest.comments.map(({ author }) => author.name)).to.deep.equal(['سعيد الوزاني', 'نادية', 'كريم']);
    });

    it('begin with the thread of one, in a short thread as in a long one', async () => {
      const meeting = await idOf(MEETING);
      const all = await source.comments!(meeting, { sort: 'newest' }, signal);
      const reply = all.comments[2]!.replies!.comments[1]!;
      const page = await source.comments!(meeting, { sort: 'newest', around: reply.id }, signal);
      expect(page.comments.map(({ id }) => id)).to.deep.equal([all.comments[2]!.id]);
      const before = await source.comments!(meeting, { sort: 'newest', cursor: page.previous }, signal);
      expect(before.comments).to.deep.equal(all.comments.slice(0, 2));
      const asked = { sort: 'newest', around: '4000' } as const;
      expect((await problem(source.comments!(meeting, asked, signal))).code).to.equal('not_found');

      const long = await idOf(LONG);
      for (const sort of ['newest', 'oldest'] as const) {
        source = wordpress(ROOT);
        const first = await source.comments!(long, { sort }, signal);
        const top = first.comments.at(-1)!;
        const around = top.replies!.comments[0]!.id;
        const begun = await source.comments!(long, { sort, around }, signal);
        expect(begun.comments[0]!.id).to.equal(top.id);
        expect(begun.previous).to.equal('0-19');
      }
    });

    it('of a long thread come in pages, each with all its replies', async () => {
      const long = await idOf(LONG);
      const first = await source.comments!(long, { sort: 'newest' }, signal);
      expect([first.total, first.comments.length]).to.deep.equal([120, 20]);
      expect(first.comments.map(({ text }) => text).slice(0, 2)).to.deep.equal(['تعليق رقم 59', 'تعليق رقم 58']);
      expect(first.comments.map(({ replies }) => replies?.total)).to.deep.equal(Array(20).fill(1));
      const next = await source.comments!(long, { sort: 'newest', cursor: first.next }, signal);
      expect(next.comments[0]!.text).to.equal('تعليق رقم 39');
      expect([next.previous, next.next]).to.deep.equal(['0-20', '40-60']);
    });

    it('are closed where the post says so', async () => {
      const page = await source.comments!(await idOf(CLOSED), { sort: 'newest' }, signal);
      expect(page.rules?.open).to.equal(false);
    });
  });

  describe('a comment that is posted', () => {
    const reader = { name: 'سلمى', email: 'salma@mail.example', url: '' };
    type More = Partial<CommentDraft> & { parent?: string; key?: string; article?: string };
    const post = async (text: string, more: More = {}) => {
      const { parent, key = 'key', article = LESSONS, ...draft } = more;
      return source.post!(await idOf(article), { ...reader, text, ...draft }, key, parent);
    };
    const QUOTED = 'شكرًا «لكم» على "الدروس"';

    it('comes back as it is stored', async () => {
      const comment = await post(QUOTED);
      expect([comment.author.name, comment.text, comment.status]).to.deep.equal([
        'سلمى',
        'شكرًا «لكم» على “الدروس”',
        undefined,
      ]);
      expect(comment.receipt).to.equal(undefined);
    });

    it('is delivered when the answer to the first try was lost, and else told to be a repetition', async () => {
      recorded.next = undefined;
      const lessons = await idOf(LESSONS);
      const send = (key: string) => source.post!(lessons, { ...reader, text: QUOTED }, key);
      await source.comments!(lessons, { sort: 'newest' }, signal);
      second((answer) => {
        answer();
        throw new TypeError('the connection broke');
      });
      expect((await problem(send('a'))).code).to.equal('offline');
      const stored = await send('a');
      expect([stored.text, stored.status, stored.id]).to.deep.equal(['شكرًا «لكم» على “الدروس”', undefined, '130']);
      expect((await problem(send('b'))).code).to.equal('duplicate_comment');
    });

    it('that waits for approval stays with its writer, also when its answer was lost', async () => {
      const lessons = await idOf(LESSONS);
      const draft = { ...reader, text: 'ينتظر الموافقة' };
      const held = await source.post!(lessons, draft, 'a');
      expect(held.status).to.equal('pending');
      const receipt = (dateCreated: Date) =>
        JSON.stringify({ ...JSON.parse(held.receipt!), dateCreated: dateCreated.toISOString() });
      const seen = await source.own!(held.id, receipt(new Date()));
      expect([seen.id, seen.status, seen.text]).to.deep.equal([held.id, 'pending', 'ينتظر الموافقة']);
      // What was never shown in a month is not waited for any more.
      const before = new Date(Date.now() - 31 * 24 * 60 * 60 * 1000);
      expect((await problem(source.own!(held.id, receipt(before)))).status).to.equal(404);
      localStorage.setItem('midad:wordpress-sent', 'b');
      const again = await source.post!(lessons, draft, 'b');
      expect([again.status, again.text, again.receipt]).to.deep.equal(['pending', 'ينتظر الموافقة', undefined]);
    });

    it('answers one that is there, and none that is gone', async () => {
      expect((await post('أنا أيضًا', { parent: '9' })).parent).to.equal('9');
      expect((await problem(post('إلى من؟', { parent: '4000' }))).code).to.equal('parent_not_found');
    });

    for (const [text, more, code, fields] of [
      ['بلا حساب', {}, 'login_required', {}],
      ['بلا اسم', { name: '', email: '' }, 'invalid_request', { name: 'valueMissing', email: 'valueMissing' }],
      ['عنوان خاطئ', { email: 'salma' }, 'invalid_request', { email: 'typeMismatch' }],
      ['اسم طويل', { name: 'س'.repeat(300) }, 'invalid_request', { name: 'tooLong' }],
      ['', {}, 'invalid_request', { text: 'valueMissing' }],
      ['بعد الإغلاق', { article: CLOSED }, 'thread_closed', {}],
    ] as const) {
      it(`is refused with the reason: ${code} ${Object.keys(fields).join(' ')}`, async () => {
        const found = await problem(post(text, more));
        expect([found.code, found.fields]).to.deep.equal([code, fields]);
      });
    }

    it('that comes too early waits, as if WordPress had said 429', async () => {
      const { code, status, retryAfter } = await problem(post('أسرع من اللازم'));
      expect([code, status, retryAfter]).to.deep.equal(['rate_limited', 429, 15_000]);
    });
  });

  describe('what is no answer', () => {
    const answers: [string, () => Response, string][] = [
      ['a page', () => new Response('<!doctype html><h1>صيانة</h1>'), 'malformed'],
      ['nothing', () => new Response(''), 'malformed'],
      ['something else', () => new Response('{"body": 7}'), 'malformed'],
      ['null', () => new Response('null'), 'malformed'],
      ['a broken plugin', () => new Response('<b>Fatal error</b>', { status: 500 }), 'http_500'],
    ];
    for (const [what, answer, code] of answers) {
      it(`is told: ${what}`, async () => {
        recorded.next = answer;
        expect((await problem(list())).code).to.equal(code);
      });
    }

    it('leaves out what is no article and no comment', async () => {
      const body = [{ id: 1 }, { id: 2, title: { rendered: 'ع' } }, 7, null];
      recorded.next = () => new Response(JSON.stringify({ status: 200, headers: { 'X-WP-Total': 'many' }, body }));
      const { articles } = await list();
      expect(articles.map(({ headline }) => headline)).to.deep.equal(['ع']);
    });
  });

  it('is found by its tags in a theme, which then show its numbers and comments', async () => {
    await start('wordpress-popular-posts');
    const { articles } = await list();
    const link = document.createElement('link');
    Object.assign(link, { rel: 'https://api.w.org/', href: ROOT });
    document.head.append(link);
    try {
      const counter = await fixture(html`<view-counter readonly article=${articles[0]!.id}></view-counter>`);
      await waitUntil(() => counter.shadowRoot!.querySelector('bdi')?.textContent === '1٬082');
    } finally {
      link.remove();
    }
    await start();
    const box = await fixture(html`<comment-box .source=${source} article=${articles[0]!.id}></comment-box>`);
    await waitUntil(() => box.shadowRoot!.querySelectorAll('[part=comment]').length === 5);
    expect(box.shadowRoot!.querySelector('[part=badge]')).not.to.equal(null);
  });
});
