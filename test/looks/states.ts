/**
 * Every tag in every state that a reader may see it in, as data: for pictures and for tests of looks and access. A state is
 * called `tag/state` and is put into an element of its own.
 */
import '../../src/embed.js';
import { parseArticle } from '../../src/model/article.js';
import type { Comment } from '../../src/model/comment.js';
import { madeComment, MemorySource, offline, someArticles } from '../support/memory-source.js';
import founding from '../../demo/data/founding-article.json';

type Tag = HTMLElement & { readonly renderRoot: ShadowRoot; readonly updateComplete: Promise<unknown> };
type State = (stage: HTMLElement, name: string) => Tag | Promise<Tag>;

const ARTICLE = {
  headline: 'منظمة الشباب تطلق حملة تضامن واسعة بمدن جهة الشرق',
  url: 'https://example.org/youth',
  id: 'youth',
  description: 'أطلقت منظمة الشباب حملة تضامنية لفائدة الأسر المحتاجة، بشراكة مع جمعيات محلية ومتطوعين من مختلف الأحياء.',
  articleSection: 'جهات',
  author: [{ name: 'ليلى بنعمر', url: 'https://example.org/leila' }],
  datePublished: '2020-04-21',
  views: 3204,
  comments: 11,
  image: { url: '/zellij-green.svg', width: 1200, height: 675, caption: 'زليج من فاس', creditText: 'أرشيف' },
};
/** With every mark that piles up above and below a line. */
const VOWELLED = 'إِنَّ ٱلْكِتَٰبَ لَيُقْرَأُ مِنْ عُنْوَٰنِهِۦ، وَرُبَّ ضَارَّةٍ نَافِعَةٌ: حِكَايَةُ مُدُنٍ أَضَاءَتْهَا ٱلْمَكْتَبَاتُ ثُمَّ أَطْفَأَهَا ٱلنِّسْيَانُ';
const WHOLE = {
  ...founding,
  dateModified: '2020-04-23',
  keywords: ['تضامن', 'فاس-مكناس', 'Covid-19'],
  image: { ...ARTICLE.image, url: '/zellij-ochre.svg' },
  body: `${founding.body}<h2>ما بعد الاجتماع</h2><blockquote><p>سنواصل العمل <em>عن بعد</em> إلى حين انقضاء الجائحة.</p></blockquote>
    <ul><li>هيكلة منظمة النساء</li><li>تتبع <a href="https://example.org/">البرامج الجهوية</a></li></ul>`,
};
const LONG =
  'مبادرة جيدة، والتواصل عن بعد صار ضرورة في ظل هذه الظروف. نتمنى أن تشمل الاجتماعات باقي الجهات، وأن تُنشر خلاصاتها كاملة.';

const thread = (): Comment[] => [
  madeComment({
    id: 'c1',
    text: LONG,
    upvoteCount: 12,
    downvoteCount: 1,
    replies: {
      total: 3,
      comments: [
        madeComment({
          id: 'r1',
          parent: 'c1',
          author: { name: 'خديجة الرحالي' },
          byAuthor: true,
          text: 'شكرا لك. ستُنشر خلاصات كل جهة تباعا هذا الأسبوع.',
        }),
        madeComment({
          id: 'r2',
          parent: 'r1',
          author: { name: 'Youssef Amrani', url: 'https://example.org/' },
          text: 'Merci pour cet article.\nتابعوا @pam_maroc للجديد.',
        }),
        madeComment({ id: 'r3', parent: 'c1', status: 'deleted', text: '' }),
      ],
    },
  }),
  madeComment({
    id: 'c2',
    author: { name: 'ليلى بنعمر' },
    text: 'قال الكاتب: سنواصل. وأضيف أن البرنامج منشور.',
    html: '<blockquote><p>سنواصل</p></blockquote><p>وأضيف أن <strong>البرنامج</strong> <a href="https://example.org/">منشور</a>، و<em>مفصل</em>.</p>',
    dateModified: new Date().toISOString(),
  }),
];

const made = (tag: string, stage: HTMLElement, properties: object = {}, inside = ''): Tag => {
  const element = Object.assign(document.createElement(tag), properties) as Tag;
  element.innerHTML = inside;
  stage.append(element);
  return element;
};
/** So many articles, of which every third has no picture. */
const withPictures = (number: number) =>
  someArticles(number).map((article, i) => {
    const image = { ...ARTICLE.image, url: `${location.origin}/zellij-green.svg`, alternateName: '' };
    return i % 3 === 2 ? article : { ...article, image };
  });
const source = (more: Partial<MemorySource> = {}) => Object.assign(new MemorySource(), more);
const never = () => {
  const silent = source();
  silent.hold();
  return silent;
};
const failing = () => source({ problem: offline() });
const LINK = '<a href="https://example.org/">منظمة الشباب تطلق حملة تضامن</a>';

const list =
  (layout: string, more: object = {}): State =>
  (stage) =>
    made('article-list', stage, { layout, limit: 4, source: source({ articles_: withPictures(4) }), ...more });

const counters =
  (properties: object, from: () => MemorySource, inside = '1٬081'): State =>
  (stage, name) => {
    stage.append('المشاهدات والتعليقات: ');
    for (const tag of ['view-counter', 'comment-count']) {
      made(tag, stage, { article: name, source: from(), readonly: true, ...properties }, inside);
      stage.append(' ');
    }
    return stage.firstElementChild as Tag;
  };

const comments =
  (from: () => MemorySource, act: (box: Tag, from: MemorySource) => unknown = () => {}): State =>
  async (stage, name) => {
    const it = from();
    const element = made('comment-box', stage, { article: name, source: it }, '<p>التعليقات في الطريق.</p>');
    await act(element, it);
    return element;
  };
const withThread = () => source({ comments_: thread(), rules_: { open: true, proofOfWork: false, reactions: 'both' } });
/** What a selector finds, once it is there. */
async function part<Found extends HTMLElement>(box: Tag, selector: string): Promise<Found> {
  for (;;) {
    const found = box.renderRoot.querySelector<Found>(selector);
    if (found) return found;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
const touch = async (box: Tag) => {
  (await part(box, 'textarea')).dispatchEvent(new FocusEvent('focusin', { bubbles: true, composed: true }));
  await part(box, '[part=submit]');
};
const stay = async (box: Tag) => {
  (await part(box, '[part=comment]')).dispatchEvent(new FocusEvent('focusin', { bubbles: true, composed: true }));
  await part(box, '[part=sort]');
};
async function fill(box: Tag, values: Record<string, string>): Promise<void> {
  await touch(box);
  for (const [name, value] of Object.entries(values)) {
    const field = await part<HTMLInputElement>(box, `[name=${name}]`);
    field.value = value;
    field.dispatchEvent(new Event('input', { bubbles: true }));
  }
}
const GOOD = { text: LONG, name: 'ليلى بنعمر', email: 'leila@example.ma' };
const press = async (box: Tag, selector: string) => (await part(box, selector)).click();

export const STATES: Readonly<Record<string, State>> = {
  'article-card/picture': (stage) => made('article-card', stage, { article: ARTICLE, source: source() }),
  'article-card/words': (stage) =>
    made('article-card', stage, { article: { ...ARTICLE, headline: VOWELLED, image: undefined }, source: source() }),
  'article-card/loading': (stage) => made('article-card', stage, { src: '/never' }, LINK),
  'article-card/failed': (stage) => made('article-card', stage, { src: '/missing.json' }, LINK),
  'article-list/list': list('list'),
  'article-list/vowelled': list('list', {
    limit: 2,
    source: source({ articles_: someArticles(2).map((each) => ({ ...each, headline: VOWELLED })) }),
  }),
  'article-list/grid': list('grid', { more: 'button', limit: 3 }),
  'article-list/hero': list('hero', { limit: 4 }),
  'article-list/ranked': list('ranked', { numerals: 'arab' }),
  'article-list/ticker': list('ticker'),
  'article-list/loading': list('list', { limit: 2, source: never() }),
  'article-list/empty': list('list', { source: source() }),
  'article-list/failed': list('list', { source: failing() }),
  'article-view/ready': (stage) => made('article-view', stage, { article: parseArticle(WHOLE), source: source() }),
  'article-view/loading': (stage) => made('article-view', stage, { src: '/never' }, `<p>${LINK}</p>`),
  'article-view/failed': (stage) => made('article-view', stage, { src: '/missing.json' }, `<p>${LINK}</p>`),
  'counters/number': counters({ icon: true }, source),
  'counters/noun': counters({ noun: true }, source),
  'counters/compact': counters({ icon: true, notation: 'compact' }, () => source({ views: 124_800 })),
  'counters/failed': counters({ icon: true }, failing),
  'comment-box/loading': comments(never),
  'comment-box/empty': comments(source),
  'comment-box/thread': comments(withThread, stay),
  'comment-box/touched': comments(source, touch),
  'comment-box/wrong': comments(source, async (element) => {
    await fill(element, { text: 'شكرا', email: 'leila@' });
    await press(element, '[part=submit]');
    await part(element, '[aria-invalid=true]');
  }),
  'comment-box/answering': comments(withThread, async (element) => {
    await press(element, '[part=reply]');
    await part(element, 'article [part=form]');
  }),
  'comment-box/waiting': comments(source, async (element, it) => {
    await fill(element, GOOD);
    it.problem = offline();
    await press(element, '[part=submit]');
    await part(element, '[part=waiting]');
  }),
  'comment-box/pending': comments(
    () => source({ posted_: { status: 'pending', receipt: 'r', editableSeconds: 900 } }),
    async (element) => {
      await fill(element, GOOD);
      await press(element, '[part=submit]');
      await part(element, '[part=own]');
    },
  ),
  'comment-box/fresh': comments(withThread, async (element, it) => {
    await stay(element);
    while (!it.ears) await new Promise((resolve) => setTimeout(resolve, 20));
    for (const id of ['n1', 'n2']) it.ears.heard(madeComment({ id }), id);
    await part(element, '[part=fresh]');
  }),
  'comment-box/closed': comments(() => source({ comments_: thread(), rules_: { open: false, proofOfWork: false } })),
  'comment-box/failed': comments(failing),
  'share-bar/ready': (stage) => made('share-bar', stage),
  'share-bar/copied': async (stage) => {
    const bar = made('share-bar', stage);
    await press(bar, '[part=copy]');
    await part(bar, '.away');
    return bar;
  },
  'reading-progress/half': (stage, name) => {
    // A text of which any window is at the middle, but for a hundredth.
    const text = document.createElement('div');
    text.id = name;
    text.style.cssText = 'position: fixed; top: -500000px; height: 1000000px; width: 1px; visibility: hidden';
    const bar = made('reading-progress', stage, { for: name });
    bar.style.cssText = 'position: static; margin-block: 12px';
    stage.style.display = 'flow-root';
    stage.append(text);
    return bar;
  },
};
