import { html, type TemplateResult } from 'lit';

/** One stroke weight, drawn on a square of 24. They say nothing to a screen reader: the words beside them do. */
const icon = (path: string): TemplateResult =>
  html`<svg part="icon" class="icon" viewBox="0 0 24 24" aria-hidden="true"><path d=${path} /></svg>`;

// Marked pure, so that a bundler leaves out those that a tag does not show.
export const eye = /* @__PURE__ */ icon(
  'M2 12s3.6-7 10-7 10 7 10 7-3.6 7-10 7S2 12 2 12zm10-3a3 3 0 1 0 0 6 3 3 0 1 0 0-6z',
);
export const speech = /* @__PURE__ */ icon('M21 12a8 8 0 0 1-8 8H4l2-3a8 8 0 1 1 15-5z');
/** Up; a style sheet turns it down. */
export const thumb = /* @__PURE__ */ icon(
  'M7 10v10H3V10zm0 0 4-7c1.6 0 2.6 1.2 2.4 2.7L13 9h5.8a2 2 0 0 1 2 2.3l-1.2 7a2 2 0 0 1-2 1.7H7',
);
export const warning = /* @__PURE__ */ icon('M12 8v5m0 3.5v.01M12 3 2 20.5h20z');
