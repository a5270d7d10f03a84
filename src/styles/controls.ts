import { css } from 'lit';

/** What is pressed and typed into. Targets are at least 44 px high; motion answers a touch and stops when asked to. */
export const controls = css`
  input,
  textarea,
  button {
    margin: 0;
    font-family: inherit;
    font-size: 1em;
    letter-spacing: normal;
    line-height: 1.7;
  }

  input:not([type='checkbox']),
  textarea {
    display: block;
    inline-size: 100%;
    min-block-size: 44px;
    padding: 0.5em 0.75em;
    color: var(--_ink);
    background: var(--_paper);
    border: 1px solid var(--_edge);
    border-radius: 7px;
    text-align: start;
  }

  input[dir='ltr'] {
    text-align: end;
  }

  textarea {
    min-block-size: 6.5em;
    font-family: var(--_font-text);
    font-size: 1.06em;
    line-height: 1.85;
    resize: vertical;
  }

  input::placeholder {
    color: var(--_soft);
    opacity: 1;
  }

  [aria-invalid='true'] {
    border-color: var(--_urgent);
    box-shadow: inset 0 0 0 1px var(--_urgent);
  }

  input[type='checkbox'] {
    inline-size: 1.25em;
    block-size: 1.25em;
    flex: none;
    accent-color: var(--_accent);
  }

  button {
    min-block-size: 44px;
    padding: 0.55em 1.4em;
    font-weight: 600;
    line-height: 1.5;
    color: var(--_on-accent);
    background: var(--_accent);
    border: 1px solid transparent;
    border-radius: 7px;
    cursor: pointer;
    transition: filter 120ms;
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

  input:focus-visible,
  textarea:focus-visible,
  button:focus-visible {
    outline: 3px solid var(--_accent);
    outline-offset: 2px;
    border-radius: 7px;
  }

  @media (prefers-reduced-motion: reduce) {
    button {
      transition: none;
    }
  }

  @media print {
    button {
      display: none;
    }
  }
`;
