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
 * The place an element's `source` and `article` mean: by default the page's server and the page's article. What cannot
 * be found or read is undefined, and the builder is told what to write.
 */
export class PlaceController implements ReactiveController, Place {
  readonly #host: Host;
  readonly #methods: object;
  #page: string | undefined;

  /** @param methods What the element asks of the companion server. */
  constructor(host: Host, methods: object) {
    this.#host = host;
    this.#methods = methods;
    host.addController(this);
  }

  hostConnected(): void {
    // Once: pages rewrite their address while they are read, and the comments are still those of the same article.
    this.#page = pageArticle();
  }

  get source(): Source | undefined {
    const { source: given } = this.#host;
    const source = findSource(given, this.#methods);
    if (source !== undefined) return source;
    const mend = given
      ? `"${given as string}" is no http(s) address.`
      : 'missing. Add <link rel="midad" href="https://…"> to the page, or source to the tag.';
    warn(this.#host, 'source', mend);
    return undefined;
  }

  get article(): string | undefined {
    return this.named(this.#host.article);
  }

  /** The identity a name means; the page's article when there is no name. */
  named(name: unknown): string | undefined {
    if (name === undefined || name === null || name === '') return this.#page;
    const id = typeof name === 'object' ? undefined : articleId(String(name));
    if (id !== undefined) return id;
    warn(this.#host, 'article', `"${String(name)}" is neither an http(s) URL nor a slug`);
    return undefined;
  }
}
