import { ar } from './ar.js';
import type { OwnMessages } from './catalogue.js';
import { isSpoken, LANGUAGES } from './countries.js';

/** Tells the builder of a key or a language that nothing says. */
export function checkMessages(words: OwnMessages, language: string): void {
  const known: Readonly<Record<string, unknown>> = ar;
  for (const [key, value] of Object.entries(words)) {
    const forms = Object.values(value ?? {});
    const right =
      typeof value === typeof known[key] && forms.every((form) => form === undefined || typeof form === 'string');
    if (value === undefined || right) continue;
    const mend =
      typeof known[key] === 'object'
        ? 'its plural forms are asked for: { one, two, few, many, other }'
        : 'a text is asked for';
    console.warn(`midad: messages(): ${key}: ${key in known ? mend : 'there is no such message'}.`);
  }
  if (!isSpoken(language)) {
    console.warn(`midad: messages(): "${language}" is not spoken here. Use one of ${LANGUAGES.join(', ')}.`);
  }
}
