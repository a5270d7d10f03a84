import type { ReactiveController, ReactiveElement } from 'lit';
import { warn } from '../warnings.js';
import { articleId } from '../model/identity.js';
import { findSource, pageArticle } from '../sources/discover.js';
import type { Source } from '../sources/source.js';

/** Where counts and comments are kept, and under what name. */
export interface Place {
  readonly source: Source | undefined;
  readonly article: string | undefined;
}

type Host = ReactiveElement & {
  readonly article: unknown;
  readonly source: string | Source | undefined;
};

/**
 * The place an element's `source` and `article` mean: by default what is provided around it (the Context protocol of Web
 * Components, under the name `midad-source`), else what the page has; and the page's article. What cannot be found or read
 * is undefined, and the builder is told what to write.
 */
export class PlaceController implements ReactiveController, Place {
  readonly #host: Host;
  readonly #methods: object;
  #page: string | undefined;
  #provided: Source | undefined;
  #leave: (() => void) | undefined;

  /** @param methods What the element asks of the companion server, what it cannot do without first. */
  constructor(host: Host, methods: object) {
    this.#host = host;
    this.#methods = methods;
    host.addController(this);
  }

  hostConnected(): void {
    // Once: pages rewrite their address while they are read, and the comments are still those of the same article.
    this.#page = pageArticle();
    const callback = (source: Source, leave?: () => void) => {
      this.#provided = source;
      this.#leave = leave;
      this.#host.requestUpdate();
    };
    const request = new Event('context-request', { composed: true, bubbles: true });
    this.#host.dispatchEvent(Object.assign(request, { context: 'midad-source', callback, subscribe: true }));
  }

  hostDisconnected(): void {
    this.#leave?.();
    this.#leave = this.#provided = undefined;
  }

  get source(): Source | undefined {
    const source = this.find();
    if (source === null) return undefined;
    const { source: given } = this.#host;
    const [needs] = Object.keys(this.#methods) as [string];
    if (source && needs in source) return source;
    warn(this.#host, 'source', source ? `lacks: ${needs}` : given ? `address: ${given as string}` : 'missing:');
    return undefined;
  }

  /** The source, for an element that can do without: null while it is looked for. It may not know what is asked of it. */
  find(methods = this.#methods): Source | null | undefined {
    return findSource(this.#host.source || this.#provided, methods, () => this.#host.requestUpdate());
  }

  get article(): string | undefined {
    return this.named(this.#host.article);
  }

  /** The identity a name means; the page's article when there is no name. */
  named(name: unknown): string | undefined {
    if (name === undefined || name === null || name === '') return this.#page;
    const id = articleId(String(name));
    if (id === undefined) warn(this.#host, 'article', `identity: ${String(name)}`);
    return id;
  }
}
