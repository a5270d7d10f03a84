import type { Context, Hono } from 'hono';
import { isbot } from 'isbot';
import type { Config } from '../config.js';
import type { Store } from '../database/store.js';
import type { ArticleCounts } from '../database/views.js';
import type { Env } from './app.js';
import type { Defences } from './defences.js';
import { readBody, readQuery } from './input.js';
import { routes } from './routes.js';

// Longer than any browser's: it is not worth searching for the names of bots.
const LONGEST_AGENT = 2000;

/** Adds what counts views, and gives counts. */
export function addCounting(app: Hono<Env>, { views }: Store, config: Config, defences: Defences): void {
  app.get(routes.counts.path, async (c) => {
    const { article } = readQuery(c.req.url, routes.counts.query);
    return c.json({ counts: await views.counts(article) });
  });

  app.post(routes.countsOfMany.path, async (c) => {
    const { article } = await readBody(c.req.raw, routes.countsOfMany);
    return c.json({ counts: await views.counts(article) });
  });

  app.post(routes.addView.path, async (c) => {
    const { article } = await readBody(c.req.raw, routes.addView);
    const counts = isSeen(c) ? await count(c, article) : undefined;
    return c.json(counts ?? (await views.counts([article]))[0]);
  });

  async function count(c: Context, article: string): Promise<ArticleCounts | undefined> {
    const untracked = c.req.header('Sec-GPC') === '1' || c.req.header('DNT') === '1';
    if (untracked && config.doNotTrack === 'skip') return undefined;
    if (untracked || config.viewHours === 0) return views.add(article);
    const reader = { address: defences.address(c), agent: agentOf(c) };
    return views.add(article, { reader, hours: config.viewHours });
  }
}

/** Whether somebody may have seen the page: its browser is no bot, and did not load it in case it is wanted. */
function isSeen(c: Context): boolean {
  const agent = agentOf(c);
  if (agent === '' || agent.length > LONGEST_AGENT || isbot(agent)) return false;
  return !['Sec-Purpose', 'Purpose', 'X-Moz'].some((name) => /prefetch|prerender/i.test(c.req.header(name) ?? ''));
}

function agentOf(c: Context): string {
  return c.req.header('User-Agent') ?? '';
}
