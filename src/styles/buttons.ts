import { css } from './css.js';

/** What is pressed, and what that has in common with what is typed into. Targets are at least 44 px high. */
export const buttons = css`
  .midad {
    --_radius: var(--midad-radius, 7px);
    --_target: var(--midad-target, 44px);
  }

  button {
    min-block-size: var(--_target);
    margin: 0;
    padding: 0.55em 1.4em;
    font-family: inherit;
    font-size: 1em;
    font-weight: 600;
    line-height: 1.5;
    color: var(--_on-accent);
    background: var(--_accent);
    border: 1px solid transparent;
    border-radius: var(--_radius);
    cursor: pointer;
  }

  button:hover {
    filter: brightness(1.1);
  }

  button[aria-disabled='true'] {
    cursor: progress;
    filter: saturate(0.4);
  }

  button.quiet {
    color: var(--_accent);
    background: var(--_wash);
  }

  .failed {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.5em 1em;
    color: var(--_soft);
  }

  .failed:has(button) {
    margin-block: 1.2em;
  }

  @media print {
    button {
      display: none !important;
    }
  }
`;
