import { css } from './css.js';

/** What a card and a whole article have in common. */
export const summary = css`
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

  .headline {
    font-family: var(--midad-font-title, var(--_font-ui));
    /* Not anywhere: Firefox would balance the lines by breaking words. */
    overflow-wrap: break-word;
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
    position: relative;
    z-index: 1;
    padding-block: 0.25em;
  }

  :is(.headline, .byline) a {
    text-decoration: none;
  }

  :is(.headline, .byline) a:hover {
    text-decoration: underline;
  }

  /* The whole card follows its link; the byline's own links lie above it. */
  .headline a::after {
    content: '';
    position: absolute;
    inset: 0;
  }
`;
