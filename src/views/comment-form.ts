import { html, nothing, type TemplateResult } from 'lit';
import { ifDefined } from 'lit/directives/if-defined.js';
import type { form as formWords } from '../locales/ar/form.js';
import type { loading } from '../locales/ar/loading.js';
import type { Words } from '../locales/catalogue.js';
import type { Locale } from '../locales/locale.js';
import { LIMITS, type CommentDraft, type CommentField, type FieldError } from '../model/comment.js';
import { field } from './field.js';
import { warning } from './icons.js';
import { phrase } from './phrase.js';

const MARK = '*';

type FormLocale = Locale<Words<typeof formWords & typeof loading>>;

interface CommentForm {
  readonly locale: FormLocale;
  /** What the fields start with. */
  readonly reader: Pick<CommentDraft, 'name' | 'email' | 'url'> | undefined;
  readonly errors: Partial<Record<CommentField, FieldError>>;
  readonly send: { readonly status: string; readonly problem: { readonly code: string } | undefined };
  readonly draftKept: boolean;
  readonly onSubmit: (event: Event) => void;
  readonly onInput: (event: Event) => void;
}

/**
 * The form a reader writes a comment in. The fields' values are the browser's: rendering anew never touches what was
 * typed.
 */
export function commentForm(form: CommentForm): TemplateResult {
  const { locale, reader, errors, send } = form;
  const { messages } = locale;
  const sending = send.status === 'sending';
  const failed = send.status === 'failed' && Object.keys(errors).length === 0;
  return html`<p part="promise" class="promise" id="promise">
      ${messages.emailPromise}
      ${phrase(messages.requiredFields, { mark: html`<span class="mark">${MARK}</span>` })}
    </p>
    <form part="form" novalidate aria-labelledby="heading" @submit=${form.onSubmit} @input=${form.onInput}>
      ${control(form, 'text', messages.comment)} ${control(form, 'name', messages.name, 'name')}
      ${control(form, 'email', messages.email, 'email')} ${control(form, 'url', messages.website, 'url')}
      <label class="row remember">
        <input type="checkbox" name="remember" .checked=${reader !== undefined} />
        <span>${messages.remember}</span>
      </label>
      <div class="row send">
        <div class="said">
          <p part="error" class="error" role="alert">${failed ? html`${warning}${failureText(form)}` : nothing}</p>
          <p part="status" role="status">${statusText(form)}</p>
        </div>
        <button part="submit" type="submit" aria-disabled=${sending}>
          ${sending ? messages.sending : failed ? messages.retry : messages.send}
        </button>
      </div>
    </form>`;
}

/** What the fields hold. A site typed as `example.com` is taken as https. */
export function draftOf(form: HTMLFormElement): CommentDraft {
  const data = new FormData(form);
  const value = (name: CommentField) => String(data.get(name) ?? '').trim();
  const url = value('url');
  const bare = /^[^\s:/]+\.[^\s:/]+(\/\S*)?$/.test(url);
  return { text: value('text'), name: value('name'), email: value('email'), url: bare ? `https://${url}` : url };
}

function control(
  form: CommentForm,
  name: CommentField,
  label: string,
  autocomplete?: 'name' | 'email' | 'url',
): TemplateResult {
  const { locale, reader, errors } = form;
  const error = errors[name];
  const described = name === 'email' ? `promise ${name}-error` : `${name}-error`;
  const required = name !== 'url';
  // An address and a URL are written from left to right whatever the page is.
  const latin = name === 'email' || name === 'url';
  return field({
    name,
    label,
    mark: required ? MARK : '',
    ...(!required && { note: locale.messages.optional }),
    error: error === undefined ? '' : errorText(locale, name, error),
    control:
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
            .value=${reader?.[name] ?? ''}
            dir=${ifDefined(latin ? 'ltr' : undefined)}
            autocomplete=${ifDefined(autocomplete)}
            ?required=${required}
            aria-invalid=${error !== undefined}
            aria-describedby=${described}
          />`,
  });
}

function statusText({ locale: { messages }, send, errors, locale, draftKept }: CommentForm): string {
  const wrong = Object.keys(errors).length;
  if (wrong > 0) return locale.count(messages.errors, wrong);
  if (send.status === 'sending') return messages.sending;
  if (send.status === 'sent') return messages.sent;
  return draftKept ? messages.draftKept : '';
}

function failureText({ locale: { messages }, send, draftKept }: CommentForm): string {
  return send.problem?.code === 'offline' && !navigator.onLine && draftKept ? messages.offline : messages.sendFailed;
}

function errorText(locale: FormLocale, name: CommentField, error: FieldError): string {
  const { messages } = locale;
  if (error === 'tooLong') return locale.count(messages.tooLong, LIMITS[name]);
  if (error === 'reservedName') return messages.nameReserved;
  if (error === 'controlCharacters') return messages.controlCharacters;
  if (error === 'typeMismatch' && name === 'url') return messages.urlWrong;
  if (error === 'typeMismatch' && name === 'email') return messages.emailWrong;
  if (error === 'typeMismatch') return messages.controlCharacters;
  return name === 'name' ? messages.nameMissing : name === 'email' ? messages.emailMissing : messages.textMissing;
}
