import { unsafeCSS } from '@lit/reactive-element';
import { css } from './css.js';
import { signs as text } from './signs.js';

/** What every element wears. */
export const base = css`
  :host([hidden]),
  [hidden=''] {
    display: none !important;
  }

  .midad,
  .midad * {
    box-sizing: border-box;
  }

  .count {
    white-space: nowrap;
  }
`;

/** Signs and words for the ear, for elements that show them at once. */
export const signs = /* @__PURE__ */ unsafeCSS(text);
