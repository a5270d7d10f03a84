import type { ReactiveController, ReactiveElement } from 'lit';
import { Conversation } from '../../controllers/conversation.js';
import { LiveController } from '../../controllers/live.js';
import { Reacting } from '../../controllers/reacting.js';
import { acting } from '../../locales/ar/acting.js';
import { outbox } from '../../locales/ar/outbox.js';
import type { Comment, Reaction, Sort } from '../../model/comment.js';
import { hasDraft } from '../../sources/waiting.js';
import type { OwnComment, Source } from '../../sources/source.js';
import { adopt } from '../../styles/late.js';
import { signs } from '../../styles/signs.js';
import { recent } from '../../text/recent.js';
import { reactions } from '../../views/reactions.js';
import { styles } from './acting.styles.js';
import type { Box } from './box.js';
import { Own } from './own.js';

const words = { ...acting, openDraft: outbox.openDraft };

/** The longest a timer waits, in milliseconds: timers stand still while a computer sleeps, and its clock goes on. */
const LONGEST_WAIT = 60_000;

/** What a reader does with a thread, and what others do to it meanwhile. Loaded for readers who stay. */
export class Acting implements ReactiveController {
  readonly #host: ReactiveElement;
  readonly #box: Box;
  readonly #conversation: Conversation;
  readonly #live: LiveController;
  readonly #own: Own;
  readonly #reacting: Reacting;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #reacted: { readonly id: string; readonly said: string } | undefined;

  constructor(host: ReactiveElement, box: Box) {
    this.#host = host;
    this.#box = box;
    adopt(host, signs + styles);
    this.#conversation = new Conversation(host, box.place, box.thread);
    this.#live = new LiveController(host, box.place, box.thread, this.#conversation);
    this.#own = new Own(host, box, this.#conversation);
    this.#reacting = new Reacting(host, (arabic) => box.locale(arabic).messages);
    host.addController(this);
  }

  /** The button for comments that came meanwhile. */
  get fresh(): unknown {
    const { html, nothing } = this.#box;
    const { length } = this.#live.fresh;
    if (length === 0) return nothing;
    const locale = this.#box.locale(words);
    return html`<button part="fresh" class="quiet more count" type="button" name="fresh"
      >${locale.count(locale.messages.newComments, length)}</button
    >`;
  }

  /** One timer for all the times that are told: it is set to the moment when the first of them reads differently. */
  hostUpdated(): void {
    clearTimeout(this.#timer);
    if (!this.#host.isConnected) return;
    const now = Date.now();
    const ages = this.#box.thread.comments.map(({ dateCreated }) => recent(dateCreated, now).until);
    const next = Math.min(...ages, ...this.#own.next);
    if (next === Infinity) return;
    this.#timer = setTimeout(() => this.#host.requestUpdate(), Math.min(Math.max(next - now, 0), LONGEST_WAIT));
  }

  hostDisconnected(): void {
    clearTimeout(this.#timer);
  }

  /** The choice of an order. */
  get order(): unknown {
    const { html, thread } = this.#box;
    const { messages } = this.#box.locale(words);
    const orders: readonly [Sort, string][] = [
      ['newest', messages.sortNewest],
      ['oldest', messages.sortOldest],
      ['best', messages.sortBest],
    ];
    const choose = ({ target }: Event) => this.#sort((target as HTMLSelectElement).value as Sort);
    return html`<select part="sort" class="sort" aria-label=${messages.sort} @change=${choose}>
      ${orders.map(([order, name]) => html`<option value=${order} ?selected=${order === thread.sort}>${name}</option>`)}
    </select>`;
  }

  /** What stands below a comment beside the button that answers it: reactions, and what its author may do. */
  below(comment: Comment): unknown {
    const { html, nothing } = this.#box;
    const own = this.#own.below(comment);
    if (comment.status === 'pending') return own;
    const locale = this.#box.locale(words);
    // What was written as an answer stays to be seen, though no more are taken.
    const draft =
      this.#box.closed && hasDraft(`${this.#box.place().article} ${comment.id}`)
        ? html`<button part="reply" class="plain" type="button" name="reply" value=${comment.id}>${locale.messages.openDraft}</button>`
        : nothing;
    const { id, said } = this.#reacted ?? {};
    return html`${reactions(this.#box, {
      locale,
      comment,
      offered: this.#reactions,
      now: this.#reacting.of(comment),
      said: id === comment.id ? said : undefined,
    })}${draft}${own}`;
  }

  /** Which reactions there are: those of the site, or fewer where the page wants that. */
  get #reactions(): string | undefined {
    const offered = this.#box.thread.page?.rules?.reactions;
    const wanted = this.#host.getAttribute('reactions');
    return offered === 'both' && wanted === 'like' ? wanted : wanted === 'none' ? undefined : offered;
  }

  /** Does what a button of the thread says. @param value The comment's id. */
  async act(name: string, value: string): Promise<void> {
    const { thread } = this.#box;
    const comment = thread.comments.find(({ id }) => id === value);
    if (name === 'next' || name === 'previous') await this.show((await this.#conversation.loadMore(name))?.id);
    else if (name === 'fresh') await this.show(this.#live.open()?.id);
    else if (comment === undefined) return;
    else if (name !== 'replies') await this.#react(comment, name as Reaction);
    else if (comment.parent === undefined) await this.show((await this.#conversation.loadReplies(value))?.id);
    else await this.show(thread.comments.find(({ parent }) => parent === value)?.id);
  }

  /** Takes the reader to a comment, and opens what is folded above it. */
  async show(id: string | undefined): Promise<void> {
    const { thread, open, show } = this.#box;
    const above = (one: string | undefined) => thread.comments.find((each) => each.id === one)?.parent;
    for (let parent = above(id); parent !== undefined; parent = above(parent)) open.add(parent);
    this.#host.requestUpdate();
    if (id !== undefined) await show(id);
  }

  /** Takes a comment into the thread that the reader has just posted. */
  posted(place: { readonly source: Source; readonly article: string }, comment: OwnComment): void {
    this.#conversation.add(place, comment);
    this.#own.posted(place.article, comment);
  }

  #sort(sort: Sort): void {
    const { thread } = this.#box;
    thread.sort = sort;
    thread.around = undefined;
    this.#host.requestUpdate();
  }

  async #react(comment: Comment, reaction: Reaction): Promise<void> {
    const say = (said: string) => {
      this.#reacted = { id: comment.id, said };
      this.#host.requestUpdate();
    };
    // The region is there before it speaks, or it would not be heard.
    say('');
    say(await this.#reacting.press(this.#box.place().source!, comment, reaction));
  }
}
