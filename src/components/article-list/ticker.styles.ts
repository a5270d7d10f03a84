import { css } from '../../styles/late.js';

export const styles = css`
  .ticker {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr) auto;
    align-items: center;
    gap: 0.8em;
  }

  @container (max-inline-size: 30em) {
    .ticker {
      grid-template-rows: var(--_target) 1fr;
      row-gap: 0;
    }

    .ticker .headlines {
      grid-area: 2 / 1 / auto / -1;
    }

    .ticker .headlines li {
      display: -webkit-box;
      -webkit-box-orient: vertical;
      -webkit-line-clamp: 2;
      overflow: hidden;
      margin-block: -0.3em;
      padding-block: 0.3em 0;
      white-space: normal;
    }

    .turn {
      grid-column: 3;
    }
  }

  .label {
    padding: 0.1em 0.7em;
    border-radius: 4px;
    font-size: 0.9em;
    color: var(--_on-accent);
    background: var(--_urgent);
  }

  .headlines {
    display: grid;
    /* No wider than there is room: what is clipped is as wide as its words else. */
    grid-template-columns: minmax(0, 1fr);
    list-style: none;
  }

  .headlines li {
    grid-area: 1 / 1;
    /* What is too long ends at the side; marks stand as high as they do. */
    overflow-x: clip;
    font-weight: 600;
    white-space: nowrap;
    text-overflow: ellipsis;
    visibility: hidden;
  }

  .headlines .now {
    visibility: visible;
  }

  .headlines a {
    text-decoration: none;
  }

  .turn {
    display: flex;
  }

  .turn button {
    min-inline-size: var(--_target);
    padding: 0;
    color: var(--_soft);
    background: none;
  }

  /* A block: what is in a line is lower or higher in quirks mode. */
  .turn .icon {
    display: block;
    margin: 0 auto;
  }

  .midad:dir(ltr) .turn button:nth-child(n + 2) .icon {
    transform: scaleX(-1);
  }

  @media print {
    .ticker {
      display: none;
    }
  }
`;
