/** What every tag promises, whatever it shows. */
import { expect, fixture, html, waitUntil } from '@open-wc/testing';
import type { LitElement } from 'lit';
import '../src/embed.js';
import * as midad from '../src/index.js';
import { define } from '../src/define/define.js';
import { Problem } from '../src/sources/source.js';
import { MemorySource, offline, someArticles, threeComments } from './support/memory-source.js';

const ARTICLE = {
  headline: 'منظمة الشباب تطلق حملة تضامن',
  url: 'https://example.org/youth',
  id: 'youth',
  description: 'أطلقت منظمة الشباب حملة تضامنية لفائدة الأسر المحتاجة.',
  articleSection: 'جهات',
  author: [{ name: 'ليلى بنعمر', url: 'https://example.org/leila' }],
  datePublished: '2020-04-21',
  dateModified: '2020-04-22',
  image: { url: '/demo/data/zellij-green.svg', width: 1200, height: 675, caption: 'زليج', creditText: 'أرشيف' },
  keywords: ['تضامن'],
  body: '<p>أولى الفقرات.</p><h2>عنوان</h2><p>وبعدها <a href="https://example.org/">رابط</a>.</p>',
};

type Tag = LitElement & { source: unknown; article: unknown; src?: string; lang: string; numerals: string };

/** A tag with what it needs to become ready, and to fail: a tag that asks for nothing has no `failed`. */
interface Spec {
  readonly tag:
    | 'article-card'
    | 'article-list'
    | 'article-view'
    | 'view-counter'
    | 'comment-count'
    | 'comment-box'
    | 'share-bar'
    | 'reading-progress';
  ready(element: Tag, source: MemorySource): void;
  failed?(element: Tag, source: MemorySource): void;
}

const counted = (element: Tag, source: MemorySource) => {
  source.articles_ = someArticles(2);
  return Object.assign(element, { article: 'youth', source });
};
const broken = (element: Tag, source: MemorySource) => {
  source.problem = offline();
  counted(element, source);
};
const SPECS: readonly Spec[] = [
  ...(['article-card', 'article-view'] as const).map((tag) => ({
    tag,
    ready: (element: Tag, source: MemorySource) => Object.assign(element, { article: ARTICLE, source }),
    failed: (element: Tag, source: MemorySource) => Object.assign(element, { src: '/missing.json', source }),
  })),
  ...(['article-list', 'view-counter', 'comment-count', 'comment-box'] as const).map((tag) => ({
    tag,
    ready: counted,
    failed: broken,
  })),
  { tag: 'share-bar', ready() {} },
  {
    tag: 'reading-progress',
    ready() {
      document.querySelector('main')!.style.minBlockSize = '300vh';
    },
  },
];

const make = (tag: string, fallback = '') => {
  const element = document.createElement(tag) as Tag;
  element.innerHTML = fallback;
  return element;
};
const reached = (element: Tag, state: string) =>
  waitUntil(() => element.matches(`:state(${state})`), `<${element.localName}> never became ${state}`, {
    timeout: 5000,
  });
/** What a tag says, to the eye or to the ear. */
const textOf = ({ renderRoot }: Tag) => {
  const named = [...renderRoot.querySelectorAll('[aria-label]')].map((element) => element.ariaLabel);
  return [renderRoot.textContent, ...named].join(' ').replace(/\s+/g, ' ').trim();
};
const seen = (node: Element) => node.checkVisibility();

describe('every tag', () => {
  const said: unknown[][] = [];
  const { warn, error } = console;
  before(() => {
    console.warn = (...words: unknown[]) => void said.push(words);
    console.error = (...words: unknown[]) => void said.push(words);
  });
  after(() => Object.assign(console, { warn, error }));

  for (const { tag, ready, failed } of SPECS) {
    describe(`<${tag}>`, () => {
      let source: MemorySource;
      let page: HTMLElement;
      const put = async (element: Tag, state: string) => {
        page.append(element);
        await reached(element, state);
        return element;
      };

      beforeEach(async () => {
        said.length = 0;
        source = new MemorySource(threeComments());
        page = await fixture<HTMLElement>(html`<main lang="ar" dir="rtl"><h1>صفحة</h1><h2>قسم</h2></main>`);
      });

      it('is accessible when ready, and says nothing to the console', async () => {
        const element = make(tag);
        ready(element, source);
        await put(element, 'ready');
        await expect(page).to.be.accessible();
        expect(said).to.deep.equal([]);
      });

      /** Of tags that ask somebody for what they show. */
      const asks = failed ? it : () => {};

      asks('shows the fallback while loading, accessibly', async () => {
        const release = source.hold();
        const { fetch } = window;
        window.fetch = async (...request) => {
          await source.counts([]);
          return fetch(...request);
        };
        const element = make(tag, '<span>بديل</span>');
        if (tag === 'article-card' || tag === 'article-view') element.src = '/demo/data/youth.json';
        else ready(element, source);
        await put(element, 'loading');
        expect(seen(element.firstElementChild!)).to.equal(true);
        await expect(page).to.be.accessible();
        release();
        await reached(element, 'ready');
        window.fetch = fetch;
        expect(seen(element.firstElementChild!)).to.equal(false);
      });

      asks('shows the fallback after a failure, accessibly, and tells the page', async () => {
        const element = make(tag, '<span>بديل</span>');
        const told: Event[] = [];
        element.addEventListener('load-failed', (event) => told.push(event));
        document.addEventListener('load-failed', (event) => told.push(event), { once: true });
        failed!(element, source);
        await put(element, 'failed');
        await waitUntil(() => told.length > 0);
        expect(seen(element.firstElementChild!)).to.equal(true);
        await expect(page).to.be.accessible();
        expect(told.map(({ target }) => target)).to.deep.equal([element]);
      });

      it('is the same whether it is set before or after it is attached', async () => {
        const before = make(tag);
        ready(before, source);
        await put(before, 'ready');
        const after = make(tag);
        page.append(after);
        await after.updateComplete;
        ready(after, source);
        await reached(after, 'ready');
        await waitUntil(() => textOf(after) === textOf(before), `${textOf(after)} is not ${textOf(before)}`);
      });

      it('survives being moved, and asks nothing twice for it', async () => {
        const element = make(tag);
        ready(element, source);
        await put(element, 'ready');
        if (failed) await waitUntil(() => source.calls.length > 0);
        const [calls, text] = [source.calls.length, textOf(element)];
        const elsewhere = document.createElement('section');
        page.append(elsewhere);
        elsewhere.append(element);
        await element.updateComplete;
        await reached(element, 'ready');
        expect(textOf(element)).to.equal(text);
        expect(source.calls.length).to.equal(calls);
      });

      asks('asks nothing while it is not in a page, and stops listening when it leaves', async () => {
        const element = make(tag);
        ready(element, source);
        await new Promise((resolve) => setTimeout(resolve, 30));
        expect(source.calls).to.deep.equal([]);
        await put(element, 'ready');
        element.remove();
        const calls = source.calls.length;
        element.article = tag === 'article-card' || tag === 'article-view' ? { ...ARTICLE, id: 'other' } : 'other';
        await element.updateComplete;
        await new Promise((resolve) => setTimeout(resolve, 30));
        expect(source.calls.length).to.equal(calls);
      });

      /** What all its roots say and are: `ar rtl`. */
      const spoken = (element: Tag) => {
        const roots = [...element.renderRoot.querySelectorAll('.midad')];
        expect(roots.length).to.be.above(0);
        const all = roots.map((root) => `${root.getAttribute('lang')} ${root.getAttribute('dir')}`);
        for (const root of roots) expect(getComputedStyle(root).direction).to.equal(root.getAttribute('dir'));
        return [...new Set(all)].join(', ');
      };

      it('brings its own language and direction into an English page, and changes nothing of the page', async () => {
        page.lang = 'en';
        page.dir = 'ltr';
        const element = make(tag);
        element.lang = 'ar-MA';
        ready(element, source);
        await put(element, 'ready');
        expect(spoken(element)).to.equal('ar-MA rtl');
        expect(element.hasAttribute('dir')).to.equal(false);
        expect(page.dir).to.equal('ltr');
      });

      it('speaks the language of the nearest element that has one, out of shadow roots, and follows it', async () => {
        page.lang = 'ar-MA';
        const shadow = page.appendChild(document.createElement('div')).attachShadow({ mode: 'closed' });
        const inner = shadow.appendChild(document.createElement('section'));
        const element = make(tag);
        ready(element, source);
        inner.append(element);
        await reached(element, 'ready');
        expect(spoken(element)).to.equal('ar-MA rtl');
        expect(element.hasAttribute('lang')).to.equal(false);

        page.lang = 'fr';
        page.dir = 'ltr';
        await waitUntil(() => spoken(element) === 'fr ltr');
        expect(textOf(element)).not.to.match(/مشاهدة|تعليق[^ي]|قبل/);
        inner.lang = 'en';
        await waitUntil(() => spoken(element) === 'en ltr');
        inner.dir = 'rtl';
        await waitUntil(() => spoken(element) === 'en rtl');
        inner.removeAttribute('lang');
        inner.removeAttribute('dir');
        page.lang = 'ary';
        page.dir = 'rtl';
        await waitUntil(() => spoken(element) === 'ar-MA rtl');
        element.dir = 'ltr';
        await waitUntil(() => spoken(element) === 'ar-MA ltr');
      });

      it('speaks Arabic, right to left, in a page that says nothing', async () => {
        page.removeAttribute('lang');
        page.dir = 'ltr';
        const element = make(tag);
        ready(element, source);
        await put(element, 'ready');
        expect(spoken(element)).to.equal('ar rtl');
      });

      for (const [lang, dir, digits] of [
        ['fa', 'rtl', /[۰-۹]/],
        ['ckb', 'rtl', /[٠-٩]/],
        ['ur', 'rtl', /[0-9]/],
        ['he', 'rtl', /[0-9]|שתי|אחת/],
        ['en', 'ltr', /[0-9]/],
      ] as const) {
        it(`speaks ${lang}, with its own digits`, async () => {
          const element = make(tag);
          source.views = 1081;
          element.lang = lang;
          ready(element, source);
          await put(element, 'ready');
          expect(spoken(element)).to.equal(`${lang} ${dir}`);
          if (failed) await waitUntil(() => digits.test(textOf(element)), `no digits of ${lang}`);
          expect(said).to.deep.equal([]);
        });
      }

      it("says a thing in the page's own words, and takes them back", async () => {
        const element = make(tag);
        ready(element, source);
        await put(element, 'ready');
        if (failed) await waitUntil(() => source.calls.length > 0);
        const before = textOf(element);
        const own = {
          comments: { few: '{n} آراء' },
          views: { many: '{n} قراءة', few: '{n} قراءات', other: '{n} قراءة' },
          leaveComment: 'اترك رد',
          copyLink: 'خذ الرابط',
          readingProgress: 'قرأت',
        };
        midad.messages(own);
        await waitUntil(() => /آراء|\d قراءة|اترك رد|خذ الرابط|قرأت/.test(textOf(element)));
        midad.messages(Object.fromEntries(Object.keys(own).map((key) => [key, undefined])));
        await waitUntil(() => textOf(element) === before);
        expect(said).to.deep.equal([]);
      });

      asks('writes digits as it is told, and again when told otherwise', async () => {
        const element = make(tag);
        source.views = 1081;
        source.comments_ = threeComments();
        element.numerals = 'arab';
        ready(element, source);
        await put(element, 'ready');
        await waitUntil(() => /[٠-٩]/.test(textOf(element)));
        element.numerals = 'press';
        await element.updateComplete;
        expect(textOf(element).replace(/\d+ (مشاهدة|تعليقات)/g, '')).not.to.match(/[٠-٩]/);
      });

      it('warns once, names tag and attribute, and speaks Arabic for a language it has no words for', async () => {
        for (const element of [make(tag), make(tag)]) {
          element.lang = 'tlh';
          ready(element, source);
          await put(element, 'ready');
          expect(element.renderRoot.querySelector('.midad')!.getAttribute('lang')).to.equal('ar');
        }
        const warnings = () =>
          said.filter(([words]) => String(words).includes(`<${tag}> lang: "tlh" has no words here`));
        await waitUntil(() => warnings().length > 0);
        expect(warnings().length).to.equal(1);
      });

      it('maps the names of spoken Arabics to their countries', async () => {
        const element = make(tag);
        element.lang = 'ary';
        ready(element, source);
        await put(element, 'ready');
        expect(element.renderRoot.querySelector('.midad')!.getAttribute('lang')).to.equal('ar-MA');
      });

      it('goes back to its defaults when attributes are taken away, and takes any value without throwing', async () => {
        const thrown: unknown[] = [];
        const note = (event: PromiseRejectionEvent | ErrorEvent) => {
          event.preventDefault();
          thrown.push('reason' in event ? event.reason : event.error);
        };
        addEventListener('unhandledrejection', note);
        addEventListener('error', note);
        const element = make(tag);
        ready(element, source);
        await put(element, 'ready');
        const names = (customElements.get(tag) as typeof LitElement).observedAttributes;
        for (const value of ['', 'abc', '42', '"><b>']) {
          for (const name of names) element.setAttribute(name, value);
          await element.updateComplete;
          for (const name of names) element.removeAttribute(name);
          await element.updateComplete;
        }
        Object.assign(element, { article: 42, lang: 5, level: Number.NaN, numerals: null });
        await element.updateComplete;
        Object.assign(element, { lang: '', level: 2, numerals: 'press', src: undefined });
        ready(element, source);
        await reached(element, 'ready');
        await new Promise((resolve) => setTimeout(resolve, 20));
        removeEventListener('unhandledrejection', note);
        removeEventListener('error', note);
        expect(thrown).to.deep.equal([]);
        expect(seen(element)).to.equal(true);
      });

      it('keeps a width of its own wherever its host shrinks to fit', async () => {
        for (const style of ['display:flex', 'display:table-cell', 'float:inline-start', 'display:inline-block']) {
          const element = make(tag);
          ready(element, source);
          const box = document.createElement('div');
          box.style.cssText = style;
          box.append(element);
          page.append(box);
          await reached(element, 'ready');
          const least = tag.endsWith('t-count') || tag === 'view-counter' ? 5 : 150;
          await waitUntil(() => element.getBoundingClientRect().width >= least, `${style}: 0 px wide`);
        }
      });

      it('upgrades what the page wrote before the script came', async () => {
        const name = `late-${tag}`;
        const late = make(name, '<span>بديل</span>');
        page.append(late);
        expect(seen(late.firstElementChild!)).to.equal(true);
        ready(late, source);
        define(name, customElements.get(tag)!);
        await reached(late, 'ready');
        expect(textOf(late)).not.to.equal('');
      });

      it('may be defined twice, and never takes a name that is taken', async () => {
        define(tag, class extends customElements.get(tag)! {});
        expect(said).to.deep.equal([]);
        customElements.define(`x-${tag}`, class extends HTMLElement {});
        define(`x-${tag}`, customElements.get(tag)!);
        await waitUntil(() => said.length > 0);
        expect(said.length).to.equal(1);
      });
    });
  }

  it('can be loaded by bundlers without being registered', () => {
    expect(Object.keys(midad)).to.include.members([
      'ArticleCard',
      'ArticleView',
      'CommentBox',
      'CommentCount',
      'ReadingProgress',
      'ShareBar',
      'ViewCounter',
    ]);
    expect(new Problem('offline', 'x').code).to.equal('offline');
  });

  // What is wrong is found by a script that loads for it.
  const heard = () => said.map(([words]) => words).join('\n');

  it('adds up the forms a page gives, and does without those that are none', async () => {
    const source = new MemorySource(threeComments());
    const element = counted(make('comment-count'), source);
    document.body.append(element);
    midad.messages({ comments: { few: '{n} آراء' } });
    midad.messages({ comments: { zero: 'بلا آراء' } });
    await waitUntil(() => textOf(element).includes('3 آراء'));
    said.length = 0;
    midad.messages({ comments: { few: 5, other: null } } as object);
    await waitUntil(() => textOf(element).includes('3 تعليقات'));
    await waitUntil(() => heard().includes('comments: its plural forms'), 'it is never said', { timeout: 5000 });
    midad.messages({ comments: undefined });
    element.remove();
  });

  it('tells a builder of own words that nothing says', async () => {
    said.length = 0;
    midad.messages({ leaveComent: 'اترك رد', comments: 'تعليقات' } as object);
    midad.messages({ name: 'Name' }, 'de');
    for (const wrong of ['leaveComent', 'comments: its plural forms', '"de"']) {
      await waitUntil(() => heard().includes(wrong), `${wrong} is never said`, { timeout: 5000 });
    }
    midad.messages({ comments: undefined });
  });

  it('renders anew when a property changes', async () => {
    const card = document.createElement('article-card');
    card.article = { headline: 'الأول' };
    document.body.append(card);
    await waitUntil(() => textOf(card as unknown as Tag).includes('الأول'));
    card.article = { headline: 'الثاني' };
    await card.updateComplete;
    expect(textOf(card as unknown as Tag)).to.include('الثاني');
    card.remove();
  });
});
