import { html, nothing, type TemplateResult } from 'lit';
import type { Branch, More, Shown as Pages } from '../controllers/shown.js';
import type { loading } from '../locales/ar/loading.js';
import type { Words } from '../locales/catalogue.js';
import type { Locale } from '../locales/locale.js';
import type { Comment } from '../model/comment.js';
import { commentView, type Shown, type ThreadLocale } from './comment.js';
import { failure } from './failure.js';
import { more } from './more.js';

/** How deep a reply can stand below others before it is folded. */
const DEEPEST = 3;

interface Thread extends Shown {
  readonly locale: ThreadLocale & Locale<Words<typeof loading>>;
  readonly status: string;
  readonly shown: Pages | undefined;
  /** The comments whose folded replies the reader has opened. */
  readonly open: ReadonlySet<string>;
  /** Chooses an order. */
  readonly order: unknown;
  /** Tells of what is new and not shown yet. */
  readonly fresh: unknown;
  /** The reader has asked for another try, and it has not succeeded yet. */
  readonly retrying: boolean;
  /** What was asked for after the first page could not be had. */
  readonly lost: boolean;
  readonly retry: () => void;
}

/**
 * An article's comments, what is being done about them, their order, and the buttons for others, each by its `name`:
 * `next`, `previous`, and `replies` of the comment that is its `value`, which opens what is folded below it, or at the top of a thread loads more.
 */
export function threadView(view: Thread): TemplateResult {
  const { locale, status, shown, retrying } = view;
  const { messages } = locale;
  const { branches = [], next = 'none', previous = 'none' } = shown ?? {};
  const some = branches.length > 0;
  const lost = view.lost || next === 'failed' || previous === 'failed';
  return html`${failure(locale, { status, retrying, retry: view.retry })}<p role="status">${view.fresh}</p
    >${some ? html`<div class="order">${view.order}</div>` : nothing}${more(locale, previous, messages.previousComments, 'more', 'previous')}${
      some
        ? html`<ol part="thread" class="thread" role="list"
            >${branches.map((each) => branch(view, each))}</ol
          >`
        : status === 'ready'
          ? html`<p class="quietly">${messages.noComments}</p>`
          : nothing
    }${status === 'loading' && !retrying ? html`<p class="quietly">${messages.loading}</p>` : nothing}<p
      class="error" role="status">${lost ? messages.loadFailed : nothing}</p
    >${more(locale, next, messages.moreComments, 'more', 'next')}`;
}

function branch(view: Thread, { comment, replies, hidden, more: rest }: Branch): TemplateResult {
  const answers = new Map<string, Comment[]>();
  for (const reply of replies) {
    const parent = reply.parent ?? comment.id;
    answers.set(parent, [...(answers.get(parent) ?? []), reply]);
  }
  const after = below(view, comment, answers, 1);
  return commentView(comment, view, hidden > 0 ? [after, unfold(view.locale, rest, hidden, comment)] : after);
}

function below(
  view: Thread,
  comment: Comment,
  answers: ReadonlyMap<string, readonly Comment[]>,
  depth: number,
): unknown {
  const replies = answers.get(comment.id);
  if (!replies) return nothing;
  const folded = depth >= DEEPEST && !view.open.has(comment.id);
  // Find-in-page finds what is folded, too, and the browser opens it then.
  return html`${folded ? unfold(view.locale, 'ready', replies.length, comment) : nothing}<ol
      class="answers"
      role="list"
      hidden=${folded ? 'until-found' : nothing}
      >${replies.map((reply) => commentView(reply, view, below(view, reply, answers, depth + 1)))}</ol
    >`;
}

function unfold(locale: Thread['locale'], state: More, number: number, { id }: Comment): unknown {
  return more(locale, state, locale.count(locale.messages.showReplies, number), 'replies', 'replies', id);
}
