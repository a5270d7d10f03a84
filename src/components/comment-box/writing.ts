import type { ReactiveElement } from 'lit';
import { DraftController } from '../../controllers/draft.js';
import type { Place } from '../../controllers/place.js';
import { rememberedReader, rememberReader } from '../../controllers/reader.js';
import { SendController } from '../../controllers/send.js';
import type { ask, tell, warn } from '../../events.js';
import { writing as words } from '../../locales/ar/writing.js';
import type { Messages, Words } from '../../locales/catalogue.js';
import type { Locale } from '../../locales/locale.js';
import type { Comment } from '../../model/comment.js';
import { checkComment, LIMITS, type CommentDraft, type CommentField, type FieldError } from '../../model/draft.js';
import { writable } from '../../sources/midad-post.js';
import type { Source } from '../../sources/source.js';
import { guessDirection } from '../../text/runs.js';
import type { Said } from '../../views/comment-form.js';

/** What the writing needs of its box, with which it shares no code that keeps anything. */
interface Box {
  readonly form: () => HTMLFormElement;
  readonly place: () => Place;
  /** The comment that is being answered. */
  readonly parent: () => string | undefined;
  readonly locale: <Part extends Partial<Messages>>(words: Part) => Locale<Words<Part>>;
  readonly events: { readonly ask: typeof ask; readonly tell: typeof tell; readonly warn: typeof warn };
  /** Takes what was posted into the thread, and the reader to it. */
  readonly posted: (place: { source: Source; article: string }, comment: Comment) => Promise<void>;
}

/** Writing a comment: checking, keeping and sending it. Loaded when the reader touches the form. */
export class Writing {
  readonly #host: ReactiveElement;
  readonly #box: Box;
  readonly #send: SendController;
  readonly #draft: DraftController;
  #errors: Partial<Record<CommentField, FieldError>> = {};

  constructor(host: ReactiveElement, box: Box) {
    this.#host = host;
    this.#box = box;
    this.#send = new SendController(host);
    this.#draft = new DraftController(
      host,
      () => box.place().source && box.place().article,
      (text) => this.#restore(text),
    );
    this.#fillIn();
  }

  /** What the form says now. */
  get said(): Said {
    const locale = this.#box.locale(words);
    const { messages } = locale;
    const { status, problem } = this.#send;
    const wrong = Object.entries(this.#errors) as [CommentField, FieldError][];
    const text = (name: CommentField, error: FieldError): string => {
      if (error === 'tooLong') return locale.count(messages.tooLong, LIMITS[name]);
      if (error === 'reservedName') return messages.nameReserved;
      if (error === 'controlCharacters') return messages.controlCharacters;
      if (error === 'typeMismatch' && name === 'url') return messages.urlWrong;
      if (error === 'typeMismatch' && name === 'email') return messages.emailWrong;
      if (error !== 'valueMissing') return messages.fieldWrong;
      return name === 'name' ? messages.nameMissing : name === 'email' ? messages.emailMissing : messages.textMissing;
    };
    const offline = problem?.code === 'offline' && !navigator.onLine && this.#draft.kept;
    return {
      errors: Object.fromEntries(wrong.map(([name, error]) => [name, text(name, error)])),
      failed: status === 'failed' && wrong.length === 0 ? (offline ? messages.offline : messages.sendFailed) : '',
      status:
        wrong.length > 0
          ? locale.count(messages.errors, wrong.length)
          : status === 'sent'
            ? messages.sent
            : this.#draft.kept && status === 'idle'
              ? messages.draftKept
              : '',
      sending: status === 'sending',
    };
  }

  async submit(): Promise<void> {
    const { source, article } = this.#box.place();
    if (this.#send.status === 'sending' || !source || !article) return;
    const form = this.#box.form();
    const draft = draftOf(form);
    const remember = new FormData(form).has('remember');
    this.#send.reset();
    if (this.#refuse(checkComment(draft)) || !this.#box.events.ask(this.#host, 'comment-submit', { article, draft }))
      return;
    const comment = await this.#send.send(writable(source), article, draft, this.#box.parent());
    if (comment === undefined) {
      this.#failed();
      return;
    }
    // The element may show another article by now, or none: what was sent belongs to the one it was written for.
    rememberReader(remember ? draft : undefined);
    this.#clear(article, draft.text);
    this.#box.events.tell(this.#host, 'comment-submitted', { article, comment });
    await this.#box.posted({ source, article }, comment);
  }

  /** Something was typed. */
  input(control: HTMLInputElement | HTMLTextAreaElement): void {
    // An empty field is the language's; a filled one is its text's.
    if (control.name === 'text' || control.name === 'name') control.dir = guessDirection(control.value) ?? '';
    const { [control.name as CommentField]: mended, ...errors } = this.#errors;
    if (mended !== undefined) this.#errors = errors;
    if (control.name === 'text') this.#draft.keep(this.#box.place().article, control.value);
    if (this.#send.status !== 'sending') this.#send.reset();
    this.#host.requestUpdate();
  }

  /** Fills in who the reader is, where they have typed nothing yet. */
  #fillIn(): void {
    const reader = rememberedReader();
    if (reader === undefined) return;
    const { elements } = this.#box.form();
    for (const [name, value] of Object.entries(reader)) {
      const input = elements.namedItem(name) as HTMLInputElement;
      input.value ||= value;
    }
    (elements.namedItem('remember') as HTMLInputElement).checked = true;
  }

  #failed(): void {
    const { problem } = this.#send;
    this.#refuse(problem?.fields ?? {});
    if (problem !== undefined && problem.code !== 'offline' && problem.code !== 'timeout') {
      this.#box.events.warn(this.#host, 'source', `a comment was refused (${problem.code}): ${problem.message}.`);
    }
  }

  /** Shows what is wrong, takes the reader to the first of it, and says whether anything was. */
  #refuse(errors: Partial<Record<CommentField, FieldError>>): boolean {
    this.#errors = errors;
    this.#host.requestUpdate();
    const refused = Object.keys(errors).length > 0;
    if (refused) {
      void this.#host.updateComplete.then(() =>
        this.#box.form().querySelector<HTMLElement>('[aria-invalid="true"]')?.focus(),
      );
    }
    return refused;
  }

  get #area(): HTMLTextAreaElement {
    return this.#box.form().elements.namedItem('text') as HTMLTextAreaElement;
  }

  /** Forgets the text that was sent, unless the reader has typed on meanwhile. */
  #clear(article: string, text: string): void {
    if (article !== this.#box.place().article) this.#draft.keep(article, '');
    else if (this.#area.value.trim() === text) {
      this.#write('');
      this.#draft.keep(article, '');
    }
  }

  #write(text: string): void {
    this.#area.value = text;
    this.#area.dir = guessDirection(text) ?? '';
  }

  #restored = false;

  /** Shows what was kept; the first time it does not take what was typed before it could be looked for. */
  #restore(text: string): void {
    if (this.#restored || this.#area.value === '') this.#write(text);
    else this.#draft.keep(this.#box.place().article, this.#area.value);
    this.#restored = true;
  }
}

/** What the fields hold. A site typed as `example.com` is taken as https. */
function draftOf(form: HTMLFormElement): CommentDraft {
  const data = new FormData(form);
  const value = (name: CommentField) => String(data.get(name) ?? '').trim();
  const url = value('url');
  const bare = /^[^\s:/]+\.[^\s:/]+(\/\S*)?$/.test(url);
  return { text: value('text'), name: value('name'), email: value('email'), url: bare ? `https://${url}` : url };
}
