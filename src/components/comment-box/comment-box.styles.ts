import { css } from '../../styles/css.js';

export const styles = css`
  :host {
    margin-block-start: 2.5em;
  }

  /* As wide as an article's text. */
  .midad {
    max-inline-size: calc(var(--midad-measure, 36em) * 1.12);
  }

  h2,
  h3 {
    font-family: var(--midad-font-title, var(--_font-ui));
    font-weight: var(--midad-title-weight, 700);
  }

  h2 {
    padding-block-start: 0.55em;
    font-size: 1.4em;
    line-height: 1.5;
    border-block-start: var(--midad-rule, 3px solid) var(--_ink);
  }

  h3 {
    margin-block: 0.6em;
    font-size: 1.12em;
    line-height: 1.6;
  }

  /* Two columns where each has room. No container query: it would make the box 0 px wide where its host shrinks to fit. */
  form {
    position: relative;
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 16em), 1fr));
    gap: calc(0.9em * var(--midad-density, 1));
    padding: calc(1.1em * var(--midad-density, 1));
    background: var(--_raised);
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
  }

  .field {
    min-inline-size: 0;
  }

  /* The last is the form, below what it answers. */
  .text,
  .url,
  .row,
  .actions + div {
    grid-column: 1 / -1;
  }

  label {
    display: block;
    margin-block-end: 0.3em;
    font-size: 0.85em;
    color: var(--_soft);
  }

  .error {
    margin-block-start: 0.35em;
    font-size: 0.85em;
    color: var(--_urgent);
  }

  textarea {
    display: block;
    inline-size: 100%;
    min-block-size: 6.5em;
    margin: 0;
    padding: 0.5em 0.75em;
    font-family: var(--_font-text);
    font-size: 1.06em;
    line-height: var(--midad-leading, 1.85);
    text-align: start;
    color: var(--_ink);
    background: var(--_paper);
    border: 1px solid var(--_edge);
    border-radius: var(--_radius);
    resize: vertical;
  }

  .thread {
    margin-block-start: 1.2em;
    list-style: none;
  }

  .thread > li {
    padding-block: calc(1.2em * var(--midad-density, 1));
    border-block-end: 1px solid var(--_line);
  }

  /*
   * What follows a first page is laid out as a reader comes near; find-in-page, Tab and links still reach all of it. A first
   * page never is, so that nothing in it moves below a finger.
   */
  .thread > li:nth-child(n + 21) {
    content-visibility: auto;
    contain-intrinsic-block-size: auto 12em;
    overflow-clip-margin: 1em;
  }

  .answers {
    display: grid;
    gap: calc(1.2em * var(--midad-density, 1));
    margin-block: calc(1.2em * var(--midad-density, 1));
    padding-inline-start: 1.1em;
    list-style: none;
    border-inline-start: 2px solid var(--_line);
  }

  /* The place of what comes with the reader, so that nothing moves then. */
  .order,
  .actions {
    min-block-size: var(--_target);
  }

  .order {
    margin-block-start: 1.4em;
  }

  .badge {
    padding-inline: 0.6em;
    font-size: 0.75em;
    color: var(--_on-accent);
    background: var(--_accent);
    border-radius: 99px;
  }

  .permalink {
    text-decoration: none;
  }

  .plain {
    min-inline-size: var(--_target);
    padding: 0;
    text-align: start;
    font-size: 0.88em;
    color: var(--_accent);
    background: none;
  }

  .replies {
    margin-block-start: 0.6em;
    font-size: 0.88em;
  }

  .comment {
    display: grid;
    grid-template-columns: 2.5em minmax(0, 1fr);
    gap: 0.2em 0.85em;
  }

  .comment:focus {
    outline: 3px solid var(--midad-focus, var(--_accent));
    outline-offset: 0.6em;
  }

  .avatar {
    display: grid;
    place-items: center;
    inline-size: 2.5em;
    block-size: 2.5em;
    grid-row: span 2;
    font-weight: 600;
    line-height: 1;
    color: var(--_accent);
    background: var(--_wash);
    border-radius: 50%;
  }

  .comment header {
    display: flex;
    flex-wrap: wrap;
    gap: 0 0.7em;
    align-items: baseline;
  }

  .comment header bdi {
    font-weight: 600;
  }

  .comment :is(time, header small) {
    font-size: 0.83em;
    color: var(--_soft);
  }

  /* Marks piled on a letter stay inside their own comment. */
  .words {
    overflow: clip;
    overflow-clip-margin: 0.4em;
    font-family: var(--_font-text);
    font-size: 1.06em;
    line-height: var(--midad-leading, 1.85);
  }

  /* Said here, because Firefox and WebKit give dir=auto the parent's side and Chromium its own. */
  .words p {
    text-align: start;
  }

  .words p + p {
    margin-block-start: 0.5em;
  }

  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: 0 1.1em;
    align-items: center;
    grid-column: 2;
  }

  .quietly {
    margin-block: 1.2em;
    color: var(--_soft);
  }

  .more {
    display: block;
    margin: 1.2em auto 0;
    border-radius: 99px;
  }

  h2:focus {
    outline: none;
  }

  @media print {
    form,
    h3 {
      display: none;
    }
  }
`;
