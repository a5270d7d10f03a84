import { html, nothing, type TemplateResult } from 'lit';
import type { thread } from '../locales/ar/thread.js';
import type { Words } from '../locales/catalogue.js';
import type { Locale } from '../locales/locale.js';
import type { Comment, Reaction } from '../model/comment.js';
import { keptReaction } from '../sources/kept-reaction.js';
import type { PluralForms } from '../text/plural.js';
import { count } from './counts.js';
import { thumb } from './icons.js';

/** «عدم إعجاب: 3», for Arabic has no counted noun for it. */
const NUMBER = { zero: '{n}', other: '{n}' };

interface Reactions {
  readonly locale: Locale<Words<typeof thread>>;
  readonly comment: Comment;
  /** Which of them the site has. */
  readonly offered: string | undefined;
  /** How the comment stands once something was pressed. */
  readonly now?: { readonly likes: number; readonly dislikes: number; readonly mine: string | undefined } | undefined;
  /** What came of the last press; undefined where nothing was pressed. */
  readonly said?: string | undefined;
}

/**
 * The buttons that like and dislike a comment (their `name`, of the comment that is their `value`), each with how many did,
 * and what is to be said of the last press.
 */
export function reactions({ locale, comment, offered, now, said }: Reactions): unknown {
  const both = offered === 'both';
  if (!both && offered !== 'like') return nothing;
  const { like, likes, dislike } = locale.messages;
  const mine = now ? now.mine : keptReaction(comment.id)[0];
  const button = (reaction: Reaction, name: string, forms: PluralForms, number = 0): TemplateResult =>
    html`<button
      part=${reaction}
      class="reaction ${reaction}"
      type="button"
      name=${reaction}
      value=${comment.id}
      aria-pressed=${mine === reaction}
      ><span class="spoken">${name}: </span>${count(locale, forms, number, thumb)}</button
    >`;
  return html`${button('like', like, likes, now?.likes ?? comment.upvoteCount)}
  ${both ? button('dislike', dislike, NUMBER, now?.dislikes ?? comment.downvoteCount) : nothing}
  ${said === undefined ? nothing : html`<p part="status" role="status">${said}</p>`}`;
}
