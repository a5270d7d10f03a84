/** The examples of README.md's section «midad/text»: what stands before // gives what stands after it. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import vm from 'node:vm';
import * as text from '../../src/text/index.ts';

const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
const section = /^## midad\/text\n([^]*?)^## /m.exec(readme)[1];
const code = /```js\n([^]*?)```/.exec(section)[1].replace(/^import .*\n/, '');
const examples = code.split('\n').filter((line) => line.includes(' // '));

describe('the examples of midad/text', () => {
  it('are there', () => assert.ok(examples.length > 30));
  // const lives on from one script to the next of the same context.
  const context = vm.createContext({ text });
  for (const line of code.split('\n').filter((each) => each.startsWith('const '))) vm.runInContext(line, context);
  for (const line of examples) {
    const [asked, answer] = line.split('; // ');
    it(asked, () => {
      const json = (source) => JSON.stringify(vm.runInContext(`(${source})`, context));
      assert.equal(json(asked), json(answer));
    });
  }
  it('name every function', () => {
    const functions = Object.entries(text).filter(([, value]) => typeof value === 'function');
    const low = ['ago', 'dayOf', 'hijriDay', 'compact', 'toDigits', 'isNumerals', 'numberingSystem', 'directionOf'];
    const others = [...low, 'graphemes', 'readingMinutes', 'voiceOf'];
    for (const [name] of functions) assert.ok(others.includes(name) || section.includes(name), name);
  });
});
