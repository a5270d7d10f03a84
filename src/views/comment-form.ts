import { html, type TemplateResult } from 'lit';
import type { form as formWords } from '../locales/ar/form.js';
import type { Words } from '../locales/catalogue.js';
import type { Locale } from '../locales/locale.js';

interface CommentForm {
  readonly locale: Locale<Words<typeof formWords>>;
  /** Says what the form is for. */
  readonly heading: unknown;
  /** Takes it back from where it was moved. */
  readonly cancel: unknown;
  /** What is wrong with the text; undefined where nothing is. */
  readonly error: unknown;
  /** What else is to be filled in, once the reader writes. */
  readonly fields: unknown;
  /** What was sent and is not there yet. */
  readonly waiting: unknown;
  readonly touch: () => void;
}

/** The form a reader writes a comment in: the field for its text, and with the first touch the others. */
export function commentForm({ locale, heading, cancel, error, fields, waiting, touch }: CommentForm): TemplateResult {
  return html`<h3 id="heading" part="heading">${heading}</h3>
    ${cancel}
    <form part="form" novalidate aria-labelledby="heading" @focusin=${touch}
      ><div part="field" class="field text"
        ><label for="text">${locale.messages.comment}</label
        ><textarea
          id="text"
          name="text"
          rows="4"
          required
          aria-invalid=${error !== undefined}
          aria-describedby="text-error"
        ></textarea
        >${error}</div
      >${fields}</form
    >${waiting}`;
}
