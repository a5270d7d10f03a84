import { html, type TemplateResult } from 'lit';
import type { Locale } from '../locales/locale.js';

/** That loading failed, and a way to try again. */
export function failure(locale: Locale, retry: () => void): TemplateResult {
  return html`<div class="midad failed" role="status" lang=${locale.tag} dir=${locale.dir}>
    <span>${locale.messages.loadFailed}</span>
    <button part="retry" class="quiet" type="button" @click=${retry}>${locale.messages.retry}</button>
  </div>`;
}
