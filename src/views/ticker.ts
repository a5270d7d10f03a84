import { html, type TemplateResult } from 'lit';
import type { TickerController } from '../controllers/ticker.js';
import type { list } from '../locales/ar/list.js';
import type { Words } from '../locales/catalogue.js';
import type { Locale } from '../locales/locale.js';
import type { Article } from '../model/article.js';
import { languageOf } from './article.js';
import { back, forth, pause, play } from './icons.js';
import { line, type Written } from './line.js';

interface Ticker {
  readonly locale: Locale<Words<typeof list>>;
  readonly heading: unknown;
  readonly articles: readonly Article[];
  readonly ticker: TickerController;
  readonly written: Written;
  readonly onOpen: (event: Event, article: Article) => void;
}

/**
 * Headlines in one line, one after another, which the reader can stop and turn over: a carousel, in ARIA's terms
 * (https://www.w3.org/WAI/ARIA/apg/patterns/carousel/).
 */
export function tickerView({ locale, heading, articles, ticker, written, onOpen }: Ticker): TemplateResult {
  const { messages } = locale;
  const { index, playing, hold } = ticker;
  const button = (label: string, icon: TemplateResult, press: () => void) =>
    html`<button class="plain" type="button" aria-label=${label} title=${label} @click=${press}>${icon}</button>`;
  return html`<div
    part="ticker" class="ticker"
    @pointerenter=${hold} @pointerleave=${hold} @focusin=${hold} @focusout=${hold}
  >
    <strong part="label" class="label">${heading}</strong>
    <ul class="headlines" role="list" aria-live=${playing ? 'off' : 'polite'}>
      ${articles.map((article, i) => {
        const { lang, dir } = languageOf(article, locale);
        return html`<li class=${i === index ? 'now' : ''} lang=${lang} dir=${dir}>
          <a part="title" rel="noopener" href=${article.url} @click=${(event: Event) => onOpen(event, article)}>${line(article.headline, written)}</a>
        </li>`;
      })}
    </ul>
    <div class="turn">
      ${button(playing ? messages.pause : messages.play, playing ? pause : play, ticker.toggle)}
      ${button(messages.previousArticle, back, () => ticker.turn(-1))}
      ${button(messages.nextArticle, forth, () => ticker.turn(1))}
    </div>
  </div>`;
}
