import { css } from './css.js';

/**
 * For elements that stand in a line of the page: they have its face, size and colour, and take back what else its rules
 * would pass down to them.
 */
export const inline = css`
  :host {
    display: inline;
  }

  .midad {
    font-style: normal;
    letter-spacing: normal;
    word-spacing: normal;
    text-transform: none;
    text-shadow: none;
    white-space: normal;
    font-variant: normal;
    font-feature-settings: normal;
    font-size-adjust: none;
    writing-mode: horizontal-tb;
    -webkit-text-fill-color: currentColor;
    -webkit-text-stroke: 0;
  }
`;
