/** The corpus and the table in a real engine; the browser cases as raw HTML and through the elements that show such text. */
import { expect, fixture, html, waitUntil } from '@open-wc/testing';
import '../../src/embed.js';
import type { LitElement } from 'lit';
import { madeComment, MemorySource } from '../support/memory-source.js';
import { loadFaces, measure, removeBlocks, visualOrder, type BrowserCase } from './layout.js';
import { table, type Table } from './table.js';
import { runs } from '../../src/text/runs.js';
import { outcome, type UnitCase } from './unit-cases.js';

const read = async <T>(file: string) => (await (await fetch(new URL(file, import.meta.url))).json()) as T;
const corpus = await read<{ unit: UnitCase[]; browser: BrowserCase[] }>('../corpora/arabic.json');
const expected = await read<Table>('../fixtures/arab-locales.json');
await loadFaces();

describe('the Arabic corpus, unit cases', () => {
  for (const unit of corpus.unit) {
    it(`${unit.id}: ${unit.why || unit.kind}`, () => expect(outcome(unit)).to.deep.equal(unit.expect));
  }
});

describe('the 22 Arab locales', () => {
  for (const [name, row] of Object.entries(table())) {
    it(`${name} says what it says in Node`, () => expect(row).to.deep.equal(expected[name]));
  }
});

describe('the Arabic corpus, browser cases', () => {
  afterEach(removeBlocks);
  for (const each of corpus.browser) {
    it(`${each.id}: ${each.why}`, () => {
      const { shown, claimed } = measure(each);
      expect(shown).to.deep.equal(claimed);
    });
  }
});

/** What of a text an element sets apart, and then is read from left to right, as an address in Arabic letters is not. */
const apart = (text: string) =>
  runs(text).filter(
    ({ kind, dir, text: run }) => dir === 'ltr' && kind !== 'number' && !/\p{Script=Arabic}/u.test(run),
  );

/** A case's words as data has them, if it is words alone; a trap that nothing is set apart in is raw HTML's. */
function plainText({ html: source, assert, trap }: BrowserCase): string | undefined {
  if (assert.type !== 'order') return undefined;
  const text = /^<div dir="auto"[^>]*>([^<]*)<\/div>$/.exec(source)?.[1] ?? source;
  return /[<&]/.test(text) || (trap && apart(text).length === 0) ? undefined : text;
}

/** The order in an element: as the case has it, but that what is set apart (a score, a date) is read from left to right. */
function orderOf(text: string, visualLTR: readonly string[]): string[] {
  const order = [...visualLTR];
  for (const { text: run } of apart(text)) {
    const places = order.flatMap((part, i) => (run.includes(part) ? [i] : []));
    const parts = places.map((i) => order[i]!).sort((a, b) => run.indexOf(a) - run.indexOf(b));
    places.forEach((place, i) => (order[place] = parts[i]!));
  }
  return order;
}

async function show(
  tag: 'article-card' | 'article-view' | 'comment-box',
  data: object,
  selector: string,
  base: string,
) {
  const page = await fixture<HTMLElement>(
    html`<div dir=${base} style="inline-size: 700px; --midad-font-size: 10px"></div>`,
  );
  const element = Object.assign(document.createElement(tag) as LitElement, data);
  page.append(element);
  await waitUntil(() => element.shadowRoot?.querySelector(selector), `${tag} shows ${selector}`);
  const shown = element.shadowRoot!.querySelector<HTMLElement>(selector)!;
  // The order is that of one line, however wide the element lets a line be.
  shown.style.whiteSpace = 'nowrap';
  return shown;
}

const comments = (text: string, name = 'ليلى') => ({
  article: 'corpus',
  source: new MemorySource([madeComment({ id: 'c', text, author: { name } })]),
});

describe('the Arabic corpus, through the elements', () => {
  for (const each of corpus.browser) {
    const text = plainText(each);
    const { visualLTR = [] } = each.assert;
    // The element brings its own direction: only a case of Arabic text, in an RTL block or in an LTR page, is what it shows.
    if (text === undefined || (each.base === 'ltr' && text === each.html)) continue;

    for (const tag of ['article-card', 'article-view'] as const) {
      it(`${each.id} as a headline in <${tag}>`, async () => {
        const headline = await show(tag, { article: { headline: text } }, '.headline', each.base);
        await waitUntil(() => apart(text).length === 0 || headline.querySelector('bdi'), 'nothing is set apart');
        expect(visualOrder(headline, visualLTR)).to.deep.equal(orderOf(text, visualLTR));
      });
    }
    // A comment's paragraph takes its direction from its first letter.
    if (/\p{Script=Arabic}/u.test(/\p{L}/u.exec(text)?.[0] ?? '')) {
      it(`${each.id} as a comment in <comment-box>`, async () => {
        const paragraph = await show('comment-box', comments(text), '.words', each.base);
        await waitUntil(() => apart(text).length === 0 || paragraph.querySelector('bdi'), 'nothing is set apart');
        expect(visualOrder(paragraph, visualLTR)).to.deep.equal(orderOf(text, visualLTR));
      });
    }
  }

  for (const { id, html: source } of corpus.browser.filter(({ group, trap }) => group === 'attack' && !trap)) {
    const name = /<bdi>([^<]*)<\/bdi>/.exec(source)?.[1];
    if (name === undefined) continue;
    for (const base of ['rtl', 'ltr'] as const) {
      it(`${id} as an author's name does not reach the words beside it, in a page that is ${base}`, async () => {
        const date = await show('comment-box', comments('شكرا.', name), 'time', base);
        expect(visualOrder(date, ['قبل', '5', 'دقائق'])).to.deep.equal(['دقائق', '5', 'قبل']);
        const both = date.closest('header')!;
        const [nameAt, dateAt] = [both.querySelector('bdi')!, date].map((part) => part.getBoundingClientRect().left);
        expect(nameAt).to.be.above(dateAt!);
      });
    }
  }
});
