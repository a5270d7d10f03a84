/**
 * What the page knows of articles' counts. Every tag that shows a count listens here, so that tags that ask at the same
 * moment share one request, and a view counted or a comment posted by one tag is seen by all. Functions, because a tag
 * loads those it calls.
 */
import type { Counts } from '../model/counts.js';
import type { Source } from './source.js';

type Listener = (counts: Counts | undefined, error?: unknown) => void;

interface Known {
  counts?: Counts;
  /** This page's view of the article. */
  view?: Promise<Counts> | undefined;
  readonly listeners: Set<Listener>;
}

const known = new WeakMap<Source, Map<string, Known>>();
const asked = new Map<Source, Set<string>>();

function knownOf(source: Source, article: string): Known {
  const articles = known.get(source) ?? new Map<string, Known>();
  const one = articles.get(article) ?? { listeners: new Set() };
  known.set(source, articles.set(article, one));
  return one;
}

function tell(article: Known, counts: Counts | undefined, error?: unknown): void {
  if (counts) article.counts = counts;
  for (const listener of article.listeners) listener(counts, error);
}

/**
 * Calls the listener with the article's counts now and whenever they change; undefined, with the reason, when they cannot
 * be had. Gives what ends that.
 */
export function subscribe(source: Source, article: string, listener: Listener): () => void {
  const { counts, listeners } = knownOf(source, article);
  listeners.add(listener);
  if (counts) listener(counts);
  else ask(source, article);
  return () => void listeners.delete(listener);
}

/** After how long a view that could not be counted is tried again, once, in milliseconds. */
const AGAIN = 3000;

/**
 * Counts this page's view of the article: once, however many tags ask. Rejects when it could not be counted, twice: the
 * source sees to it that a view of which only the answer was lost does not count twice.
 */
export function countView(source: Source, article: string): Promise<Counts> {
  const one = knownOf(source, article);
  if (one.view) return one.view;
  const view = () => source.view!(article);
  one.view = view().catch(() => new Promise((resolve) => setTimeout(resolve, AGAIN)).then(view));
  one.view.then(
    (counts) => tell(one, counts),
    () => {
      one.view = undefined;
      ask(source, article);
    },
  );
  return one.view;
}

/** The article has another number of comments. @param change From the number the page knows, if its source knows one. */
export function countComments(
  source: Source,
  article: string,
  change: (comments: number | undefined) => number | undefined,
): void {
  const one = knownOf(source, article);
  if (one.counts) tell(one, { ...one.counts, comments: change(one.counts.comments) });
}

function ask(source: Source, article: string): void {
  // A page's tags are upgraded one after another; a macrotask later all of them have asked.
  if (!asked.has(source)) setTimeout(() => void fetchAsked(source));
  asked.set(source, (asked.get(source) ?? new Set()).add(article));
}

async function fetchAsked(source: Source): Promise<void> {
  const all = [...asked.get(source)!].map((id) => ({ id, one: knownOf(source, id) }));
  asked.delete(source);
  // A view on its way brings the counts with it.
  const articles = all.filter(({ one }) => !one.counts && !one.view);
  if (articles.length === 0) return;
  try {
    const counts = await source.counts!(articles.map(({ id }) => id));
    // A view that was counted meanwhile is newer than this answer.
    articles.forEach(({ id, one }, i) => one.counts ?? tell(one, counts[i], new Error(`unknown: ${id}`)));
  } catch (error) {
    for (const { one } of articles) tell(one, undefined, error);
  }
}
