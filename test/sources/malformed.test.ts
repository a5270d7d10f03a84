/** What a reader and a builder see of answers that are none: the tag's fallback, and one warning. */
import { aTimeout, expect, fixture, fixtureCleanup } from '@open-wc/testing';
import { html as statically, unsafeStatic } from 'lit/static-html.js';
import { ArticleCard } from '../../src/components/article-card/article-card.js';
import { CommentBox } from '../../src/components/comment-box/comment-box.js';
import { CommentCount } from '../../src/components/comment-count/comment-count.js';
import { fakeTime } from '../support/fake-time.js';

/** The tags, each with where it asks. */
const TAGS = {
  'comment-count of a feed': [CommentCount, 'source="https://NAME.example/feed/" article="https://site.example/a"'],
  'comment-count of a server': [CommentCount, 'source="https://NAME.example/" article="https://site.example/a"'],
  'comment-box of a server': [CommentBox, 'source="https://NAME.example/" article="https://site.example/a"'],
  'article-card of a file': [ArticleCard, 'src="https://NAME.example/a.json"'],
} as const;

const json = (body: string) => () => new Response(body, { headers: { 'Content-Type': 'application/json' } });
const long = () => {
  const part = new Uint8Array(1_000_000).fill(0x20);
  let left = 12;
  return new ReadableStream({ pull: (stream) => (left-- > 0 ? stream.enqueue(part) : stream.close()) });
};
const ANSWERS: Record<string, (() => Response) | undefined> = {
  HTML: () => new Response('<!doctype html><title>502</title>', { headers: { 'Content-Type': 'text/html' } }),
  nothing: () => new Response(''),
  'wrong types': json('{"counts": [{"views": "1"}], "comments": 7, "items": {}, "headline": []}'),
  '10 MB and more': () => new Response(long()),
  'another site': () =>
    Object.defineProperties(new Response('{}'), {
      redirected: { value: true },
      url: { value: 'https://elsewhere.example/' },
    }),
  'an encoding that is not what it says': () =>
    new Response(Uint8Array.of(0x7b, 0x22, 0xc7, 0xe1, 0x22, 0x3a, 0xff), {
      headers: { 'Content-Type': 'application/json; charset=UTF-8' },
    }),
  silence: undefined,
};

describe('an answer that is none', () => {
  const { fetch } = window;
  const { warn } = console;
  afterEach(() => {
    window.fetch = fetch;
    console.warn = warn;
  });

  let number = 0;
  for (const [tag, [Tag, attributes]] of Object.entries(TAGS)) {
    for (const [what, answer] of Object.entries(ANSWERS)) {
      it(`leaves ${tag} with its fallback, and warns once: ${what}`, async () => {
        // A tag warns once a page of one attribute: here each case is a tag of its own.
        const name = `x-${number++}`;
        customElements.define(name, class extends (Tag as CustomElementConstructor) {});
        const said: string[] = [];
        console.warn = (text: string) => said.push(text);
        let asked = 0;
        window.fetch = async (_url, { signal } = {}) => {
          asked++;
          if (answer) return answer();
          return new Promise((_resolve, reject) =>
            signal!.addEventListener('abort', () => reject(signal!.reason as Error)),
          );
        };
        const time = fakeTime();
        try {
          const start = `<${name} ${attributes.replace('NAME', name)}>`;
          const element = await fixture(statically`${unsafeStatic(`${start}<p>بديل</p></${name}>`)}`);
          for (let waited = 0; waited < 400 && !element.matches(':state(failed)'); waited++) {
            await aTimeout(10);
            if (!answer && asked > 0 && time.waits().some((wait) => wait > 19_000)) time.pass(20_000);
          }
          expect(element.matches(':state(failed)')).to.equal(true);
          // The words of a warning load with the first of them.
          for (let waited = 0; waited < 400 && said.length === 0; waited++) await aTimeout(10);
          await aTimeout(20);
          const seen = element.querySelector('p')!.getBoundingClientRect();
          expect(seen.height).to.be.greaterThan(0);
          expect(said.length, said.join('\n')).to.equal(1);
          expect(said[0]).to.include(`<${name}>`);
        } finally {
          time.restore();
          fixtureCleanup();
        }
      });
    }
  }
});
