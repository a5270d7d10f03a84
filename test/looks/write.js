/** Writes what all states look like from afar, from Chromium: after a change that was meant and looked at (dist/looks/). */
import { writeFileSync } from 'node:fs';
import { openBrowser } from '../support/pages.js';
import { combinations, take } from './pictures.js';
import { goto, openLooks, THEMES } from './site.js';
import { thumb } from './thumbs.js';

const site = await openLooks();
const browser = await openBrowser('chromium');
try {
  const page = await browser.newPage();
  await goto(page, site);
  const thumbs = {};
  for (const looks of combinations(THEMES)) {
    const pictures = await take(page, looks, 'dist/looks/chromium');
    const name = Object.values(looks).join(' ').trim();
    thumbs[name] = Object.fromEntries(Object.entries(pictures).map(([state, picture]) => [state, thumb(picture)]));
  }
  writeFileSync('test/looks/thumbs.json', `${JSON.stringify(thumbs, null, 1)}\n`);
} finally {
  await browser.close();
  await site.close();
}
