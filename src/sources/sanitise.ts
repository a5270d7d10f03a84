import { httpUrl } from '../model/url.js';
import { quiet } from './quiet.js';

/** What one kind of text may be made of. Scripts, styles, forms, frames, ids, classes and event handlers are in none. */
interface Rule {
  /** Any other element goes with what is in it. */
  readonly elements: string;
  /** What editors wrap text in: the wrapping goes, the text stays. */
  readonly wrappings: string;
  /** `href` is kept of a link alone, and `src` of a picture. */
  readonly attributes: string;
  /** A link's address; without one only its words stay. */
  readonly link: (href: string | null, base?: string) => string | undefined;
  /** What links say of themselves. */
  readonly rel: string;
}

/** What an article's text is made of. */
const ARTICLE: Rule = {
  elements:
    'p br hr h1 h2 h3 h4 h5 h6 blockquote pre ul ol li dl dt dd div a b strong i em u s small mark q cite abbr time code sub sup bdi bdo span wbr figure figcaption img ins del kbd samp var ruby rt rp section article aside header footer main address table caption thead tbody tfoot tr th td',
  wrappings: 'font center big tt strike nobr label acronym dfn data picture details summary nav hgroup fieldset legend',
  attributes: 'href src alt title lang dir width height datetime colspan rowspan scope start reversed',
  link: (href, base) => (/^\s*(mailto|tel):/i.test(href!) ? href!.trim() : httpUrl(href, base)),
  rel: 'noopener',
};

/** What the server makes of a comment's Markdown, and WordPress of a comment. */
const COMMENT: Rule = {
  elements: 'p br strong em blockquote code pre a',
  wrappings: 'div span',
  attributes: 'href',
  link: (href) => httpUrl(href),
  rel: 'ugc nofollow noopener',
};

interface SanitizingElement extends Element {
  setHTML(html: string, options: { sanitizer: { elements: string[]; attributes: string[] } }): void;
}

/** Nobody nests deeper, and parsers give up at depths of their own: below, only words are kept. */
const DEEPEST = 100;

/** Leaves nothing in HTML but the listed elements and attributes, in a document of no page: nothing loads or runs in it. */
export type Clean = (html: string, elements: string[], attributes: string[]) => Node;

/**
 * The one door for HTML from outside: untrusted HTML as nodes that are safe to put in the page.
 *
 * @param base What relative links and pictures are relative to.
 */
export async function sanitise(html: string, base: string): Promise<DocumentFragment> {
  return through(html, ARTICLE, await cleaner(), base);
}

/** The same for a comment, by a much shorter list. At once, for a thread has many: `clean` is what `cleaner` gives. */
export function sanitiseComment(html: string, clean: Clean): DocumentFragment {
  return through(html, COMMENT, clean);
}

/**
 * What cleans: the browser's own `setHTML()` where there is one, else DOMPurify, which is loaded then. Both read HTML as the
 * inside of a page that is not in quirks mode.
 */
export async function cleaner(): Promise<Clean> {
  const inert = document.implementation.createHTMLDocument('');
  if ('setHTML' in inert.body) {
    return (html, elements, attributes) => {
      const root = inert.createElement('div');
      (root as unknown as SanitizingElement).setHTML(html, { sanitizer: { elements, attributes } });
      return root;
    };
  }
  const { default: purify } = await import('dompurify');
  return (html, elements, attributes) =>
    purify.sanitize(`<!doctype html><body>${html}`, {
      ALLOWED_TAGS: [...elements, '#text'],
      // It would drop an element that has `is`, for the sake of the attribute; the copy has none.
      ALLOWED_ATTR: [...attributes, 'is'],
      ALLOW_DATA_ATTR: false,
      ALLOW_ARIA_ATTR: false,
      KEEP_CONTENT: false,
      RETURN_DOM_FRAGMENT: true,
      // Addresses are judged once for both, by the URL parser; and nothing is written as text again, so none can change there.
      ALLOWED_URI_REGEXP: /^/,
      SAFE_FOR_XML: false,
    });
}

/** What is in it is markup to one parser and words to another, as they take scripts to be on or off; it is dropped either way. */
const withoutNoscript = (html: string) => html.replace(/(<\/?)noscript(?=[\s/>])/gi, '$1script');

/**
 * What was cleaned is copied, not trusted: into new elements of listed names, with listed attributes and judged addresses. So what
 * a cleaner overlooks, or keeps where no list sees it (a shadow root, another namespace, a customised built-in), has no way in.
 */
function through(html: string, rule: Rule, clean: Clean, base?: string): DocumentFragment {
  const [elements, wrappings, attributes] = [rule.elements, rule.wrappings, rule.attributes].map((names) =>
    names.split(' '),
  ) as [string[], string[], string[]];
  const cleaned = clean(withoutNoscript(quiet(html)), [...elements, ...wrappings], attributes);
  const inert = cleaned.ownerDocument!;
  const body = inert.createElement('body');
  copy(cleaned, body, 0);
  // What went left two texts where there is one.
  body.normalize();
  const copied = document.createDocumentFragment();
  copied.append(...body.childNodes);
  return copied;

  function copy(from: Node, to: Element, depth: number): void {
    for (const node of from.childNodes) {
      if (node.nodeType === Node.TEXT_NODE) to.append(node.textContent!);
      else if (node instanceof HTMLElement) copyElement(node, to, depth + 1);
    }
  }

  function copyElement(from: HTMLElement, to: Element, depth: number): void {
    const name = from.localName;
    const link = name === 'a' ? rule.link(from.getAttribute('href'), base) : undefined;
    const picture = name === 'img' ? httpUrl(from.getAttribute('src'), base) : undefined;
    if (wrappings.includes(name) || (name === 'a' && !link) || depth > DEEPEST) return copy(from, to, depth);
    if (!elements.includes(name) || (name === 'img' && !picture)) return;
    // The one first heading of the page is the article's own.
    const made = inert.createElement(name === 'h1' ? 'h2' : name);
    const set = (key: string, value: string) => made.setAttribute(key, value);
    if (picture) set('alt', '');
    for (const key of attributes) {
      const value = from.getAttribute(key)?.trim();
      if (value !== undefined && !/^(href|src)$/.test(key)) set(key, value);
    }
    if (link) {
      set('href', link);
      set('rel', rule.rel);
    }
    if (picture) {
      set('src', picture);
      set('loading', 'lazy');
      set('decoding', 'async');
      set('referrerpolicy', 'no-referrer');
    }
    copy(from, made, depth);
    // Editors leave paragraphs that hold nothing but U+00A0; CSS would give each a whole line.
    if (name === 'p' && made.textContent.trim() === '' && made.querySelector('img, br') === null) return;
    to.append(name === 'table' ? scroller(made) : made);
  }

  /** A table may be wider than a phone: it scrolls by itself, also by keyboard. */
  function scroller(table: Element): Element {
    const around = inert.createElement('div');
    around.className = 'scroller';
    around.tabIndex = 0;
    around.append(table);
    return around;
  }
}
