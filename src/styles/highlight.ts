import { css } from './css.js';

/** Words that a reader searched for. */
export const highlight = css`
  ::highlight(midad-search) {
    color: MarkText;
    background-color: Mark;
  }
`;
