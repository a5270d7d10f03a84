import type { writing as writingWords } from '../locales/ar/writing.js';
import type { Preview } from '../controllers/preview.js';
import type { loading } from '../locales/ar/loading.js';
import type { Words } from '../locales/catalogue.js';
import type { Locale } from '../locales/locale.js';
import type { CommentField } from '../model/draft.js';
import type { Reader } from '../sources/source.js';
import { phrase } from './phrase.js';
import { icon, WRONG } from './sprite.js';
import type { Templates } from './templates.js';

/** What the form says of what is written and sent. */
export interface Said {
  /** What is wrong, in words, by field. */
  readonly errors: Partial<Record<CommentField, string>>;
  /** Why sending failed. */
  readonly failed: string;
  readonly status: string;
  readonly sending: boolean;
}

interface Fields extends Said {
  /** Who is logged in to the site, and need not say who they are. */
  readonly reader: Reader | undefined;
  /** Nothing can be sent any more: what was written stays. */
  readonly closed: boolean;
  readonly locale: Locale<Words<typeof writingWords & typeof loading>>;
  readonly preview: Pick<Preview, 'offered' | 'status' | 'shown'>;
  readonly onPreview: () => void;
}

/**
 * What a reader fills in beside the text itself: it comes with the first touch of the form. The fields' values are the
 * browser's: rendering anew never touches what was typed.
 */
export function commentFields(templates: Templates, fields: Fields): unknown {
  const { html, nothing } = templates;
  const { failed, status, sending, preview, reader, closed } = fields;
  const { messages } = fields.locale;
  return html`<p part="promise" class="row promise" ?hidden=${closed}>
      ${
        reader
          ? html`<span id="promise">${phrase(messages.loggedInAs, { name: html`<bdi>${reader.name}</bdi>` })}</span>`
          : // The mark is for the eye: a screen reader tells of each field whether it is required.
            html`<span id="promise">${messages.emailPromise}</span> <span aria-hidden="true">${phrase(messages.requiredFields, { mark: html`<span class="mark">*</span>` })}</span>`
      }
    </p>
    ${field(templates, fields, 'name', messages.name)} ${field(templates, fields, 'email', messages.email)}
    ${field(templates, fields, 'url', messages.website)}
    <input class="trap" name="subject" tabindex="-1" autocomplete="off" aria-hidden="true" />
    <label class="row remember" ?hidden=${reader !== undefined || closed}>
      <input type="checkbox" name="remember" />
      <span>${messages.remember}</span>
    </label>
    ${
      preview.status === 'ready'
        ? html`<div part="preview" class="row words preview" role="region" aria-label=${messages.preview} tabindex="-1" dir="auto">${preview.shown}</div>`
        : nothing
    }
    <div class="row send">
      <div class="said">
        <p part="error" class="error" role="alert">${wrong(templates, failed || (preview.status === 'failed' ? messages.previewFailed : ''))}</p>
        <p part="status" role="status">${sending ? messages.sending : status}</p>
      </div>
      ${
        preview.offered
          ? html`<button part="preview-button" class="quiet" type="button" aria-disabled=${preview.status === 'loading'} @click=${fields.onPreview}>
              ${messages.preview}
            </button>`
          : nothing
      }
      ${
        closed
          ? nothing
          : html`<button part="submit" type="submit" aria-disabled=${sending}>
              ${sending ? messages.sending : failed ? messages.retry : messages.send}
            </button>`
      }
    </div>`;
}

/** A label, its control and what is wrong with it, tied together by ids of the element's own shadow root. */
function field(
  templates: Templates,
  { locale, errors, reader, closed }: Fields,
  name: Exclude<CommentField, 'text'>,
  label: string,
): unknown {
  const { html, nothing } = templates;
  const required = name !== 'url';
  return html`<div part="field" class="field ${name}" ?hidden=${reader !== undefined || closed}>
    <label for=${name}
      >${label}${required ? html`<span class="mark" aria-hidden="true"> *</span>` : html`<small> (${locale.messages.optional})</small>`}</label
    >
    <input
      id=${name}
      name=${name}
      type=${name === 'name' ? 'text' : name}
      dir=${
        // An address and a URL are written from left to right whatever the page is.
        name === 'name' ? nothing : 'ltr'
      }
      autocomplete=${name}
      ?required=${required}
      aria-invalid=${errors[name] !== undefined}
      aria-describedby="${name}-error ${name === 'email' ? 'promise' : ''}"
    />
    ${fieldError(templates, name, errors[name])}
  </div>`;
}

/** What is wrong with a field, tied to it by its id. */
export function fieldError(templates: Templates, name: CommentField, words: string | undefined): unknown {
  return templates.html`<p part="error" class="error" id="${name}-error" ?hidden=${words === undefined}>${wrong(templates, words)}</p>`;
}

/** What is wrong, in words behind a sign; nothing when nothing is. */
function wrong({ html, nothing }: Templates, words = ''): unknown {
  if (words === '') return nothing;
  return html`${icon({ html }, WRONG)}${words}`;
}
