import { css } from '../../styles/late.js';

export const styles = css`
  .cancel {
    padding: 0;
    font-size: 0.88em;
    color: var(--_accent);
    background: none;
  }

  .waiting {
    margin-block-start: 1.2em;
    list-style: none;
  }

  .waiting li {
    padding: 0.7em 1.1em;
    margin-block-end: 0.7em;
    background: var(--_wash);
    border-radius: 10px;
  }

  .offered {
    display: flex;
    flex-wrap: wrap;
    gap: 0 1.1em;
    align-items: center;
    margin-block-start: 1em;
    font-size: 0.88em;
  }

  .waiting .quietly {
    margin-block: 0.3em;
    font-size: 0.88em;
  }

`;
