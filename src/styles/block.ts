import { css } from './css.js';
import { standing } from './standing.js';

/** What is in a block of an element's own: size in px once, em inside, so that a page's root size is no matter. */
const inside = css`
  .midad {
    /* Whatever a page's own rules pass down, but for what it hides and whether it is dark. */
    all: initial;
    display: block;
    /* Chromium centres what is in a block, too, where its page says so. */
    justify-self: normal;
    color-scheme: inherit;
    visibility: inherit;
    /* A narrow box stands at its own start side, also in a page that runs the other way. */
    margin-inline: 0 auto;
    font-family: var(--_font-ui);
    font-size: var(--midad-font-size, 17px);
    line-height: 1.7;
    text-align: start;
    overflow-wrap: anywhere;
    -webkit-text-size-adjust: 100%;
    color: var(--_ink);
  }

  /* A first line and a first letter for the rules of what is around: those end here. */
  .midad::before {
    content: '\\200b';
    display: block;
    height: 0;
    visibility: hidden;
    overflow: hidden;
  }

  h2,
  h3,
  p,
  ol,
  ul,
  figure,
  form {
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
    outline: 3px solid var(--midad-focus, var(--_accent));
    outline-offset: 2px;
  }
`;

/** For elements that stand as a block of their own. */
export const block = [standing, inside];
