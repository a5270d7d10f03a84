import { css } from './late.js';

/** Signs for the eye and words for the ear. Text, for what loads later wears it too: see `base.ts` for the sheet. */
export const signs = css`
  /* In the flow and without room of its own: positioned, it would widen a narrow page in WebKit. */
  .spoken {
    display: inline-block;
    inline-size: 1px;
    block-size: 1px;
    margin-inline-end: -1px;
    overflow: hidden;
    clip-path: inset(50%);
    vertical-align: top;
    white-space: nowrap;
  }

  .icon {
    inline-size: 1.15em;
    block-size: 1.15em;
    margin-inline-end: 0.4em;
    vertical-align: -0.2em;
    fill: none;
    stroke: currentColor;
    stroke-width: 1.7;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
`;
