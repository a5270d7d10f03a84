/** Takes the pictures of all states. */
import { crop } from './thumbs.js';

/**
 * The tallest picture, about: WebKit's window is the whole of what its pictures can show, 8000 px, and two columns without some of
 * their states are taller than they were.
 */
const TALLEST = 4500;

/** Every theme by day on a phone and by night on a desk, and the other way round for those who look (`all`). */
export function combinations(themes, all = false) {
  const pairs = [
    ['light', 320],
    ['dark', 1280],
    ...(all
      ? [
          ['dark', 320],
          ['light', 1280],
        ]
      : []),
  ];
  return themes.flatMap((theme) => pairs.map(([scheme, width]) => ({ theme, scheme, width })));
}

/** One combination's pictures by state: `{ 'article-card/picture': { width, height, rgb }, … }`. @param folder Where they are kept. */
export async function take(page, { theme, scheme, width }, folder) {
  await page.setViewport({ width, height: 900 });
  await page.evaluate((...looks) => window.wear(...looks), theme, scheme);
  await page.evaluate('show([...document.querySelectorAll("[data-state]")].map(({ dataset }) => dataset.state))');
  const pictures = {};
  for (const names of inPages(await rooms(page))) {
    await page.evaluate((shown) => window.show(shown), names);
    const file = `${folder}/${theme || 'none'}-${scheme}-${width}-${names[0].replace('/', '-')}.png`;
    const whole = await page.screenshot(file, { fullPage: true });
    for (const [name, room] of Object.entries(await rooms(page))) pictures[name] = crop(whole, room);
  }
  return pictures;
}

/** Where each shown state stands on the page, in whole pixels. */
function rooms(page) {
  return page.evaluate(() => {
    const shown = [...document.querySelectorAll('[data-state]:not([hidden])')];
    return Object.fromEntries(
      shown.map((stage) => {
        const { x, y, width, height } = stage.getBoundingClientRect();
        const top = Math.floor(y + scrollY);
        return [
          stage.dataset.state,
          { x: Math.floor(x), y: top, width: Math.floor(width), height: Math.floor(height) },
        ];
      }),
    );
  });
}

function inPages(stages) {
  const pages = [];
  let top = Infinity;
  for (const [name, { y, height }] of Object.entries(stages)) {
    if (y + height - top > TALLEST || pages.length === 0) {
      pages.push([]);
      top = y;
    }
    pages.at(-1).push(name);
  }
  return pages;
}
