import { html } from 'lit';
import { runs } from '../text/runs.js';

/**
 * A line that somebody wrote, with what has a direction of its own set apart: mentions, addresses, phones and dates scores
 * keep their order inside Arabic, and Arabic keeps its own around them. Signed numbers and percentages are left to the bidi
 * algorithm, which puts their signs where Arabic has them.
 */
export function written(line: string): unknown[] {
  return runs(line).map(({ text, kind, dir }) =>
    dir === undefined || kind === 'number' ? text : html`<bdi dir=${dir}>${text}</bdi>`,
  );
}
