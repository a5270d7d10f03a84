import { userInfo } from 'node:os';
import { parseArgs } from 'node:util';
import { articleId } from '../../src/model/identity.js';
import { excerpt } from '../../src/text/excerpt.js';
import { MODERATION } from './comments/rules.js';
import { ACTIONS, STATUSES, type Action, type Status } from './comments/status.js';
import type { Config } from './config.js';
import { openStore } from './database/open.js';
import type { Store } from './database/store.js';
import type { ArticleRow, ChangeRow, CommentRow, MoveRow } from './database/tables.js';
import { createLog } from './log.js';
import { reason, StartError } from './start-error.js';

export const MODERATE_HELP = `midad-server moderate: decides about comments, also while the server runs.

  moderate list [STATUS] [--article A] [--limit N]   the newest comments of a status (pending, approved, rejected,
                                                     spam, deleted; default pending), one a line
  moderate show ID                                   a comment in full, and who did what to it
  moderate approve|reject|spam|delete|restore ID…    does so; restore is for what was deleted, except by its author
  moderate article A [--mode MODE] [--open|--close]  how comments on an article begin (post, pre, trusted; site: as
                                                     MIDAD_MODERATION says) and whether there may be new ones; and who
                                                     has said so

  --as NAME                                          who you are, for the record; default: the name you are logged in by
`;

const DEFAULT_LIMIT = 20;
const MOST = 1000;

const OPTIONS = {
  article: { type: 'string' },
  limit: { type: 'string' },
  mode: { type: 'string' },
  open: { type: 'boolean' },
  close: { type: 'boolean' },
  as: { type: 'string' },
  help: { type: 'boolean' },
} as const;

/**
 * Does what a moderator asks for.
 *
 * @returns what it did, or what was asked to be seen.
 * @throws {StartError} when it cannot be done; what was done to the ids before that stays done.
 */
export async function moderate(words: readonly string[], config: Config): Promise<string> {
  const { values, positionals } = readWords(words);
  const [command, ...rest] = positionals;
  if (values.help || command === undefined) return MODERATE_HELP.trimEnd();
  const job = jobOf(command, rest, values);
  const store = await openStore(config, createLog('silent', process.stderr));
  try {
    return await job(store);
  } catch (fault) {
    if (fault instanceof StartError) throw fault;
    throw new StartError(`The database did not do it (${reason(fault)}): try again.`);
  } finally {
    await store.close();
  }
}

type Values = ReturnType<typeof readWords>['values'];
type Job = (store: Store) => Promise<string>;

function readWords(words: readonly string[]) {
  try {
    return parseArgs({ args: [...words], options: OPTIONS, allowPositionals: true });
  } catch (fault) {
    throw new StartError(`${fault instanceof Error ? fault.message.split('\n')[0] : String(fault)}`);
  }
}

function jobOf(command: string, rest: readonly string[], values: Values): Job {
  const action = ACTIONS.find((one) => one === command);
  const actor = () => values.as || userName();
  if (action && rest.length > 0) return (store) => act(store, action, rest, actor());
  if (command === 'list' && rest.length <= 1) {
    const status = wordOf(rest[0] ?? 'pending', STATUSES);
    const limit = numberOf(values.limit ?? String(DEFAULT_LIMIT));
    const article = values.article === undefined ? undefined : articleOf(values.article);
    return (store) => list(store, status, limit, article);
  }
  if (command === 'show' && rest[0] !== undefined && rest.length === 1) return (store) => show(store, rest[0]!);
  if (command === 'article' && rest[0] !== undefined && rest.length === 1) {
    const article = articleOf(rest[0]);
    const mode = values.mode === undefined ? undefined : wordOf(values.mode, [...MODERATION, 'site'] as const);
    if (values.open && values.close) throw new StartError('An article is either open or closed: give one of the two.');
    const rules = {
      ...(mode !== undefined && { moderation: mode === 'site' ? null : mode }),
      ...((values.open || values.close) && { closed: Number(values.close ?? false) }),
    };
    return (store) => ruleArticle(store, article, rules, actor);
  }
  throw new StartError('Unknown command: `midad-server moderate --help` lists what there is.');
}

/** Asked for only where something is recorded: in a container the user may have no name. */
function userName(): string {
  try {
    return userInfo().username;
  } catch {
    throw new StartError('The user who runs this has no name here: say who you are with --as NAME.');
  }
}

async function act(store: Store, action: Action, ids: readonly string[], actor: string): Promise<string> {
  const done: string[] = [];
  for (const id of ids) {
    const result = await store.comments.act(id, action, actor);
    if (result.outcome === 'missing') throw new StartError(`There is no comment ${id}.`);
    if (result.outcome === 'erased')
      throw new StartError(`${id} was deleted by its author: nothing is left to restore.`);
    if (result.outcome !== 'changed') {
      const row = await store.comments.find(id);
      throw new StartError(`${id} is ${row?.status}, which ${action} does not apply to.`);
    }
    done.push(`${id} ${result.row.status}`);
  }
  return done.join('\n');
}

async function list(store: Store, status: Status, limit: number, article?: string): Promise<string> {
  const rows = await store.comments.list(status, limit, article);
  return rows.length === 0 ? `No comment is ${status}.` : rows.map(line).join('\n');
}

async function show(store: Store, id: string): Promise<string> {
  const row = await store.comments.find(id);
  if (!row) throw new StartError(`There is no comment ${id}.`);
  const changes = await store.comments.changes(id);
  const moves = movesOf(row, changes, await store.moves.record());
  const record = [
    ...changes.map(({ at, actor, action, from_status, to_status }) => ({
      at,
      said: `${actor}: ${action}, ${from_status ?? 'new'} → ${to_status}`,
    })),
    ...moves.map(({ at, actor, action, from_article, to_article }) => ({
      at,
      said: `${actor}: ${action}, ${from_article} ${action === 'merge' ? '→' : '←'} ${to_article}`,
    })),
  ]
    .toSorted((a, b) => a.at - b.at)
    .map(({ at, said }) => `${iso(at)} ${said}`);
  const { article, parent, name, url, text } = row;
  const facts = Object.entries({ article, answers: parent, name, url }).filter(([, value]) => value !== null);
  return [`${id} ${row.status}`, ...facts.map(([key, value]) => `${key}: ${value}`), '', text, '', ...record].join(
    '\n',
  );
}

/** Those of all moves that took a comment along. */
function movesOf(row: CommentRow, changes: readonly ChangeRow[], moves: readonly MoveRow[]): MoveRow[] {
  let at = changes[0]?.article ?? row.origin ?? row.article;
  const seen = new Set([at]);
  return moves.filter(({ at: time, action, from_article: from, to_article: to }) => {
    if (time < row.created_at || at !== (action === 'merge' ? from : to)) return false;
    if (action === 'unmerge' && !seen.has(from)) return false;
    at = action === 'merge' ? to : from;
    seen.add(at);
    return true;
  });
}

/** Sets what holds for an article, if anything is to be set, and says what does. */
async function ruleArticle(
  { articles }: Store,
  article: string,
  rules: Partial<Pick<ArticleRow, 'moderation' | 'closed'>>,
  actor: () => string,
): Promise<string> {
  const now =
    Object.keys(rules).length === 0 ? await articles.rules(article) : await articles.setRules(article, rules, actor());
  const record = (await articles.rulings(article)).map(
    (ruling) => `${iso(ruling.at)} ${ruling.actor}: ${rule(ruling)}`,
  );
  return [`${article}: ${rule(now)}`, ...record].join('\n');
}

function rule(rules: Partial<Pick<ArticleRow, 'moderation' | 'closed'>> | undefined): string {
  return `${rules?.closed === 1 ? 'closed' : 'open'}, moderation ${rules?.moderation ?? "as the site's"}`;
}

function line(row: CommentRow): string {
  return [
    row.id,
    iso(row.created_at),
    row.article,
    row.name,
    excerpt(row.text.replace(/\s+/g, ' '), { characters: 80 }),
  ]
    .join('  ')
    .trimEnd();
}

function iso(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}

function articleOf(value: string): string {
  const article = articleId(value);
  if (article === undefined) throw new StartError(`An article is a URL or a slug, not "${value}".`);
  return article;
}

function numberOf(value: string): number {
  const number = /^\d{1,4}$/.test(value) ? Number(value) : 0;
  if (number < 1 || number > MOST)
    throw new StartError(`--limit must be a whole number from 1 to ${MOST}, not "${value}".`);
  return number;
}

function wordOf<Word extends string>(value: string, words: readonly Word[]): Word {
  const word = words.find((one) => one === value);
  if (word === undefined) throw new StartError(`"${value}" is not one of ${words.join(', ')}.`);
  return word;
}
