import { html, LitElement } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { ClockController } from '../../controllers/clock.js';
import { DraftController } from '../../controllers/draft.js';
import { hostLocale, LanguageController } from '../../controllers/language.js';
import { PlaceController } from '../../controllers/place.js';
import { rememberedReader, rememberReader, type Reader } from '../../controllers/reader.js';
import { SendController } from '../../controllers/send.js';
import { StateController } from '../../controllers/state.js';
import { ThreadController } from '../../controllers/thread.js';
import { ask, tell, warn } from '../../events.js';
import { counts } from '../../locales/ar/counts.js';
import { form } from '../../locales/ar/form.js';
import { loading } from '../../locales/ar/loading.js';
import { thread } from '../../locales/ar/thread.js';
import { checkComment, type CommentField, type FieldError } from '../../model/comment.js';
import type { Source } from '../../sources/source.js';
import { base, block } from '../../styles/base.js';
import { controls } from '../../styles/controls.js';
import { tokens } from '../../styles/tokens.js';
import type { Numerals } from '../../text/numerals.js';
import { guessDirection } from '../../text/runs.js';
import { AGO } from '../../views/comment.js';
import { commentForm, draftOf } from '../../views/comment-form.js';
import { threadView } from '../../views/thread.js';
import { styles } from './comment-box.styles.js';

const WORDS = { ...counts, ...loading, ...thread, ...form };

/**
 * The comments of an article and the form to add one. What a reader has typed stays until it is sent.
 *
 * @summary An article's comments, and the form to add one.
 * @slot - Shown in place of the comments before the script runs, while loading, and if loading fails.
 * @fires {CustomEvent<{article: string, draft: CommentDraft}>} comment-submit - Asked before a comment is sent; cancelable.
 * @fires {CustomEvent<{article: string, comment: Comment}>} comment-submitted - Told when the server has the comment.
 * @fires {CustomEvent<{error: unknown}>} load-failed - Told when the comments could not be read.
 * @csspart title - The heading over the comments, with their number.
 * @csspart heading - The heading over the form.
 * @csspart promise - What the form promises about the address.
 * @csspart form - The form.
 * @csspart field - A label with its control and its error.
 * @csspart error - What is wrong, beside its field or beside the button.
 * @csspart submit - The button that sends.
 * @csspart status - What is being done, or was.
 * @csspart thread - The list of comments.
 * @csspart comment - One comment.
 * @csspart author - Who wrote a comment.
 * @csspart date - When a comment was posted.
 * @csspart text - What a comment says.
 * @csspart icon - The sign before an error.
 * @csspart more - The button for older comments.
 * @csspart retry - The button after a failure.
 * @cssprop [--midad-paper=#fbfaf6] - The ground of what is typed into.
 * @cssprop [--midad-raised=#ffffff] - The ground of the form.
 * @cssprop [--midad-ink=#1c1b18] - Text.
 * @cssprop [--midad-soft=#5f5b53] - Text that steps back.
 * @cssprop [--midad-line=#dedad0] - Rules.
 * @cssprop [--midad-edge=#8b867b] - The edges of what is typed into.
 * @cssprop [--midad-wash=#f1eee5] - The ground of quiet buttons.
 * @cssprop [--midad-accent=#0b6b5d] - Buttons, links, focus.
 * @cssprop [--midad-on-accent=#ffffff] - Text on the accent.
 * @cssprop [--midad-urgent=#b3261e] - Errors.
 * @cssprop [--midad-font-ui] - The face of names, labels and buttons.
 * @cssprop [--midad-font-text] - The face of comments.
 * @cssprop [--midad-font-size=17px] - The size all others follow.
 * @cssstate loading - The comments are being read.
 * @cssstate ready - The comments are shown.
 * @cssstate failed - They could not be read; the form can be used.
 */
export class CommentBox extends LitElement {
  static override styles = [tokens, base, block, controls, styles];

  /** The article's identity, a URL or a slug; the page's canonical URL by default. */
  @property() article: string | undefined;
  /** The companion server's address, or an object that is a `Source`; the page's `<link rel="midad">` by default. */
  @property() source: string | Source | undefined;
  /** The heading over the form; «اترك تعليقًا» by default. */
  @property() heading: string | undefined;
  /** Language and country, such as `ar-MA`; that of the page around by default, and Arabic where it says none. */
  @property({ reflect: true, useDefault: true }) override lang = '';
  /** How digits are written: `press` (1٬082), `latn`, `arab`, `arabext` or `locale`; a language beside Arabic has its locale's. */
  @property({ useDefault: true }) numerals: Numerals = 'press';

  @query('form') private form!: HTMLFormElement | null;
  @query('textarea') private area!: HTMLTextAreaElement | null;
  @state() private errors: Partial<Record<CommentField, FieldError>> = {};

  readonly #language = new LanguageController(this);
  readonly #place = new PlaceController(this);
  readonly #thread = new ThreadController(this, () => this.#place);
  readonly #send = new SendController(this);
  readonly #clock = new ClockController(this, () => this.#thread.comments.map(({ dateCreated }) => dateCreated), AGO);
  readonly #draft = new DraftController(
    this,
    () => this.#place.source && this.#place.article,
    (text) => this.#write(text),
  );
  #reader: Reader | undefined;
  #retried = false;

  constructor() {
    super();
    new StateController(this, () => (this.#language.ready ? this.#thread.status : 'loading'));
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#reader ??= rememberedReader();
  }

  protected override render() {
    const { source, article } = this.#place;
    if (source === undefined || article === undefined || !this.#language.ready) return html`<slot></slot>`;
    const locale = hostLocale(this.#language, WORDS);
    const { messages } = locale;
    const { status, total } = this.#thread;
    return html`<section aria-labelledby="title">
      <div class="midad" lang=${locale.tag} dir=${locale.dir}>
        <h2 id="title" part="title" tabindex="-1">
          ${total ? locale.count(messages.comments, total) : messages.commentsTitle}
        </h2>
        <h3 id="heading" part="heading">${this.heading || messages.leaveComment}</h3>
        ${commentForm({
          locale,
          reader: this.#reader,
          errors: this.errors,
          send: this.#send,
          draftKept: this.#draft.kept,
          onSubmit: this.#submit,
          onInput: this.#input,
        })}
      </div>
      <slot ?hidden=${status === 'ready'}></slot>
      <div class="midad" lang=${locale.tag} dir=${locale.dir}>${threadView({
        locale,
        thread: this.#thread,
        retrying: this.#retried,
        now: this.#clock.now,
        onRetry: this.#retry,
        onMore: this.#more,
      })}</div>
    </section>`;
  }

  protected override updated(): void {
    if (!this.#retried || this.#thread.status !== 'ready') return;
    // The button that was pressed is gone: the reader goes on at the head of what it brought.
    this.#retried = false;
    this.#focus('h2');
  }

  #submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    const { source, article } = this.#place;
    if (this.#send.status === 'sending' || !source || !article || this.form === null) return;
    const draft = draftOf(this.form);
    const remember = new FormData(this.form).has('remember');
    this.#send.reset();
    if (this.#refuse(checkComment(draft)) || !ask(this, 'comment-submit', { article, draft })) return;
    const comment = await this.#send.send(source, article, draft);
    if (comment === undefined) {
      this.#failed();
      return;
    }
    // The element may show another article by now, or none: what was sent belongs to the one it was written for.
    rememberReader(remember ? draft : undefined);
    this.#clear(article, draft.text);
    this.#thread.add({ source, article }, comment);
    tell(this, 'comment-submitted', { article, comment });
    await this.updateComplete;
    this.#focus(`[data-id="${CSS.escape(comment.id)}"]`);
  };

  #failed(): void {
    const { problem } = this.#send;
    this.#refuse(problem?.fields ?? {});
    if (problem !== undefined && problem.code !== 'offline' && problem.code !== 'timeout') {
      warn(this, 'source', `a comment was refused (${problem.code}): ${problem.message}.`);
    }
  }

  #retry = (): void => {
    this.#retried = true;
    this.#thread.retry();
  };

  /** Shows what is wrong, takes the reader to the first of it, and says whether anything was. */
  #refuse(errors: Partial<Record<CommentField, FieldError>>): boolean {
    this.errors = errors;
    const refused = Object.keys(errors).length > 0;
    if (refused) void this.updateComplete.then(() => this.#focus('[aria-invalid="true"]'));
    return refused;
  }

  #input = (event: Event): void => {
    const control = event.target as HTMLInputElement | HTMLTextAreaElement;
    // An empty field is the language's; a filled one is its text's.
    if (control.name === 'text' || control.name === 'name') control.dir = guessDirection(control.value) ?? '';
    const { [control.name as CommentField]: mended, ...errors } = this.errors;
    if (mended !== undefined) this.errors = errors;
    if (control.name === 'text') this.#draft.keep(this.#place.article, undefined, control.value);
    if (this.#send.status !== 'sending') this.#send.reset();
  };

  #more = async (): Promise<void> => {
    if (this.#thread.more === 'loading') return;
    const first = await this.#thread.loadMore();
    await this.updateComplete;
    if (first !== undefined) this.#focus(`[data-id="${CSS.escape(first.id)}"]`);
  };

  /** Forgets the text that was sent, unless the reader has typed on meanwhile. */
  #clear(article: string, text: string): void {
    if (article !== this.#place.article) this.#draft.keep(article, undefined, '');
    else if (this.area?.value.trim() === text) {
      this.#write('');
      this.#draft.keep(article, undefined, '');
    }
  }

  #write(text: string): void {
    if (this.area === null) return;
    this.area.value = text;
    this.area.dir = guessDirection(text) ?? '';
  }

  #focus(selector: string): void {
    this.renderRoot.querySelector<HTMLElement>(selector)?.focus();
  }
}
