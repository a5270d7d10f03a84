import { html, LitElement, nothing, render } from 'lit';
import { hostLocale, LanguageController } from '../../controllers/language.js';
import { Later } from '../../controllers/later.js';
import { PlaceController } from '../../controllers/place.js';
import { StateController } from '../../controllers/state.js';
import { ThreadController } from '../../controllers/thread.js';
import { comments } from '../../locales/ar/counts.js';
import { form } from '../../locales/ar/form.js';
import { loading } from '../../locales/ar/loading.js';
import { thread } from '../../locales/ar/thread.js';
import { countComments } from '../../sources/counts.js';
import { midadThread } from '../../sources/midad-thread.js';
import type { Source } from '../../sources/source.js';
import * as storage from '../../sources/storage.js';
import { hasDraft, isWaiting } from '../../sources/waiting.js';
import { base } from '../../styles/base.js';
import { block } from '../../styles/block.js';
import { buttons } from '../../styles/buttons.js';
import { tokens } from '../../styles/tokens.js';
import type { Numerals } from '../../text/digits.js';
import { commentForm } from '../../views/comment-form.js';
import { failure } from '../../views/failure.js';
import { threadView } from '../../views/thread.js';
import { warn } from '../../warnings.js';
import type { Acting } from './acting.js';
import type { Box } from './box.js';
import { styles } from './comment-box.styles.js';
import type { Writing } from './writing.js';

const WORDS = { ...comments, ...loading, ...thread, ...form };
/** Readers who stay so many milliseconds hear of what is new; those who pass by cost a script and a connection less. */
const STAY = 5000;

/**
 * The comments of an article and the form to add one. What a reader has typed stays until it is sent, and what they have
 * sent until it has arrived.
 *
 * @summary An article's comments, and the form to add one.
 * @slot - Shown in place of the comments before the script runs, while loading, and if loading fails.
 * @fires {CustomEvent<{article: string, draft: CommentDraft}>} comment-submit - Asked before a comment is sent; cancelable.
 * @fires {CustomEvent<{article: string, comment: Comment}>} comment-submitted - Told when the server has the comment.
 * @fires {CustomEvent<{error: unknown}>} load-failed - Told when the comments could not be read.
 * @csspart title - The heading over the comments, with their number.
 * @csspart heading - The heading over the form.
 * @csspart cancel - The button that takes the form back from a comment that was being answered.
 * @csspart promise - What the form promises about the address.
 * @csspart form - The form.
 * @csspart field - A label with its control and its error.
 * @csspart error - What is wrong, beside its field or beside the button.
 * @csspart submit - The button that sends.
 * @csspart preview - What the comment will look like.
 * @csspart preview-button - The button that shows it.
 * @csspart status - What is being done, or was.
 * @csspart waiting - The list of what was sent and is not there yet.
 * @csspart offered - The words that were written in another window.
 * @csspart fresh - The button for comments that came meanwhile.
 * @csspart thread - The list of comments.
 * @csspart sort - The choice of an order.
 * @csspart comment - One comment.
 * @csspart author - Who wrote a comment.
 * @csspart badge - The mark of the article's author.
 * @csspart permalink - The link to a comment.
 * @csspart date - When a comment was posted.
 * @csspart text - What a comment says.
 * @csspart actions - What can be done with a comment.
 * @csspart like - The button that likes a comment.
 * @csspart dislike - The button that dislikes a comment.
 * @csspart count - How many did.
 * @csspart reply - The button that answers a comment.
 * @csspart own - What a reader can do with their own comment.
 * @csspart edit - The button that changes one's own comment, or what waits.
 * @csspart remove - The button that deletes one's own comment.
 * @csspart replies - The button for folded replies.
 * @csspart icon - The sign before an error or a count.
 * @csspart more - The button for other comments.
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
 * @cssprop [--midad-font-title] - The face of headings; that of `ui` by default.
 * @cssprop [--midad-title-weight=700] - Their weight.
 * @cssprop [--midad-rule=3px solid] - The rule over the comments.
 * @cssprop [--midad-leading=1.85] - The line height of comments.
 * @cssprop [--midad-measure=36em] - As wide as the text of an article.
 * @cssprop [--midad-density=1] - A factor of the distances in thread and form.
 * @cssprop [--midad-radius=7px] - Corners of what is pressed or typed into.
 * @cssprop [--midad-target=44px] - The least height of what is pressed.
 * @cssprop [--midad-focus] - The ring around what has the focus; the accent by default.
 * @cssstate loading - The comments are being read.
 * @cssstate ready - The comments are shown.
 * @cssstate failed - They could not be read; the form can be used.
 */
export class CommentBox extends LitElement {
  static override styles = [tokens, base, block, buttons, styles];
  static override properties = {
    article: {},
    source: {},
    heading: {},
    lang: { reflect: true, useDefault: true },
    numerals: { useDefault: true },
  };

  /** The article's identity, a URL or a slug; the page's canonical URL by default. */
  article: string | undefined;
  /** Where its data live: an address, or an object that is a `Source`; what the page has by default (`findSource`). */
  source: string | Source | undefined;
  /** The heading over the form; «اترك تعليقًا» by default. */
  heading: string | undefined;
  /** Language and country, such as `ar-MA`; that of the page around by default, and Arabic where it says none. */
  override lang = '';
  /** How digits are written: `press` (1٬082), `latn`, `arab`, `arabext` or `locale`; a language beside Arabic has its locale's. */
  numerals: Numerals = 'press';

  readonly #language = new LanguageController(this);
  readonly #place = new PlaceController(this, midadThread);
  readonly #thread = new ThreadController(this, () => this.#place);
  readonly #written = new Later(this, async () =>
    (await import('../../controllers/formatted.js')).FormattedController.for(this),
  );
  readonly #box: Box = {
    html,
    nothing,
    place: () => this.#place,
    thread: this.#thread,
    form: document.createElement('div'),
    open: new Set(),
    locale: (words) => hostLocale(this.#language, words),
    warn,
    countComments,
    show: async (id) => {
      await this.updateComplete;
      this.#focus(`[data-id="${CSS.escape(id)}"]`);
    },
    acting: () => this.#acting.get(),
  };
  readonly #acting = new Later<Acting>(this, async () => new (await import('./acting.js')).Acting(this, this.#box));
  readonly #writing = new Later<Writing>(this, async () => new (await import('./writing.js')).Writing(this, this.#box));
  /** What was needed last and could not be had. */
  #lost: unknown;
  #linked: string | undefined;
  #retried = false;
  #stays: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    super();
    new StateController(this, () => (this.#language.ready ? this.#thread.status : 'loading'));
  }

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener('hashchange', this.#follow);
    this.#follow();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener('hashchange', this.#follow);
    clearTimeout(this.#stays);
    this.#stays = undefined;
  }

  protected override render() {
    const { source, article } = this.#place;
    if (!source || !article || !this.#language.ready) return html`<slot></slot>`;
    const locale = hostLocale(this.#language, WORDS);
    const { messages } = locale;
    const { status, page, shown } = this.#thread;
    const total = shown?.total;
    const writing = this.#writing.now;
    const answering = writing?.answering;
    const acting = this.#acting.now;
    // Who has written here before finds their words, their name and their comments again.
    if (isWaiting(article) || hasDraft(article)) void this.#writing.module;
    if (storage.read(`own:${article}`)) void this.#acting.module;
    const { open } = this.#box;
    const closed = (this.#box.closed = page?.rules?.open === false || !('post' in source || 'ask' in source));
    render(
      commentForm({
        locale,
        heading: writing?.heading ?? (this.heading || messages.leaveComment),
        cancel: writing?.cancel,
        error: writing?.error,
        fields:
          writing?.fields ??
          (this.#lost === this.#writing ? failure(locale, { status: 'failed', retry: this.#touch }) : nothing),
        waiting: writing?.waiting,
        touch: this.#touch,
      }),
      this.#box.form,
    );
    return html`<section aria-labelledby="title" @pointerenter=${this.#stay} @focusin=${this.#stay}
      ><div class="midad" lang=${locale.tag} dir=${locale.dir}>
        <h2 id="title" part="title" class="count" tabindex="-1"
          >${total ? locale.count(messages.comments, total) : messages.commentsTitle}</h2
        >${closed ? html`<p class="quietly">${messages.closed}</p>${writing?.left}` : answering ? nothing : this.#box.form}</div
      ><slot ?hidden=${status === 'ready'}></slot
      ><div class="midad" lang=${locale.tag} dir=${locale.dir} @click=${this.#press}>${threadView({
        locale,
        status,
        shown,
        open,
        order: acting?.order,
        fresh: acting?.fresh,
        retrying: this.#retried,
        lost: this.#lost === this.#acting,
        now: Date.now(),
        written: this.#written,
        closed,
        more: (comment) => acting?.below(comment),
        form: (id) => (answering?.id === id ? this.#box.form : nothing),
        retry: this.#retry,
      })}</div
    ></section>`;
  }

  protected override updated(): void {
    if (this.#thread.status !== 'ready') return;
    this.#stays ??= setTimeout(this.#stay, STAY);
    if (this.#linked) {
      const linked = this.#linked;
      this.#linked = undefined;
      void this.#acting
        .get()
        .catch(() => this.#box)
        .then((part) => part.show(linked));
    }
    if (!this.#retried) return;
    // The button that was pressed is gone: the reader goes on at the head of what it brought.
    this.#retried = false;
    this.#focus('h2');
  }

  readonly #touch = (): void => this.#write(() => {});

  readonly #stay = (): void => void this.#acting.module;

  /** Has something done at once, or as soon as what does it is there. What cannot be had is tried again with the next touch. */
  async #have<Part>(part: Later<Part>, act: (part: Part) => unknown): Promise<void> {
    if (!part.now) {
      this.#lost = undefined;
      await part.get().catch(() => (this.#lost = part));
      this.requestUpdate();
    }
    if (part.now) await act(part.now);
  }

  #write(act: (writing: Writing) => unknown): void {
    void this.#have(this.#writing, act);
  }

  /** Does what a button of the thread says. */
  readonly #press = ({ target }: Event): void => {
    const pressed = (target as Element).closest<HTMLButtonElement>('button[name]');
    if (!pressed) return;
    const { name, value } = pressed;
    if (name === 'reply') this.#write((writing) => writing.answer(value));
    else void this.#have(this.#acting, (acting) => acting.act(name, value));
  };

  /** Begins with the comment that the page's address names. */
  readonly #follow = (): void => {
    const id = /^#comment-([\w-]+)$/.exec(location.hash)?.[1];
    if (!id) return;
    if (!this.#thread.comments.some((comment) => comment.id === id)) this.#thread.around = id;
    this.#linked = id;
    this.requestUpdate();
  };

  readonly #retry = (): void => {
    this.#retried = true;
    this.#thread.retry();
  };

  #focus(selector: string): void {
    this.renderRoot.querySelector<HTMLElement>(selector)?.focus();
  }
}
