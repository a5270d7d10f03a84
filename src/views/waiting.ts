import type { outbox } from '../locales/ar/outbox.js';
import type { Words } from '../locales/catalogue.js';
import type { Locale } from '../locales/locale.js';
import type { OutboxItem } from '../sources/outbox.js';
import type { Templates } from './templates.js';

interface Waiting {
  readonly locale: Locale<Words<typeof outbox> & { readonly sending: string }>;
  readonly items: readonly OutboxItem[];
  /** Milliseconds since 1970. */
  readonly now: number;
  /** Why an item was refused, in words. */
  readonly reason: (item: OutboxItem) => string;
  readonly onEdit: (item: OutboxItem) => void;
  readonly onCancel: (item: OutboxItem) => void;
}

/** Comments that were sent and are not there yet: what they say, what becomes of them, and a way to change or stop them. */
export function waitingList({ html, nothing }: Templates, view: Waiting): unknown {
  const { locale, items, onEdit, onCancel } = view;
  const { messages } = locale;
  if (items.length === 0) return nothing;
  return html`<ul part="waiting" class="waiting" role="list">
    ${items.map(
      (item) => html`<li data-key=${item.key}>
        <p class="words" dir="auto">${item.draft.text}</p>
        <p class="quietly" role="status" aria-live=${counts(view, item) ? 'off' : 'polite'}>${stateOf(view, item)}</p>
        <div class="actions">
          <button part="edit" class="plain" type="button" @click=${() => onEdit(item)}>${messages.editComment}</button>
          <button part="cancel" class="plain" type="button" @click=${() => onCancel(item)}>${messages.cancelSending}</button>
        </div>
      </li>`,
    )}
  </ul>`;
}

/** Whether what is said of an item is another thing every second: then it is not announced. */
function counts({ now }: Waiting, { sending, state, notBefore, nextTry }: OutboxItem): boolean {
  return !sending && state === 'waiting' && navigator.onLine && Math.max(notBefore, nextTry) > now;
}

function stateOf({ locale, now, reason }: Waiting, item: OutboxItem): string {
  const { messages } = locale;
  if (item.sending) return messages.sending;
  if (item.state === 'refused') return `${reason(item)} ${messages.refused}`;
  const kept = item.kept === 'memory' ? ` ${messages.inMemoryOnly}` : '';
  return `${navigator.onLine ? whenOf(locale, item, now) : messages.willBeSent}${kept}`;
}

function whenOf(locale: Waiting['locale'], { notBefore, nextTry }: OutboxItem, now: number): string {
  const { messages } = locale;
  const wait = Math.ceil((Math.max(notBefore, nextTry) - now) / 1000);
  if (wait <= 0) return messages.willBeTried;
  return wait < 60
    ? locale.count(messages.triedInSeconds, wait)
    : locale.count(messages.triedInMinutes, Math.ceil(wait / 60));
}
