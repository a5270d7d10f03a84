import { css } from '../../styles/late.js';

/** A page may give the tag another place: `reading-progress { position: sticky }`. */
export const styles = css`
  :host {
    display: block;
    position: fixed;
    z-index: 2147483647;
    inset-block-start: 0;
    inset-inline: 0;
    block-size: 3px;
    pointer-events: none;
  }

  .midad {
    all: initial;
    display: block;
    inline-size: 100%;
    block-size: 100%;
    color-scheme: inherit;
    visibility: inherit;
    forced-color-adjust: none;
    --_bar: var(--_accent);
  }

  ::-webkit-progress-bar {
    background: none;
  }

  ::-webkit-progress-value {
    background: var(--_bar);
  }

  ::-moz-progress-bar {
    background: var(--_bar);
  }

  @media (forced-colors: active) {
    .midad {
      --_bar: Highlight;
    }
  }

  @media print {
    :host {
      display: none;
    }
  }
`;
