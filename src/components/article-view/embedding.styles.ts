import { css } from '../../styles/late.js';

export const styles = css`
  .embed {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.5em 1em;
    margin-block: 1.4em;
    padding: 1em;
    font-family: var(--_font-ui);
    font-size: 0.9em;
    line-height: 1.6;
    background: var(--_wash);
    border: 1px solid var(--_line);
    border-radius: 7px;
  }

  .embed small {
    flex: 1 1 12em;
    color: var(--_soft);
  }

  .embed small:empty {
    display: none;
  }

  .embed button {
    background: var(--_paper);
  }

  .embed a {
    padding-block: 0.6em;
  }

  .embed iframe {
    flex: 1 0 100%;
    inline-size: 100%;
    block-size: 36em;
    border: 0;
  }

  .embed .Youtube {
    block-size: auto;
    aspect-ratio: 16 / 9;
  }
`;
