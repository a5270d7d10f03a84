import type { ReactiveController, ReactiveElement } from 'lit';
import type { Conversation } from '../../controllers/conversation.js';
import { own as words } from '../../locales/ar/own.js';
import type { Comment } from '../../model/comment.js';
import { writable } from '../../sources/midad-post.js';
import type { OwnComment, Source } from '../../sources/source.js';
import { readReceipts, writeReceipts, type Receipt } from '../../sources/receipts.js';
import type { Box } from './box.js';

/** What a reader may do with what they posted, by its receipt: see how it stands, and for a while change or delete it. */
export class Own implements ReactiveController {
  readonly #host: ReactiveElement;
  readonly #box: Box;
  readonly #conversation: Conversation;
  #article: string | undefined;
  #kept: readonly Receipt[] = [];
  #rejected = new Set<string>();
  /** The comment that is being changed, or asked about before it is deleted. */
  #acting: { readonly id: string; readonly act: 'edit' | 'remove'; failed?: boolean; busy?: boolean } | undefined;

  constructor(host: ReactiveElement, box: Box, conversation: Conversation) {
    this.#host = host;
    this.#box = box;
    this.#conversation = conversation;
    host.addController(this);
  }

  hostUpdate(): void {
    const { article } = this.#box.place();
    if (article === this.#article) return;
    this.#article = article;
    this.#kept = article === undefined ? [] : readReceipts(article);
    this.#acting = undefined;
    for (const kept of this.#kept) if (kept.pending || kept.until > Date.now()) void this.#look(kept);
  }

  /** When what is told reads differently, in milliseconds since 1970: the minutes that are left pass. */
  get next(): readonly number[] {
    const now = Date.now();
    return this.#kept.filter(({ until }) => until > now).map(({ until }) => now + ((until - now) % 60_000) + 1);
  }

  /** Looks again at what is kept: a comment was just posted. */
  refresh(): void {
    this.#kept = this.#article === undefined ? [] : readReceipts(this.#article);
    this.#host.requestUpdate();
  }

  /** What stands below a comment of the reader's own; nothing below another's. */
  below(comment: Comment): unknown {
    const { html, nothing } = this.#box;
    const kept = this.#kept.find(({ id }) => id === comment.id);
    if (kept === undefined) return nothing;
    const { messages } = this.#box.locale(words);
    return html`<div part="own" class="own">
      ${comment.status === 'pending' ? html`<p part="status">${this.#rejected.has(kept.id) ? messages.notPublished : messages.awaiting}</p>` : nothing}
      ${this.#acting?.id === kept.id ? this.#act(comment, kept) : this.#buttons(kept)}
    </div>`;
  }

  #buttons(kept: Receipt): unknown {
    const { html, nothing } = this.#box;
    const locale = this.#box.locale(words);
    const { messages } = locale;
    const minutes = Math.ceil((kept.until - Date.now()) / 60_000);
    if (minutes <= 0) return nothing;
    const act = (name: 'edit' | 'remove') => () => this.#begin({ id: kept.id, act: name });
    return html`<button part="edit" class="plain" type="button" @click=${act('edit')}>${messages.edit}</button>
      <button part="remove" class="plain" type="button" @click=${act('remove')}>${messages.remove}</button>
      <small>${locale.count(messages.changeable, minutes)}</small>`;
  }

  #act(comment: Comment, kept: Receipt): unknown {
    const { html, nothing } = this.#box;
    const { messages } = this.#box.locale(words);
    const { act, failed, busy } = this.#acting!;
    const edit = act === 'edit';
    return html`<form
      class="change"
      aria-label=${edit ? messages.edit : messages.remove}
      @submit=${(event: SubmitEvent) => this.#submit(event, kept)}
      @keydown=${(event: KeyboardEvent) => event.key === 'Escape' && this.#begin(undefined)}
    >
      ${
        edit
          ? html`<textarea name="text" rows="4" dir="auto" aria-label=${messages.edit} .value=${comment.text}></textarea>`
          : html`<p>${messages.removeAsked}</p>`
      }
      <p class="error" role="alert">${failed ? messages.changeFailed : nothing}</p>
      <button type="submit" aria-disabled=${busy ?? false}>${edit ? messages.save : messages.remove}</button>
      <button class="quiet" type="button" @click=${() => this.#begin(undefined)}>${messages.cancel}</button>
    </form>`;
  }

  async #begin(acting: { readonly id: string; readonly act: 'edit' | 'remove' } | undefined): Promise<void> {
    const id = acting?.id ?? this.#acting?.id;
    this.#acting = acting;
    this.#host.requestUpdate();
    await this.#host.updateComplete;
    if (acting === undefined) void this.#box.show(id);
    else this.#host.renderRoot.querySelector<HTMLElement>('.change :is(textarea, button)')?.focus();
  }

  async #submit(event: SubmitEvent, { id, receipt }: Receipt): Promise<void> {
    event.preventDefault();
    const acting = this.#acting;
    const source = this.#source;
    const text = String(new FormData(event.target as HTMLFormElement).get('text') ?? '').trim();
    if (
      acting === undefined ||
      acting.busy ||
      !source?.edit ||
      !source.remove ||
      (acting.act === 'edit' && text === '')
    )
      return;
    this.#acting = { ...acting, busy: true, failed: false };
    this.#host.requestUpdate();
    try {
      const comment = acting.act === 'edit' ? await source.edit(id, text, receipt) : await source.remove(id, receipt);
      if (this.#acting?.id === id) this.#acting = undefined;
      this.#set(comment);
      await this.#box.show(id);
    } catch {
      if (this.#acting?.id === id) this.#acting = { ...acting, failed: true };
      this.#host.requestUpdate();
    }
  }

  get #source(): Source | undefined {
    const { source } = this.#box.place();
    return source && writable(source);
  }

  /** How a comment stands now; what is no longer its author's is forgotten, what cannot be asked stays. */
  async #look({ id, receipt }: Receipt): Promise<void> {
    const comment = await this.#source?.own?.(id, receipt).catch((error: unknown) => {
      if ((error as { status?: number }).status === 404) this.#forget(id);
      return undefined;
    });
    if (comment !== undefined) this.#set(comment);
  }

  #set(comment: OwnComment): void {
    const { id, status, rejected, editableSeconds = 0 } = comment;
    if (rejected) this.#rejected.add(id);
    const until = Date.now() + editableSeconds * 1000;
    this.#change((kept) => (kept.id === id ? { ...kept, until, pending: status === 'pending' } : kept));
    if (status === 'deleted') {
      this.#forget(id);
      this.#conversation.hide(id);
      return;
    }
    // One that everybody reads has its own place, which may be on a page that is not loaded.
    const known = this.#box.thread.comments.some((each) => each.id === id);
    if (rejected) this.#conversation.show({ ...comment, status: 'pending' });
    else if (known || status === 'pending') this.#conversation.show(comment);
  }

  #forget(id: string): void {
    this.#change((kept) => (kept.id === id ? undefined : kept));
  }

  #change(next: (kept: Receipt) => Receipt | undefined): void {
    this.#kept = this.#kept.map(next).filter((kept) => kept !== undefined);
    if (this.#article !== undefined) writeReceipts(this.#article, this.#kept);
    this.#host.requestUpdate();
  }
}
