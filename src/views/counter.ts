import type { Later } from '../controllers/later.js';
import type { Voice } from '../locales/locale.js';
import type { PluralForms } from '../text/plural.js';

/** What `compactNumber` begins with. */
const COMPACT_FROM = 10_000;

const SVG = 'http://www.w3.org/2000/svg';

/** How a tag of one number shows it. */
interface Counter extends HTMLElement {
  readonly icon: boolean;
  readonly noun: boolean;
  readonly notation: Notation;
  readonly renderRoot: HTMLElement | DocumentFragment;
}

/** `standard` is the number in full, `compact` is «11 ألفًا»: the names of Intl.NumberFormat. */
export type Notation = 'standard' | 'compact';

/**
 * A number of its own in a line of the page, or what the page wrote there: as `count()` shows it, without templates, which would be
 * a quarter of such a tag's bytes.
 */
export class CounterView {
  readonly #whole = made('span', 'midad');
  readonly #sign = document.createElementNS(SVG, 'svg');
  readonly #slot = this.#whole.appendChild(made('slot'));
  readonly #count = made('span', 'count');
  readonly #eye = this.#count.appendChild(made('bdi'));
  readonly #ear = this.#count.appendChild(made('span', 'spoken'));

  /** @param path The icon before the number. */
  constructor(path: string) {
    set(this.#sign, { part: 'icon', class: 'icon', viewBox: '0 0 24 24', 'aria-hidden': 'true' });
    set(this.#sign.appendChild(document.createElementNS(SVG, 'path')), { d: path });
    set(this.#count, { part: 'count' });
    set(this.#eye, { 'aria-hidden': 'true' });
  }

  /** @param short What writes large numbers in short, once it is there; in full till then. */
  show(
    host: Counter,
    locale: Voice<unknown>,
    forms: PluralForms,
    number: number | undefined,
    short: Later<typeof import('../locales/compact.js')>,
  ): void {
    const brief = host.notation === 'compact' && (number ?? 0) >= COMPACT_FROM ? short.module : undefined;
    const known = number !== undefined;
    set(this.#whole, { lang: locale.tag, dir: locale.dir });
    this.#slot.hidden = known;
    if (known) {
      this.#ear.textContent = locale.spoken(forms, number);
      this.#eye.textContent = host.noun
        ? (brief?.compactCount(forms, number, locale) ?? locale.count(forms, number))
        : (brief?.compactNumber(number, locale) ?? locale.number(number));
    }
    // What stands there stays there: an animation would end, and a slot tell of change.
    if (!known) this.#count.remove();
    else if (!this.#count.parentNode) this.#whole.append(this.#count);
    // An icon beside nothing says nothing.
    if (!host.icon || (!known && !host.textContent.trim())) this.#sign.remove();
    else if (!this.#sign.parentNode) this.#whole.prepend(this.#sign);
    if (!this.#whole.parentNode) host.renderRoot.append(this.#whole);
  }
}

function made<Name extends keyof HTMLElementTagNameMap>(name: Name, className = ''): HTMLElementTagNameMap[Name] {
  return Object.assign(document.createElement(name), { className });
}

function set(element: Element, attributes: Record<string, string>): void {
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
}
