import { html, type TemplateResult } from 'lit';
import { agoInWords } from '../locales/ago.js';
import type { thread } from '../locales/ar/thread.js';
import type { Words } from '../locales/catalogue.js';
import type { Locale } from '../locales/locale.js';
import type { Comment } from '../model/comment.js';
import { guessDirection } from '../text/runs.js';
import { phraseText } from './phrase.js';
import { written } from './written.js';

/** How times that have passed are told: in minutes, hours and days, then by their date. */
export const AGO = { smallest: 'minute', largest: 'day' } as const;

/** One comment of a thread. It can be given the focus by script, not by Tab. @param now Milliseconds since 1970. */
export function commentView(locale: Locale<Words<typeof thread>>, comment: Comment, now: number): TemplateResult {
  const { author, dateCreated, text } = comment;
  const date = locale.date(dateCreated);
  return html`<article
    part="comment"
    class="comment"
    data-id=${comment.id}
    tabindex="-1"
    aria-label=${phraseText(locale.messages.commentBy, { name: author.name })}
  >
    <span class="avatar" aria-hidden="true">${firstLetter(author.name)}</span>
    <header>
      <bdi part="author"
        >${
          author.url === undefined
            ? author.name
            : html`<a href=${author.url} rel="ugc nofollow noopener">${author.name}</a>`
        }</bdi
      >
      <time part="date" datetime=${dateCreated} title=${date}>${agoInWords(dateCreated, now, locale, AGO) ?? date}</time>
    </header>
    <div part="text" class="words">${text
      .split(/\n+/)
      .map((line) => html`<p dir=${guessDirection(line) ?? locale.dir}>${written(line)}</p>`)}</div>
  </article>`;
}

/** What stands for a person where others show a face: no picture is asked of anyone, so no address leaks as a hash. */
function firstLetter(name: string): string {
  return (/[\p{L}\p{N}]\p{M}*/u.exec(name)?.[0] ?? '؟').toUpperCase();
}
