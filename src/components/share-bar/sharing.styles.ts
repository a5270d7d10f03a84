import { css } from '../../styles/late.js';

export const styles = css`
  .bar {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.4em;
    font-size: calc(0.88 * var(--midad-font-size, 17px));
  }

  button {
    padding-inline: 1em;
    font-size: 1em;
  }

  .bar a {
    display: grid;
    place-items: center;
    inline-size: var(--_target);
    block-size: var(--_target);
    border: 1px solid transparent;
    border-radius: var(--_radius);
  }

  /* The sign stands where the lines above it begin, and not its room. */
  .bar a:first-child {
    margin-inline-start: -12px;
  }

  .bar a:hover {
    color: var(--_accent);
    background: var(--_wash);
  }

  .bar a .icon {
    margin: 0;
    inline-size: 1.4em;
    block-size: 1.4em;
  }

  /* Both texts have their room, so that nothing moves when one gives way to the other. */
  .copy {
    display: inline-grid;
    grid-template-columns: auto 1fr;
    align-items: center;
  }

  .copy span {
    grid-area: 1 / 2;
    text-align: start;
  }

  .copy .away {
    visibility: hidden;
  }

  input {
    flex-basis: 100%;
    min-inline-size: 0;
    min-block-size: var(--_target);
    padding-inline: 0.6em;
    font: inherit;
    color: inherit;
    background: var(--_raised);
    border: 1px solid var(--_edge);
    border-radius: var(--_radius);
  }

  /* One line on a phone: the chain says what the words do. */
  @media (max-width: 480px) {
    .bar {
      gap: 0.4em 0;
    }

    .copy span,
    [part='share'] .icon {
      display: none;
    }

    .copy .icon {
      margin: 0;
    }

    .copy {
      inline-size: var(--_target);
      padding: 0;
      place-items: center;
      grid-template-columns: 1fr;
    }
  }

  @media print {
    :host {
      display: none;
    }
  }
`;
