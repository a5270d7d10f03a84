import { html, nothing, type TemplateResult } from 'lit';
import type { comments, views } from '../locales/ar/counts.js';
import type { Words } from '../locales/catalogue.js';
import type { Voice } from '../locales/locale.js';
import type { PluralForms } from '../text/plural.js';
import { eye, speech } from './icons.js';

/**
 * A number for the eye and its whole phrase for the ear: `1٬082` is heard as «1082 مشاهدة».
 */
export function count(
  locale: Voice<unknown>,
  forms: PluralForms,
  number: number,
  icon: TemplateResult,
): TemplateResult {
  return html`<span part="count" class="count"
    >${icon}<bdi aria-hidden="true">${locale.number(number)}</bdi
    ><span class="spoken">${locale.spoken(forms, number)}</span></span
  >`;
}

/** Comments and views in one line, each an icon and a number; what is unknown is left out. */
export function countsLine(
  locale: Voice<Words<typeof comments & typeof views>>,
  numbers: { readonly comments: number | undefined; readonly views: number | undefined },
): TemplateResult {
  const { messages } = locale;
  return html`${numbers.comments === undefined ? nothing : count(locale, messages.comments, numbers.comments, speech)}
  ${numbers.views === undefined ? nothing : count(locale, messages.views, numbers.views, eye)}`;
}
