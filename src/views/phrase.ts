import { isolate } from '../text/direction.js';

/**
 * A message with its placeholders filled for a template: «بقلم {name}» with a name in `<bdi>`. What is inserted is a
 * template of its own, so that its direction never reaches the words around it.
 */
export function phrase(message: string, values: Readonly<Record<string, unknown>>): unknown[] {
  return message.split(/\{(\w+)\}/).map((part, i) => (i % 2 === 1 ? values[part] : part));
}

/** The same for an attribute, where only characters can isolate: U+2068 … U+2069. */
export function phraseText(message: string, values: Readonly<Record<string, string>>): string {
  return message.replace(/\{(\w+)\}/g, (_, name: string) => isolate(values[name] ?? ''));
}
