import { html, nothing, type TemplateResult } from 'lit';
import type { FormattedController } from '../controllers/formatted.js';
import type { Later } from '../controllers/later.js';
import type { thread } from '../locales/ar/thread.js';
import type { Words } from '../locales/catalogue.js';
import type { Locale } from '../locales/locale.js';
import { recentInWords } from '../locales/recent.js';
import type { Comment } from '../model/comment.js';
import { directionOfWords, foreignLanguage, OF_ITS_OWN } from '../text/direction.js';
import { phraseText } from './phrase.js';

export type ThreadLocale = Locale<Words<typeof thread>>;

/** What shows a comment that is more than paragraphs of plain words: loaded for the first of them. */
export type Written = Later<FormattedController>;

// Anything but paragraphs and the ends of their lines.
const MORE = /<(?!\/?p>|br>)/;

export interface Shown {
  readonly locale: ThreadLocale;
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly written: Written;
  /** Nobody can answer any more. */
  readonly closed: boolean;
  /** What else can be done with a comment. */
  readonly more: (comment: Comment) => unknown;
  /** The form, below the comment of this id. */
  readonly form: (id: string) => unknown;
}

/**
 * One comment of a thread, as an item of its list. It can be given the focus by script, not by Tab. In one template and few
 * nodes, as far as it goes, for a thread may have a thousand: what is set as `textContent` needs no mark of its place.
 *
 * @param after What stands below it in the item.
 */
export function commentView(comment: Comment, view: Shown, after: unknown): TemplateResult {
  const { id, author, dateCreated, text, status } = comment;
  const { locale, now, written, closed } = view;
  const { messages } = locale;
  const date = locale.date(dateCreated);
  if (status === 'deleted')
    return html`<li><p class="quietly" data-id=${id} tabindex="-1">${messages.commentDeleted}</p> ${after}</li>`;
  return html`<li
    ><article
      part="comment"
      class="comment"
      data-id=${id}
      tabindex="-1"
      aria-label=${phraseText(messages.commentBy, { name: author.name })}
      ><span class="avatar" aria-hidden="true" .textContent=${firstLetter(author.name)}></span
      ><header
        ><bdi part="author"
          >${
            author.url === undefined
              ? author.name
              : html`<a href=${author.url} rel="ugc nofollow noopener">${author.name}</a>`
          }</bdi
        >${comment.byAuthor ? html`<span part="badge" class="badge">${messages.author}</span>` : nothing}<a
          part="permalink" class="permalink" href="#comment-${id}"
          ><time part="date" datetime=${dateCreated} title=${date} .textContent=${recentInWords(dateCreated, now, locale) ?? date}></time></a
        >${comment.dateModified === undefined ? nothing : html`<small>${messages.edited}</small>`}</header
      ><div part="text" class="words">${
        ((MORE.test(comment.html ?? '') || OF_ITS_OWN.test(text)) && written.module?.of(comment, locale.dir)) ||
        text.split(/\n+/).map((words) => {
          const dir = directionOfWords(words) ?? locale.dir;
          return html`<p lang=${foreignLanguage(words, dir, locale.dir) ?? nothing} dir=${dir} .textContent=${words}></p>`;
        })
      }</div
      ><footer part="actions" class="actions"
        ><button part="reply" class="plain" name="reply" value=${id}
          ?hidden=${closed || status === 'pending'}
          aria-label=${phraseText(messages.replyTo, { name: author.name })}
          .textContent=${messages.reply}></button
        >${view.more(comment)}</footer
      >${view.form(id)}</article
    >${after}</li
  >`;
}

/** What stands for a person where others show a face: no picture is asked of anyone, so no address leaks as a hash. */
function firstLetter(name: string): string {
  return (/[\p{L}\p{N}]\p{M}*/u.exec(name)?.[0] ?? '؟').toUpperCase();
}
