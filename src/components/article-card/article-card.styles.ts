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
    border-radius: var(--midad-image-radius, 6px);
  }

  .headline {
    font-size: 1.12em;
    font-weight: 600;
    line-height: 1.6;
    text-wrap: balance;
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
