import { warn } from '../warnings.js';

// Marks a class that Midad registered, also by another copy of Midad on the same page.
const OURS = Symbol.for('midad');

/** What this script was loaded with: `embed.js?prefix=midad` registers `<midad-article-card>`, where the plain names are taken. */
const prefix = new URL(import.meta.url).searchParams.get('prefix');

/**
 * Registers an element under a name. A name that is taken stays with whoever took it: a page may load Midad twice, or
 * have an element of its own by that name, and neither may break it.
 *
 * @param registry For an element that is known in some shadow roots alone: a `new CustomElementRegistry()`.
 */
export function define(name: string, element: CustomElementConstructor, registry = customElements): void {
  if (prefix) name = `${prefix}-${name}`;
  const taken = registry.get(name);
  if (taken === undefined) {
    // One class may carry one name; a second name needs a class of its own.
    const named = OURS in element ? class extends element {} : element;
    registry.define(name, Object.assign(named, { [OURS]: true }));
  } else if (!(OURS in taken)) {
    warn({ localName: name }, 'define', `taken: ${name}`);
  }
}
