import { userInfo } from 'node:os';
import { parseArgs } from 'node:util';
import { articleId } from '../../src/model/identity.js';
import type { Config } from './config.js';
import { openStore } from './database/open.js';
import type { MergePlan } from './database/moves.js';
import type { Store } from './database/store.js';
import type { ArticleRow } from './database/tables.js';
import { createLog } from './log.js';
import { reason, StartError } from './start-error.js';

const USAGE =
  'It is midad-server merge FROM TO [--dry-run] [--as NAME], midad-server merge for what was done, or midad-server unmerge FROM [--as NAME].';

/**
 * Merges an article that has moved into what it is now, or, without articles, says what was merged.
 *
 * @returns what it did, or would do.
 * @throws {StartError} when it cannot be done; then nothing is changed.
 */
export async function merge(words: readonly string[], config: Config): Promise<string> {
  const { values, positionals } = readWords(words, { 'dry-run': { type: 'boolean' }, as: { type: 'string' } });
  if (positionals.length === 0) return inStore(config, list);
  const [from, to, ...rest] = positionals.map(idOf);
  if (from === undefined || to === undefined || rest.length > 0) throw new StartError(USAGE);
  if (from === to) throw new StartError(`Both are one article already: ${from}.`);
  return inStore(config, async (store) => {
    const plan = await store.moves.plan(from, to);
    if (plan.state === 'circle') {
      throw new StartError(`${to} was merged into ${from}: take it apart first (midad-server unmerge ${to}).`);
    }
    if (plan.state === 'elsewhere') {
      throw new StartError(`${from} was merged into ${plan.into}: take it apart first (midad-server unmerge ${from}).`);
    }
    if (plan.state === 'merged') return `${from} was merged into ${plan.to} before: there is nothing to do.`;
    if (values['dry-run']) return [...found(plan), 'Nothing was changed.'].join('\n');
    const moved = await store.moves.merge(from, to, actorOf(values.as));
    if (!moved) throw new StartError('Somebody else has just merged one of them: look again with --dry-run.');
    return [`${numbers(moved)} of ${from} went to ${moved.to}.`, ...conflicts(plan)].join('\n');
  });
}

/**
 * Takes an article out of the one it was merged into.
 *
 * @returns what it did.
 * @throws {StartError} when it was not merged.
 */
export async function unmerge(words: readonly string[], config: Config): Promise<string> {
  const { values, positionals } = readWords(words, { as: { type: 'string' } });
  const [from, ...rest] = positionals.map(idOf);
  if (from === undefined || rest.length > 0) throw new StartError(USAGE);
  return inStore(config, async (store) => {
    const moved = await store.moves.unmerge(from, actorOf(values.as));
    if (!moved) throw new StartError(`${from} is not merged into anything.`);
    return `${numbers(moved)} went back to ${from}, with every answer to them; what was added since stays with ${moved.to}.`;
  });
}

function readWords<Options extends Record<string, { type: 'string' | 'boolean' }>>(
  words: readonly string[],
  options: Options,
) {
  try {
    return parseArgs({ args: [...words], options, allowPositionals: true });
  } catch {
    throw new StartError(USAGE);
  }
}

async function inStore(config: Config, job: (store: Store) => Promise<string>): Promise<string> {
  const store = await openStore(config, createLog('silent', process.stderr));
  try {
    return await job(store);
  } catch (fault) {
    if (fault instanceof StartError) throw fault;
    throw new StartError(`The database did not do it (${reason(fault)}): nothing was changed, try again.`);
  } finally {
    await store.close();
  }
}

async function list(store: Store): Promise<string> {
  const moves = await store.moves.record();
  if (moves.length === 0) return 'Nothing was merged.';
  return moves
    .map(({ at, actor, action, from_article, to_article, ...moved }) => {
      const way = action === 'merge' ? `${from_article} → ${to_article}` : `${from_article} ← ${to_article}`;
      return `${new Date(at).toISOString()} ${actor}: ${action} ${way}, ${numbers(moved)}`;
    })
    .join('\n');
}

function found(plan: MergePlan): string[] {
  const { from, to, source, target, comments } = plan;
  const views = source.views + target.views;
  return [
    `${from} has ${numbers({ comments, views: source.views })}: all would go to ${to}, with ${source.comments} of the comments approved.`,
    `${to} would then show ${numbers({ comments: source.comments + target.comments, views })}.`,
    ...conflicts(plan),
  ];
}

function conflicts({ from, to, source, target, doubled, isNew }: MergePlan): string[] {
  const differ = source.closed !== target.closed || source.moderation !== target.moderation;
  return [
    ...(differ && !isNew
      ? [`Their rules differ: ${from} is ${rules(source)}; ${to} is ${rules(target)}, and stays so.`]
      : []),
    ...(doubled > 0 ? [`Said on both by one name, and kept twice: ${doubled}.`] : []),
  ];
}

function rules({ closed, moderation }: ArticleRow): string {
  return `${closed === 1 ? 'closed' : 'open'}, moderation ${moderation ?? "as the site's"}`;
}

function numbers({ comments, views }: { readonly comments: number; readonly views: number }): string {
  return `${comments} ${comments === 1 ? 'comment' : 'comments'} and ${views} ${views === 1 ? 'view' : 'views'}`;
}

function idOf(value: string): string {
  const id = articleId(value);
  if (id === undefined) throw new StartError(`An article is a URL or a slug, not "${value}".`);
  return id;
}

function actorOf(name: string | undefined): string {
  return name || userInfo().username;
}
