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

/** What is being done with a comment. */
export interface Doing {
  readonly id: string;
  readonly act: 'edit' | 'remove';
  /** What it says as it begins to be changed: what it said, or what was typed over that before. */
  readonly text: string;
}

/** The form in which a reader changes their own comment, or is asked whether to delete it. Loaded when they want to. */
export class Editing {
  readonly #host: ReactiveElement;
  readonly #box: Box;
  readonly #source: () => Source | undefined;
  readonly #done: (id: string, comment?: OwnComment) => void;
  #doing: Doing | undefined;
  #busy = false;
  #problem: Problem | undefined;
  // When the server wants to be asked again, in milliseconds since 1970.
  #again = 0;

  /** @param done Called when the form is no longer needed, with the comment as it stands now unless nothing was done. */
  constructor(
    host: ReactiveElement,
    box: Box,
    source: () => Source | undefined,
    done: (id: string, comment?: OwnComment) => void,
  ) {
    this.#host = host;
    this.#box = box;
    this.#source = source;
    this.#done = done;
  }

  /** When what it says reads differently, in milliseconds since 1970: the seconds pass that the server has asked for. */
  get next(): number {
    const left = this.#again - Date.now();
    return left > 0 ? Date.now() + (left % 1000) + 1 : Infinity;
  }

  async begin(doing: Doing): Promise<void> {
    this.#doing = doing;
    this.#problem = undefined;
    this.#again = 0;
    await this.#focus('.change :is(textarea, button)');
  }

  /** @param kept Of the comment below which it stands. */
  form(kept: Receipt): unknown {
    const { html, nothing } = this.#box;
    const locale = this.#box.locale(WORDS);
    const { messages } = locale;
    const { act, text } = this.#doing!;
    const edit = act === 'edit';
    const problem = this.#problem;
    return html`<form
      class="change"
      aria-label=${edit ? messages.edit : messages.remove}
      @submit=${(event: SubmitEvent) => this.#submit(event, kept)}
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
              .value=${text}
              @input=${this.#typed}
            ></textarea>`
          : html`<p>${messages.removeAsked}</p>`
      }
      <p class="error" id="change-error" role="alert">${problem && reason(locale, problem)}</p>
      ${this.#again === 0 ? nothing : html`<p class="quietly">${wait(locale, this.#again - Date.now())}</p>`}
      <button type="submit" aria-disabled=${this.#busy}>${edit ? messages.save : messages.remove}</button>
      <button class="quiet" type="button" @click=${() => this.#end()}>${messages.cancel}</button>
    </form>`;
  }

  /** What is typed over a comment survives a reload, as what is typed for a new one does. */
  readonly #typed = ({ target }: Event): void => {
    const area = target as HTMLTextAreaElement;
    area.dir = guessDirection(area.value) ?? '';
    storage.write(`editing:${this.#doing!.id}`, area.value);
  };

  async #submit(event: SubmitEvent, { id, receipt }: Receipt): Promise<void> {
    event.preventDefault();
    const source = this.#source();
    const doing = this.#doing;
    if (this.#busy || doing === undefined || !source?.edit || !source.remove) return;
    const text = String(new FormData(event.target as HTMLFormElement).get('text') ?? '').trim();
    const edit = doing.act === 'edit';
    const wrong = edit && checkField('text', text);
    this.#busy = true;
    this.#problem = undefined;
    this.#again = 0;
    this.#host.requestUpdate();
    try {
      if (wrong) throw new Problem('invalid_request', 'not sent', { text: wrong });
      const comment = edit ? await source.edit(id, text, receipt) : await source.remove(id, receipt);
      this.#busy = false;
      this.#end(id, comment);
    } catch (error) {
      this.#busy = false;
      // The reader has gone on to another one.
      if (doing !== this.#doing) return;
      this.#problem = isProblem(error) ? error : new Problem('unknown', String(error));
      const { retryAfter } = this.#problem;
      this.#again = retryAfter === undefined ? 0 : Date.now() + retryAfter;
      await this.#focus('.change [aria-invalid="true"]');
    }
  }

  #end(id = this.#doing!.id, comment?: OwnComment): void {
    storage.write(`editing:${id}`, undefined);
    if (this.#doing?.id === id) this.#doing = undefined;
    this.#done(id, comment);
  }

  async #focus(selector: string): Promise<void> {
    this.#host.requestUpdate();
    await this.#host.updateComplete;
    this.#host.renderRoot.querySelector<HTMLElement>(selector)?.focus();
  }
}

type EditingLocale = Locale<Words<typeof WORDS>>;

/** Why a comment was not changed, or not deleted. */
function reason(locale: EditingLocale, { code, fields, retryAfter }: Problem): string {
  const { messages } = locale;
  if (fields.text !== undefined) return faultText(locale, 'text', fields.text) ?? messages.fieldWrong;
  if (retryAfter !== undefined) return messages.changeTooFast;
  if (LATE.includes(code)) return messages.changeable.zero;
  if (GONE.includes(code)) return messages.commentGone;
  return problemText(locale, code) ?? messages.changeFailed;
}

/** How many milliseconds it is until the next try, in words: not announced, for it says something else every second. */
function wait(locale: EditingLocale, left: number): string {
  const { againInSeconds, againInMinutes } = locale.messages;
  const seconds = Math.max(0, Math.ceil(left / 1000));
  return seconds < 60 ? locale.count(againInSeconds, seconds) : locale.count(againInMinutes, Math.ceil(seconds / 60));
}
