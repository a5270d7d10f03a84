import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { loading } from '../locales/ar/loading.js';
import type { thread } from '../locales/ar/thread.js';
import type { Words } from '../locales/catalogue.js';
import type { Locale } from '../locales/locale.js';
import type { Comment } from '../model/comment.js';
import { commentView } from './comment.js';
import { failure } from './failure.js';

interface Thread {
  readonly locale: Locale<Words<typeof loading & typeof thread>>;
  readonly thread: {
    readonly status: string;
    readonly comments: readonly Comment[];
    /** Of the older page asked for last. */
    readonly more: 'none' | 'ready' | 'loading' | 'failed';
  };
  /** The reader has asked for another try, and it has not succeeded yet. */
  readonly retrying: boolean;
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly onRetry: () => void;
  readonly onMore: () => void;
}

/** An article's comments, what is being done about them, and the button for older ones. */
export function threadView({ locale, thread, retrying, now, onRetry, onMore }: Thread): TemplateResult {
  const { messages } = locale;
  const { status, comments, more } = thread;
  return html`${failure(locale, { status, retrying, retry: onRetry })}
    ${
      comments.length > 0
        ? html`<ol part="thread" class="thread" role="list">
          ${repeat(
            comments,
            ({ id }) => id,
            (comment) => html`<li>${commentView(locale, comment, now)}</li>`,
          )}
        </ol>`
        : status === 'ready'
          ? html`<p class="quietly">${messages.noComments}</p>`
          : nothing
    }
    ${status === 'loading' && !retrying ? html`<p class="quietly">${messages.loading}</p>` : nothing}
    <p class="error" role="status">${more === 'failed' ? messages.loadFailed : nothing}</p>
    ${
      more === 'none'
        ? nothing
        : html`<button part="more" class="quiet more" type="button" @click=${onMore} aria-disabled=${more === 'loading'}>
          ${more === 'loading' ? messages.loading : more === 'failed' ? messages.retry : messages.moreComments}
        </button>`
    }`;
}
