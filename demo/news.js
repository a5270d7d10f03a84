/**
 * 500 articles for the demo's front page: always the same, but for their dates, which end with the hour that is given. Their
 * feed and their pictures are made when they are asked for, by `news()`, in `npm start` and `npm run dev` alike.
 */
import { AUTHORS, SECTIONS } from './news-words.js';

const COUNT = 500;
const SITE = 'https://aljarida.example';
const MINUTE = 60_000;
/** Between two articles: 500 are nine days. */
const GAP_MINUTES = 26;

/** Of the pictures, which have sizes of newspapers, a square among them. */
const SIZES = [
  [1200, 675],
  [1200, 800],
  [800, 600],
  [900, 900],
];
const PALETTES = [
  ['#8fb8ab', '#dfe9e3', '#2f7f6f', '#0b4f45', '#f6f3ea'],
  ['#d9b27c', '#f0e4cf', '#b8742f', '#6d3d14', '#fbf6ea'],
  ['#a9bdd3', '#e3eaf1', '#44698f', '#1d3a5a', '#f5f5ef'],
  ['#d8a798', '#f2e2dc', '#a8503c', '#5f2418', '#fbf5f0'],
  ['#b7b28b', '#eae8d6', '#767033', '#3d3a12', '#f8f6ea'],
  ['#bfaac9', '#ebe3ef', '#78548a', '#3e2450', '#f8f4f8'],
];
const POINTS = [8, 10, 12, 16];

/** The articles, the latest first. @param {number} now milliseconds since 1970 */
export function newsArticles(now) {
  const latest = Math.floor(now / (60 * MINUTE)) * 60 * MINUTE;
  return Array.from({ length: COUNT }, (_, index) => article(index, latest - index * GAP_MINUTES * MINUTE));
}

/** What readers have seen of them before the demo begins, as `midad-server import-views` takes it. */
export function newsViews() {
  return newsArticles(0).map(({ url }, index) => ({
    article: url,
    views: Math.round(12_000 / (1 + ((index * 37) % 89))) + ((index * 13) % 50),
  }));
}

function article(index, time) {
  const section = SECTIONS[index % SECTIONS.length];
  const turn = Math.floor(index / SECTIONS.length);
  // The lists have 7, 8 and 5 entries, so that no two of 280 turns join the same.
  const people = [...section.men, ...section.women];
  const who = turn % people.length;
  const gender = who < section.men.length ? 0 : 1;
  const act = section.acts[turn % section.acts.length];
  const what = Array.isArray(act.what) ? act.what[gender] : act.what;
  const circumstance = section.circumstances[turn % section.circumstances.length];
  return {
    url: encodeURI(`${SITE}/${section.name}/${1000 + COUNT - index}`),
    headline: `${people[who]} ${act.present[gender]} ${what} ${circumstance}`,
    description: `${act.past[gender]} ${people[who]} ${what} ${circumstance}. ${act.more}`,
    section: section.name,
    author: AUTHORS[(index * 5) % AUTHORS.length],
    date: new Date(time),
    tags: act.tags,
    // As in any newspaper, some have none.
    picture: index % 11 === 10 ? undefined : { palette: index % PALETTES.length, kind: turn % SIZES.length },
  };
}

/** The feed of the articles: RSS 2.0. @param {string} home where the pictures are, without the slash */
export function newsFeed(articles, home) {
  const items = articles.map(({ url, headline, description, section, author, date, tags, picture }) => {
    const [width, height] = picture ? SIZES[picture.kind] : [];
    const media = picture
      ? `<media:content url="${home}/data/news/${picture.palette}-${picture.kind}.svg" medium="image" width="${width}" height="${height}"/>`
      : '';
    return `<item><title>${headline}</title><link>${url}</link><dc:creator>${author}</dc:creator>
<pubDate>${date.toUTCString()}</pubDate>${[section, ...tags].map((name) => `<category>${name}</category>`).join('')}
<description>${description}</description>${media}</item>`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/"><channel>
<title>الجريدة</title><link>${SITE}</link><description>أخبار العرض التجريبي لمداد</description><language>ar</language>
${items.join('\n')}
</channel></rss>
`;
}

/** A picture: stars of 8 to 16 points, as zellij has them. */
export function newsPicture(palette, kind) {
  const [width, height] = SIZES[kind];
  const [ground, light, middle, dark, line] = PALETTES[palette];
  const tile = 150;
  const stroke = `stroke="${line}" stroke-width="3"`;
  const star = (x, y, radius, fill, edge = '') =>
    `<polygon points="${starPoints(x, y, radius, POINTS[kind])}" fill="${fill}" ${edge}/>`;
  const corners = [0, tile].flatMap((x) => [0, tile].map((y) => star(x, y, 30, dark, stroke)));
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}"><defs><pattern id="p" width="${tile}" height="${tile}" patternUnits="userSpaceOnUse"><rect width="${tile}" height="${tile}" fill="${ground}"/>${star(75, 75, 75, light, stroke)}${star(75, 75, 46, middle, stroke)}${star(75, 75, 20, dark)}${corners.join('')}</pattern></defs><rect width="${width}" height="${height}" fill="url(#p)"/></svg>
`;
}

function starPoints(x, y, radius, points) {
  return Array.from({ length: 2 * points }, (_, step) => {
    const angle = (step * Math.PI) / points;
    const length = step % 2 === 0 ? radius : radius * 0.7;
    return `${(x + length * Math.cos(angle)).toFixed(1)},${(y + length * Math.sin(angle)).toFixed(1)}`;
  }).join(' ');
}

/** For Vite: answers `/data/news.xml` and `/data/news/*.svg`. */
export function news() {
  const answer = (request, response, next) => {
    const name = (request.url ?? '').split('?')[0];
    const [, palette, kind] = /^\/data\/news\/([0-5])-([0-3])\.svg$/.exec(name) ?? [];
    if (kind === undefined && name !== '/data/news.xml') {
      next();
      return;
    }
    const [type, body] =
      kind === undefined
        ? ['application/rss+xml', newsFeed(newsArticles(Date.now()), `http://${request.headers.host}`)]
        : ['image/svg+xml', newsPicture(Number(palette), Number(kind))];
    response.setHeader('Content-Type', `${type}; charset=utf-8`);
    response.setHeader('Cache-Control', kind === undefined ? 'no-cache' : 'max-age=3600');
    response.end(body);
  };
  const serve = ({ middlewares }) => void middlewares.use(answer);
  return { name: 'news', configureServer: serve, configurePreviewServer: serve };
}
