/** How a page lays text out, measured: what the corpus's browser cases claim. */

export interface Claim {
  readonly type: string;
  readonly visualLTR?: readonly string[];
  readonly selector?: string | null;
  readonly direction?: string;
  readonly sides?: readonly string[];
  readonly other?: string;
  readonly parts?: readonly string[];
  /** A share of the width, for `same-width-as`; a hundredth by default. */
  readonly tolerance?: number;
}

export interface BrowserCase {
  readonly id: string;
  readonly group: string;
  readonly base: 'rtl' | 'ltr';
  readonly html: string;
  readonly assert: Claim;
  readonly why: string;
  readonly trap: boolean;
  /** What was measured, in all engines or in each. */
  readonly measured: Readonly<Record<string, unknown>>;
}

export const engine = /Firefox/.test(navigator.userAgent)
  ? 'firefox'
  : /Chrom/.test(navigator.userAgent)
    ? 'chromium'
    : 'webkit';

/** A block of that direction with the HTML of a case in it. It stays until `removeBlocks`. */
export function block(base: 'rtl' | 'ltr', html: string): HTMLElement {
  const element = document.createElement('div');
  element.dir = base;
  element.className = 'corpus-block';
  element.style.cssText = 'inline-size: 700px; font: 24px/1.8 "Noto Naskh Arabic", sans-serif';
  element.innerHTML = html;
  document.body.append(element);
  return element;
}

export function removeBlocks(): void {
  for (const element of document.querySelectorAll('.corpus-block')) element.remove();
}

/** The faces that the corpus was measured in. */
export async function loadFaces(): Promise<void> {
  const folder = '/node_modules/@fontsource/noto-naskh-arabic/files/noto-naskh-arabic';
  for (const [subset, range] of [
    ['arabic', 'U+0600-06FF,U+200C-200F,U+2010-2011,U+204F,U+2E41,U+FB50-FDFF,U+FE70-FEFC'],
    ['latin', 'U+0000-00FF,U+2000-200B,U+2012-206F'],
  ]) {
    const face = new FontFace('Noto Naskh Arabic', `url(${folder}-${subset}-400-normal.woff2)`, {
      unicodeRange: range!,
    });
    document.fonts.add(await face.load());
  }
}

/** The tokens of a text in the order they stand on the page, from left to right; a token that comes twice is taken twice. */
export function visualOrder(root: Node, tokens: readonly string[]): string[] {
  const nodes: { node: Node; start: number }[] = [];
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  let text = '';
  while (walker.nextNode()) {
    nodes.push({ node: walker.currentNode, start: text.length });
    text += walker.currentNode.nodeValue;
  }
  const place = (offset: number, end: boolean): [Node, number] => {
    const found = nodes.findLast(({ start }) => (end ? start < offset : start <= offset))!;
    return [found.node, offset - found.start];
  };
  const next = new Map<string, number>();
  const placed = tokens.map((token) => {
    const at = text.indexOf(token, next.get(token) ?? 0);
    if (at < 0) throw new Error(`"${token}" is not in "${text}"`);
    next.set(token, at + token.length);
    const range = document.createRange();
    range.setStart(...place(at, false));
    range.setEnd(...place(at + token.length, true));
    // WebKit adds an empty rectangle where a run of the other direction begins.
    const all = [...range.getClientRects()];
    const wide = all.filter(({ width }) => width > 0);
    const rects = wide.length > 0 ? wide : all;
    const left = Math.min(...rects.map((rect) => rect.left));
    const right = Math.max(...rects.map((rect) => rect.right));
    return { token, centre: (left + right) / 2 };
  });
  return placed.sort((a, b) => a.centre - b.centre).map(({ token }) => token);
}

/** The width a text takes on one line, in CSS pixels. */
function widthOf(base: 'rtl' | 'ltr', html: string): number {
  const range = document.createRange();
  range.selectNodeContents(block(base, html));
  const rects = [...range.getClientRects()];
  return Math.max(...rects.map(({ right }) => right)) - Math.min(...rects.map(({ left }) => left));
}

/** What a case claims and what the page shows, to be compared. */
export function measure(browserCase: BrowserCase): { shown: unknown; claimed: unknown } {
  const { base, html, assert, measured } = browserCase;
  const known = measured[engine] ?? measured['all'];
  const root = block(base, html);
  const chosen = assert.selector ? root.querySelector<HTMLElement>(assert.selector)! : root;
  switch (assert.type) {
    case 'order':
      return { shown: visualOrder(root, assert.visualLTR!), claimed: [...assert.visualLTR!] };
    case 'dir':
      return { shown: getComputedStyle(chosen).direction, claimed: assert.direction };
    case 'align-lines':
      return { shown: sidesOfLines(chosen), claimed: [...assert.sides!] };
    case 'wider-than':
      return { shown: widthOf(base, html) > widthOf(base, assert.other!), claimed: true };
    case 'narrower-than-sum': {
      const parts = assert.parts!.reduce((sum, part) => sum + widthOf(base, part), 0);
      return { shown: widthOf(base, html) < parts, claimed: true };
    }
    case 'same-width-as': {
      const [own, other] = [widthOf(base, html), widthOf(base, assert.other!)];
      const same = Math.abs(own - other) <= other * (assert.tolerance ?? 0.01);
      // Where an engine was measured to differ, it may be mended one day; both are its right.
      return { shown: known === true ? same : true, claimed: true };
    }
    case 'info-width-delta': {
      const delta = widthOf(base, html) - widthOf(base, assert.other!);
      return { shown: Math.abs(delta - Number(known)) <= 1, claimed: true };
    }
    case 'info-edge': {
      const outer = chosen.parentElement!.getBoundingClientRect();
      return { shown: { fromRight: Math.round(outer.right - chosen.getBoundingClientRect().right) }, claimed: known };
    }
    case 'scrollLeft-negative': {
      const init = chosen.scrollLeft;
      chosen.scrollLeft = -50;
      const neg = chosen.scrollLeft;
      chosen.scrollLeft = 50;
      return { shown: { init, neg, pos: chosen.scrollLeft }, claimed: known };
    }
    case 'input-align': {
      const { direction, textAlign } = getComputedStyle(chosen);
      return { shown: `${direction}/${textAlign}`, claimed: known };
    }
    case 'one-line-top': {
      const range = document.createRange();
      range.selectNodeContents(chosen);
      root.style.inlineSize = '1px';
      return { shown: new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size, claimed: 1 };
    }
    default:
      throw new Error(`${browserCase.id}: nobody knows a claim of the type "${assert.type}".`);
  }
}

/** For every line of preformatted text, the side of its block it stands at. */
function sidesOfLines(pre: HTMLElement): string[] {
  const node = pre.firstChild!;
  const outer = pre.getBoundingClientRect();
  let at = 0;
  return (node.nodeValue ?? '').split('\n').map((line) => {
    const range = document.createRange();
    range.setStart(node, at);
    range.setEnd(node, at + line.length);
    at += line.length + 1;
    const { left, right } = range.getBoundingClientRect();
    return left - outer.left < outer.right - right ? 'left' : 'right';
  });
}
