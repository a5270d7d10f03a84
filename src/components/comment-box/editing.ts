import type { ReactiveElement } from 'lit';
import { acting } from '../../locales/ar/acting.js';
import { editing } from '../../locales/ar/editing.js';
import { own } from '../../locales/ar/own.js';
import { refusal } from '../../locales/ar/refusal.js';
import { thread } from '../../locales/ar/thread.js';
import type { Words } from '../../locales/catalogue.js';
import type { Locale } from '../../locales/locale.js';
import { isProblem, Problem, type OwnComment, type Source } from '../../sources/source.js';
import type { Receipt } from '../../sources/receipts.js';
import * as storage from '../../sources/storage.js';
import { checkField } from '../../text/check.js';
import { guessDirection } from '../../text/runs.js';
import { faultText, problemText } from '../../views/refusal.js';
import type { Box } from './box.js';

const WORDS = { ...own, ...editing, ...refusal, closed: thread.closed, commentGone: acting.commentGone };

/** The codes of problems that say that the time for changes is over, and that there is nothing to change. */
const LATE = ['edit_window_closed', 'receipt_invalid', 'receipt_expired'];
const GONE = ['not_editable', 'not_found'];

/** The form in which a reader changes a comment of their own, or is asked whether to delete it. Loaded when they want to. */
export class Editing {
  readonly kept: Receipt;
  readonly #host: ReactiveElement;
  readonly #box: Box;
  readonly #source: () => Source | undefined;
  readonly #done: (editing: Editing, comment?: OwnComment) => void;
  readonly #edit: boolean;
  #text: string;
  #busy = false;
  #problem: Problem | undefined;
  // When the server wants to be asked again, in milliseconds since 1970.
  #again = 0;

  /**
   * @param kept Of the comment below which it stands.
   * @param act What the reader wants to do.
   * @param text What the comment says, unless something was typed over it before.
   * @param done Called when the form is no longer needed, with the comment as it stands now unless nothing was done.
   */
  constructor(
    host: ReactiveElement,
    box: Box,
    source: () => Source | undefined,
    { kept, act, text }: { readonly kept: Receipt; readonly act: 'edit' | 'remove'; readonly text: string },
    done: (editing: Editing, comment?: OwnComment) => void,
  ) {
    this.#host = host;
    this.#box = box;
    this.#source = source;
    this.kept = kept;
    this.#edit = act === 'edit';
    this.#text = storage.read(nameOf(kept)) ?? text;
    this.#done = done;
  }

  /** When what it says reads differently, in milliseconds since 1970: the seconds pass that the server has asked for. */
  get next(): number {
    const left = this.#again - Date.now();
    return left > 0 ? Date.now() + (left % 1000) + 1 : Infinity;
  }

  /** Takes the reader there. */
  async focus(selector = '.change :is(textarea, button)'): Promise<void> {
    this.#host.requestUpdate();
    await this.#host.updateComplete;
    this.#host.renderRoot.querySelector<HTMLElement>(selector)?.focus();
  }

  get form(): unknown {
    const { html, nothing } = this.#box;
    const locale = this.#box.locale(WORDS);
    const { messages } = locale;
    const edit = this.#edit;
    const text = this.#text;
    const problem = this.#problem;
    return html`<form
      class="change"
      aria-label=${edit ? messages.edit : messages.remove}
      @submit=${this.#submit}
      @keydown=${(event: KeyboardEvent) => event.key === 'Escape' && this.#end()}
    >
      ${
        edit
          ? html`<textarea
              name="text"
              rows="4"
              dir=${guessDirection(text) ?? nothing}
              aria-label=${messages.edit}
              aria-invalid=${problem?.fields.text !== undefined}
              aria-describedby="change-error"
              ?readonly=${this.#busy}
              .value=${text}
              @input=${this.#typed}
            ></textarea>`
          : html`<p>${messages.removeAsked}</p>`
      }
      <p class="error" id="change-error" role="alert">${problem && reason(locale, problem, edit)}</p>
      ${this.#again === 0 ? nothing : html`<p class="quietly">${wait(locale, this.#again - Date.now())}</p>`}
      <button type="submit" aria-disabled=${this.#busy}>${edit ? messages.save : messages.remove}</button>
      <button class="quiet" type="button" @click=${() => this.#end()}>${messages.cancel}</button>
    </form>`;
  }

  /** What is typed over a comment survives a reload, as what is typed for a new one does. */
  readonly #typed = ({ target }: Event): void => {
    const area = target as HTMLTextAreaElement;
    area.dir = guessDirection(area.value) ?? '';
    // The form may be drawn anew at any time, elsewhere in the thread.
    this.#text = area.value;
    storage.write(nameOf(this.kept), area.value);
    if (this.#problem?.fields.text === undefined) return;
    this.#problem = undefined;
    this.#host.requestUpdate();
  };

  readonly #submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const source = this.#source();
    if (this.#busy || !source?.edit || !source.remove) return;
    const { id, receipt } = this.kept;
    this.#text = String(new FormData(event.target as HTMLFormElement).get('text') ?? '');
    const text = this.#text.trim();
    const wrong = this.#edit && checkField('text', text);
    this.#busy = true;
    this.#problem = undefined;
    this.#again = 0;
    this.#host.requestUpdate();
    try {
      if (wrong) throw new Problem('invalid_request', 'not sent', { text: wrong });
      this.#end(this.#edit ? await source.edit(id, text, receipt) : await source.remove(id, receipt));
    } catch (error) {
      this.#busy = false;
      this.#problem = isProblem(error) ? error : new Problem('unknown', String(error));
      const { retryAfter } = this.#problem;
      this.#again = retryAfter === undefined ? 0 : Date.now() + retryAfter;
      await this.focus('.change [aria-invalid="true"]');
    }
  };

  #end(comment?: OwnComment): void {
    // Who would rather not delete it still has what they typed over it.
    if (this.#edit || comment !== undefined) storage.write(nameOf(this.kept), undefined);
    this.#done(this, comment);
  }
}

/** Under which name is kept what was typed over a comment. */
const nameOf = ({ id }: Receipt) => `editing:${id}`;

type EditingLocale = Locale<Words<typeof WORDS>>;

/** Why a comment was not changed, or not deleted. */
function reason(locale: EditingLocale, { code, fields, status }: Problem, edit: boolean): string {
  const { messages } = locale;
  if (fields.text !== undefined) return faultText(locale, 'text', fields.text) ?? messages.fieldWrong;
  if (status === 429) return messages.changeTooFast;
  if (LATE.includes(code)) return messages.changeable.zero;
  if (GONE.includes(code)) return messages.commentGone;
  return problemText(locale, code) ?? (edit ? messages.changeFailed : messages.removeFailed);
}

/** How many milliseconds it is until the next try, in words: not announced, for it says something else every second. */
function wait(locale: EditingLocale, left: number): string {
  const { againInSeconds, againInMinutes } = locale.messages;
  const seconds = Math.max(0, Math.ceil(left / 1000));
  return seconds < 60 ? locale.count(againInSeconds, seconds) : locale.count(againInMinutes, Math.ceil(seconds / 60));
}
