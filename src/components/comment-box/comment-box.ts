import { html, LitElement, nothing, render } from 'lit';
import { ClockController } from '../../controllers/clock.js';
import { hostLocale, LanguageController } from '../../controllers/language.js';
import { Later } from '../../controllers/later.js';
import { LiveController } from '../../controllers/live.js';
import { NearController } from '../../controllers/near.js';
import { PlaceController } from '../../controllers/place.js';
import { StateController } from '../../controllers/state.js';
import { ThreadController } from '../../controllers/thread.js';
import { ask, tell, warn } from '../../events.js';
import { comments } from '../../locales/ar/counts.js';
import { form } from '../../locales/ar/form.js';
import { loading } from '../../locales/ar/loading.js';
import { thread } from '../../locales/ar/thread.js';
import type { Words } from '../../locales/catalogue.js';
import type { Locale } from '../../locales/locale.js';
import type { Comment, Reaction, Sort } from '../../model/comment.js';
import { midadThread } from '../../sources/midad-thread.js';
import type { OwnComment, Source } from '../../sources/source.js';
import { storage } from '../../sources/storage.js';
import { hasDraft, isWaiting } from '../../sources/waiting.js';
import { base } from '../../styles/base.js';
import { block } from '../../styles/block.js';
import { buttons } from '../../styles/buttons.js';
import { fields } from '../../styles/fields.js';
import { tokens } from '../../styles/tokens.js';
import type { Numerals } from '../../text/digits.js';
import { commentForm } from '../../views/comment-form.js';
import { phrase, phraseText } from '../../views/phrase.js';
import { reactions } from '../../views/reactions.js';
import { threadView } from '../../views/thread.js';
import { styles } from './comment-box.styles.js';
import type { Own } from './own.js';
import type { Writing } from './writing.js';

const WORDS = { ...comments, ...loading, ...thread, ...form };
const SILENT = { errors: {}, failed: '', status: '', sending: false };
type BoxLocale = Locale<Words<typeof WORDS>>;

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
 * @cssstate loading - The comments are being read.
 * @cssstate ready - The comments are shown.
 * @cssstate failed - They could not be read; the form can be used.
 */
export class CommentBox extends LitElement {
  static override styles = [tokens, base, block, buttons, fields, styles];
  static override properties = {
    article: {},
    source: {},
    heading: {},
    lang: { reflect: true, useDefault: true },
    numerals: { useDefault: true },
  };

  /** The article's identity, a URL or a slug; the page's canonical URL by default. */
  article: string | undefined;
  /** The companion server's address, or an object that is a `Source`; the page's `<link rel="midad">` by default. */
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
  readonly #live = new LiveController(this, () => this.#place, this.#thread);
  readonly #clock = new ClockController(this, () => this.#thread.comments.map(({ dateCreated }) => dateCreated));
  readonly #written = new Later(this, () => import('../../text/runs.js'));
  readonly #formatted = new Later(
    this,
    async () => new (await import('../../controllers/formatted.js')).FormattedController(this),
  );
  readonly #reacting = new Later(this, async () => {
    const { Reacting } = await import('../../controllers/reacting.js');
    return new Reacting(this, (words) => this.#language.words(words));
  });
  readonly #near = new NearController(this, '.thread');
  #reacted: { readonly id: string; readonly said: string } | undefined;
  // The form is a node of its own, so that it can move below a comment and back with all that is in it.
  readonly #form = document.createElement('div');
  readonly #writing = new Later(this, () => this.#loadWriting());
  #unwritable = false;
  readonly #own = new Later(this, () => this.#loadOwn());
  #answering: Comment | undefined;
  readonly #open = new Set<string>();
  #linked: string | undefined;
  #retried = false;

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
  }

  protected override render() {
    const { source, article } = this.#place;
    if (source === undefined || article === undefined || !this.#language.ready) return html`<slot></slot>`;
    const locale = hostLocale(this.#language, WORDS);
    const { messages } = locale;
    const { status, total } = this.#thread;
    // Who has written here before finds their words and their name again: what writes is loaded for that.
    if (!this.#unwritable && (isWaiting(article) || hasDraft(article) || storage.read('reader'))) this.#touch();
    if (storage.read(`own:${article}`)) void this.#own.module;
    const answering = this.#answering?.id;
    if (answering && !this.#thread.comments.some(({ id }) => id === answering)) this.#answering = undefined;
    render(this.#formView(locale), this.#form, { host: this });
    return html`<section aria-labelledby="title">
      <div class="midad" lang=${locale.tag} dir=${locale.dir}>
        <h2 id="title" part="title" class="count" tabindex="-1">
          ${total ? locale.count(messages.comments, total) : messages.commentsTitle}
        </h2>
        ${this.#thread.rules?.open === false ? html`<p class="quietly">${messages.closed}</p>` : this.#answering ? nothing : this.#form}
      </div>
      <slot ?hidden=${status === 'ready'}></slot>
      <div class="midad" lang=${locale.tag} dir=${locale.dir}>${threadView({
        locale,
        thread: this.#thread,
        open: this.#open,
        fresh: this.#live.fresh.length,
        onFresh: () => void this.#show(this.#live.open()),
        retrying: this.#retried,
        now: this.#clock.now,
        written: this.#written,
        formatted: this.#formatted,
        below: (comment) => this.#below(locale, comment),
        answering: this.#answering?.id,
        near: this.#near,
        onRetry: this.#retry,
        onSort: this.#sort,
        onMore: this.#more,
        onReplies: this.#replies,
      })}</div>
    </section>`;
  }

  protected override updated(): void {
    if (this.#thread.status !== 'ready') return;
    if (this.#linked !== undefined) {
      this.#focusComment(this.#linked);
      this.#linked = undefined;
    }
    if (!this.#retried) return;
    // The button that was pressed is gone: the reader goes on at the head of what it brought.
    this.#retried = false;
    this.#focus('h2');
  }

  #formView(locale: BoxLocale) {
    const { messages } = locale;
    const answering = this.#answering;
    return commentForm({
      locale,
      heading: answering
        ? phrase(messages.leaveReplyTo, { name: html`<bdi>${answering.author.name}</bdi>` })
        : this.heading || messages.leaveComment,
      said: this.#writing.now?.said ?? (this.#unwritable ? { ...SILENT, failed: messages.loadFailed } : undefined),
      waiting: this.#writing.now?.waiting,
      onCancel: answering && (() => this.#answer(undefined)),
      onTouch: this.#touch,
      onSubmit: (event) => {
        event.preventDefault();
        void this.#write((writing) => writing.submit());
      },
      onInput: ({ target }) => void this.#write((writing) => writing.input(target as HTMLInputElement)),
    });
  }

  /** What can be done with a comment, and the form while it is being answered. */
  #below(locale: BoxLocale, comment: Comment) {
    const { messages } = locale;
    const { rules } = this.#thread;
    const own = this.#own.now?.below(comment) ?? nothing;
    if (comment.status === 'pending') return own;
    return html`<footer part="actions" class="actions">
        ${reactions({
          locale,
          comment,
          offered: rules?.reactions,
          now: this.#reacting.now?.of(comment),
          said: this.#reacted?.id === comment.id ? this.#reacted.said : undefined,
          onReact: (reaction) => this.#react(comment, reaction, messages.loadFailed),
        })}
        ${
          rules?.open === false
            ? nothing
            : html`<button
          part="reply"
          class="plain"
          type="button"
          aria-label=${phraseText(messages.replyTo, { name: comment.author.name })}
          @click=${() => this.#answer(comment)}
        >
          ${messages.reply}
        </button>`
        }
        ${own}
      </footer>
      ${this.#answering?.id === comment.id ? this.#form : nothing}`;
  }

  /** The reader comes near the form: what writing needs is loaded. */
  #touch = (): void => void this.#write(() => {});

  /** Has something done at once, or as soon as what does it is there. */
  async #write(act: (writing: Writing) => unknown): Promise<void> {
    try {
      await act(this.#writing.now ?? (await this.#writing.get()));
    } catch (error) {
      // The words stay in the form; pressing again tries again.
      if (this.#writing.now !== undefined) throw error;
      this.#unwritable = true;
      this.requestUpdate();
    }
  }

  async #loadWriting(): Promise<Writing> {
    const { Writing } = await import('./writing.js');
    return new Writing(this, {
      html,
      nothing,
      form: () => this.#form.querySelector('form')!,
      place: () => this.#place,
      parent: () => this.#answering?.id,
      answer: (parent) => this.#answer(this.#thread.comments.find(({ id }) => id === parent)),
      proofOfWork: () => this.#thread.rules?.proofOfWork ?? false,
      locale: (words) => hostLocale(this.#language, words),
      events: { ask, tell, warn },
      posted: (place, comment, here) => this.#posted(place, comment, here),
    });
  }

  async #loadOwn(): Promise<Own> {
    const { Own } = await import('./own.js');
    return new Own(this, {
      html,
      nothing,
      place: () => this.#place,
      locale: (words) => hostLocale(this.#language, words),
      // One that everybody reads has its own place, which may be on a page that is not loaded.
      show: (comment) => {
        const known = this.#thread.comments.some(({ id }) => id === comment.id);
        if (known || comment.status === 'pending') this.#thread.show(comment);
      },
      hide: (id) => this.#thread.hide(id),
      focus: (id) => this.#focusComment(id),
    });
  }

  async #posted(place: { source: Source; article: string }, comment: OwnComment, here: boolean): Promise<void> {
    this.#thread.add(place, comment);
    if (comment.receipt !== undefined) void this.#own.get().then((own) => own.refresh());
    if (here && comment.parent === this.#answering?.id) this.#answering = undefined;
    this.requestUpdate();
    await this.updateComplete;
    if (here) this.#focusComment(comment.id);
  }

  async #react(comment: Comment, reaction: Reaction, lost: string): Promise<void> {
    const { source } = this.#place;
    const say = (said: string) => {
      this.#reacted = { id: comment.id, said };
      this.requestUpdate();
    };
    // The region is there before it speaks, or it would not be heard.
    say('');
    const reacting = await this.#reacting.get().catch(() => undefined);
    say(reacting ? await reacting.press(source!, comment, reaction) : lost);
  }

  /** Takes the form to a comment, or back. */
  async #answer(comment: Comment | undefined): Promise<void> {
    const before = this.#answering;
    this.#answering = comment;
    this.requestUpdate();
    await this.updateComplete;
    if (comment) this.#focus('textarea');
    else if (before) this.#focus(`[data-id="${CSS.escape(before.id)}"] [part=reply]`);
  }

  /** Begins with the comment that the page's address names. */
  #follow = (): void => {
    const id = /^#comment-([\w-]+)$/.exec(location.hash)?.[1];
    if (id === undefined) return;
    if (!this.#thread.comments.some((comment) => comment.id === id)) this.#thread.around = id;
    this.#linked = id;
    this.requestUpdate();
  };

  #retry = (): void => {
    this.#retried = true;
    this.#thread.retry();
  };

  #sort = (sort: Sort): void => {
    this.#thread.sort = sort;
    this.#thread.around = undefined;
    this.requestUpdate();
  };

  #more = async (way: 'next' | 'previous'): Promise<void> => {
    if (this.#thread.more[way] === 'loading') return;
    await this.#show(await this.#thread.loadMore(way));
  };

  #replies = async (comment: Comment): Promise<void> => {
    if (comment.parent === undefined) return this.#show(await this.#thread.loadReplies(comment.id));
    this.#open.add(comment.id);
    this.requestUpdate();
    return this.#show(this.#thread.comments.find(({ parent }) => parent === comment.id));
  };

  async #show(comment: Comment | undefined): Promise<void> {
    await this.updateComplete;
    if (comment !== undefined) this.#focusComment(comment.id);
  }

  #focusComment(id: string): void {
    this.#focus(`[data-id="${CSS.escape(id)}"]`);
  }

  #focus(selector: string): void {
    this.renderRoot.querySelector<HTMLElement>(selector)?.focus();
  }
}
