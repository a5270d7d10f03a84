import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { HighlightController } from '../../controllers/highlight.js';
import { hostLocale, LanguageController } from '../../controllers/language.js';
import { Later } from '../../controllers/later.js';
import { headingLevel } from '../../controllers/level.js';
import { ListController } from '../../controllers/list.js';
import type { LoadStatus } from '../../controllers/load.js';
import { PlaceController } from '../../controllers/place.js';
import { StateController } from '../../controllers/state.js';
import { ask } from '../../events.js';
import { article as articleWords } from '../../locales/ar/article.js';
import { comments, views } from '../../locales/ar/counts.js';
import { list } from '../../locales/ar/list.js';
import { loading } from '../../locales/ar/loading.js';
import type { Words } from '../../locales/catalogue.js';
import type { Locale } from '../../locales/locale.js';
import type { Article } from '../../model/article.js';
import { midadArticles } from '../../sources/midad-articles.js';
import { midadCounts } from '../../sources/midad-counts.js';
import type { ArticlesAsked, ArticleSort, Source } from '../../sources/source.js';
import { base, signs } from '../../styles/base.js';
import { block } from '../../styles/block.js';
import { buttons } from '../../styles/buttons.js';
import { highlight } from '../../styles/highlight.js';
import { summary as summaryStyles } from '../../styles/summary.js';
import { tokens } from '../../styles/tokens.js';
import type { Numerals } from '../../text/digits.js';
import { languageOf } from '../../views/article.js';
import { failure } from '../../views/failure.js';
import { line } from '../../views/line.js';
import { more } from '../../views/more.js';
import { phrase } from '../../views/phrase.js';
import { summary } from '../../views/summary.js';
import { warn } from '../../warnings.js';
import { styles } from './article-list.styles.js';

const WORDS = { ...articleWords, ...views, ...comments, ...loading, ...list };
type ListLocale = Locale<Words<typeof WORDS>>;

const LAYOUTS = ['list', 'grid', 'hero', 'ticker', 'ranked'] as const;
const SORTS: readonly ArticleSort[] = ['latest', 'views', 'comments'];
const MOST = 100;

/**
 * A list of articles: the latest, the most viewed, the most commented on, those like another, or what a search finds.
 *
 * @summary A list of articles.
 * @slot - Links of the page's own: shown before the script runs, while loading, and if loading fails.
 * @fires {CustomEvent<{article: Article}>} article-open - Asked before a headline's link is followed; cancelable.
 * @fires {CustomEvent<{error: unknown}>} load-failed - Told when the list could not be had.
 * @csspart title - The heading over the list.
 * @csspart list - The list.
 * @csspart card - One article.
 * @csspart rank - Its place in a ranked list.
 * @csspart image - Its picture.
 * @csspart section - Its section's name.
 * @csspart excerpt - Its short text.
 * @csspart meta - The line of byline, date and counts.
 * @csspart byline - Who wrote it.
 * @csspart date - When it was published.
 * @csspart count - One count.
 * @csspart icon - The picture before a count, or on a button.
 * @csspart ticker - The line of a ticker.
 * @csspart label - Its name, «عاجل».
 * @csspart more - The button for more articles.
 * @csspart retry - The button after a failure.
 * @cssprop [--midad-ink=#1c1b18] - Text.
 * @cssprop [--midad-soft=#5f5b53] - Text that steps back.
 * @cssprop [--midad-line=#dedad0] - Rules.
 * @cssprop [--midad-wash=#f1eee5] - The room of pictures that are not there yet.
 * @cssprop [--midad-accent=#0b6b5d] - Sections, ranks, buttons.
 * @cssprop [--midad-urgent=#b3261e] - «عاجل».
 * @cssprop [--midad-font-ui] - The face of headlines and the small print.
 * @cssprop [--midad-font-text] - The face of excerpts.
 * @cssprop [--midad-font-size=17px] - The size all others follow.
 * @cssprop [--midad-font-title] - The face of headlines; that of `ui` by default.
 * @cssprop [--midad-title-weight=700] - Their weight.
 * @cssprop [--midad-rule=3px solid] - The rule over the heading.
 * @cssprop [--midad-density=1] - A factor of the distances between articles.
 * @cssprop [--midad-image-radius=6px] - Corners of pictures.
 * @cssprop [--midad-target=44px] - The least height of what is pressed.
 * @cssstate loading - Reading the list.
 * @cssstate ready - The list is shown.
 * @cssstate failed - It could not be read; the fallback is shown.
 */
export class ArticleList extends LitElement {
  static override styles = [tokens, base, signs, block, buttons, summaryStyles, highlight, styles];
  static override properties = {
    article: {},
    source: {},
    sort: { useDefault: true },
    layout: { useDefault: true },
    section: {},
    tag: {},
    related: { type: Boolean },
    search: {},
    days: { type: Number },
    limit: { type: Number, useDefault: true },
    more: { useDefault: true },
    heading: {},
    lang: { reflect: true, useDefault: true },
    numerals: { useDefault: true },
    timeZone: { attribute: 'time-zone' },
    level: { type: Number, useDefault: true },
  };

  /** The article that `related` is about; the page's by default. */
  article: string | undefined;
  /** Where its data live: an address, or an object that is a `Source`; what the page has by default (`findSource`). */
  source: string | Source | undefined;
  /** `latest`, `views` (most viewed) or `comments` (most commented on). */
  sort: ArticleSort = 'latest';
  /** `list`, `grid`, `hero` (one large, then small), `ticker` (one headline at a time) or `ranked` (١ ٢ ٣). */
  layout: (typeof LAYOUTS)[number] = 'list';
  /** Only articles of this section. */
  section: string | undefined;
  /** Only articles with this keyword. */
  tag: string | undefined;
  /** Articles like `article`, without that one itself. */
  related = false;
  /** What a reader searches for, in any spelling; found words are marked. */
  search: string | undefined;
  /** Only articles of so many days. */
  days: number | undefined;
  /** How many articles, 1 to 100; as many again with «عرض المزيد». */
  limit = 10;
  /** How more articles come: by a `button`, on `scroll`, or `none`. */
  more: 'button' | 'scroll' | 'none' = 'none';
  /** The heading over the list; what the list is by default, and '' for none. */
  heading: string | undefined;
  /** Language and country, such as `ar-MA`; that of the page around by default, and Arabic where it says none. */
  override lang = '';
  /** How digits are written: `press` (1٬082), `latn`, `arab`, `arabext` or `locale`; a language beside Arabic has its locale's. */
  numerals: Numerals = 'press';
  /** The IANA time zone that dates are told in, such as `Africa/Casablanca`; the reader's by default. */
  timeZone: string | undefined;
  /** The heading's level in the page's outline, 1 to 5; headlines are one below. */
  level = 2;

  readonly #language = new LanguageController(this);
  readonly #place = new PlaceController(this, { ...midadArticles, ...midadCounts });
  readonly #list = new ListController(
    this,
    () => this.#place.source,
    () => this.#ask(),
  );
  readonly #ticker = new Later(
    this,
    async () =>
      new (await import('./ticker.js')).Ticker(this, {
        html,
        nothing,
        locale: (words) => hostLocale(this.#language, words),
        onOpen: this.#open,
      }),
  );
  readonly #written = new Later(this, () => import('../../text/runs.js'));
  readonly #excerpt = new Later(this, () => import('../../text/excerpt.js'));
  readonly #near = new IntersectionObserver(
    (seen) => seen.some(({ isIntersecting }) => isIntersecting) && this.#more(),
    {
      rootMargin: '50%',
    },
  );
  #retried = false;

  constructor() {
    super();
    new HighlightController(this, '.headline, .excerpt');
    new StateController(this, () => (this.#language.ready ? this.#status : 'loading'));
  }

  /** What is marked: the words that were searched for. */
  get highlight(): string | undefined {
    return this.search;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#near.disconnect();
  }

  protected override updated(): void {
    this.#near.disconnect();
    const button = this.renderRoot.querySelector('[part~=more]');
    if (this.more === 'scroll' && this.#list.more === 'ready' && button) this.#near.observe(button);
    if (this.#list.status === 'ready') this.#retried = false;
  }

  protected override render() {
    if (!this.#language.ready) return html`<slot></slot>`;
    const locale: ListLocale = hostLocale(this.#language, WORDS);
    const { articles } = this.#list;
    const status = this.#status;
    const ready = status === 'ready';
    const waiting = status === 'loading' && !this.#hasFallback;
    const heading = this.heading ?? this.#heading(locale);
    const titled = heading && this.#layout !== 'ticker' && (ready || waiting);
    const shown = ready && articles.length > 0;
    return html`<slot ?hidden=${ready || waiting}></slot
      ><section class="midad" lang=${locale.tag} dir=${locale.dir} aria-busy=${status === 'loading'}
        aria-labelledby=${titled ? 'title' : nothing}>
        ${
          titled
            ? html`<div id="title" part="title" class="title" role="heading" aria-level=${headingLevel(this, 2)}>${heading}</div>`
            : nothing
        }
        ${waiting ? this.#skeleton() : shown ? this.#articles(locale, articles, heading) : nothing}
        <p class="quietly" role="status">${
          ready && !shown ? (this.search ? locale.messages.noResults : locale.messages.noArticles) : nothing
        }</p>
        <div @click=${this.#pressed}>
          ${this.more === 'none' ? nothing : more(locale, this.#list.more, locale.messages.moreArticles, 'more', 'next')}
        </div>
      </section
      >${failure(locale, { status, retrying: this.#retried, retry: this.#retry })}`;
  }

  #articles(locale: ListLocale, articles: readonly Article[], heading: unknown): unknown {
    const [written, onOpen] = [this.#written, this.#open];
    if (this.#layout === 'ticker') {
      const headlines = articles.map((article) => ({
        article,
        ...languageOf(article, locale),
        line: line(article.headline, written),
      }));
      return this.#ticker.now!.line(headlines, this.heading);
    }
    const feed = this.more === 'scroll';
    const level = Math.min(6, headingLevel(this, 2) + (heading ? 1 : 0));
    const cards = articles.map((article, i) => {
      const first = this.#layout === 'hero' && i === 0;
      const card = summary(article, {
        locale,
        level,
        counts: this.#list.countsOf(article),
        timeZone: this.timeZone,
        written,
        excerpt: first ? this.#excerpt : undefined,
        onOpen,
      });
      const blank = article.image ? nothing : html`<div class="blank"></div>`;
      const rank = html`<span part="rank" class="rank" aria-hidden="true">${locale.number(i + 1)}</span>`;
      const inside = html`${this.#layout === 'ranked' ? rank : blank}${card}`;
      return feed
        ? html`<article part="card" class="item" tabindex="0" aria-posinset=${i + 1}
            aria-setsize=${this.#list.more === 'none' ? articles.length : -1} aria-label=${article.headline}>${inside}</article>`
        : html`<li class="item"><article part="card">${inside}</article></li>`;
    });
    const layout = `items ${this.#layout}`;
    return feed
      ? html`<div part="list" class=${layout} role="feed" aria-busy=${this.#list.more === 'loading'} @keydown=${this.#step}>${cards}</div>`
      : html`<ol part="list" class=${layout} role="list">${cards}</ol>`;
  }

  /** Room for what is coming, of its very size. */
  #skeleton(): TemplateResult {
    if (this.#layout === 'ticker') return html`<div class="ticker"></div>`;
    const items = Array.from(
      { length: this.#most },
      () => html`<div class="item"><article><div class="blank"></div></article></div>`,
    );
    return html`<div class="items skeleton ${this.#layout}" aria-hidden="true">${items}</div>`;
  }

  #heading({ messages }: ListLocale): unknown {
    if (this.search) return phrase(messages.resultsFor, { query: html`<bdi>${this.search}</bdi>` });
    if (this.related) return messages.relatedArticles;
    const name = this.section ?? this.tag;
    if (name !== undefined) return name;
    return { latest: messages.latestArticles, views: messages.mostViewed, comments: messages.mostDiscussed }[
      this.#sort
    ];
  }

  /** Undefined while a search field is empty, or nobody knows which article is meant. */
  #ask(): ArticlesAsked | undefined {
    const { section, tag, search, days } = this;
    const related = this.related ? this.#place.article : undefined;
    if (search?.trim() === '' || (this.related && related === undefined)) return undefined;
    return { sort: this.#sort, section, tag, related, search, days, limit: this.#most };
  }

  /** A ticker that cannot be had is a list. */
  get #layout(): (typeof LAYOUTS)[number] {
    const layout = this.#oneOf('layout', LAYOUTS);
    return layout === 'ticker' && this.#ticker.lost ? 'list' : layout;
  }

  get #status(): LoadStatus {
    const { status } = this.#list;
    // Asked for by being read: while the articles are, and not after them.
    return this.#layout === 'ticker' && !this.#ticker.module && status === 'ready' ? 'loading' : status;
  }

  get #sort(): ArticleSort {
    return this.#oneOf('sort', SORTS);
  }

  get #most(): number {
    const { limit } = this;
    if (Number.isInteger(limit) && limit >= 1 && limit <= MOST) return limit;
    warn(this, 'limit', `"${limit}" is none. Use 1 to ${MOST}.`);
    return 10;
  }

  #oneOf<Name extends 'layout' | 'sort'>(name: Name, known: readonly this[Name][]): this[Name] {
    const value = this[name];
    if (known.includes(value)) return value;
    warn(this, name, `"${value}" is unknown. Use ${known.join(', ')}.`);
    return known[0]!;
  }

  get #hasFallback(): boolean {
    return [...this.childNodes].some(({ nodeName, nodeType, textContent }) =>
      nodeType === Node.TEXT_NODE ? textContent?.trim() : nodeType === Node.ELEMENT_NODE && nodeName !== 'NOSCRIPT',
    );
  }

  readonly #open = (event: Event, article: Article): void => {
    if (!ask(this, 'article-open', { article })) event.preventDefault();
  };

  readonly #retry = (): void => {
    this.#retried = true;
    this.#list.retry();
  };

  #more(): void {
    void this.#list.loadMore();
  }

  /** The reader has pressed the button: they go on at the first of what it brings. */
  readonly #pressed = async (): Promise<void> => {
    const before = this.#list.articles.length;
    if (!(await this.#list.loadMore())) return;
    await this.updateComplete;
    this.renderRoot.querySelectorAll<HTMLElement>('.item')[before]?.querySelector<HTMLElement>('a')?.focus();
  };

  /** Page Down and Page Up go from article to article, as in any feed (https://www.w3.org/WAI/ARIA/apg/patterns/feed/). */
  readonly #step = (event: KeyboardEvent): void => {
    const by = { PageDown: 1, PageUp: -1 }[event.key];
    const items = [...this.renderRoot.querySelectorAll<HTMLElement>('.item')];
    const here = items.findIndex((item) => item.contains(event.target as Node));
    const there = by && items[here + by];
    if (!there) return;
    event.preventDefault();
    there.focus();
  };
}
