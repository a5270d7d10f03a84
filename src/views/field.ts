import { html, nothing, type TemplateResult } from 'lit';
import { warning } from './icons.js';

/** A label, its control and what is wrong with it, tied together by ids of the element's own shadow root. */
export function field(options: {
  readonly name: string;
  readonly label: string;
  /** '' for a field that may stay empty. */
  readonly mark: string;
  readonly note?: string;
  /** '' when nothing is wrong. */
  readonly error: string;
  readonly control: TemplateResult;
}): TemplateResult {
  const { name, label, mark, note, error, control } = options;
  return html`<div part="field" class="field ${name}">
    <label for=${name}
      >${label} ${mark ? html`<span class="mark" aria-hidden="true">${mark}</span>` : nothing}${
        note ? html`<small>(${note})</small>` : nothing
      }</label
    >
    ${control}
    <p part="error" class="error" id="${name}-error" ?hidden=${error === ''}>${error === '' ? nothing : html`${warning}${error}`}</p>
  </div>`;
}
