import type { acting } from '../locales/ar/acting.js';
import type { Words } from '../locales/catalogue.js';
import type { Locale } from '../locales/locale.js';
import type { Comment, Reaction } from '../model/comment.js';
import { keptReaction } from '../sources/kept-reaction.js';
import type { PluralForms } from '../text/plural.js';
import { icon, THUMB } from './sprite.js';
import type { Templates } from './templates.js';

/** «عدم إعجاب: 3», for Arabic has no counted noun for it. */
const NUMBER = { zero: '{n}', other: '{n}' };

interface Reactions {
  readonly locale: Locale<Words<typeof acting>>;
  readonly comment: Comment;
  /** Which of them the site has. */
  readonly offered: string | undefined;
  /** How the comment stands once something was pressed. */
  readonly now: { readonly likes: number; readonly dislikes: number; readonly mine: string | undefined } | undefined;
  /** What came of the last press; undefined where nothing was pressed. */
  readonly said: string | undefined;
}

/**
 * The buttons that like and dislike a comment (their `name`, of the comment that is their `value`), each with how many did,
 * and what is to be said of the last press.
 */
export function reactions({ html, nothing }: Templates, { locale, comment, offered, now, said }: Reactions): unknown {
  const both = offered === 'both';
  if (!both && offered !== 'like') return nothing;
  const { like, likes, dislike } = locale.messages;
  const mine = now ? now.mine : keptReaction(comment.id)[0];
  // The number for the eye, and its whole phrase for the ear. The style sheet turns the thumb down.
  const button = (reaction: Reaction, name: string, forms: PluralForms, number = 0): unknown =>
    html`<button
      part=${reaction}
      class="reaction ${reaction}"
      type="button"
      name=${reaction}
      value=${comment.id}
      aria-pressed=${mine === reaction}
      ><span class="spoken">${name}: </span
      ><span part="count" class="count"
        >${icon({ html }, THUMB)}<bdi aria-hidden="true">${locale.number(number)}</bdi
        ><span class="spoken">${locale.spoken(forms, number)}</span></span
    ></button>`;
  return html`${button('like', like, likes, now?.likes ?? comment.upvoteCount)}
  ${both ? button('dislike', dislike, NUMBER, now?.dislikes ?? comment.downvoteCount) : nothing}
  ${said === undefined ? nothing : html`<p part="status" role="status">${said}</p>`}`;
}
