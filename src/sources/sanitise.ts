import { httpUrl } from '../model/url.js';

/**
 * The one door for HTML from outside. The list is what an article's text is made of; scripts, styles, forms, frames,
 * ids, classes and event handlers are not on it.
 */
const ELEMENTS = [
  ...[
    'p',
    'br',
    'hr',
    'h1',
    'h2',
    'h3',
    'h4',
    'h5',
    'h6',
    'blockquote',
    'pre',
    'ul',
    'ol',
    'li',
    'dl',
    'dt',
    'dd',
    'div',
  ],
  ...['a', 'b', 'strong', 'i', 'em', 'u', 's', 'small', 'mark', 'q', 'cite', 'abbr', 'time', 'code', 'sub', 'sup'],
  ...[
    'bdi',
    'bdo',
    'span',
    'wbr',
    'figure',
    'figcaption',
    'img',
    'ins',
    'del',
    'kbd',
    'samp',
    'var',
    'ruby',
    'rt',
    'rp',
  ],
  ...['section', 'article', 'aside', 'header', 'footer', 'main', 'address'],
  ...['table', 'caption', 'thead', 'tbody', 'tfoot', 'tr', 'th', 'td'],
];
/** What editors wrap text in: the wrapping goes, the text stays. Any other element goes with what is in it. */
const WRAPPINGS = [
  ...['font', 'center', 'big', 'tt', 'strike', 'nobr', 'label', 'acronym', 'dfn', 'data'],
  ...['picture', 'details', 'summary', 'nav', 'hgroup', 'fieldset', 'legend'],
];
const ATTRIBUTES = [
  ...['href', 'src', 'alt', 'title', 'lang', 'dir', 'width', 'height', 'datetime'],
  ...['colspan', 'rowspan', 'scope', 'start', 'reversed'],
];

const ALLOWED = [...ELEMENTS, ...WRAPPINGS];

const COMMENT_ELEMENTS = ['p', 'br', 'strong', 'em', 'blockquote', 'code', 'pre', 'a'];

interface SanitizingElement extends Element {
  setHTML(html: string, options: { sanitizer: { elements: string[]; attributes: string[] } }): void;
}

/** Leaves nothing in HTML but the listed elements and attributes, and gives it in an element. */
export type Clean = (html: string, elements: string[], attributes: string[]) => HTMLElement;

/**
 * Untrusted HTML as nodes that are safe to put in the page.
 *
 * @param base What relative links and pictures are relative to.
 */
export async function sanitise(html: string, base: string): Promise<DocumentFragment> {
  const clean = await cleaner();
  const root = clean(html, ALLOWED, ATTRIBUTES);
  tidy(root, base);
  return fragmentOf(root);
}

/**
 * The same for a comment, whose HTML is what the server makes of its Markdown: a much shorter list. A link is kept where
 * it leads to an http(s) address, and of any other its words. At once, for a thread has many: `clean` is what `cleaner` gives.
 */
export function sanitiseComment(html: string, clean: Clean): DocumentFragment {
  const root = clean(html, COMMENT_ELEMENTS, ['href']);
  for (const link of root.querySelectorAll('a')) {
    const url = httpUrl(link.getAttribute('href'));
    if (url === undefined) {
      link.replaceWith(...link.childNodes);
      continue;
    }
    link.setAttribute('href', url);
    link.setAttribute('rel', 'ugc nofollow noopener');
  }
  for (const element of root.querySelectorAll(':not(a)[href]')) element.removeAttribute('href');
  return fragmentOf(root);
}

/**
 * What cleans: the browser's own `setHTML()` where there is one, else DOMPurify, which is loaded then. Both get the same
 * lists, and what is left is tidied by the same hand.
 */
export async function cleaner(): Promise<Clean> {
  // An inert document: nothing in it loads or runs while it is being cleaned.
  const inert = document.implementation.createHTMLDocument('');
  if ('setHTML' in inert.body) {
    return (html, elements, attributes) => {
      const root = inert.createElement('div');
      (root as unknown as SanitizingElement).setHTML(html, { sanitizer: { elements, attributes } });
      return root;
    };
  }
  const { default: purify } = await import('dompurify');
  return (html, elements, attributes) => {
    const root = inert.createElement('div');
    const fragment = purify.sanitize(html, {
      ALLOWED_TAGS: [...elements, '#text'],
      ALLOWED_ATTR: attributes,
      ALLOW_DATA_ATTR: false,
      ALLOW_ARIA_ATTR: false,
      KEEP_CONTENT: false,
      RETURN_DOM_FRAGMENT: true,
    });
    root.append(inert.adoptNode(fragment));
    return root;
  };
}

function fragmentOf(root: Element): DocumentFragment {
  const fragment = document.createDocumentFragment();
  fragment.append(...root.childNodes);
  return fragment;
}

function tidy(root: Element, base: string): void {
  for (const wrapping of root.querySelectorAll(WRAPPINGS.join())) wrapping.replaceWith(...wrapping.childNodes);
  // The one first heading of the page is the article's own.
  for (const title of root.querySelectorAll('h1')) title.replaceWith(renamed(title, 'h2'));
  // A table may be wider than a phone: it scrolls by itself, also by keyboard.
  for (const table of root.querySelectorAll('table')) {
    const scroller = root.ownerDocument.createElement('div');
    scroller.className = 'scroller';
    scroller.tabIndex = 0;
    table.replaceWith(scroller);
    scroller.append(table);
  }
  for (const link of root.querySelectorAll('a[href]')) {
    const href = link.getAttribute('href') ?? '';
    const url = /^(mailto|tel):/i.test(href.trim()) ? href.trim() : httpUrl(href, base);
    if (url === undefined) {
      link.removeAttribute('href');
      continue;
    }
    link.setAttribute('href', url);
    link.setAttribute('rel', 'noopener');
  }
  for (const picture of root.querySelectorAll('img')) {
    const url = httpUrl(picture.getAttribute('src'), base);
    if (url === undefined) {
      picture.remove();
      continue;
    }
    picture.setAttribute('src', url);
    picture.setAttribute('loading', 'lazy');
    picture.setAttribute('decoding', 'async');
    if (!picture.hasAttribute('alt')) picture.setAttribute('alt', '');
  }
  // Editors leave paragraphs that hold nothing but U+00A0; CSS would give each a whole line.
  for (const paragraph of root.querySelectorAll('p')) {
    if (paragraph.textContent.trim() === '' && paragraph.querySelector('img, br') === null) paragraph.remove();
  }
}

function renamed(element: Element, name: string): Element {
  const other = element.ownerDocument.createElement(name);
  for (const { name: attribute, value } of element.attributes) other.setAttribute(attribute, value);
  other.append(...element.childNodes);
  return other;
}
