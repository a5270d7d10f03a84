import { css } from 'lit';

export const styles = css`
  :host {
    margin-block-start: 2.5em;
  }

  /* As wide as an article's text. */
  .midad {
    max-inline-size: 40.3em;
  }

  h2 {
    padding-block-start: 0.55em;
    font-size: 1.4em;
    font-weight: 700;
    line-height: 1.5;
    border-block-start: 3px solid var(--_ink);
  }

  h3 {
    margin-block-start: 0.6em;
    font-size: 1.12em;
    font-weight: 700;
    line-height: 1.6;
  }

  .promise {
    margin-block-end: 1em;
    font-size: 0.88em;
    color: var(--_soft);
  }

  .mark,
  .error {
    color: var(--_urgent);
  }

  /* Two columns where each has room. No container query: it would make the box 0 px wide where its host shrinks to fit. */
  form {
    position: relative;
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 16em), 1fr));
    gap: 0.9em;
    padding: 1.1em;
    background: var(--_raised);
    border: 1px solid var(--_line);
    border-radius: 10px;
  }

  .field {
    min-inline-size: 0;
  }

  .field.text,
  .field.url,
  .row {
    grid-column: 1 / -1;
  }

  label {
    display: block;
    margin-block-end: 0.3em;
    font-size: 0.85em;
    color: var(--_soft);
  }

  label small {
    font-size: 1em;
  }

  .error {
    margin-block-start: 0.35em;
    font-size: 0.85em;
  }

  .remember {
    display: flex;
    gap: 0.7em;
    align-items: center;
    min-block-size: 44px;
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

  .send button {
    margin-inline-start: auto;
  }

  .send p.error {
    color: var(--_urgent);
  }

  .thread {
    margin-block-start: 1.2em;
    list-style: none;
  }

  .thread > li {
    padding-block: 1.2em;
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

  /* The place of its buttons, so that nothing moves when they come. */
  .short .comment::after {
    block-size: 44px;
    content: '';
  }

  .answers {
    display: grid;
    gap: 1.2em;
    margin-block: 1.2em;
    padding-inline-start: 1.1em;
    list-style: none;
    border-inline-start: 2px solid var(--_line);
  }

  .sort {
    display: block;
    min-block-size: 44px;
    margin-block-start: 1.4em;
    margin-inline-start: auto;
    padding-inline: 0.6em;
    font: inherit;
    font-size: 0.88em;
    color: var(--_soft);
    background: var(--_paper);
    border: 1px solid var(--_line);
    border-radius: 7px;
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

  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: 0 1.1em;
    align-items: center;
    grid-column: 2;
  }

  .own {
    display: contents;
  }

  .own p,
  .own small,
  .comment header small {
    font-size: 0.83em;
    color: var(--_soft);
  }

  .own > p {
    flex-basis: 100%;
  }

  .change {
    flex-basis: 100%;
    margin-block: 0.6em;
  }

  .plain,
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

  .replies {
    margin-block-start: 0.6em;
    font-size: 0.88em;
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

  .comment {
    display: grid;
    grid-template-columns: 2.5em minmax(0, 1fr);
    gap: 0.2em 0.85em;
  }

  .comment:focus {
    outline: 2px solid var(--_accent);
    outline-offset: 0.6em;
    border-radius: 2px;
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
    overflow-wrap: anywhere;
  }

  .comment time {
    font-size: 0.83em;
    color: var(--_soft);
  }

  /* Marks piled on a letter stay inside their own comment. */
  .words {
    overflow: clip;
    overflow-clip-margin: 0.4em;
    font-family: var(--_font-text);
    font-size: 1.06em;
    line-height: 1.85;
    overflow-wrap: anywhere;
  }

  /* Said here, because Firefox and WebKit give dir=auto the parent's side and Chromium its own. */
  .words p {
    text-align: start;
  }

  .words p + p {
    margin-block-start: 0.5em;
  }

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

  .words pre {
    padding: 0.6em 0.9em;
    white-space: pre-wrap;
  }

  .actions {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    grid-column: 2;
    /* The first sign stands below the text, not its button's edge. */
    margin-inline-start: -0.45em;
  }

  .actions p {
    order: 1;
    flex-basis: 100%;
    padding-inline-start: 0.5em;
    font-size: 0.88em;
    color: var(--_soft);
  }

  .reaction {
    min-inline-size: 44px;
    padding-inline: 0.5em;
    font-size: 0.88em;
    font-weight: 400;
    color: var(--_soft);
    background: none;
  }

  .reaction[aria-pressed='true'] {
    color: var(--_accent);
  }

  .reaction[aria-pressed='true'] .icon {
    fill: currentColor;
  }

  .dislike .icon {
    transform: scaleY(-1);
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
    h3,
    .promise {
      display: none;
    }
  }
`;
