import type { Article } from './model/article.js';
import type { Comment } from './model/comment.js';
import type { CommentDraft } from './model/draft.js';
import type { Counts } from './model/counts.js';

/** Every event the library sends, with its detail. Events that ask bubble and can be cancelled; events that tell do neither. */
export interface MidadEvents {
  /** Asked before the reader follows an article's link. */
  'article-open': CustomEvent<{ article: Article }>;
  /** Asked before an article is shared: through `whatsapp`, `telegram`, `x`, `facebook`, `copy`, or the device's own menu, `native`. */
  'article-share': CustomEvent<{ url: string; headline: string; network: string }>;
  /** Asked before a comment is sent; cancelling keeps the text in the form. */
  'comment-submit': CustomEvent<{ article: string; draft: CommentDraft }>;
  /** Told when the server has the comment. */
  'comment-submitted': CustomEvent<{ article: string; comment: Comment }>;
  /** Told when this page's view has been counted. */
  'view-counted': CustomEvent<{ article: string; counts: Counts }>;
  /** Told when what the element shows could not be loaded. */
  'load-failed': CustomEvent<{ error: unknown }>;
}

declare global {
  interface HTMLElementEventMap extends MidadEvents {}
}

type Detail<Name extends keyof MidadEvents> = MidadEvents[Name]['detail'];

/** Asks the page: false when a listener cancelled. */
export function ask<Name extends keyof MidadEvents>(element: HTMLElement, name: Name, detail: Detail<Name>): boolean {
  return element.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true, cancelable: true }));
}

/** Tells the page. */
export function tell<Name extends keyof MidadEvents>(element: HTMLElement, name: Name, detail: Detail<Name>): void {
  element.dispatchEvent(new CustomEvent(name, { detail }));
}
