import { unsafeCSS, type CSSResult } from '@lit/reactive-element';

/** Lit's `css` for sheets that hold their own text alone: without what Lit carries to check the values of others. */
export const css = unsafeCSS as unknown as (text: TemplateStringsArray) => CSSResult;
