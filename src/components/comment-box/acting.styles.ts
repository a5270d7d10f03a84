import { css } from '../../styles/late.js';

export const styles = css`
  .own {
    display: contents;
  }

  .own p,
  .own small {
    font-size: 0.83em;
    color: var(--_soft);
  }

  .own > p {
    flex-basis: 100%;
  }

  .change {
    flex-basis: 100%;
    margin-block: 0.6em;
  }

  .actions p {
    order: 1;
    flex-basis: 100%;
    padding-inline-start: 0.5em;
    font-size: 0.88em;
    color: var(--_soft);
  }

`;
