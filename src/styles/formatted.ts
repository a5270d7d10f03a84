import { css } from './late.js';

/** What comments are made of beyond paragraphs. */
export const formatted = css`
  .words :is(blockquote, pre) {
    margin: 0.7em 0;
    text-align: start;
  }

  .words blockquote {
    padding-inline-start: 1em;
    border-inline-start: 3px solid var(--_accent);
    color: var(--_soft);
  }

  /* Quotes of quotes of quotes would leave a phone no room for words. */
  .words blockquote blockquote blockquote {
    padding: 0;
    border: 0;
  }

  /* Arabic has no italics: weight says it. */
  .words em {
    font-style: normal;
    font-weight: 700;
  }

  .words a {
    unicode-bidi: isolate;
    color: var(--_accent);
    text-decoration-color: currentColor;
  }

  .words :is(code, pre) {
    unicode-bidi: isolate;
    font-family: ui-monospace, monospace;
    font-size: 0.9em;
    background: var(--_wash);
    border-radius: 4px;
  }

  .words pre code {
    font-size: 1em;
  }

  .words pre {
    padding: 0.6em 0.9em;
    white-space: pre-wrap;
  }
`;
