import type { ReactiveController, ReactiveElement } from 'lit';
import { Conversation } from '../../controllers/conversation.js';
import { LiveController } from '../../controllers/live.js';
import type { Place } from '../../controllers/place.js';
import { Reacting } from '../../controllers/reacting.js';
import { acting as words } from '../../locales/ar/acting.js';
import type { Comment, Reaction, Sort } from '../../model/comment.js';
import type { OwnComment } from '../../sources/source.js';
import { adopt } from '../../styles/late.js';
import { signs } from '../../styles/signs.js';
import { recent } from '../../text/recent.js';
import { reactions } from '../../views/reactions.js';
import { styles } from './acting.styles.js';
import type { Box } from './box.js';
import { Own } from './own.js';

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
    const { html, thread } = this.#box;
    const own = this.#own.below(comment);
    if (comment.status === 'pending') return own;
    const { id, said } = this.#reacted ?? {};
    return html`${reactions(this.#box, {
      locale: this.#box.locale(words),
      comment,
      offered: thread.page?.rules?.reactions,
      now: this.#reacting.of(comment),
      said: id === comment.id ? said : undefined,
    })}${own}`;
  }

  /** Does what a button of the thread says. @param value The comment's id. */
  async act(name: string, value: string): Promise<void> {
    const { thread, open } = this.#box;
    const comment = thread.comments.find(({ id }) => id === value);
    if (name === 'next' || name === 'previous') await this.#show(await this.#conversation.loadMore(name));
    else if (name === 'fresh') await this.#show(this.#live.open());
    else if (comment === undefined) return;
    else if (name !== 'replies') await this.#react(comment, name as Reaction);
    else if (comment.parent === undefined) await this.#show(await this.#conversation.loadReplies(value));
    else {
      open.add(value);
      this.#host.requestUpdate();
      await this.#show(thread.comments.find(({ parent }) => parent === value));
    }
  }

  /** Takes a comment into the thread that the reader has just posted. */
  posted(place: Required<Place>, comment: OwnComment): void {
    this.#conversation.add(place, comment);
    if (comment.receipt !== undefined) this.#own.refresh();
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

  async #show(comment: Comment | undefined): Promise<void> {
    await this.#box.show(comment?.id);
  }
}
