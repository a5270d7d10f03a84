import type { Config } from '../config.js';
import type { ArticleRow } from '../database/tables.js';
import type { Status } from './status.js';

/** `post`: seen at once. `pre`: after approval. `trusted`: at once by people who were approved before. */
export const MODERATION = ['post', 'pre', 'trusted'] as const;

export type Moderation = (typeof MODERATION)[number];

const DAY = 24 * 60 * 60 * 1000;

/** What a site says about an article; undefined while nobody has viewed it or commented on it. */
export type ArticleRules = Pick<ArticleRow, 'moderation' | 'closed' | 'created_at'> | undefined;

/** What holds for an article: its own rules, and the site's where it has none. */
export function rulesFor(config: Config, article: ArticleRules): { open: boolean; moderation: Moderation } {
  const age = Date.now() - (article?.created_at ?? Date.now());
  const closed = article?.closed === 1 || (config.closeDays > 0 && age > config.closeDays * DAY);
  return { open: !closed, moderation: article?.moderation ?? config.moderation };
}

/** How a new comment begins. */
export function firstStatus(moderation: Moderation, trusted: boolean): Status {
  return moderation === 'post' || (moderation === 'trusted' && trusted) ? 'approved' : 'pending';
}
