import { quiet } from './quiet.js';

/** Markup of others as documents in which nothing loads and nothing runs, and the plain text in them. */

interface Policy {
  createHTML(markup: string): string;
}
const { trustedTypes } = window as { trustedTypes?: { createPolicy(name: string, rules: Policy): Policy } };
let policy: Policy | undefined;

// Style sheets too are reported in what DOMParser makes, and nobody reads them here.
const unstyled = (html: string) => quiet(html).replace(/(<\/?)style(?=[\s/>])/gi, '$1script');

/** The root of a document that belongs to no page, in HTML its body. A page with trusted types lets the policy `midad` make it. */
export function inertRoot(markup: string, type: 'text/html'): Element;
export function inertRoot(markup: string, type: 'text/xml'): Element | null;
export function inertRoot(markup: string, type: DOMParserSupportedType): Element | null {
  policy ??= trustedTypes?.createPolicy('midad', { createHTML: (text) => text }) ?? { createHTML: (text) => text };
  const html = type === 'text/html';
  const inert = new DOMParser().parseFromString(policy.createHTML(html ? unstyled(markup) : markup), type);
  // Asked of the prototype: in a document of others `<img name="body">` is what its `body` gives.
  const root = Reflect.get(Document.prototype, 'documentElement', inert) as Element | null;
  return html ? (root!.querySelector('body') ?? root) : root;
}

const UNSEEN = 'script, style, template, noscript, svg, math, iframe, object';
const BLOCKS =
  'address, blockquote, br, dd, div, dt, figcaption, figure, h1, h2, h3, h4, h5, h6, hr, li, p, pre, td, th, tr';

/** What a reader sees of HTML, on one line. */
export function plainText(html: string): string {
  return /[<&]/.test(html) ? textIn(inertRoot(html, 'text/html')) : squeezed(html);
}

/** The same of a body, which is used up. */
export function textIn(body: Element): string {
  for (const element of body.querySelectorAll(UNSEEN)) element.remove();
  for (const element of body.querySelectorAll(BLOCKS)) element.after(' ');
  return squeezed(body.textContent);
}

/** Plain text as HTML, in which only what may be an entity is still one: sites write «&amp;» where it does not belong. */
export const htmlOf = (text: string) => text.replace(/</g, '&lt;');

const squeezed = (text: string) => text.replace(/\s+/g, ' ').trim();
