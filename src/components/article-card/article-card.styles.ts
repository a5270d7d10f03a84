import { css } from '../../styles/css.js';

export const styles = css`
  article {
    position: relative;
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 0.5em;
  }

  img {
    inline-size: 100%;
    margin-block-end: 0.2em;
    border-radius: 6px;
  }

  .headline {
    font-size: 1.12em;
    font-weight: 600;
    line-height: 1.6;
    overflow-wrap: break-word;
    text-wrap: balance;
  }

  .headline a {
    text-decoration: none;
  }

  .headline a:hover {
    text-decoration: underline;
  }

  /* The whole card follows its link; the byline's own links lie above it. */
  .headline a::after {
    content: '';
    position: absolute;
    inset: 0;
  }

  .byline a {
    position: relative;
    z-index: 1;
  }

  .excerpt {
    font-family: var(--_font-text);
    font-size: 0.97em;
    line-height: 1.8;
    color: var(--_soft);
  }

  .meta {
    font-size: 0.8em;
  }
`;
