import { parseComment, parseCommentPage, type CommentPage } from '../model/comment.js';
import type { MidadSource } from './midad.js';
import { Problem, type Ears, type PageAsked } from './source.js';

/** What reads comments, for a `MidadSource`. */
export const midadThread = {
  comments(this: MidadSource, article: string, { sort, cursor, around }: PageAsked, signal: AbortSignal) {
    const order = sort === 'newest' ? {} : { sort };
    const route =
      around === undefined
        ? `comments?${new URLSearchParams({ article, ...order, ...(cursor !== undefined && { cursor }) })}`
        : `comments/${around}/page?${new URLSearchParams({ article, ...order })}`;
    return page(this, route, signal);
  },

  replies(this: MidadSource, id: string, cursor: string) {
    return page(this, `comments/${id}/replies?${new URLSearchParams({ cursor })}`);
  },

  listen(this: MidadSource, article: string, lastEventId: string | undefined, { heard, missed, lost }: Ears) {
    const query = new URLSearchParams({ article, ...(lastEventId !== undefined && { lastEventId }) });
    const events = new EventSource(this.url(`comments/events?${query}`));
    events.addEventListener('comment', (event) => {
      const comment = parseComment(JSON.parse(event.data as string));
      if (comment !== undefined) heard(comment, event.lastEventId);
    });
    events.addEventListener('reload', missed);
    // It comes back by itself, unless the server has no room.
    events.addEventListener('error', () => events.readyState === EventSource.CLOSED && lost());
    return () => events.close();
  },
};

async function page(source: MidadSource, route: string, signal?: AbortSignal): Promise<CommentPage> {
  const found = parseCommentPage(await source.ask(route, {}, signal));
  if (found === undefined) throw new Problem('malformed', `the server's ${route} is no page of comments`);
  return found;
}
