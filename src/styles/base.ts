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
    text-indent: 0;
    text-shadow: none;
    white-space: normal;
    word-break: normal;
    line-break: auto;
    overflow-wrap: anywhere;
    hyphens: manual;
    text-align-last: auto;
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

/** For elements that stand as a block of their own: size in px once, em inside, so that a page's root size is no matter. */
export const block = css`
  :host {
    display: block;
  }

  .midad {
    /* A narrow box stands at its own start side, also in a page that runs the other way. */
    margin-inline: 0 auto;
    font-family: var(--_font-ui);
    font-size: var(--midad-font-size, 17px);
    font-weight: 400;
    line-height: 1.7;
    text-align: start;
    color: var(--_ink);
  }

  h2,
  h3,
  p,
  ol,
  ul,
  figure {
    margin: 0;
    padding: 0;
  }

  a {
    color: inherit;
    text-decoration-color: var(--_line);
    text-underline-offset: 0.35em;
  }

  a:hover {
    text-decoration-color: var(--_accent);
  }

  :focus-visible {
    outline: 3px solid var(--_accent);
    outline-offset: 2px;
    border-radius: 2px;
  }

  img {
    display: block;
    max-inline-size: 100%;
    block-size: auto;
    background: var(--_wash);
  }

  img.unsized {
    inline-size: 100%;
    aspect-ratio: 16 / 9;
    object-fit: cover;
  }

  .kicker {
    font-size: 0.83em;
    font-weight: 600;
    line-height: 1.6;
    color: var(--_accent);
  }

  .meta {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: 0.3em 1.4em;
    font-size: 0.88em;
    line-height: 1.6;
    color: var(--_soft);
  }

  .byline {
    font-weight: 600;
    color: var(--_ink);
  }

  .byline a {
    text-decoration: none;
  }

  .byline a:hover {
    text-decoration: underline;
  }
`;
