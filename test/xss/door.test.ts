/** The one door for HTML, both ways through it, and the server's Markdown before it. */
import { expect } from '@open-wc/testing';
import { renderMarkdown } from '../../server/src/comments/markdown.js';
import { cleaner, sanitise, sanitiseComment, type Clean } from '../../src/sources/sanitise.js';
import { allowPictures, attack, elementsIn, faults, pieces, vectors } from './attack.js';

const BASE = 'https://example.org/a/';
const setHTML = Object.getOwnPropertyDescriptor(Element.prototype, 'setHTML');

type Door = (html: string) => Promise<DocumentFragment>;
const doors: Record<string, Door> = {};
/** What cleans, both ways where the browser has its own. */
const cleaners: Clean[] = [];

/** Runs as in a browser that has no `setHTML`. */
async function without<T>(run: () => Promise<T>): Promise<T> {
  if (setHTML) delete (Element.prototype as { setHTML?: unknown }).setHTML;
  try {
    return await run();
  } finally {
    if (setHTML) Object.defineProperty(Element.prototype, 'setHTML', setHTML);
  }
}

before(async () => {
  doors['DOMPurify'] = (html) => without(() => sanitise(html, BASE));
  cleaners.push(await without(cleaner));
  if (!setHTML) return;
  doors['setHTML'] = (html) => sanitise(html, BASE);
  cleaners.push(await cleaner());
});

/** Puts the fragments in the page, attacks them, and says which vectors did what. */
async function survive(made: readonly { vector: string; fragment: DocumentFragment }[]): Promise<void> {
  const known = new Set<string>();
  const box = document.createElement('div');
  document.body.append(box);
  for (const piece of pieces(made, 200)) {
    const all = piece.map(({ vector, fragment }) => {
      const kept = document.createElement('div');
      kept.append(fragment);
      return { vector, kept };
    });
    // What is shown alike acts alike.
    const shown = all.filter(({ kept }) => !known.has(kept.innerHTML) && known.add(kept.innerHTML));
    for (const { vector, kept } of shown) expect([...faults(kept)], JSON.stringify(vector)).to.deep.equal([]);
    box.replaceChildren(...shown.map(({ kept }) => kept));
    const won = await attack(box);
    if (won.length > 0)
      throw new Error(`${won.join(', ')}: one of ${JSON.stringify(shown.map(({ vector }) => vector))}`);
  }
  box.remove();
}

describe('the door for HTML', () => {
  it('lets nothing run and asks nothing of anybody, and shows the same whatever cleans', async () => {
    const made = [];
    const different = [];
    for (const vector of vectors) {
      const fragments = [];
      for (const door of Object.values(doors)) fragments.push(await door(vector));
      for (const fragment of fragments) allowPictures(fragment);
      const [one, other] = fragments.map(holder);
      if (other && !alike(one!, other)) different.push([vector, one!.innerHTML, other.innerHTML]);
      made.push(...fragments.map((fragment) => ({ vector, fragment })));
    }
    expect(different.slice(0, 5), `${different.length} differ`).to.deep.equal([]);
    await survive(made);
  });

  it('of comments does the same, by its shorter list', async () => {
    const made = [];
    const different = [];
    for (const vector of vectors) {
      const [one, other] = cleaners.map((clean) => sanitiseComment(vector, clean));
      if (other && !holder(one!).isEqualNode(holder(other)))
        different.push([vector, holder(one!).innerHTML, holder(other).innerHTML]);
      made.push({ vector, fragment: one! });
    }
    expect(different.slice(0, 5), `${different.length} differ`).to.deep.equal([]);
    await survive(made);
  });

  it('is not what the server’s Markdown needs: that makes nothing but its eight elements', async () => {
    const made = [];
    for (const vector of vectors) {
      const html = renderMarkdown(vector);
      const { body } = new DOMParser().parseFromString(html, 'text/html');
      for (const element of body.querySelectorAll('*')) {
        const { localName } = element;
        expect(['p', 'br', 'strong', 'em', 'blockquote', 'code', 'pre', 'a'], vector).to.include(localName);
        expect(element.getAttributeNames(), vector).to.deep.equal(localName === 'a' ? ['href', 'rel'] : []);
        if (localName === 'a') expect(element.getAttribute('href'), vector).to.match(/^https?:\/\//);
      }
      made.push({ vector, fragment: sanitiseComment(html, cleaners[0]!) });
    }
    await survive(made);
  });
});

/**
 * The same tree. Firefox's `setHTML` alone puts what strays into a table after it, where its parser of pages puts it before, as the
 * standard says: there the same pieces in another order are the same. Nothing is shown that either would not show.
 */
function alike(one: HTMLElement, other: HTMLElement): boolean {
  if (one.isEqualNode(other)) return true;
  if (!navigator.userAgent.includes('Firefox') || one.querySelector('table') === null) return false;
  const [some, others] = [one, other].map((root) =>
    [...elementsIn(root)]
      .map((each) => opening(each))
      .sort()
      .join(),
  );
  return some === others && letters(one) === letters(other);
}

const opening = (element: Element) => (element.cloneNode() as Element).outerHTML;
const letters = ({ textContent }: Element) => [...textContent].sort().join('');

/** A copy of it in a document of no page. */
function holder(fragment: DocumentFragment): HTMLElement {
  const { body } = document.implementation.createHTMLDocument('');
  body.append(fragment.cloneNode(true));
  return body;
}
