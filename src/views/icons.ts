import { html, type TemplateResult } from 'lit';

/** One stroke weight, drawn on a square of 24. They say nothing to a screen reader: the words beside them do. */
const icon = (path: string): TemplateResult =>
  html`<svg part="icon" class="icon" viewBox="0 0 24 24" aria-hidden="true"><path d=${path} /></svg>`;

// Marked pure, so that a bundler leaves out those that a tag does not show.
export const eye = /* @__PURE__ */ icon(
  'M2 12s3.6-7 10-7 10 7 10 7-3.6 7-10 7S2 12 2 12zm10-3a3 3 0 1 0 0 6 3 3 0 1 0 0-6z',
);
export const speech = /* @__PURE__ */ icon('M21 12a8 8 0 0 1-8 8H4l2-3a8 8 0 1 1 15-5z');
export const pause = /* @__PURE__ */ icon('M9 5v14M15 5v14');
export const play = /* @__PURE__ */ icon('M7 5v14l11-7z');
/** Drawn for Arabic, where what follows lies to the left; `.turns` turns it around elsewhere. */
export const forth = /* @__PURE__ */ icon('M15 5l-7 7 7 7');
export const back = /* @__PURE__ */ icon('M9 5l7 7-7 7');
