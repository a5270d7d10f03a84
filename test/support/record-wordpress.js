/**
 * Records what a real WordPress answers to the adapter, for `wordpressFixture`: into test/fixtures/wordpress/, one file for
 * WordPress alone and one for each plugin that counts views.
 *
 *   node --import tsx test/support/record-wordpress.js WORDPRESS SQLITE PLUGIN…
 *
 * WORDPRESS is a folder with WordPress 6.5, SQLITE one with its plugin «SQLite Database Integration»; each PLUGIN one with
 * wp-postviews, post-views-counter, wordpress-popular-posts or Midad's own as it is built, dist/wordpress/midad. It needs PHP 8.2 with sqlite3, mbstring and xml.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { startWordPress } from './wordpress/site.js';

const fixtures = fileURLToPath(new URL('../fixtures/wordpress/', import.meta.url));
const [wordpress, sqlite, ...plugins] = process.argv.slice(2);
if (!sqlite) throw new Error('usage: record-wordpress.js WORDPRESS SQLITE PLUGIN…');

// As much of a page as the adapter asks with; what it reads of the answers is not recorded.
const read = (html) => html.replace(/<[^>]*>/g, '').replace(/&amp;|&#038;/g, '&');
class Parsed {
  get documentElement() {
    return { querySelector: () => this };
  }
  querySelectorAll = () => [];
}
Object.assign(globalThis, {
  window: globalThis,
  document: { querySelector: () => null, cookie: '' },
  location: new URL('https://news.example/'),
  Document: Parsed,
  DOMParser: class {
    parseFromString = (html) => Object.assign(new Parsed(), { textContent: read(html) });
  },
});
const { wordpress: source } = await import('../../src/sources/wordpress.ts');
const { articleId } = await import('../../src/model/identity.ts');
const { keyOf } = await import('./wordpress-fixture.ts');

const ORIGIN = 'https://news.example';
const { signal } = new AbortController();
const latest = { sort: 'latest', limit: 20 };
const reader = { name: 'سلمى', email: 'salma@mail.example', url: '' };

/** Said as by the site that is written down, which has no port. */
const ofNews = (text, url) =>
  text
    .replaceAll(url, ORIGIN)
    .replaceAll(url.replaceAll('/', '\\/'), ORIGIN)
    .replaceAll('http://127.0.0.1/', `${ORIGIN}/`);

const fetched = globalThis.fetch;

/** What is asked of WordPress alone. `site.says` is what for-tests.php hears of. */
async function core(midad, site) {
  const feed = await (await fetched(`${site.url}/feed/`)).text();
  writeFileSync(path.join(fixtures, 'feed.xml'), ofNews(feed, site.url));
  const { articles } = await midad.articles(latest, signal);
  const [meeting, lessons, closed, long] = articles.map(({ id }) => id);
  const page = await midad.articles({ ...latest, limit: 4 }, signal);
  for (let { next } = page; next;) ({ next } = await midad.articles({ ...latest, limit: 4, cursor: next }, signal));
  await midad.articles({ ...latest, limit: 4, cursor: '99' }, signal);
  for (const asked of [
    { section: 'سياسة' },
    { section: 'politics' },
    { section: 'مجتمع & ناس' },
    { section: 'رياضة' },
    { tag: 'برلمان' },
    { section: 'سياسة', tag: 'برلمان' },
    { search: 'الدروس' },
    { related: meeting },
    { days: 7 },
    { sort: 'views' },
    { sort: 'comments' },
  ]) {
    await midad.articles({ ...latest, ...asked }, signal).catch(() => {});
  }
  for (const one of [
    meeting,
    lessons,
    `${ORIGIN}/2020/04/nothing/`,
    '9',
    '4000',
    `${ORIGIN}/%D9%85%D9%86-%D9%86%D8%AD%D9%86/`,
  ]) {
    const anew = source(`${site.url}/wp-json/`);
    const here = one.replace(ORIGIN, site.url);
    await anew.article(here, signal).catch(() => {});
    await anew.counts([here]).catch(() => {});
  }
  const politics = `${site.url}/category/politics/`;
  // The page of a section, which says of itself what it is.
  document.querySelector = (selector) => ({
    href: selector.includes('json') ? `${site.url}/wp-json/wp/v2/categories/2` : politics,
  });
  await source(`${site.url}/wp-json/`)
    .counts([politics])
    .catch(() => {});
  document.querySelector = () => null;
  const anew = source(`${site.url}/wp-json/`);
  await anew.counts([meeting, lessons, closed]);
  await anew.counts([meeting, lessons, long]);
  for (const one of [meeting, lessons, closed]) await midad.comments(one, { sort: 'newest' }, signal);
  await midad.comments(meeting, { sort: 'oldest' }, signal);
  for (const sort of ['newest', 'oldest']) {
    const fresh = source(`${site.url}/wp-json/`);
    const first = await fresh.comments(long, { sort }, signal);
    await fresh.comments(long, { sort, cursor: first.next }, signal);
    const around = first.comments.at(-1).replies.comments[0].id;
    await fresh.comments(long, { sort, around }, signal);
    await fresh.comments(long, { sort, around: '4000' }, signal).catch(() => {});
  }
  const { comments } = await midad.comments(lessons, { sort: 'newest' }, signal);
  const write = async (says, text, more = {}, parent, article = lessons) => {
    site.says = says;
    const kept = await midad.post(article, { ...reader, text, ...more }, 'key', parent).catch(() => {});
    site.says = '';
    return kept;
  };
  await write('no-guests', 'بلا حساب');
  await write('', 'شكرًا «لكم» على "الدروس"');
  await write('', 'شكرًا «لكم» على "الدروس"');
  await midad.comments(lessons, { sort: 'newest' }, signal);
  await write('', 'أنا أيضًا', {}, comments[0].id);
  await write('', 'إلى من؟', {}, '4000');
  const held = await write('hold', 'ينتظر الموافقة');
  await midad.own(held.id, held.receipt);
  await write('hold', 'ينتظر الموافقة');
  await write('flood', 'أسرع من اللازم');
  await write('', 'بلا اسم', { name: '', email: '' });
  await write('', 'عنوان خاطئ', { email: 'salma' });
  await write('', 'اسم طويل', { name: 'س'.repeat(300) });
  await write('', '');
  await write('', 'بعد الإغلاق', {}, undefined, closed);
  // A duplicate is looked for where the first try was not answered.
  const storage = new Map();
  globalThis.localStorage = {
    getItem: (key) => storage.get(key) ?? null,
    setItem: (key, value) => void storage.set(key, value),
    removeItem: (key) => void storage.delete(key),
  };
  for (const text of ['شكرًا «لكم» على "الدروس"', 'ينتظر الموافقة']) {
    storage.set('midad:wordpress-sent', 'key');
    await write('', text);
  }
}

/** What is asked of a plugin that counts views. */
async function views(midad, site) {
  const { articles } = await midad.articles(latest, signal);
  const [meeting, lessons] = articles.map(({ id }) => id);
  await midad.counts([meeting, lessons]);
  await source(`${site.url}/wp-json/`).counts([meeting]);
  await midad.articles({ ...latest, sort: 'views' }, signal).catch(() => {});
  await midad.articles({ ...latest, limit: 1, sort: 'views' }, signal).catch(() => {});
  await midad.articles({ ...latest, sort: 'views', section: 'politics' }, signal).catch(() => {});
  await midad.articles({ ...latest, sort: 'comments' }, signal).catch(() => {});
  await midad.view?.(lessons);
}

/** What `test/sources/contract.test.ts` asks of a WordPress without any plugin, or with ours, each time as a page that knows nothing yet. */
async function contract(_midad, site) {
  const ids = ['drought', 'lessons', 'prices'].map((slug) => articleId(`${site.url}/2020/${slug}`));
  const all = { ...latest, limit: 100 };
  const posts = site.plugins.length > 0 ? await idsOf(site) : undefined;
  const anew = () => (posts ? pageOf(site, posts) : source(`${site.url}/wp-json/`));
  for (const more of [
    {},
    { limit: 2 },
    { limit: 2, cursor: '2' },
    { section: 'اقتصاد' },
    { tag: 'nobody wrote this' },
    { search: 'الأساتذة الدروس' },
    { search: 'الأساتذة nobody' },
    { days: 1 },
    { days: 36_500 },
    { sort: 'views' },
    { sort: 'comments' },
    { related: ids[0] },
  ]) {
    await anew().articles({ ...all, ...more }, signal).catch(() => {}); // prettier-ignore
  }
  for (const one of [...ids, articleId(`${site.url}/2020/unknown`)])
    await anew()
      .article(one, signal)
      .catch(() => {});
  await anew().counts([...ids.toReversed(), 'unknown']);
  await anew().counts(ids);
  const reads = anew();
  for (let asked = { sort: 'newest' }; asked;) {
    const { next } = await reads.comments(ids[1], asked, signal);
    asked = next && { sort: 'newest', cursor: next };
  }
  await anew().comments(ids[0], { sort: 'newest' }, signal);
  if (posts) await anew().view(ids[0]);
}

/** The source of a page in which the plugin says that it is there, and which posts its tags are about. */
function pageOf(site, posts) {
  const said = { root: `${site.url}/wp-json/`, reader: '', posts };
  document.querySelector = (selector) => (selector.includes('#midad') ? { textContent: JSON.stringify(said) } : null);
  const found = source(said.root);
  document.querySelector = () => null;
  return found;
}

async function idsOf(site) {
  const posts = await (await fetch(`${site.url}/wp-json/wp/v2/posts?per_page=100&_fields=id,link`)).json();
  return Object.fromEntries(posts.map(({ id, link }) => [articleId(link.replace(ORIGIN, site.url)), id]));
}

async function record(name, ask, turnedOn, install) {
  const site = {
    says: '',
    plugins: turnedOn,
    ...(await startWordPress({ wordpress, sqlite, plugins: turnedOn, install })),
  };
  const answers = {};
  globalThis.fetch = async (url, init) => {
    const response = await fetched(url, {
      ...init,
      headers: { ...init?.headers, 'X-Test': site.says, 'User-Agent': 'Firefox' },
    });
    const text = ofNews(await response.clone().text(), site.url);
    const answer = { status: response.status, body: JSON.parse(text) };
    const key = keyOf(String(url).replace(site.url, ORIGIN), init);
    const known = (answers[key] ??= []);
    if (JSON.stringify(known.at(-1)) !== JSON.stringify(answer)) known.push(answer);
    return response;
  };
  try {
    await ask(source(`${site.url}/wp-json/`), site);
  } finally {
    globalThis.fetch = fetched;
    await site.stop();
  }
  const lines = Object.entries(answers).map(([key, all]) => `${JSON.stringify(key)}: ${JSON.stringify(all)}`);
  mkdirSync(fixtures, { recursive: true });
  writeFileSync(
    path.join(fixtures, `${name}.json`),
    `{"wordpress": "${site.version}", "answers": {\n${lines.join(',\n')}\n}}\n`,
  );
  console.log(`${name}: ${lines.length} requests to WordPress ${site.version}`);
}

await record('wordpress', core, []);
await record('contract', contract, [], 'contract.php');
for (const plugin of plugins) {
  const name = path.basename(plugin);
  if (name === 'midad') await record('contract-midad', contract, [plugin], 'contract.php');
  else await record(name, views, [plugin]);
}
