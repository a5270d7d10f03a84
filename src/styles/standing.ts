import { css } from './css.js';

/** How a block stands in its page, whatever is in it. */
export const standing = css`
  :host {
    display: block;
    writing-mode: horizontal-tb !important;
  }
`;
