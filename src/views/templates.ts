import type { html as Html, nothing as Nothing } from 'lit';

/** What makes templates, from the element: what loads later has no Lit of its own. */
export interface Templates {
  readonly html: typeof Html;
  readonly nothing: typeof Nothing;
}
