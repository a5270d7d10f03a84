import { parseCommentPage } from '../model/comment.js';
import type { MidadSource } from './midad.js';
import { Problem, type PageAsked } from './source.js';

/** What reads comments, for a `MidadSource`. */
export const midadThread = {
  async comments(this: MidadSource, article: string, { sort, cursor, around }: PageAsked, signal: AbortSignal) {
    const order = sort === 'newest' ? {} : { sort };
    const route =
      around === undefined
        ? `comments?${new URLSearchParams({ article, ...order, ...(cursor !== undefined && { cursor }) })}`
        : `comments/${around}/page?${new URLSearchParams({ article, ...order })}`;
    const page = parseCommentPage(await this.ask(route, {}, signal));
    if (page === undefined) throw new Problem('malformed', `thread: ${route}`);
    return page;
  },
};
