import { css } from '../../styles/late.js';

export const styles = css`
  input {
    margin: 0;
    font-family: inherit;
    font-size: 1em;
    letter-spacing: normal;
    line-height: 1.7;
  }

  input:not([type='checkbox']) {
    display: block;
    inline-size: 100%;
    min-block-size: var(--_target);
    padding: 0.5em 0.75em;
    color: var(--_ink);
    background: var(--_paper);
    border: 1px solid var(--_edge);
    border-radius: var(--_radius);
    text-align: start;
  }

  [dir='rtl'] input[dir='ltr'] {
    text-align: end;
  }

  input[type='checkbox'] {
    inline-size: 1.25em;
    block-size: 1.25em;
    flex: none;
    accent-color: var(--_accent);
  }

  [aria-invalid='true'] {
    border-color: var(--_urgent);
    box-shadow: inset 0 0 0 1px var(--_urgent);
  }

  .promise {
    font-size: 0.88em;
    color: var(--_soft);
  }

  .mark {
    color: var(--_urgent);
  }

  /* Seen and not heard: the field says by itself that it is required. */
  label[for='text']::after {
    content: ' *';
    content: ' *' / '';
    color: var(--_urgent);
  }

  label small {
    font-size: 1em;
  }

  .remember {
    display: flex;
    gap: 0.7em;
    align-items: center;
    min-block-size: var(--_target);
    margin: 0;
  }

  .send {
    display: flex;
    flex-wrap: wrap;
    gap: 0.6em 1.2em;
    align-items: center;
    justify-content: space-between;
  }

  .said {
    flex: 1 1 12em;
  }

  .send p {
    font-size: 0.88em;
    color: var(--_soft);
  }

  .preview {
    padding: 0.7em 1.1em;
    background: var(--_wash);
    border-radius: var(--_radius);
    white-space: pre-line;
  }

  .preview > div {
    white-space: normal;
  }

  .send p.error {
    color: var(--_urgent);
  }

  /* Nobody sees it, and nobody is told of it: machines fill it in. */
  .trap {
    position: absolute;
    inset-inline-start: 0;
    inline-size: 1px !important;
    block-size: 1px;
    min-block-size: 0 !important;
    opacity: 0;
    pointer-events: none;
  }

  h3:has(+ .cancel) {
    display: inline-block;
    margin-inline-end: 1em;
  }

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
    border-radius: var(--_radius);
  }

  .offered {
    display: flex;
    flex-wrap: wrap;
    gap: 0 1.1em;
    align-items: center;
    margin-block-start: 1em;
    font-size: 0.88em;
  }

  .offered p {
    flex-basis: 100%;
  }

  .waiting .quietly {
    margin-block: 0.3em;
    font-size: 0.88em;
  }
`;
