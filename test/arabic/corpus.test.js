/** The corpus's unit cases in Node, and the table of the 22 Arab locales. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { table } from './table.ts';
import { outcome } from './unit-cases.ts';

const read = (file) => JSON.parse(readFileSync(new URL(file, import.meta.url), 'utf8'));

describe('the Arabic corpus, unit cases', () => {
  for (const unit of read('../corpora/arabic.json').unit) {
    it(`${unit.id}: ${unit.why || unit.kind}`, () => assert.deepEqual(outcome(unit), unit.expect));
  }
});

describe('the 22 Arab locales', () => {
  const expected = read('../fixtures/arab-locales.json');
  const said = table();
  it('are all in the table', () => assert.equal(Object.keys(said).length, 2 * 22));
  for (const [name, row] of Object.entries(said)) {
    it(`${name} says what it should`, () => assert.deepEqual(row, expected[name]));
  }
});
