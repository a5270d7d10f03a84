import type { ReactiveElement } from 'lit';
import { acting as words } from '../locales/ar/acting.js';
import type { Words } from '../locales/catalogue.js';
import type { Comment, Reaction } from '../model/comment.js';
import { newKey } from '../sources/key.js';
import { keepReaction, keptReaction } from '../sources/kept-reaction.js';
import { reactive } from '../sources/midad-react.js';
import type { Source } from '../sources/source.js';
import * as storage from '../sources/storage.js';

/** What is known of a comment, and what the reader wants. */
interface State {
  /** Whose counts these are; the thread gives another object when it has newer ones. */
  comment: Comment;
  likes: number;
  dislikes: number;
  mine: string | undefined;
  receipt: string | undefined;
  /** Of the reaction that got no answer yet. */
  key: string | undefined;
  wanted: string | undefined;
  sending: boolean;
}

/** Likes and dislikes comments: shown at once, taken back when it fails. Loaded with the first press. */
export class Reacting {
  readonly #host: ReactiveElement;
  readonly #messages: (arabic: typeof words) => Words<typeof words>;
  readonly #states = new Map<string, State>();

  /** @param messages The words in the language of the element. */
  constructor(host: ReactiveElement, messages: (arabic: typeof words) => Words<typeof words>) {
    this.#host = host;
    this.#messages = messages;
  }

  /** How a comment stands with what the reader wants; undefined where nothing was pressed here. */
  of(
    comment: Comment,
  ): { readonly likes: number; readonly dislikes: number; readonly mine: string | undefined } | undefined {
    const state = this.#states.get(comment.id);
    if (state === undefined) return undefined;
    if (state.comment !== comment) Object.assign(state, { comment, ...countsOf(comment) });
    const { mine, wanted } = state;
    const change = (reaction: Reaction) => Number(wanted === reaction) - Number(mine === reaction);
    return {
      likes: Math.max(0, state.likes + change('like')),
      dislikes: Math.max(0, state.dislikes + change('dislike')),
      mine: wanted,
    };
  }

  /** Sets the reaction, or takes it back if it is the reader's already. Gives what to say: '' when all went well. */
  async press(source: Source, comment: Comment, reaction: Reaction): Promise<string> {
    const state = this.#stateOf(comment);
    state.wanted = state.wanted === reaction ? undefined : reaction;
    this.#host.requestUpdate();
    if (state.sending) return '';
    state.sending = true;
    try {
      // The reader may press again while it is being sent.
      while (state.wanted !== state.mine) await send(reactive(source), comment.id, state);
      return '';
    } catch (error) {
      const { code } = error as { code?: unknown };
      // What no receipt opens is nobody's to take back.
      if (code === 'receipt_invalid') keep(comment.id, state, undefined);
      state.wanted = state.mine;
      return this.#said(code);
    } finally {
      state.sending = false;
      this.#host.requestUpdate();
    }
  }

  #stateOf(comment: Comment): State {
    const known = this.#states.get(comment.id);
    if (known !== undefined) return known;
    const [mine, receipt] = keptReaction(comment.id);
    const state = {
      comment,
      ...countsOf(comment),
      mine,
      receipt,
      key: storage.read(`reacting:${comment.id}`),
      wanted: mine,
      sending: false,
    };
    this.#states.set(comment.id, state);
    return state;
  }

  #said(code: unknown): string {
    const messages = this.#messages(words);
    if (code === 'already_reacted') return messages.alreadyReacted;
    if (code === 'reactions_off') return messages.reactionOff;
    if (code === 'rate_limited') return messages.reactedTooOften;
    return code === 'not_found' ? messages.commentGone : messages.reactionFailed;
  }
}

const countsOf = ({ upvoteCount = 0, downvoteCount = 0 }: Comment) => ({ likes: upvoteCount, dislikes: downvoteCount });

async function send(source: Source, id: string, state: State): Promise<void> {
  const { wanted, receipt } = state;
  const answer =
    wanted === undefined
      ? await source.unreact!(id, receipt ?? '')
      : await source.react!(id, wanted as Reaction, receipt === undefined ? { key: keyFor(id, state) } : { receipt });
  Object.assign(state, { likes: answer.upvoteCount, dislikes: answer.downvoteCount });
  keep(id, state, wanted && [wanted, answer.receipt ?? receipt ?? '']);
}

function keep(id: string, state: State, kept: readonly [reaction: string, receipt: string] | '' | undefined): void {
  [state.mine, state.receipt] = kept || [];
  state.key = undefined;
  keepReaction(id, kept || undefined);
  storage.write(`reacting:${id}`, undefined);
}

/** The same until an answer came, also after a reload: the reaction may have been counted and its receipt lost on the way. */
function keyFor(id: string, state: State): string {
  state.key ??= newKey();
  storage.write(`reacting:${id}`, state.key);
  return state.key;
}
