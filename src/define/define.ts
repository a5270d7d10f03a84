import { warn } from '../warnings.js';

// Marks a class that Midad registered, also by another copy of Midad on the same page.
const OURS = Symbol.for('midad');

/**
 * Registers an element under a name. A name that is taken stays with whoever took it: a page may load Midad twice, or
 * have an element of its own by that name, and neither may break it.
 */
export function define(name: string, element: CustomElementConstructor): void {
  const taken = customElements.get(name);
  if (taken === undefined) {
    // One class may carry one name; a second name needs a class of its own.
    const named = OURS in element ? class extends element {} : element;
    customElements.define(name, Object.assign(named, { [OURS]: true }));
  } else if (!(OURS in taken)) {
    warn({ localName: name }, 'define', `taken: ${name}`);
  }
}
