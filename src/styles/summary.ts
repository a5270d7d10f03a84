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
