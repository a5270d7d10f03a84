import { css } from 'lit';

/** What is typed into. */
export const fields = css`
  input,
  textarea {
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

  input:focus-visible,
  textarea:focus-visible {
    outline: 3px solid var(--_accent);
    outline-offset: 2px;
    border-radius: 7px;
  }
`;
