import { html, nothing, type TemplateResult } from 'lit';
import { ifDefined } from 'lit/directives/if-defined.js';
import type { form as formWords } from '../locales/ar/form.js';
import type { loading } from '../locales/ar/loading.js';
import type { Words } from '../locales/catalogue.js';
import type { Locale } from '../locales/locale.js';
import type { CommentField } from '../model/draft.js';
import { warning } from './icons.js';
import { phrase } from './phrase.js';

const MARK = '*';

/** What the form says of what is written and sent. It is known once the reader has touched the form. */
export interface Said {
  /** What is wrong, in words, by field. */
  readonly errors: Partial<Record<CommentField, string>>;
  /** Why sending failed. */
  readonly failed: string;
  readonly status: string;
  readonly sending: boolean;
}

interface CommentForm {
  readonly locale: Locale<Words<typeof formWords & typeof loading>>;
  /** Says what the form is for, and takes it back from where it was moved. */
  readonly heading: unknown;
  readonly said: Partial<Said> | undefined;
  /** What was sent and is not there yet. */
  readonly waiting: unknown;
  readonly onSubmit: (event: Event) => void;
  readonly onInput: (event: Event) => void;
  /** The reader is about to write: what that needs is loaded now. */
  readonly onTouch: () => void;
}

/**
 * The form a reader writes a comment in. The fields' values are the browser's: rendering anew never touches what was
 * typed.
 */
export function commentForm(form: CommentForm): TemplateResult {
  const { locale, said } = form;
  const { messages } = locale;
  return html`<h3 id="heading" part="heading">${form.heading}</h3>
    <p part="promise" class="promise" id="promise">
      ${messages.emailPromise}
      ${phrase(messages.requiredFields, { mark: html`<span class="mark">${MARK}</span>` })}
    </p>
    <form
      part="form"
      novalidate
      aria-labelledby="heading"
      @submit=${form.onSubmit}
      @input=${form.onInput}
      @focusin=${form.onTouch}
      @pointerenter=${form.onTouch}
    >
      ${control(form, 'text', messages.comment)} ${control(form, 'name', messages.name)}
      ${control(form, 'email', messages.email)} ${control(form, 'url', messages.website)}
      <input class="trap" name="subject" tabindex="-1" autocomplete="off" aria-hidden="true" />
      <label class="row remember">
        <input type="checkbox" name="remember" />
        <span>${messages.remember}</span>
      </label>
      <div class="row send">
        <div class="said">
          <p part="error" class="error" role="alert">${said?.failed ? html`${warning}${said.failed}` : nothing}</p>
          <p part="status" role="status">${said?.sending ? messages.sending : said?.status}</p>
        </div>
        <button part="submit" type="submit" aria-disabled=${said?.sending ?? false}>
          ${said?.sending ? messages.sending : said?.failed ? messages.retry : messages.send}
        </button>
      </div>
    </form>
    ${form.waiting}`;
}

/** A label, its control and what is wrong with it, tied together by ids of the element's own shadow root. */
function control({ locale, said }: CommentForm, name: CommentField, label: string): TemplateResult {
  const error = said?.errors?.[name];
  const described = name === 'email' ? `promise ${name}-error` : `${name}-error`;
  const required = name !== 'url';
  // An address and a URL are written from left to right whatever the page is.
  const latin = name === 'email' || name === 'url';
  return html`<div part="field" class="field ${name}">
    <label for=${name}
      >${label}
      ${required ? html`<span class="mark" aria-hidden="true">${MARK}</span>` : html`<small>(${locale.messages.optional})</small>`}</label
    >
    ${
      name === 'text'
        ? html`<textarea
            id=${name}
            name=${name}
            rows="4"
            required
            aria-invalid=${error !== undefined}
            aria-describedby=${described}
          ></textarea>`
        : html`<input
            id=${name}
            name=${name}
            type=${name === 'name' ? 'text' : name}
            dir=${ifDefined(latin ? 'ltr' : undefined)}
            autocomplete=${name}
            ?required=${required}
            aria-invalid=${error !== undefined}
            aria-describedby=${described}
          />`
    }
    <p part="error" class="error" id="${name}-error" ?hidden=${error === undefined}>${error === undefined ? nothing : html`${warning}${error}`}</p>
  </div>`;
}
