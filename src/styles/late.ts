import type { ReactiveElement } from 'lit';

/** A style sheet of what loads later, as text: it has no Lit. The build shortens it like any other. */
export const css = (text: TemplateStringsArray): string => text.join('');

/** Lays a style sheet over an element's own. */
export function adopt(host: ReactiveElement, text: string): void {
  const root = host.renderRoot as ShadowRoot;
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(text);
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
}
