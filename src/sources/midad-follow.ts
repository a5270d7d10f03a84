import { parseComment, parseCommentPage } from '../model/comment.js';
import type { MidadSource } from './midad.js';
import { Problem, type Ears, type Source } from './source.js';

/** What follows a thread that is read, for a `MidadSource`. */
const midadFollow = {
  async replies(this: MidadSource, id: string, cursor: string) {
    const found = parseCommentPage(await this.ask(`comments/${id}/replies?${new URLSearchParams({ cursor })}`));
    if (found === undefined) throw new Problem('malformed', 'the server gave no page of replies');
    return found;
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

/** A source that can be followed, where following is loaded: the companion server's learns it now. */
export function followed(source: Source): Source {
  return 'ask' in source ? Object.assign(source, midadFollow) : source;
}
