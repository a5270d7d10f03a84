import { parseCommentPage, parseComment, type CommentPage } from '../model/comment.js';
import { parseCounts, type Counts } from '../model/counts.js';
import type { CommentDraft, CommentField, FieldError } from '../model/draft.js';
import { isProblem, Problem, type OwnComment, type PageAsked, type Reader } from './source.js';
import { groups, objectOf, problemIn, type WordPressSite } from './wordpress-site.js';

/** Where the plugin marks the browsers of those who are logged in. */
const MARK = /(^|; )midad_reader=/;

/** What Midad's plugin for WordPress answers, under `midad/v1`. */
export class WordPressPlugin {
  readonly #site: WordPressSite;
  #session: Promise<{ nonce: string; reader: Reader } | undefined> | undefined;

  constructor(site: WordPressSite) {
    this.#site = site;
  }

  /** The counts of posts, by their numbers: of up to a hundred in one request. */
  async counts(ids: readonly number[]): Promise<ReadonlyMap<number, Counts>> {
    const answers = await Promise.all(
      groups('ids', ids).map((some) => this.#site.get('midad/v1/counts', { ids: some.join() })),
    );
    return new Map(answers.flatMap((json) => (Array.isArray(json) ? json : [json]).map(countsOf)));
  }

  async view(id: number): Promise<Counts> {
    return countsOf(await this.#site.post('midad/v1/views', { id }, { keepalive: true }))[1];
  }

  async comments(post: number, { sort, cursor, around }: PageAsked, signal: AbortSignal): Promise<CommentPage> {
    if (around !== undefined && !/^\d+$/.test(around)) throw new Problem('not_found', `unknown: ${around}`);
    const url = this.#site.url('midad/v1/comments', { post, sort, cursor, around });
    const json = await this.#asReader((as) => this.#site.ask(url, as, signal));
    const page = parseCommentPage(json);
    if (page === undefined) throw new Problem('malformed', `thread: ${this.#site.url('')}`);
    return page;
  }

  async post(post: number, draft: CommentDraft, key: string, parent?: string, signal?: AbortSignal) {
    const { text, name, email, url } = draft;
    const body = { post, text, name, email, url, key, parent: Number(parent ?? 0) };
    return own(await this.#asReader((as) => this.#site.post('midad/v1/comments', body, as, signal, refusal)));
  }

  async own(id: string, receipt: string): Promise<OwnComment> {
    return own(await this.#site.get(`midad/v1/comments/${id}`, { receipt }));
  }

  /** Who is logged in here; nobody is asked where the browser has no mark of it. */
  async reader(): Promise<Reader | undefined> {
    return (await this.#logged())?.reader;
  }

  #logged() {
    const { reader: url } = this.#site.page ?? {};
    if (url === undefined || !MARK.test(document.cookie) || new URL(url).origin !== location.origin) return undefined;
    return (this.#session ??= this.#site.ask(url, { credentials: 'same-origin' }).then(
      (json) => {
        const { nonce, name, email } = objectOf(json);
        return nonce
          ? { nonce: String(nonce), reader: { name: String(name), email: String(email), url: '' } }
          : undefined;
      },
      () => (this.#session = undefined),
    ));
  }

  /** As who is logged in; once more where their nonce has expired meanwhile. */
  async #asReader(ask: (as: RequestInit) => Promise<unknown>): Promise<unknown> {
    const send = async () => {
      const { nonce } = (await this.#logged()) ?? {};
      return ask(nonce === undefined ? {} : { credentials: 'same-origin', headers: { 'X-WP-Nonce': nonce } });
    };
    try {
      return await send();
    } catch (error) {
      if (!isProblem(error) || error.code !== 'rest_cookie_invalid_nonce') throw error;
      this.#session = undefined;
      return send();
    }
  }
}

function countsOf(json: unknown): [number, Counts] {
  const counts = parseCounts(json);
  if (counts === undefined) throw new Problem('malformed', 'the WordPress gave no counts');
  return [Number(objectOf(json)['id']), counts];
}

function own(json: unknown): OwnComment {
  const comment = parseComment(json);
  const { receipt, rejected } = objectOf(json);
  if (comment === undefined) throw new Problem('malformed', 'the WordPress gave no comment back');
  return { ...comment, rejected: rejected === true, receipt: String(receipt) };
}

/** Why the plugin refused: `{ code, message, data: { status, errors, retryAfter } }`. */
function refusal(json: unknown, response: Response, url: string): Problem {
  const { code, message } = problemIn(json, response, url);
  const { errors, retryAfter } = objectOf(objectOf(objectOf(json))['data']);
  const fields = (Array.isArray(errors) ? errors : []).map((error) => {
    const { field, code: wrong } = objectOf(error);
    return [field as CommentField, wrong as FieldError];
  });
  const wait = typeof retryAfter === 'number' ? retryAfter * 1000 : undefined;
  return new Problem(code, message, Object.fromEntries(fields), { status: response.status, retryAfter: wait });
}
