import { css } from '../../styles/late.js';

export const styles = css`
  .sort {
    display: block;
    min-block-size: var(--_target);
    margin-inline-start: auto;
    padding-inline: 0.6em;
    font: inherit;
    font-size: 0.88em;
    color: var(--_soft);
    background: var(--_paper);
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
  }

  .reaction {
    min-inline-size: var(--_target);
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

  .own {
    display: contents;
  }

  .own p,
  .own small {
    font-size: 0.83em;
    color: var(--_soft);
  }

  .own > p {
    flex-basis: 100%;
  }

  .change {
    display: flex;
    flex-wrap: wrap;
    flex-basis: 100%;
    margin-block: 0.6em;
  }

  .actions p {
    order: 1;
    flex-basis: 100%;
    padding-inline-start: 0.5em;
    font-size: 0.88em;
    color: var(--_soft);
  }

  .change :is(textarea, p) {
    flex-basis: 100%;
    order: 0;
    margin: 0;
    padding-inline-start: 0;
  }

  .change textarea {
    padding-inline: 0.75em;
  }

  .change .error {
    color: var(--_urgent);
  }

  @media print {
    .sort {
      display: none;
    }
  }
`;
