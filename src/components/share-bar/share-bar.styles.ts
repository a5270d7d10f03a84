import { css } from '../../styles/css.js';

/** The bar's room before it is there. */
export const styles = css`
  :host {
    min-block-size: var(--midad-target, 44px);
  }
`;
