/** The sources that `test/sources/contract.test.ts` holds to their contract, each with the answers it gets. */
import { Feed } from '../../src/sources/feed.js';
import { JsonLd } from '../../src/sources/json-ld.js';
import { MidadSource } from '../../src/sources/midad.js';
import { midadCounts } from '../../src/sources/midad-counts.js';
import { midadThread } from '../../src/sources/midad-thread.js';
import type { Source } from '../../src/sources/source.js';
import { WordPress } from '../../src/sources/wordpress.js';
import { ATOM, FEED, IDS, JSON_FEED, RSS, windows1256 } from './feeds.js';
import { madeComment, MemorySource } from './memory-source.js';
import { recordedAnswers, ROOT } from './wordpress-fixture.js';

export interface Contender {
  readonly name: string;
  /** A new source that knows these articles, the newest first, as far as it knows any. */
  open(): Source;
  readonly ids: readonly string[];
  /** How many of them have a date. */
  readonly dated: number;
  /** What the section of the first is asked for as, and what the second is searched for by; other spellings, but for who knows one alone. */
  readonly section: string;
  readonly search: string;
  close?(): void;
  /** How many comments it counts of each, where it says. */
  readonly comments: readonly (number | undefined)[];
  /** What it is answered, for one that asks; for any other nothing may be asked. */
  answer?(request: Request): Response;
  /** What an answer of the wrong types is to it. */
  readonly wrongTypes?: string;
}

const KNOWN = { ids: IDS, dated: 2, section: 'إقتصاد', search: 'الاسـاتذه دروس' };
const WORDPRESS = {
  ids: IDS.map((id) => id.replace('site', 'news')),
  dated: 3,
  section: 'اقتصاد',
  search: 'الأساتذة الدروس',
  comments: [0, 25, 0],
  wrongTypes: '{"body": {"id": "x"}, "status": 200, "headers": 7}',
};
const [CORE, PLUGIN] = await Promise.all([recordedAnswers('contract'), recordedAnswers('contract-midad')]);
const noRoute = () => new Response('{"code": "rest_no_route"}', { status: 404 });

const text = async (file: string) => (await fetch(new URL(file, import.meta.url))).text();
const MIDAD = JSON.parse(await text('../fixtures/midad-answers.json')) as Record<string, unknown>;

const feed = (name: string, body: BodyInit, type: string, comments: readonly (number | undefined)[]): Contender => ({
  ...KNOWN,
  name,
  open: () => new Feed(FEED),
  answer: () => new Response(body, { headers: { 'Content-Type': type } }),
  comments,
  wrongTypes: '{"items": {"title": 7}}',
});

const JSON_LD = [
  '{ this is broken',
  JSON.stringify({
    '@type': 'WebPage',
    mainEntity: {
      '@type': 'ItemList',
      itemListElement: [
        { '@type': 'ListItem', position: 2, url: IDS[1] },
        { '@type': 'ListItem', position: 3, url: IDS[2], name: 'أسعار الخضر' },
        {
          '@type': 'ListItem',
          position: 1,
          item: {
            '@type': 'https://schema.org/Article',
            url: IDS[0],
            headline: 'الجفاف يؤخر الزراعة',
            datePublished: '2020-04-21T10:30:00+03:00',
            articleSection: 'اقتصاد',
            interactionStatistic: [{ interactionType: 'https://schema.org/CommentAction', userInteractionCount: '0' }],
          },
        },
      ],
    },
  }),
  JSON.stringify({
    '@context': 'https://schema.org',
    '@graph': [
      { '@type': 'Person', '@id': '#layla', name: 'ليلى بنعمر' },
      {
        '@type': ['NewsArticle'],
        mainEntityOfPage: { '@id': IDS[1] },
        headline: 'الأساتذة يواصلون الدروس &laquo;عن بعد&raquo;',
        author: { '@id': '#layla' },
        datePublished: '2020-04-20T08:00:00+01:00',
        articleSection: 'تعليم',
        commentCount: 11,
      },
    ],
  }),
];
let scripts: HTMLScriptElement[] = [];

export const CONTENDERS: readonly Contender[] = [
  feed('RSS', RSS, 'application/rss+xml', [0, 11, undefined]),
  feed('RSS in windows-1256', windows1256(RSS.replace('UTF-8', 'windows-1256')), 'text/xml', [0, 11, undefined]),
  feed('Atom', ATOM, 'application/atom+xml', [0, 11, undefined]),
  feed('JSON Feed', JSON_FEED, 'application/feed+json', [undefined, undefined, undefined]),
  {
    ...KNOWN,
    name: 'JSON-LD',
    open() {
      scripts = JSON_LD.map((data) =>
        Object.assign(document.createElement('script'), { type: 'application/ld+json', textContent: data }),
      );
      document.head.append(...scripts);
      return new JsonLd(location.href);
    },
    close: () => scripts.forEach((script) => script.remove()),
    comments: [0, 11, undefined],
  },
  {
    ...WORDPRESS,
    name: 'WordPress',
    open: () => new WordPress(ROOT),
    // What a real one answered: test/support/record-wordpress.js.
    answer: ({ url, method }) => CORE(url, { method }) ?? noRoute(),
  },
  {
    ...WORDPRESS,
    name: 'WordPress with our plugin',
    open() {
      const posts = Object.fromEntries(WORDPRESS.ids.map((id, i) => [`${id}/`, 4 + i]));
      const textContent = JSON.stringify({ root: ROOT, reader: '', posts });
      const page = { type: 'application/json', id: 'midad-wordpress', textContent };
      document.head.append(...(scripts = [Object.assign(document.createElement('script'), page)]));
      return new WordPress(ROOT);
    },
    close: () => scripts.forEach((script) => script.remove()),
    // Of what is posted only a view of the first article is asked for.
    answer: ({ url, method }) => PLUGIN(url, { method, ...(method === 'POST' && { body: '{"id":4}' }) }) ?? noRoute(),
  },
  {
    ...KNOWN,
    name: 'the companion server',
    open: () => Object.assign(new MidadSource('https://c.example'), midadCounts, midadThread),
    // What a real one answered: test/support/record-midad.ts.
    answer({ method, url }) {
      const body = MIDAD[`${method} ${url.replace('https://c.example/v1/', '')}`];
      return new Response(JSON.stringify(body ?? { code: 'not_found' }), { status: body === undefined ? 404 : 200 });
    },
    comments: [0, 25, 0],
    wrongTypes: '{"counts": {}, "comments": 7, "views": "1"}',
  },
  {
    ...KNOWN,
    name: 'a source in memory',
    open: () => {
      const source = new MemorySource(Array.from({ length: 25 }, (_, i) => madeComment({ id: `c${i}` })));
      // It lists whatever a test of lists gives it, and chooses nothing.
      return Object.assign(source, { articles: undefined });
    },
    comments: [25, 25, 25],
  },
];
