import { svg, html, type SVGTemplateResult, type TemplateResult } from 'lit';

/** One stroke weight, drawn on a square of 24. They say nothing to a screen reader: the words beside them do. */
const icon = (shape: SVGTemplateResult): TemplateResult =>
  html`<svg part="icon" class="icon" viewBox="0 0 24 24" aria-hidden="true">${shape}</svg>`;

export const eye = icon(
  svg`<path d="M2 12s3.6-7 10-7 10 7 10 7-3.6 7-10 7S2 12 2 12z"/><circle cx="12" cy="12" r="3"/>`,
);
export const speech = icon(svg`<path d="M21 12a8 8 0 0 1-8 8H4l2-3a8 8 0 1 1 15-5z"/>`);
/** Up; a style sheet turns it down. */
export const thumb = icon(
  svg`<path d="M7 10v10H3V10zm0 0 4-7c1.6 0 2.6 1.2 2.4 2.7L13 9h5.8a2 2 0 0 1 2 2.3l-1.2 7a2 2 0 0 1-2 1.7H7"/>`,
);
export const warning = icon(svg`<path d="M12 8v5m0 3.5v.01M12 3 2 20.5h20z"/>`);
