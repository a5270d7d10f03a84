import { parseComment, type Comment } from '../model/comment.js';
import type { CommentDraft } from '../model/draft.js';
import type { MidadSource } from './midad.js';
import { Problem, type Source } from './source.js';

/** What writes comments, for a `MidadSource`. */
const midadPost = {
  async post(this: MidadSource, article: string, draft: CommentDraft, key: string, parent?: string): Promise<Comment> {
    const { url: site, ...rest } = draft;
    const body = { article, parent, ...rest, ...(site !== '' && { url: site }) };
    const comment = parseComment(await this.send('comments', body, { headers: { 'Idempotency-Key': key } }));
    if (comment === undefined) throw new Problem('malformed', 'the server gave no comment back');
    return comment;
  },
};

/** A source that can post, where posting is loaded: the companion server's learns it now. */
export function writable(source: Source): Source {
  return 'post' in source ? source : Object.assign(source, midadPost);
}
