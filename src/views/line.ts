import { html } from 'lit';
import type { Later } from '../controllers/later.js';
import { OF_ITS_OWN } from '../text/direction.js';

/** What sets apart what has an order of its own: loaded for lines that hold such a thing. */
export type Written = Later<Pick<typeof import('../text/runs.js'), 'runs'>>;

/**
 * A line that somebody wrote, with what has a direction of its own set apart: mentions, addresses, phones, dates and scores
 * keep their order inside Arabic, and Arabic keeps its own around them. Signed numbers and percentages are left to the bidi
 * algorithm, which puts their signs where Arabic has them.
 */
export function line(text: string, written: Written): unknown {
  const runs = OF_ITS_OWN.test(text) ? written.module?.runs(text) : undefined;
  return (
    runs?.map((run) =>
      run.dir === undefined || run.kind === 'number' ? run.text : html`<bdi dir=${run.dir}>${run.text}</bdi>`,
    ) ?? text
  );
}
