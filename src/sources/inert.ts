import { quiet } from './quiet.js';

/** Markup of others as documents in which nothing loads and nothing runs, and the plain text in them. */

interface Policy {
  createHTML(markup: string): string;
}
const { trustedTypes } = window as { trustedTypes?: { createPolicy(name: string, rules: Policy): Policy } };
let policy: Policy | undefined;

/** A document that belongs to no page. A page with trusted types lets the policy `midad` make it. */
export function inertDocument(markup: string, type: DOMParserSupportedType): Document {
  policy ??= trustedTypes?.createPolicy('midad', { createHTML: (text) => text }) ?? { createHTML: (text) => text };
  return new DOMParser().parseFromString(policy.createHTML(quiet(markup)), type);
}

const UNSEEN = 'script, style, template, noscript, svg, math, iframe, object';
const BLOCKS =
  'address, blockquote, br, dd, div, dt, figcaption, figure, h1, h2, h3, h4, h5, h6, hr, li, p, pre, td, th, tr';

/** What a reader sees of HTML, on one line. */
export function plainText(html: string): string {
  return /[<&]/.test(html) ? textIn(inertDocument(html, 'text/html')) : squeezed(html);
}

/** The same of a document, which is used up. */
export function textIn({ body }: Document): string {
  for (const element of body.querySelectorAll(UNSEEN)) element.remove();
  for (const element of body.querySelectorAll(BLOCKS)) element.after(' ');
  return squeezed(body.textContent);
}

/** Plain text as HTML, in which only what may be an entity is still one: sites write «&amp;» where it does not belong. */
export const htmlOf = (text: string) => text.replace(/</g, '&lt;');

const squeezed = (text: string) => text.replace(/\s+/g, ' ').trim();
