import { css } from './css.js';

/** For elements that stand in a line of the page. */
export const inline = css`
  :host {
    display: inline;
  }

  .midad {
    /* Of what a page's rules pass down it has the face, size, weight and colour of its line, and nothing else. */
    all: initial;
    font-family: inherit;
    font-size: inherit;
    font-weight: inherit;
    line-height: inherit;
    color: inherit;
    color-scheme: inherit;
    visibility: inherit;
    cursor: inherit;
  }

  /* In front of what would be the first letter of a line that begins with it. */
  .midad::before {
    content: '';
    display: inline-block;
  }
`;
