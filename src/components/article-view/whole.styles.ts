import { css } from '../../styles/late.js';

export const styles = css`
  .kicker {
    margin-block-end: 0.4em;
  }

  .midad {
    max-inline-size: 46em;
  }

  /* The headline's own box, not the article's: a container is 0 px wide to whatever shrinks to fit it. */
  .head {
    container-type: inline-size;
  }

  .headline {
    max-inline-size: 22em;
    margin-block-end: 0.5em;
    font-size: var(--midad-title-size, clamp(1.53em, 0.9em + 3.2cqi, 2.35em));
    font-weight: var(--midad-title-weight, 700);
    line-height: 1.45;
    text-wrap: balance;
  }

  .meta {
    padding-block: 0.8em;
    margin-block-end: var(--midad-space, 1.9em);
    border-block: 1px solid var(--_line);
  }

  figure {
    margin-block-end: var(--midad-space, 1.9em);
  }

  figure:has(img[hidden]) {
    display: none;
  }

  figure img {
    inline-size: 100%;
    border-radius: var(--midad-image-radius, 6px);
  }

  figcaption {
    display: flex;
    flex-wrap: wrap;
    gap: 0 1em;
    padding-block-start: 0.5em;
    font-size: 0.83em;
    line-height: 1.6;
    color: var(--_soft);
  }

  figcaption small {
    font-size: inherit;
  }

  .body {
    max-inline-size: var(--midad-measure, 36em);
    font-family: var(--_font-text);
    font-size: var(--midad-text-size, 1.12em);
    line-height: var(--midad-leading, 1.95);
    overflow-wrap: break-word;
  }

  .body > * + * {
    margin-block-start: 1.15em;
  }

  .body > p:first-child {
    font-size: 1.1em;
    font-weight: 700;
  }

  .body :is(h2, h3, h4, h5, h6) {
    margin-block: 1.6em 0.6em;
    font-family: var(--midad-font-title, var(--_font-ui));
    font-size: 1.15em;
    font-weight: var(--midad-title-weight, 700);
    line-height: 1.5;
  }

  .body :is(ul, ol) {
    padding-inline-start: 1.6em;
  }

  .headline:focus {
    outline: none;
  }

  .body blockquote {
    margin-inline: 0;
    padding-inline-start: 1.1em;
    border-inline-start: 3px solid var(--_accent);
    color: var(--_soft);
  }

  /* Arabic has no italics: weight says it. */
  .body :is(em, i, cite) {
    font-style: normal;
    font-weight: 700;
  }

  .body a {
    color: var(--_accent);
    text-decoration-color: currentColor;
  }

  .body pre {
    padding: 0.8em 1em;
    white-space: pre-wrap;
    direction: ltr;
    text-align: start;
    background: var(--_wash);
  }

  /* In quirks mode a table begins anew. */
  .body table {
    font: inherit;
    color: inherit;
  }

  .body .scroller {
    overflow-x: auto;
  }

  .body :is(td, th) {
    padding: 0.3em 0.7em;
    border-block-end: 1px solid var(--_line);
    text-align: start;
  }

  .end {
    max-inline-size: 40em;
    margin-block-start: 2em;
    font-size: 0.88em;
    color: var(--_soft);
  }

  .tags {
    display: flex;
    flex-wrap: wrap;
    gap: 0.4em 0.6em;
    margin-block-end: 0.8em;
    list-style: none;
  }

  .tags li {
    padding: 0.1em 0.9em;
    border: 1px solid var(--_line);
    border-radius: 99px;
  }

  @media print {
    :is(p, li) {
      orphans: 3;
      widows: 3;
    }

    :is(figure, blockquote) {
      break-inside: avoid;
    }

    .body a[href^='http']::after {
      content: ' (' attr(href) ')';
      direction: ltr;
      unicode-bidi: isolate;
      font-size: 0.8em;
    }
  }
`;
