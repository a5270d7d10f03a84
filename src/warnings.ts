import { tell } from './events.js';

/** Tells the page, and its builder, that what an element is there for could not be had. */
export function fail(element: HTMLElement, attribute: string, error: unknown): void {
  const message = error instanceof Error ? error.message : String(error);
  warn(element, attribute, /[.?]$/.test(message) ? message : `${message}.`);
  tell(element, 'load-failed', { error });
}

const warned = new Set<string>();

/**
 * Tells the site's builder what is wrong and how to mend it, once for every tag and attribute of the page.
 *
 * @param attribute What the warning is about; '' when it is the tag as a whole.
 */
export function warn(element: HTMLElement, attribute: string, message: string): void {
  const tag = element.localName;
  const key = `${tag} ${attribute}`;
  if (warned.has(key)) return;
  warned.add(key);
  console.warn(`midad: <${tag}>${attribute && ` ${attribute}`}: ${message}`);
}
