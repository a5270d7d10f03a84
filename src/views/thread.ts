import { html, noChange, nothing, type TemplateResult } from 'lit';
import type { NearController } from '../controllers/near.js';
import type { Branch, More } from '../controllers/thread.js';
import type { loading } from '../locales/ar/loading.js';
import type { Words } from '../locales/catalogue.js';
import type { Locale } from '../locales/locale.js';
import type { Comment, Sort } from '../model/comment.js';
import { commentView, type Formatted, type ThreadLocale } from './comment.js';
import { failure } from './failure.js';
import type { Written } from './line.js';

/** How deep a reply can stand below others before it is folded. */
const DEEPEST = 3;

interface Thread {
  readonly locale: ThreadLocale & Locale<Words<typeof loading>>;
  readonly thread: {
    readonly status: string;
    readonly sort: Sort;
    readonly posted: readonly Branch[];
    readonly branches: readonly Branch[];
    readonly more: { readonly next: More; readonly previous: More };
  };
  /** How many are new and not shown yet. */
  readonly fresh: number;
  readonly onFresh: () => void;
  /** The comments whose folded replies the reader has opened. */
  readonly open: ReadonlySet<string>;
  /** The reader has asked for another try, and it has not succeeded yet. */
  readonly retrying: boolean;
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly written: Written;
  readonly formatted: Formatted | undefined;
  /** What stands below a comment: its buttons, the form that answers it. */
  readonly below: (comment: Comment) => unknown;
  /** The comment below which the form stands. */
  readonly answering: string | undefined;
  readonly near: NearController;
  readonly onRetry: () => void;
  readonly onSort: (sort: Sort) => void;
  readonly onMore: (way: 'next' | 'previous') => void;
  /** Opens the folded replies of a comment, or with a comment at the top loads more of them. */
  readonly onReplies: (comment: Comment) => void;
}

/** An article's comments, what is being done about them, their order, and the buttons for others. */
export function threadView(view: Thread): TemplateResult {
  const { locale, thread, retrying, fresh } = view;
  const { messages } = locale;
  const { status, posted, branches, more } = thread;
  const some = posted.length + branches.length > 0;
  return html`${failure(locale, { status, retrying, retry: view.onRetry })}
    <p role="status" class="fresh">${
      fresh > 0
        ? html`<button part="fresh" class="quiet more count" type="button" @click=${view.onFresh}>${locale.count(messages.newComments, fresh)}</button>`
        : nothing
    }</p>
    ${some ? order(view) : nothing} ${moreButton(view, 'previous', messages.previousComments)}
    ${
      some
        ? html`<ol part="thread" class="thread" role="list" @contentvisibilityautostatechange=${view.near}>
          ${[...posted, ...branches].map((each, index) => placed(view, each, index))}
        </ol>`
        : status === 'ready'
          ? html`<p class="quietly">${messages.noComments}</p>`
          : nothing
    }
    ${status === 'loading' && !retrying ? html`<p class="quietly">${messages.loading}</p>` : nothing}
    <p class="error" role="status">${more.next === 'failed' || more.previous === 'failed' ? messages.loadFailed : nothing}</p>
    ${moreButton(view, 'next', messages.moreComments)}`;
}

function order({ locale: { messages }, thread, onSort }: Thread): TemplateResult {
  const orders: readonly [Sort, string][] = [
    ['newest', messages.sortNewest],
    ['oldest', messages.sortOldest],
    ['best', messages.sortBest],
  ];
  return html`<select
    part="sort"
    class="sort"
    aria-label=${messages.sort}
    @change=${(event: Event) => onSort((event.target as HTMLSelectElement).value as Sort)}
  >
    ${orders.map(([value, name]) => html`<option value=${value} ?selected=${value === thread.sort}>${name}</option>`)}
  </select>`;
}

function moreButton({ locale, thread, onMore }: Thread, way: 'next' | 'previous', name: string): unknown {
  return button(locale, thread.more[way], name, () => onMore(way), 'more');
}

function button(
  { messages }: Locale<Words<typeof loading>>,
  more: More,
  name: string,
  onClick: () => void,
  part: string,
): unknown {
  return more === 'none'
    ? nothing
    : html`<button part=${part} class="quiet ${part} count" type="button" @click=${onClick} aria-disabled=${more === 'loading'}>
        ${more === 'loading' ? messages.loading : more === 'failed' ? messages.retry : name}
      </button>`;
}

/** A branch at its place in the list: whole where a reader is or writes, elsewhere what it says, rendered once. */
function placed(view: Thread, each: Branch, index: number): unknown {
  const { near, answering } = view;
  const all = [each.comment, ...each.replies];
  const answered = all.some(({ id }) => id === answering);
  const as = all.map(({ id, status, dateModified }) => [id, status, dateModified]);
  const kept = near.kept(index, `${as.join()} ${answered}`);
  if (near.has(index) || answered) return branch(view, each);
  return kept ? noChange : branch({ ...view, formatted: undefined, below: () => nothing }, each, 'short');
}

function branch(view: Thread, { comment, replies, hidden, more }: Branch, name?: string): TemplateResult {
  const answers = new Map<string, Comment[]>();
  for (const reply of replies) {
    const parent = reply.parent ?? comment.id;
    answers.set(parent, [...(answers.get(parent) ?? []), reply]);
  }
  const { locale, onReplies } = view;
  const rest = locale.count(locale.messages.showReplies, hidden);
  return html`<li class=${name ?? nothing}>
    ${one(view, comment)} ${below(view, comment, answers, 1)}
    ${button(locale, hidden > 0 ? more : 'none', rest, () => onReplies(comment), 'replies')}
  </li>`;
}

function below(
  view: Thread,
  comment: Comment,
  answers: ReadonlyMap<string, readonly Comment[]>,
  depth: number,
): unknown {
  const replies = answers.get(comment.id);
  if (replies === undefined) return nothing;
  const { locale, open, onReplies } = view;
  if (depth >= DEEPEST && !open.has(comment.id)) {
    const name = locale.count(locale.messages.showReplies, replies.length);
    return button(locale, 'ready', name, () => onReplies(comment), 'replies');
  }
  return html`<ol class="answers" role="list">
    ${replies.map((reply) => html`<li>${one(view, reply)} ${below(view, reply, answers, depth + 1)}</li>`)}
  </ol>`;
}

function one({ locale, now, written, formatted, below: actions }: Thread, comment: Comment): TemplateResult {
  return commentView(comment, { locale, now, written, formatted, actions: actions(comment) });
}
