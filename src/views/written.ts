import { html } from 'lit';
import { runs } from '../text/direction.js';

/**
 * A line that somebody wrote, with what has a direction of its own set apart: mentions, addresses, phones and dates keep
 * their order inside Arabic, and Arabic keeps its own around them. Scores and percentages are left to the bidi algorithm,
 * as `test/corpora/arabic.json` has them.
 */
export function written(line: string): unknown[] {
  return runs(line).map(({ text, kind, dir }) =>
    dir === undefined || kind === 'score' || kind === 'number' ? text : html`<bdi dir=${dir}>${text}</bdi>`,
  );
}
