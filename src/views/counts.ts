import { html, nothing, type TemplateResult } from 'lit';
import type { Later } from '../controllers/later.js';
import type { comments, views } from '../locales/ar/counts.js';
import type { Words } from '../locales/catalogue.js';
import type { Voice } from '../locales/locale.js';
import type { PluralForms } from '../text/plural.js';
import { eye, speech } from './icons.js';

/** What `compactNumber` begins with. */
const COMPACT_FROM = 10_000;

/**
 * A number for the eye and its whole phrase for the ear: `1٬082` is heard as «1082 مشاهدة».
 *
 * @param shown What the eye sees, where that is more or less than the number.
 */
export function count(
  locale: Voice<unknown>,
  forms: PluralForms,
  number: number,
  icon?: TemplateResult,
  shown = locale.number(number),
): TemplateResult {
  return html`<span part="count" class="count"
    >${icon ?? nothing}<bdi aria-hidden="true">${shown}</bdi
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

/** How a tag of one number shows it. */
interface Counter extends HTMLElement {
  readonly icon: boolean;
  readonly noun: boolean;
  readonly notation: Notation;
}

/** `standard` is the number in full, `compact` is «11 ألفًا»: the names of Intl.NumberFormat. */
export type Notation = 'standard' | 'compact';

/**
 * A number of its own in a line of the page, or what the page wrote there.
 *
 * @param sign The icon before the number. @param short What writes large numbers in short, once it is there; in full till then.
 */
export function counter(
  host: Counter,
  locale: Voice<unknown>,
  forms: PluralForms,
  number: number | undefined,
  sign: TemplateResult,
  short: Later<typeof import('../locales/compact.js')>,
): TemplateResult {
  const brief = host.notation === 'compact' && (number ?? 0) >= COMPACT_FROM ? short.module : undefined;
  const shown = (it: number) =>
    host.noun
      ? (brief?.compactCount(forms, it, locale) ?? locale.count(forms, it))
      : (brief?.compactNumber(it, locale) ?? locale.number(it));
  // An icon beside nothing says nothing.
  const known = number !== undefined || host.textContent.trim() !== '';
  return html`<span class="midad" lang=${locale.tag} dir=${locale.dir}
    >${host.icon && known ? sign : nothing}<slot ?hidden=${number !== undefined}></slot
    >${number === undefined ? nothing : count(locale, forms, number, undefined, shown(number))}</span
  >`;
}
