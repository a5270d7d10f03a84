import type { ReactiveController, ReactiveElement } from 'lit';
import type { LanguageController } from '../../controllers/language.js';
import { embeds as arabic } from '../../locales/ar/embeds.js';
import { adopt } from '../../styles/late.js';
import { styles } from './embedding.styles.js';
import { placeOf, type Place } from './places.js';

type Language = Pick<LanguageController, 'words' | 'speech'>;

const FRAME = /<(?:iframe|div)\b[^>]*>/gi;
const ADDRESS = /\s(?:src|data-(?:lazy-)?src|data-href)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+))/gi;

/** Videos and posts of others in an article's text: cards, of which nothing is asked of anybody before a reader presses. */
export class Embedding implements ReactiveController {
  readonly #host: ReactiveElement;
  readonly #language: Language;
  #cards: Card[] = [];

  constructor(host: ReactiveElement, language: Language) {
    this.#host = host;
    this.#language = language;
    adopt(host, styles);
    host.addController(this);
  }

  /** HTML in which each such frame has a link before it, for no frame passes the sanitiser, which this goes to. */
  linked(html: string): string {
    return html.replace(FRAME, (tag) => {
      const addresses = [...tag.matchAll(ADDRESS)].map(([, a, b, c]) => (a ?? b ?? c)!.replaceAll('&amp;', '&'));
      const link = addresses
        .map((address) => placeOf(address)?.link)
        .find(Boolean)
        ?.replaceAll('&', '&amp;');
      return link ? `<p><a href="${link}">${link}</a></p>${tag}` : tag;
    });
  }

  /** Lays the cards in a text that was sanitised: for addresses that stand alone, and below quotes of posts. */
  lay(body: Element): void {
    this.#cards = [];
    for (const link of body.querySelectorAll('a')) {
      const place = placeOf(link.getAttribute('href'));
      if (place === undefined) continue;
      const said = link.textContent.trim();
      const alone = link.closest('p');
      const quote = link.closest('blockquote');
      const card = new Card(place, () => this.#refused());
      if (alone?.textContent.trim() === said && /^https?:/.test(said)) alone.replaceWith(card.element);
      else if (place.kind === 'X' && quote?.lastElementChild === link) quote.after(card.element);
      else continue;
      this.#cards.push(card);
    }
    this.hostUpdated();
  }

  hostUpdated(): void {
    const { tag, dir } = this.#language.speech;
    for (const card of this.#cards) card.say(this.#language.words(arabic), tag, dir);
  }

  hostDisconnected(): void {
    for (const card of this.#cards) card.leave();
  }

  /** What a page's policy refuses once it refuses always: the others are links from then on. */
  #refused(): void {
    for (const card of this.#cards) card.refuse();
    this.#host.requestUpdate();
  }
}

/** One card: what it is, a button that shows it here, and a link to it. */
class Card {
  readonly element = document.createElement('div');
  readonly #place: Place;
  readonly #onRefused: () => void;
  readonly #title = document.createElement('strong');
  readonly #show = document.createElement('button');
  readonly #link = document.createElement('a');
  readonly #note = document.createElement('small');
  #frame: HTMLIFrameElement | undefined;
  #refused = false;

  constructor(place: Place, onRefused: () => void) {
    this.#place = place;
    this.#onRefused = onRefused;
    this.element.className = 'embed';
    this.element.part.add('embed');
    this.element.role = 'group';
    this.#show.type = 'button';
    this.#show.className = 'quiet';
    this.#show.addEventListener('click', this.#press);
    this.#link.href = place.link;
    this.#link.rel = 'noopener';
    this.#link.target = '_blank';
    this.#note.role = 'status';
    this.element.append(this.#title, this.#note, this.#show, this.#link);
  }

  say(words: typeof arabic, lang: string, dir: string): void {
    const title = words[`embed${this.#place.kind}`];
    this.element.lang = lang;
    this.element.dir = dir;
    this.element.ariaLabel = title;
    this.#title.textContent = title;
    this.#show.textContent = words.embedShow;
    this.#show.ariaLabel = `${words.embedShow}: ${title}`;
    this.#link.textContent = words.embedOpen;
    this.#note.textContent = this.#refused ? words.embedRefused : this.#frame ? '' : words.embedNote;
    if (this.#frame) this.#frame.title = title;
  }

  /** Shows no frame, and says why. */
  refuse(): void {
    const pressed = this.#frame !== undefined;
    this.leave();
    this.#refused = true;
    this.#frame?.remove();
    this.#frame = undefined;
    this.#show.remove();
    if (pressed) this.#link.focus();
  }

  leave(): void {
    document.removeEventListener('securitypolicyviolation', this.#violated);
  }

  readonly #press = (): void => {
    const frame = document.createElement('iframe');
    frame.className = this.#place.kind;
    // Its own scripts and its own storage, in its own origin; what it opens is a window like any other.
    frame.setAttribute(
      'sandbox',
      'allow-scripts allow-same-origin allow-presentation allow-popups allow-popups-to-escape-sandbox',
    );
    frame.allow = 'encrypted-media; fullscreen; picture-in-picture';
    // YouTube plays nothing where it is not told the site.
    frame.referrerPolicy = 'strict-origin-when-cross-origin';
    frame.title = this.#title.textContent;
    frame.src = this.#place.frame;
    this.#frame = frame;
    this.#note.textContent = '';
    document.addEventListener('securitypolicyviolation', this.#violated);
    this.#show.replaceWith(frame);
    frame.focus();
  };

  readonly #violated = ({ blockedURI }: SecurityPolicyViolationEvent): void => {
    if (blockedURI.startsWith(new URL(this.#place.frame).origin)) this.#onRefused();
  };
}
