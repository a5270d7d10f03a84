import { html, nothing } from 'lit';
import type { More } from '../controllers/shown.js';
import type { loading } from '../locales/ar/loading.js';
import type { Words } from '../locales/catalogue.js';
import type { Locale } from '../locales/locale.js';

/**
 * A button for what is not loaded yet, while it loads, and for trying again; nothing where nothing is left.
 *
 * @param part Its part and class. @param name What it does, and `value` to what: whoever hears the click knows by them.
 */
export function more(
  { messages }: Locale<Words<typeof loading>>,
  state: More,
  label: string,
  part: string,
  name: string,
  value?: string,
): unknown {
  return state === 'none'
    ? nothing
    : html`<button part=${part} class="quiet ${part} count" name=${name} value=${value} aria-disabled=${state === 'loading'}>
        ${state === 'loading' ? messages.loading : state === 'failed' ? messages.retry : label}
      </button>`;
}
