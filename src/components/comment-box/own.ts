import type { ReactiveController, ReactiveElement } from 'lit';
import type { Conversation } from '../../controllers/conversation.js';
import { Later } from '../../controllers/later.js';
import { own as words } from '../../locales/ar/own.js';
import type { Comment } from '../../model/comment.js';
import { writable } from '../../sources/midad-post.js';
import type { OwnComment, Source } from '../../sources/source.js';
import { readReceipts, receiptOf, writeReceipts, type Receipt } from '../../sources/receipts.js';
import * as storage from '../../sources/storage.js';
import type { Box } from './box.js';
import type { Editing } from './editing.js';

/** What a reader may do with what they posted, by its receipt: see how it stands, and for a while change or delete it. */
export class Own implements ReactiveController {
  readonly #host: ReactiveElement;
  readonly #box: Box;
  readonly #conversation: Conversation;
  readonly #module: Later<typeof import('./editing.js')>;
  #editing: Editing | undefined;
  /** The comment that the reader wants to change or delete. */
  #wanted: string | undefined;
  #article: string | undefined;
  #kept: readonly Receipt[] = [];
  /** By the article, what the device did not take: it is gone with the page. */
  readonly #unkept = new Map<string, readonly Receipt[]>();
  #rejected = new Set<string>();

  constructor(host: ReactiveElement, box: Box, conversation: Conversation) {
    this.#host = host;
    this.#box = box;
    this.#conversation = conversation;
    this.#module = new Later(host, () => import('./editing.js'));
    host.addController(this);
  }

  hostUpdate(): void {
    const { article } = this.#box.place();
    if (article === this.#article) return;
    this.#article = article;
    this.#read();
    this.#editing = this.#wanted = undefined;
    this.#goOn();
    for (const kept of this.#kept) if (kept.pending || kept.until > Date.now()) void this.#look(kept);
  }

  /** Opens what was typed over a comment when its page was left. */
  #goOn(): void {
    const begun = this.#kept.find(({ id }) => storage.read(`editing:${id}`) !== undefined);
    if (begun) void this.#begin(begun, 'edit', '');
  }

  /** When what is told reads differently, in milliseconds since 1970: the minutes that are left pass. */
  get next(): readonly number[] {
    const now = Date.now();
    const kept = this.#kept.filter(({ until }) => until > now).map(({ until }) => now + ((until - now) % 60_000) + 1);
    return [...kept, this.#editing?.next ?? Infinity];
  }

  /** Takes what was just posted. The outbox has kept its receipt, where the device takes one. */
  posted(article: string, comment: OwnComment): void {
    const receipt = receiptOf(comment);
    if (receipt && !readReceipts(article).some(({ id }) => id === receipt.id))
      this.#unkept.set(article, [...(this.#unkept.get(article) ?? []), receipt]);
    this.#read();
    this.#host.requestUpdate();
  }

  /** What stands below a comment of the reader's own; nothing below another's. */
  below(comment: Comment): unknown {
    const { html, nothing } = this.#box;
    const kept = this.#kept.find(({ id }) => id === comment.id);
    if (kept === undefined) return nothing;
    const { messages } = this.#box.locale(words);
    const editing = this.#editing?.kept.id === kept.id ? this.#editing : undefined;
    const lost = this.#wanted === kept.id && this.#module.lost !== undefined;
    return html`<div part="own" class="own">
      ${comment.status === 'pending' ? html`<p part="status">${this.#rejected.has(kept.id) ? messages.notPublished : messages.awaiting}</p>` : nothing}
      ${editing?.form ?? this.#buttons(comment, kept)}
      ${lost ? html`<p class="error" role="alert">${messages.changeFailed}</p>` : nothing}
    </div>`;
  }

  #buttons({ text }: Comment, kept: Receipt): unknown {
    const { html, nothing, closed } = this.#box;
    const locale = this.#box.locale(words);
    const { messages } = locale;
    const minutes = Math.ceil((kept.until - Date.now()) / 60_000);
    if (minutes <= 0) return nothing;
    const act = (name: 'edit' | 'remove') => () => this.#begin(kept, name, text, true);
    const remove = html`<button part="remove" class="plain" type="button" @click=${act('remove')}>${messages.remove}</button>`;
    // A closed thread takes no other words; one's own can still be taken back.
    if (closed) return remove;
    return html`<button part="edit" class="plain" type="button" @click=${act('edit')}>${messages.edit}</button> ${remove}
      <small>${locale.count(messages.changeable, minutes)}</small>`;
  }

  /** @param there The reader is there, and goes on in the form. */
  async #begin(kept: Receipt, act: 'edit' | 'remove', text: string, there = false): Promise<void> {
    this.#wanted = kept.id;
    const module = await this.#module.get().catch(() => undefined);
    if (module === undefined || this.#wanted !== kept.id) return;
    const done = (editing: Editing, comment?: OwnComment) => this.#done(editing, comment);
    this.#editing = new module.Editing(this.#host, this.#box, () => this.#source, { kept, act, text }, done);
    this.#host.requestUpdate();
    if (there) await this.#editing.focus();
  }

  #done(editing: Editing, comment?: OwnComment): void {
    const there = this.#editing === editing;
    if (there) this.#editing = this.#wanted = undefined;
    // Its article may have been left.
    if (comment && this.#kept.some(({ id }) => id === comment.id)) this.#set(comment);
    this.#host.requestUpdate();
    if (!there) return;
    void this.#box.show(editing.kept.id);
    this.#goOn();
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
    storage.write(`editing:${id}`, undefined);
    this.#change((kept) => (kept.id === id ? undefined : kept));
  }

  /** Changes what is kept, as other windows have left it. */
  #change(next: (kept: Receipt) => Receipt | undefined): void {
    const article = this.#article;
    if (article === undefined) return;
    const changed = (kept: readonly Receipt[]) => kept.map(next).filter((each) => each !== undefined);
    writeReceipts(article, changed(readReceipts(article)));
    this.#unkept.set(article, changed(this.#unkept.get(article) ?? []));
    this.#read();
    this.#host.requestUpdate();
  }

  #read(): void {
    const article = this.#article;
    this.#kept = article === undefined ? [] : [...readReceipts(article), ...(this.#unkept.get(article) ?? [])];
  }
}
