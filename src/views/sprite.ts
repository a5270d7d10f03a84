import type { Templates } from './templates.js';

/*
 * Every icon but the networks' own marks: a path on a square of 24, in one stroke weight. A bundler leaves out those that a tag does
 * not show. Of all of them only `FORTH` and `BACK` point: drawn for Arabic, where what follows lies to the left, and turned elsewhere.
 */
export const EYE = 'M2 12s3.6-7 10-7 10 7 10 7-3.6 7-10 7S2 12 2 12zm10-3a3 3 0 1 0 0 6 3 3 0 1 0 0-6z';
export const SPEECH = 'M21 12a8 8 0 0 1-8 8H4l2-3a8 8 0 1 1 15-5z';
export const PAUSE = 'M9 5v14M15 5v14';
export const PLAY = 'M7 5v14l11-7z';
export const FORTH = 'M15 5l-7 7 7 7';
export const BACK = 'M9 5l7 7-7 7';
export const WRONG = 'M12 8v5m0 3.5v.01M12 3 2 20.5h20z';
export const THUMB = 'M7 10v10H3V10zm0 0 4-7c1.6 0 2.6 1.2 2.4 2.7L13 9h5.8a2 2 0 0 1 2 2.3l-1.2 7a2 2 0 0 1-2 1.7H7';
export const SHARE = 'M12 15V3m-4 4 4-4 4 4M6 11v9h12v-9';
export const CHAIN =
  'M10 14a4 4 0 0 0 5.7 0l3.5-3.5a4 4 0 0 0-5.7-5.7L12 6.3m2 3.7a4 4 0 0 0-5.7 0l-3.5 3.5a4 4 0 0 0 5.7 5.7l1.5-1.5';
export const TICK = 'm4 13 5 5L20 7';

/** An icon says nothing to a screen reader: the words beside it do. */
export const icon = <Made>(
  { html }: { readonly html: (...template: Parameters<Templates['html']>) => Made },
  path: string,
): Made => html`<svg part="icon" class="icon" viewBox="0 0 24 24" aria-hidden="true"><path d=${path} /></svg>`;
