/**
 * Every tag in every state, put into a host page where it says `<!-- midad -->`, or else at its end. The tags have their data
 * from here, so that they show the same on every page. `scenes()` is for test/hosts.test.js, which compares what they show.
 */
const PICTURE = {
  url: new URL('picture.svg', import.meta.url).href,
  width: 1200,
  height: 675,
  alternateName: 'زليج',
};
const ARTICLE = {
  headline: 'الأمين العام يجتمع عن بعد مع برلمانيي جهة فاس-مكناس في 21/04/2020',
  url: 'https://example.org/fes-meknes',
  id: 'fes-meknes',
  inLanguage: 'ar-MA',
  articleSection: 'سياسة',
  description: 'باشر الأمين العام سلسلة اجتماعات عن بعد مع البرلمانيين، على أن تشمل باقي الجهات في الأيام القادمة.',
  author: [{ name: 'خديجة الرحالي', url: 'https://example.org/khadija' }],
  datePublished: '2020-04-21',
  dateModified: '2020-04-23',
  keywords: ['برلمان', 'G20'],
  image: { ...PICTURE, caption: 'اجتماع عن بعد', creditText: 'أرشيف' },
  views: 11_082,
  comments: 3,
  body: `<p>باشر الأمين العام <strong>سلسلة اجتماعات</strong> عن بعد مع <em>البرلمانيين</em>، <a href="https://example.org/">والتفاصيل هنا</a>.</p>
    <h2>خلفية</h2><p>سطر أول<br>وسطر ثانٍ، و<small>حاشية</small> و<code>const x = 1</code> و<sup>1</sup>.</p>
    <ul><li>جهة أولى<ul><li>إقليم</li></ul></li><li>جهة ثانية</li></ul><ol><li>أول</li><li>ثانٍ</li></ol>
    <blockquote><p>اقتباس من كلمته أمام البرلمانيين.</p></blockquote>
    <figure><img src="${PICTURE.url}" alt="زليج" width="120" height="68"><figcaption>صورة</figcaption></figure>
    <pre>git clone\n  two lines</pre><hr>
    <table><caption>الأعداد</caption><tr><th>الجهة</th><th>العدد</th></tr><tr><td>فاس</td><td>12</td></tr></table>
    <dl><dt>مصطلح</dt><dd>شرحه</dd></dl>`,
};
const ARTICLES = [
  ARTICLE,
  { ...ARTICLE, headline: 'منظمة الشباب تطلق حملة تضامن', url: 'https://example.org/2', image: undefined },
  {
    ...ARTICLE,
    headline: 'الأساتذة يواصلون الدروس «عن بعد» @ecole',
    url: 'https://example.org/3',
    articleSection: undefined,
  },
];
const COMMENT = {
  author: { name: 'سعيد الوزاني' },
  dateCreated: '2020-04-21T12:00:00Z',
  upvoteCount: 12,
  downvoteCount: 1,
};
const COMMENTS = [
  {
    ...COMMENT,
    id: 'c1',
    text: 'مبادرة جيدة.\nنتمنى أن تشمل باقي الجهات، راجعوا @pam_maroc.',
    dateModified: '2020-04-21T12:05:00Z',
  },
  { ...COMMENT, id: 'c2', parent: 'c1', byAuthor: true, author: { name: 'خديجة الرحالي' }, text: 'شكرا على المتابعة.' },
  {
    ...COMMENT,
    id: 'c3',
    author: { name: 'Youssef', url: 'https://example.org/' },
    text: 'Merci',
    html: '<blockquote><p>مبادرة جيدة.</p></blockquote><p>Merci <strong>pour</strong> <em>cet</em> <code>article</code>.</p><pre><code>a\n  b</code></pre><ul><li>واحد</li></ul>',
  },
];

const never = () => new Promise(() => {});
const fails = () => Promise.reject(new Error('offline'));
const source = {
  counts: async (articles) => articles.map(() => ({ views: 11_082, comments: 3 })),
  articles: async ({ limit }) => ({ articles: ARTICLES.slice(0, limit), next: 'next' }),
  comments: async () => ({ comments: COMMENTS, total: 3, rules: { reactions: 'both' }, next: 'next' }),
  post: never,
};

const inside = (tag, selector) => tag.shadowRoot.querySelector(selector);
const press = (selector) => async (tag) => {
  const button = await until(() => inside(tag, selector));
  button.click();
  button.blur();
};
/** The form as it is for who has touched it. */
async function write(tag) {
  inside(tag, 'form').dispatchEvent(new FocusEvent('focusin'));
  return until(() => inside(tag, '[part=submit]'));
}
/** As it is for who sends an empty one. */
async function refuse(tag) {
  (await write(tag)).click();
  await until(() => [...tag.shadowRoot.querySelectorAll('.error')].some((said) => said.textContent.trim() !== ''));
  tag.shadowRoot.activeElement?.blur();
}
async function stay(tag) {
  inside(tag, 'section').dispatchEvent(new PointerEvent('pointerenter'));
  await until(() => inside(tag, '.reaction') && inside(tag, '.sort'));
}

/** `[name, tag, properties, the state it comes to, what a reader does then]`. */
const SCENES = [
  ['card', 'article-card', { article: ARTICLE }],
  ['card-plain', 'article-card', { article: { headline: 'خبر بلا صورة' } }],
  ['list', 'article-list', { limit: 3, more: 'button' }],
  ['grid', 'article-list', { limit: 3, layout: 'grid' }],
  ['hero', 'article-list', { limit: 3, layout: 'hero' }],
  ['ranked', 'article-list', { limit: 3, layout: 'ranked', sort: 'views', numerals: 'arab' }],
  ['ticker', 'article-list', { limit: 3, layout: 'ticker' }, 'ready', press('.turn button')],
  [
    'feed',
    'article-list',
    { limit: 2, more: 'scroll', heading: '', source: { ...source, articles: async () => ({ articles: ARTICLES }) } },
  ],
  ['list-empty', 'article-list', { search: 'شيء', source: { ...source, articles: async () => ({ articles: [] }) } }],
  ['list-loading', 'article-list', { limit: 2, source: { ...source, articles: never } }, 'loading'],
  ['list-failed', 'article-list', { limit: 2, source: { ...source, articles: fails } }, 'failed'],
  ['view', 'article-view', { article: ARTICLE }],
  ['view-failed', 'article-view', { src: '/data/missing.json' }, 'failed'],
  ['counter', 'view-counter', { readonly: true, icon: true, noun: true }],
  ['counter-compact', 'view-counter', { readonly: true, notation: 'compact' }],
  ['comments', 'comment-count', { icon: true }],
  ['box', 'comment-box', {}, 'ready', stay],
  [
    'box-writing',
    'comment-box',
    { source: { ...source, comments: async () => ({ comments: [], total: 0 }) } },
    'ready',
    write,
  ],
  [
    'box-refused',
    'comment-box',
    { source: { ...source, comments: async () => ({ comments: [], total: 0 }) } },
    'ready',
    refuse,
  ],
  [
    'box-closed',
    'comment-box',
    { source: { ...source, comments: async () => ({ comments: [], total: 0, rules: { open: false } }) } },
  ],
  ['box-loading', 'comment-box', { source: { ...source, comments: never } }, 'loading'],
  ['box-failed', 'comment-box', { source: { ...source, comments: fails } }, 'failed'],
  ['share', 'share-bar', {}],
  ['progress', 'reading-progress', { for: 'midad-read' }],
];

async function until(found) {
  for (const end = Date.now() + 60_000; Date.now() < end; await new Promise((resolve) => setTimeout(resolve, 20))) {
    const answer = found();
    if (answer) return answer;
  }
  throw new Error(`Waited in vain for ${found}`);
}

/** The nodes of a tree, and of the open shadow trees in it. */
function* nodes(root) {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_COMMENT);
  while (walker.nextNode()) {
    yield walker.currentNode;
    if (walker.currentNode.shadowRoot) yield* nodes(walker.currentNode.shadowRoot);
  }
}

function put(node, place) {
  if (place) place.before(node);
  else (document.body ?? document.documentElement).append(node);
}

/** Two screens of text for reading-progress to follow, which take no room. */
function text() {
  const read = document.createElement('div');
  read.id = 'midad-read';
  const looks = {
    position: 'fixed',
    'inset-block-start': '-9000px',
    height: '1000px',
    width: '1px',
    transform: 'scaleY(20)',
    visibility: 'hidden',
    margin: 0,
    padding: 0,
    border: 0,
    animation: 'none',
    transition: 'none',
    rotate: 'none',
    scale: 'none',
    translate: 'none',
    zoom: 1,
    display: 'block',
    'box-sizing': 'content-box',
    'writing-mode': 'horizontal-tb',
    'min-height': 0,
    'max-height': 'none',
    'transform-origin': 'top',
  };
  for (const [name, value] of Object.entries(looks)) read.style.setProperty(name, value, 'important');
  document.documentElement.append(read);
}

async function play([name, tagName, properties, state = 'ready', act = async () => {}], place) {
  const stand = document.createElement('div');
  const tag = document.createElement(tagName);
  stand.append(tag);
  put(stand, place);
  tag.setAttribute('lang', 'ar');
  tag.timeZone = 'Africa/Casablanca';
  Object.assign(tag, { source, article: 'fes-meknes' }, properties);
  await until(() => tag.matches(`:state(${state})`));
  await act(tag);
  return { name, tag, stand };
}

async function mount() {
  const frame = [...document.querySelectorAll('iframe')].find(({ contentDocument }) => contentDocument);
  if (frame) return until(() => frame.contentDocument[KEY]);
  text();
  const place = [...nodes(document)].find(
    ({ nodeType, data }) => nodeType === Node.COMMENT_NODE && data.trim() === 'midad',
  );
  return Promise.all(SCENES.map((scene) => play(scene, place)));
}

// A page in a frame shows it to the page around.
const KEY = Symbol.for('midad.stage');
const mounted = (document[KEY] = mount());

/** Every scene, once it has come to its state: `{ name, tag, stand }`, the stand being an element around the tag. */
export const scenes = () => mounted;
