import type { Article } from '../model/article.js';
import { foldWithMap } from '../text/fold.js';
import { Problem, type ArticlePage, type ArticlesAsked } from './source.js';

const DAY = 86_400_000;

/**
 * A page of what is asked for, among articles that are all here. The place in a list is that of an article, so that what
 * is published meanwhile moves nothing. What is asked has passed `checkAsked`.
 *
 * @param articles The newest first. @param sections The names of an article's sections.
 */
export function pick(
  articles: readonly Article[],
  { section, tag, search, days, limit, cursor }: ArticlesAsked,
  sections = ({ articleSection }: Article): readonly (string | undefined)[] => [articleSection],
): ArticlePage {
  const since = days === undefined ? undefined : Date.now() - days * DAY;
  const chosen = articles.filter(
    (article) =>
      (section === undefined || named(sections(article), section)) &&
      (tag === undefined || named(article.keywords, tag)) &&
      (since === undefined || Date.parse(article.datePublished ?? '') >= since),
  );
  const list = search === undefined ? chosen : found(chosen, search);
  // An article that is gone takes those after it with it: then there are no more.
  const start = cursor === undefined ? 0 : list.findIndex((article) => keyOf(article) === cursor) + 1 || list.length;
  const page = list.slice(start, start + limit);
  return { articles: page, next: start + limit < list.length ? keyOf(page.at(-1)!) : undefined };
}

/**
 * Refuses, before anything is asked for, what `pick` cannot do.
 *
 * @throws {Problem} `unsupported` for another order than the latest, and for what is related.
 */
export function checkAsked({ sort, related }: ArticlesAsked, who: string): void {
  if (sort === 'latest' && related === undefined) return;
  throw new Problem('unsupported', `${who} knows no ${sort === 'latest' ? 'related articles' : `order by ${sort}`}`);
}

/** The newest first. One without a date stays with the one before it, as who wrote the list has put it. */
export function newestFirst(articles: readonly Article[]): Article[] {
  let time = Math.max(...articles.map(timeOf).filter((known) => !Number.isNaN(known)));
  return articles
    .map((article) => ({ article, time: (time = Number.isNaN(timeOf(article)) ? time : timeOf(article)) }))
    .sort((a, b) => (a.time === b.time ? 0 : b.time - a.time))
    .map(({ article }) => article);
}

/** Each article once, as it was told first. */
export function distinct(articles: readonly Article[]): Article[] {
  const seen = new Set<string>();
  return articles.filter((article) => !seen.has(keyOf(article)) && seen.add(keyOf(article)));
}

const timeOf = ({ datePublished }: Article) => Date.parse(datePublished ?? '');
const keyOf = ({ id, headline }: Article) => id ?? headline;
const folded = (text: string) => foldWithMap(text, { caseless: true }).text.trim();

function named(names: readonly (string | undefined)[], name: string): boolean {
  return names.some((each) => each !== undefined && folded(each) === folded(name));
}

/** Those that have every word, in any spelling; first those that have more of them in the headline. */
function found(articles: readonly Article[], search: string): Article[] {
  const words = folded(search).split(/\s+/).filter(Boolean);
  const count = (text: string) => words.filter((word) => text.includes(word)).length;
  return articles
    .map((article) => {
      const { headline, description = '', articleSection = '', keywords, author } = article;
      const all = [headline, description, articleSection, ...keywords, ...author.map(({ name }) => name)];
      return { article, has: count(folded(all.join(' '))), inHeadline: count(folded(headline)) };
    })
    .filter(({ has }) => words.length > 0 && has === words.length)
    .sort((a, b) => b.inHeadline - a.inHeadline)
    .map(({ article }) => article);
}
