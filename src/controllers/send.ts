import type { ReactiveElement } from 'lit';
import type { Comment, CommentDraft } from '../model/comment.js';
import { Problem, type Source } from '../sources/source.js';
import { storage } from '../sources/storage.js';

/** Sends a comment so that trying again, also after a reload, never posts it twice. */
export class SendController {
  status: 'idle' | 'sending' | 'sent' | 'failed' = 'idle';
  /** Why the last try failed. */
  problem: Problem | undefined;

  readonly #host: ReactiveElement;
  #unanswered: { content: string; key: string } | undefined;

  constructor(host: ReactiveElement) {
    this.#host = host;
  }

  /** Sends the draft and gives the comment as stored, or undefined when it failed: then `problem` says why. */
  async send(source: Source, article: string, draft: CommentDraft, parent?: string): Promise<Comment | undefined> {
    this.#set('sending');
    const key = this.#keyFor(article, draft, parent);
    try {
      const comment = await source.post(article, draft, key, parent);
      this.#keep(article, undefined);
      this.#set('sent');
      return comment;
    } catch (error) {
      this.#set('failed', error instanceof Problem ? error : new Problem('unknown', String(error)));
      return undefined;
    }
  }

  /** Forgets how the last try ended. */
  reset(): void {
    if (this.status !== 'idle') this.#set('idle');
  }

  /**
   * The same words again are the same comment: an answer may have been lost on the way after it was stored. The address
   * is no part of what makes them the same, and is not kept.
   */
  #keyFor(article: string, { name, url, text }: CommentDraft, parent: string | undefined): string {
    const content = JSON.stringify([article, parent, name, url, text]);
    // What this element sent last may have been for another article; without storage it is all there is.
    const sent = read(article) ?? this.#unanswered;
    const key = sent?.content === content ? sent.key : newKey();
    this.#keep(article, { content, key });
    return key;
  }

  #keep(article: string, sent: { content: string; key: string } | undefined): void {
    this.#unanswered = sent;
    storage.write(`sent:${article}`, sent && JSON.stringify(sent));
  }

  #set(status: SendController['status'], problem?: Problem): void {
    this.status = status;
    this.problem = problem;
    this.#host.requestUpdate();
  }
}

function read(article: string): { content: string; key: string } | undefined {
  try {
    const { content, key } = JSON.parse(storage.read(`sent:${article}`) ?? '') as Record<string, unknown>;
    return typeof content === 'string' && typeof key === 'string' ? { content, key } : undefined;
  } catch {
    return undefined;
  }
}

/** 128 random bits. crypto.randomUUID() is missing on pages that are not served over https. */
export function newKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
