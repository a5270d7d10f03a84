import { warn } from '../warnings.js';

/** The heading level an element asks for, or its default when that is none of HTML's six. */
export function headingLevel(host: HTMLElement & { readonly level: number }, fallback: number): number {
  const { level } = host;
  if (Number.isInteger(level) && level >= 1 && level <= 6) return level;
  warn(host, 'level', `level: ${level}`);
  return fallback;
}
