import type { ReactiveElement } from 'lit';
import { writable } from '../sources/midad-post.js';
import type { Source } from '../sources/source.js';
import type { FormattedController } from './formatted.js';

/** What a comment will look like once it is posted, as its source says. */
export class Preview {
  /** `none` is shown, it is being asked for, it could not be had, it is there. */
  status: 'none' | 'loading' | 'failed' | 'ready' = 'none';

  readonly #host: ReactiveElement;
  readonly #source: () => Source | undefined;
  #formatted: FormattedController | undefined;
  #text = '';
  #html = '';
  #asked = 0;

  constructor(host: ReactiveElement, source: () => Source | undefined) {
    this.#host = host;
    this.#source = source;
  }

  /** Whether the source can tell. */
  get offered(): boolean {
    const source = this.#source();
    return source !== undefined && writable(source).preview !== undefined;
  }

  /** The comment as nodes; the text as it was written where they cannot be made. */
  get shown(): Element | string {
    return this.#formatted?.of({ id: 'preview', html: this.#html, text: this.#text }) ?? this.#text;
  }

  async show(text: string): Promise<void> {
    const asked = ++this.#asked;
    this.status = 'loading';
    this.#host.requestUpdate();
    try {
      const html = await this.#source()!.preview!(text);
      const { FormattedController } = await import('./formatted.js');
      const made = this.#formatted ?? (await FormattedController.for(this.#host));
      if (asked !== this.#asked) return;
      this.#formatted = made;
      [this.#text, this.#html, this.status] = [text, html, 'ready'];
    } catch {
      if (asked === this.#asked) this.status = 'failed';
    }
    this.#host.requestUpdate();
  }

  /** The text is another now. */
  drop(): void {
    this.#asked++;
    this.status = 'none';
  }
}
