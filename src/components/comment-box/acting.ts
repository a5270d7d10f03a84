import type { ReactiveElement } from 'lit';
import { Conversation } from '../../controllers/conversation.js';
import { LiveController } from '../../controllers/live.js';
import type { Place } from '../../controllers/place.js';
import { Reacting } from '../../controllers/reacting.js';
import { acting as words } from '../../locales/ar/acting.js';
import type { Comment, Reaction, Sort } from '../../model/comment.js';
import type { OwnComment } from '../../sources/source.js';
import { adopt } from '../../styles/late.js';
import { styles } from './acting.styles.js';
import type { Box } from './box.js';
import { Own } from './own.js';

/** What a reader does with a thread, and what others do to it meanwhile. Loaded for readers who stay. */
export class Acting {
  readonly #host: ReactiveElement;
  readonly #box: Box;
  readonly #conversation: Conversation;
  readonly #live: LiveController;
  readonly #own: Own;
  readonly #reacting: Reacting;
  #reacted: { readonly id: string; readonly said: string } | undefined;

  constructor(host: ReactiveElement, box: Box) {
    this.#host = host;
    this.#box = box;
    adopt(host, styles);
    this.#conversation = new Conversation(host, box.place, box.thread);
    this.#live = new LiveController(host, box.place, box.thread, this.#conversation);
    this.#own = new Own(host, box, this.#conversation);
    this.#reacting = new Reacting(host, (arabic) => box.locale(arabic).messages);
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

  /** How a comment stands with what the reader said of it, and what came of saying it. */
  reactions(comment: Comment) {
    const { id, said } = this.#reacted ?? {};
    return { now: this.#reacting.of(comment), said: id === comment.id ? said : undefined };
  }

  /** What stands below a comment of the reader's own. */
  own(comment: Comment): unknown {
    return this.#own.below(comment);
  }

  /** Does what a button of the thread says. @param value The comment's id, or the order. */
  async act(name: string, value: string): Promise<void> {
    const { thread, open } = this.#box;
    const comment = thread.comments.find(({ id }) => id === value);
    if (name === 'next' || name === 'previous') await this.#show(await this.#conversation.loadMore(name));
    else if (name === 'fresh') await this.#show(this.#live.open());
    else if (name === 'sort') {
      thread.sort = value as Sort;
      thread.around = undefined;
      this.#host.requestUpdate();
    } else if (comment === undefined) return;
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
