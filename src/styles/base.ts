import { css } from 'lit';

/** What every element wears. The wrapper takes back what a host page's own rules would pass down to it. */
export const base = css`
  :host([hidden]),
  [hidden] {
    display: none !important;
  }

  .midad,
  .midad * {
    box-sizing: border-box;
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

  .count {
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
