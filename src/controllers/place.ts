import { warn } from '../events.js';
import { articleId } from '../model/identity.js';
import { findSource, pageArticle } from '../sources/discover.js';
import type { Source } from '../sources/source.js';

/** Where an element's counts and comments are kept, and under what name. */
export interface Place {
  readonly source: Source | undefined;
  readonly article: string | undefined;
}

/**
 * The place an element's `source` and `article` mean: by default the page's server and the page's article. What cannot
 * be found or read is undefined, and the builder is told what to write.
 */
export function placeOf(host: HTMLElement & { readonly source: string | Source | undefined }, article?: string): Place {
  const source = findSource(host.source);
  if (source === undefined) {
    warn(
      host,
      'source',
      host.source
        ? `"${host.source as string}" is no http(s) address.`
        : 'the page does not say where counts and comments are kept. Add <link rel="midad" href="https://…"> to its head, or source="https://…" to the tag.',
    );
  }
  const id = article ? articleId(article) : pageArticle();
  if (id === undefined) {
    warn(
      host,
      'article',
      `"${article ?? location.href}" is neither an http(s) URL nor a slug of letters, digits, - _ . ~`,
    );
  }
  return { source, article: id };
}
