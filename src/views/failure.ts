import { html, nothing, type TemplateResult } from 'lit';
import type { loading } from '../locales/ar/loading.js';
import type { Words } from '../locales/catalogue.js';
import type { Locale } from '../locales/locale.js';

/**
 * That loading failed, and a way to try again. It stands in the page before anything fails: a screen reader hears only
 * what changes in a region it knows, and the button keeps the focus while the reader waits.
 *
 * @param load What is being loaded: `retry` is undefined where trying again would fail the same.
 */
export function failure(
  locale: Locale<Words<typeof loading>>,
  load: { readonly status: string; readonly retrying?: boolean; readonly retry: (() => void) | undefined },
): TemplateResult {
  const { messages } = locale;
  const failed = load.status === 'failed';
  const waiting = !failed && load.retrying;
  return html`<div class="midad failed" lang=${locale.tag} dir=${locale.dir}>
    <span role="status">${failed ? messages.loadFailed : waiting ? messages.loading : nothing}</span>
    ${
      load.retry && (failed || waiting)
        ? html`<button part="retry" class="quiet" type="button" aria-disabled=${waiting} @click=${load.retry}>
          ${messages.retry}
        </button>`
        : nothing
    }
  </div>`;
}
