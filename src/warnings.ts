import { tell } from './events.js';

/** Tells the page, and its builder, that what an element is there for could not be had. */
export function fail(element: HTMLElement, attribute: string, error: unknown): void {
  warn(element, attribute, error instanceof Error ? error.message : String(error));
  tell(element, 'load-failed', { error });
}

const warned = new Set<string>();

/**
 * Tells the site's builder what is wrong and how to mend it, once for every tag and attribute of the page.
 *
 * @param noted A sentence, or what `advice.ts` makes one of: that loads when there is something to tell, for readers need none.
 */
export function warn({ localName }: Pick<HTMLElement, 'localName'>, attribute: string, noted: string): void {
  const about = `midad: <${localName}> ${attribute}: `;
  if (warned.has(about)) return;
  warned.add(about);
  const say = (said: string) => console.warn(about + said);
  import('./advice.js').then(
    ({ advice }) => say(advice(noted)),
    () => say(noted),
  );
}
