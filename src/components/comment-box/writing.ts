import type { ReactiveController, ReactiveElement } from 'lit';
import { DraftController } from '../../controllers/draft.js';
import { OutboxController, type Delivery } from '../../controllers/outbox.js';
import { Preview } from '../../controllers/preview.js';
import { rememberedReader, rememberReader } from '../../controllers/reader.js';
import { ask, tell } from '../../events.js';
import { loading as loadingWords } from '../../locales/ar/loading.js';
import { outbox as outboxWords } from '../../locales/ar/outbox.js';
import { thread as threadWords } from '../../locales/ar/thread.js';
import { refusal as refusalWords } from '../../locales/ar/refusal.js';
import { writing as writingWords } from '../../locales/ar/writing.js';
import type { Words } from '../../locales/catalogue.js';
import type { Locale } from '../../locales/locale.js';
import { LIMITS, type CommentDraft, type CommentField, type FieldError } from '../../model/draft.js';
import { writable } from '../../sources/midad-post.js';
import type { Comment } from '../../model/comment.js';
import type { Kept, OutboxChange, OutboxItem } from '../../sources/outbox.js';
import type { Reader, Source } from '../../sources/source.js';
import { adopt } from '../../styles/late.js';
import { signs } from '../../styles/signs.js';
import { checkComment } from '../../text/check.js';
import { countGraphemes } from '../../text/graphemes.js';
import { guessDirection } from '../../text/runs.js';
import { commentFields, fieldError, type Said } from '../../views/comment-fields.js';
import { phrase } from '../../views/phrase.js';
import { faultText, problemText } from '../../views/refusal.js';
import { waitingList } from '../../views/waiting.js';
import type { Box } from './box.js';
import { styles } from './writing.styles.js';

const WORDS = {
  ...writingWords,
  ...refusalWords,
  ...outboxWords,
  retry: loadingWords.retry,
  loading: loadingWords.loading,
  loadFailed: loadingWords.loadFailed,
  closed: threadWords.closed,
};

/** How many characters are left when that is first said. */
const SCARCE = 500;

/** What was sent from the form and has neither arrived nor been put off yet: its words are still in the fields. */
interface Sent {
  readonly key: string;
  readonly source: Source;
  readonly article: string;
  readonly parent: string | undefined;
  readonly text: string;
  /** When, in milliseconds since 1970: as it was pressed, and then as the outbox has it. */
  readonly written: number;
  /** Where the outbox keeps it, once it does. */
  readonly kept: Kept | undefined;
}

/** Writing a comment: checking, keeping and sending it. Loaded when the reader touches the form. */
export class Writing implements ReactiveController {
  /** The comment that is being answered: the form is below it. */
  answering: Comment | undefined;

  readonly #host: ReactiveElement;
  readonly #box: Box;
  readonly #outbox: OutboxController;
  readonly #draft: DraftController;
  readonly #preview: Preview;
  #errors: Partial<Record<CommentField, FieldError>> = {};
  /** Why the last try failed, by its code. */
  #problem: string | undefined;
  /** Send was pressed before it was known what waits. */
  #pressed = false;
  #status: 'idle' | 'sending' | 'sent' = 'idle';
  /** What became of a comment that was taken back. */
  #notice: 'cancelled' | 'cancelledPerhapsLate' | 'sentMeanwhile' | 'sent' | undefined;
  #sent: Sent | undefined;
  /** What was sent from here and is no longer waited for: where it goes, by its key. */
  readonly #left = new Map<string, Source>();
  /** The key under which other words are stored, as the reader was told. */
  #spent: string | undefined;
  /** The article that the words in the form are for. */
  #article: string | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #filled = false;
  /** Who is logged in to the site. */
  #reader: Reader | undefined;

  constructor(host: ReactiveElement, box: Box) {
    this.#host = host;
    this.#box = box;
    this.#outbox = new OutboxController(
      host,
      box.place,
      ({ article, parent, key, text }) => this.#draft.drop(article, parent, key, text),
      (delivery) => void this.#delivered(delivery),
      (change) => this.#taken(change),
    );
    this.#draft = new DraftController(
      host,
      // What waits to be sent is no draft: that is to be known first.
      () => (this.#outbox.known ? box.place().article : undefined),
      (text, come) => this.#restore(text, come),
      () => this.#parent,
    );
    this.#preview = new Preview(host, () => box.place().source);
    host.addController(this);
    adopt(host, signs + styles);
    box.form.addEventListener('input', ({ target }) => this.#typed(target as HTMLInputElement));
    box.form.addEventListener('submit', (event) => {
      event.preventDefault();
      void this.#submit();
    });
    const { source } = box.place();
    void source?.reader?.().then((reader) => {
      this.#reader = reader;
      this.#filled = false;
      host.requestUpdate();
    });
    if (source !== undefined && box.thread.page?.rules?.proofOfWork) writable(source).prepare?.();
  }

  /** What became of what was sent from the form, and of the comment that is being answered. */
  hostUpdate(): void {
    const answering = this.#parent;
    if (answering && !this.#box.thread.comments.some(({ id }) => id === answering)) this.answering = undefined;
    if (this.#sent && !this.#isHere(this.#sent)) this.#waitNoMore();
    const sent = this.#sent;
    if (sent === undefined) this.#draft.partFrom(this.#outbox.entries);
    const item = sent?.kept && this.#outbox.entries.find(({ key }) => key === sent.key);
    // What it says may be of an earlier time that it was sent.
    if (!item || item.written < sent.written) return;
    if (item.draft.text !== sent.text) this.#replaced();
    else if (item.state === 'refused') {
      this.#sent = undefined;
      // Until its words are back it is not the reader's to go on with.
      void this.#takeBack(item).then(() => this.#idle());
    } else if (!item.sending && item.problem !== undefined) this.#waitNoMore(item.kept);
  }

  /** The page comes back as it was, and has heard nothing meanwhile. */
  readonly #back = ({ persisted }: PageTransitionEvent): void => {
    if (persisted) this.#waitNoMore();
  };

  hostConnected(): void {
    addEventListener('pageshow', this.#back);
  }

  /** What waits is told anew as its time comes nearer. */
  hostUpdated(): void {
    if (!this.#filled) this.#fillIn();
    if (this.#pressed) void this.#submit();
    clearTimeout(this.#timer);
    const waits = this.#shown.map(({ notBefore, nextTry }) => Math.max(notBefore, nextTry) - Date.now());
    const next = Math.min(...waits.filter((wait) => wait > 0));
    if (next === Infinity || !this.#host.isConnected) return;
    this.#timer = setTimeout(() => this.#host.requestUpdate(), next < 60_000 ? 1000 : 60_000);
  }

  hostDisconnected(): void {
    clearTimeout(this.#timer);
    removeEventListener('pageshow', this.#back);
    this.#waitNoMore();
  }

  /** The form where no more comments are taken: with words of the reader's in it, it stays to be seen. */
  get left(): unknown {
    // What was kept comes into the field after it is rendered.
    const { kept, offered } = this.#draft;
    const some = kept || this.#area.value !== '' || offered !== undefined || this.#shown.length > 0;
    return some && this.answering === undefined ? this.#box.form : this.#box.nothing;
  }

  /** What is wrong with the text. */
  get error(): unknown {
    const { text } = this.#errors;
    if (text === undefined) return undefined;
    return fieldError(this.#box, 'text', fieldText(this.#box.locale(WORDS), 'text', text));
  }

  /** The fields beside the text's. */
  get fields(): unknown {
    return commentFields(this.#box, {
      locale: this.#box.locale(WORDS),
      ...this.#said,
      reader: this.#reader,
      closed: this.#box.closed === true,
      preview: this.#preview,
      onPreview: () => void this.#showPreview(),
    });
  }

  /** What the form says now. */
  get #said(): Said {
    const locale = this.#box.locale(WORDS);
    const { messages } = locale;
    const faults = Object.entries(this.#errors) as [CommentField, FieldError][];
    const left = LIMITS.text - countGraphemes(this.#area.value, LIMITS.text + 1);
    const status =
      this.#notice !== undefined
        ? messages[this.#notice]
        : faults.length > 0
          ? locale.count(messages.errors, faults.length)
          : this.#status === 'sent'
            ? messages.sent
            : left < SCARCE && left >= 0
              ? locale.count(messages.charactersLeft, left)
              : this.#draft.kept
                ? messages.draftKept
                : this.#draft.unkept
                  ? messages.inMemoryOnly
                  : '';
    return {
      errors: Object.fromEntries(faults.map(([name, error]) => [name, fieldText(locale, name, error)])),
      failed: this.#problem === undefined || faults.length > 0 ? '' : failureText(locale, this.#problem),
      status,
      sending: this.#status === 'sending',
    };
  }

  /** Whom the form answers, or that nothing can be sent any more; undefined where neither is so. */
  get heading(): unknown {
    const { html, closed } = this.#box;
    const { messages } = this.#box.locale(WORDS);
    if (closed) return messages.unsent;
    if (this.answering === undefined) return undefined;
    const { name } = this.answering.author;
    return phrase(messages.leaveReplyTo, { name: html`<bdi>${name}</bdi>` });
  }

  /** The button that takes the form back from whom it answers. */
  get cancel(): unknown {
    const { html } = this.#box;
    if (this.answering === undefined) return undefined;
    const { messages } = this.#box.locale(WORDS);
    return html`<button part="cancel" class="cancel" type="button" @click=${() => this.answer(undefined)}>${messages.cancelReply}</button>`;
  }

  /** What was sent and is not there yet, and words that were written in another window. */
  get waiting(): unknown {
    const { html, nothing } = this.#box;
    const locale = this.#box.locale(WORDS);
    const { messages } = locale;
    const offered =
      this.#draft.offered === undefined
        ? nothing
        : html`<div part="offered" class="offered" role="status">
            <p>${messages.otherDraft}</p>
            <p class="words" dir="auto">${this.#draft.offered}</p>
            <button class="plain" type="button" @click=${() => this.#draft.takeOffered()}>${messages.openDraft}</button>
            <button class="plain" type="button" @click=${() => this.#draft.dropOffered()}>${messages.deleteDraft}</button>
          </div>`;
    const list = waitingList(this.#box, {
      locale,
      items: this.#shown,
      now: Date.now(),
      reason: ({ problem }) => reasonText(locale, problem),
      onEdit: (item) => void this.#takeBack(item),
      onCancel: (item) => void this.#cancel(item),
    });
    return html`${offered}${list}`;
  }

  async #submit(): Promise<void> {
    this.#pressed = !this.#outbox.known;
    if (this.#pressed) return;
    const { source, article } = this.#box.place();
    if (this.#status === 'sending' || !source || !article) return;
    const form = this.#form;
    const draft = draftOf(form);
    this.#problem = this.#notice = undefined;
    if (this.#refuse(checkComment(draft)) || !ask(this.#host, 'comment-submit', { article, draft })) {
      return;
    }
    if (this.#reader === undefined) rememberReader(new FormData(form).has('remember') ? draft : undefined);
    this.#status = 'sending';
    this.#host.requestUpdate();
    const parent = this.#parent;
    this.#partFromSpent();
    const { as } = this.#draft;
    const written = Date.now();
    this.#sent = { key: as.key, source, article, parent, text: draft.text, written, kept: undefined };
    const added = await this.#outbox.send(draft, parent, as);
    if (this.#sent?.key === as.key) this.#sent = { ...this.#sent, ...added };
    // What is kept in two places would come back when it is gone from one.
    if (added?.kept === 'device') this.#draft.forget(article, parent, as.key, draft.text, written);
    if (added?.key !== as.key) this.#draft.part(as.key);
    this.#host.requestUpdate();
  }

  /** Something was typed. */
  #typed(control: HTMLInputElement | HTMLTextAreaElement): void {
    // An empty field is the language's; a filled one is its text's.
    if (control.name === 'text' || control.name === 'name') control.dir = guessDirection(control.value) ?? '';
    const { [control.name as CommentField]: mended, ...errors } = this.#errors;
    if (mended !== undefined) this.#errors = errors;
    if (control.name === 'text') {
      this.#preview.drop();
      if (this.#sent !== undefined) this.#draft.part(this.#sent.key);
      this.#partFromSpent();
      this.#draft.keep(control.value);
    }
    if (this.#status === 'sent') this.#status = 'idle';
    this.#problem = this.#notice = undefined;
    this.#host.requestUpdate();
  }

  /** What is written or sent after its writer was told that other words had arrived is another comment. */
  #partFromSpent(): void {
    if (this.#spent !== undefined && this.#draft.as.key === this.#spent) this.#draft.renew();
  }

  #idle(): void {
    if (this.#sent !== undefined) return;
    this.#status = 'idle';
    this.#host.requestUpdate();
  }

  /** What is shown as waiting: not what is being sent from the form for the first time. */
  get #shown(): readonly OutboxItem[] {
    return this.#outbox.entries.filter(
      ({ key, tries }) => key !== this.#sent?.key && (this.#status !== 'sending' || tries > 0),
    );
  }

  async #showPreview(): Promise<void> {
    const draft = draftOf(this.#form);
    const { text: wrong } = checkComment(draft);
    if (wrong !== undefined) {
      this.#refuse({ text: wrong });
      return;
    }
    await this.#preview.show(draft.text);
    await this.#host.updateComplete;
    this.#form.querySelector<HTMLElement>('[part=preview]')?.focus();
  }

  async #delivered({ key, article, parent, comment, text, gone }: Delivery): Promise<void> {
    // Not what it said before: the words in the form are still on their way.
    const sent = key === this.#sent?.key && text === this.#sent.text ? this.#sent : undefined;
    const again = this.#draft.is(key) && key !== this.#sent?.key && this.#area.value.trim() === text;
    const source = sent?.source ?? this.#left.get(key) ?? this.#box.place().source;
    this.#left.delete(key);
    if (gone && sent === undefined && key === this.#sent?.key && this.#sent.kept !== undefined) this.#replaced();
    if (sent !== undefined) {
      this.#forget(sent);
      this.#sent = undefined;
      this.#status = 'sent';
    } else if (again) {
      // The page they were sent from was left before it could forget them.
      this.#forget({ article, parent, key, text });
    }
    tell(this.#host, 'comment-submitted', { article, comment });
    if (source === undefined) return;
    if (comment.status !== 'pending')
      this.#box.countComments(source, article, (known) => (known === undefined ? known : known + 1));
    // What shows it may not be there to be had; the comment is stored all the same.
    const acting = await this.#box.acting().catch(() => undefined);
    acting?.posted({ source, article }, comment);
    if (sent === undefined) return;
    if (comment.parent === this.#parent) this.answering = undefined;
    this.#host.requestUpdate();
    await (acting ?? this.#box).show(comment.id);
  }

  /** Whether the form is where this was sent from. */
  #isHere({ source, article, parent }: Sent): boolean {
    const place = this.#box.place();
    return source === place.source && article === place.article && parent === this.#parent;
  }

  /** What was sent from the form leaves it before it is known what becomes of it: the outbox has it, and shows it in its place. */
  #waitNoMore(kept = this.#sent?.kept): void {
    const sent = this.#sent;
    if (sent === undefined) return;
    this.#sent = undefined;
    this.#idle();
    this.#left.set(sent.key, sent.source);
    if (!this.#isHere(sent) && this.#area.value.trim() === sent.text) this.#write('');
    this.#forget(sent, kept ?? 'memory');
  }

  /** Another window has taken back what is being sent from the form, and sent something else: what is still in the form is kept. */
  #replaced(): void {
    const { key, text } = this.#sent!;
    this.#sent = undefined;
    this.#idle();
    if (this.#area.value.trim() !== text) return;
    this.#draft.part(key);
    this.#draft.keep(this.#area.value);
  }

  /** What is being sent from the form was taken back or cancelled in another window: what is still in the form is the reader's again. */
  #taken({ key, text }: OutboxChange): void {
    if (key !== this.#sent?.key || text !== this.#sent.text) return;
    this.#sent = undefined;
    this.#idle();
    if (this.#area.value.trim() === text) this.#draft.give(this.#area.value, { key, uncertain: true });
  }

  /** Takes the form to a comment, or back. */
  async answer(id: string | undefined): Promise<void> {
    const before = this.#parent;
    this.answering = this.#box.thread.comments.find((comment) => comment.id === id);
    this.#host.requestUpdate();
    await this.#host.updateComplete;
    if (this.answering) this.#area.focus();
    else if (before)
      this.#host.renderRoot
        .querySelector<HTMLElement>(`[name=reply][value="${CSS.escape(before)}"]:not([hidden])`)
        ?.focus();
  }

  /** Gives the words of a comment back to the form, with the reason why it was refused. */
  async #takeBack(item: OutboxItem): Promise<void> {
    if (item.parent !== this.#parent) await this.answer(item.parent);
    const isHere = () => item.article === this.#box.place().article;
    const taken = await this.#outbox.takeBack(item, (entry) => {
      if (!isHere()) return false;
      const { text, name, email, url } = entry.draft;
      for (const [field, value] of Object.entries({ name, email, url })) this.#input(field).value = value;
      this.#write(text);
      this.#draft.give(text, entry);
      // Where the device takes no draft, it may still have the entry.
      return this.#draft.kept || item.kept === 'memory';
    });
    if (!isHere()) return;
    // Refused words that were sent from two windows are in both: each says why, though the other took them back.
    const told = item.state === 'refused' && this.#area.value.trim() === item.draft.text;
    if (taken === undefined && !told) {
      this.#notice = 'sentMeanwhile';
      this.#host.requestUpdate();
      return;
    }
    this.#problem = item.problem?.code;
    if (this.#problem === 'idempotency_key_reused') this.#spent = item.key;
    if (item.problem && item.state === 'refused') this.#warn(item);
    if (!this.#refuse(item.problem?.fields ?? {})) this.#area.focus();
  }

  /** Takes a comment back for good, and says whether it may be stored all the same. */
  async #cancel(item: OutboxItem): Promise<void> {
    const { key, article, parent, draft } = item;
    const entry = await this.#outbox.cancel(item);
    if (entry !== undefined) this.#draft.drop(article, parent, key, draft.text);
    this.#notice = entry === undefined ? 'sent' : entry.uncertain ? 'cancelledPerhapsLate' : 'cancelled';
    this.#host.requestUpdate();
  }

  #warn({ problem }: OutboxItem): void {
    this.#box.warn(this.#host, 'source', `refused: ${problem?.code} ${problem?.message}`);
  }

  /** Fills in who the reader is, where they have typed nothing yet. */
  #fillIn(): void {
    // The fields come with the first render after this was loaded.
    this.#filled = this.#input('remember') !== null;
    const reader = this.#reader ?? rememberedReader();
    if (!this.#filled || reader === undefined) return;
    for (const [name, value] of Object.entries(reader)) {
      // What was typed stays, but not as whom the site knows its reader.
      this.#input(name).value = this.#reader ? value : this.#input(name).value || value;
    }
    this.#input('remember').checked = this.#reader === undefined;
  }

  /** Shows what is wrong, takes the reader to the first of it, and says whether anything was. */
  #refuse(errors: Partial<Record<CommentField, FieldError>>): boolean {
    this.#errors = errors;
    this.#host.requestUpdate();
    const refused = Object.keys(errors).length > 0;
    if (refused) {
      void this.#host.updateComplete.then(() =>
        this.#form.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus(),
      );
    }
    return refused;
  }

  get #parent(): string | undefined {
    return this.answering?.id;
  }

  get #form(): HTMLFormElement {
    return this.#box.form.querySelector('form')!;
  }

  get #area(): HTMLTextAreaElement {
    return this.#form.elements.namedItem('text') as HTMLTextAreaElement;
  }

  #input(name: string): HTMLInputElement {
    return this.#form.elements.namedItem(name) as HTMLInputElement;
  }

  /** Forgets the text that was sent, unless the reader has typed on meanwhile. What is kept in memory alone stays as a draft. */
  #forget(
    { article, parent, key, text, written }: Pick<Sent, 'article' | 'parent' | 'key' | 'text'> & { written?: number },
    kept: Kept = 'device',
  ): void {
    if (kept === 'device') this.#draft.forget(article, parent, key, text, written);
    else this.#draft.part(key);
    const here = article === this.#box.place().article && parent === this.#parent;
    if (!here || this.#area.value.trim() !== text) return;
    this.#write('');
    this.#draft.keep('');
  }

  #write(text: string): void {
    this.#preview.drop();
    this.#area.value = text;
    this.#area.dir = guessDirection(text) ?? '';
  }

  /**
   * Shows what was kept of a place. When the form has just come there, words go along to where none are kept, and what was
   * typed before it could be looked for them stays.
   */
  #restore(text: string, come: boolean): void {
    const { article } = this.#box.place();
    const from = this.#article;
    this.#article = article;
    const here = this.#area.value;
    if (come && here !== '' && here !== text && from === undefined) this.#draft.keepApart(here);
    else if (come && here !== '' && text === '' && from === article) this.#draft.keepAlong(here);
    else this.#write(text);
  }
}

type WritingLocale = Locale<Words<typeof WORDS>>;

function fieldText(locale: WritingLocale, name: CommentField, error: FieldError): string {
  const { messages } = locale;
  const fault = faultText(locale, name, error);
  if (fault !== undefined) return fault;
  if (error === 'reservedName') return messages.nameReserved;
  if (error === 'typeMismatch' && name === 'url') return messages.urlWrong;
  if (error === 'typeMismatch' && name === 'email') return messages.emailWrong;
  if (error !== 'valueMissing') return messages.fieldWrong;
  return name === 'name' ? messages.nameMissing : messages.emailMissing;
}

function failureText(locale: WritingLocale, code: string): string {
  const { messages } = locale;
  if (code === 'parent_not_found') return messages.parentGone;
  if (code === 'idempotency_key_reused') return messages.arrivedUnchanged;
  if (code === 'login_required') return messages.loginRequired;
  return problemText(locale, code) ?? messages.sendFailed;
}

/** Why a comment was refused: what is wrong with its fields, or with all of it. */
function reasonText(locale: WritingLocale, problem: OutboxItem['problem']): string {
  const wrong = Object.entries(problem?.fields ?? {}) as [CommentField, FieldError][];
  return wrong.length === 0
    ? failureText(locale, problem?.code ?? '')
    : wrong.map(([name, error]) => fieldText(locale, name, error)).join(' ');
}

/** What the fields hold. A site typed as `example.com` is taken as https. */
function draftOf(form: HTMLFormElement): CommentDraft {
  const data = new FormData(form);
  const value = (name: CommentField | 'subject') => String(data.get(name) ?? '').trim();
  const url = value('url');
  const bare = /^[^\s:/]+\.[^\s:/]+(\/\S*)?$/.test(url);
  const subject = value('subject');
  return {
    text: value('text'),
    name: value('name'),
    email: value('email'),
    url: bare ? `https://${url}` : url,
    ...(subject !== '' && { subject }),
  };
}
