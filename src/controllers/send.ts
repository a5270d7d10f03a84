import type { ReactiveElement } from 'lit';
import type { Comment, CommentDraft } from '../model/comment.js';
import { Problem, type Source } from '../sources/source.js';

/** Sends a comment so that trying again never posts it twice. */
export class SendController {
  status: 'idle' | 'sending' | 'sent' | 'failed' = 'idle';
  /** Why the last try failed. */
  problem: Problem | undefined;

  readonly #host: ReactiveElement;
  #sent = '';
  #key = '';

  constructor(host: ReactiveElement) {
    this.#host = host;
  }

  /** Sends the draft and gives the comment as stored, or undefined when it failed: then `problem` says why. */
  async send(source: Source, article: string, draft: CommentDraft): Promise<Comment | undefined> {
    this.#set('sending');
    // The same words again are the same comment: an answer may have been lost on the way after it was stored.
    const content = JSON.stringify([article, draft]);
    if (content !== this.#sent) [this.#sent, this.#key] = [content, newKey()];
    try {
      const comment = await source.post(article, draft, this.#key);
      this.#sent = '';
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

  #set(status: SendController['status'], problem?: Problem): void {
    this.status = status;
    this.problem = problem;
    this.#host.requestUpdate();
  }
}

/** 128 random bits. crypto.randomUUID() is missing on pages that are not served over https. */
function newKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
