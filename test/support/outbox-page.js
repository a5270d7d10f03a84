/** What runs in the page that the outbox is tried with: `reader` does what its reader does, `?article=` says where. */
import { findSource } from '../../src/sources/discover.ts';
import { outbox } from '../../src/sources/outbox.ts';

const article = new URL(location.href).searchParams.get('article');
const source = findSource(undefined, {}, () => {});

outbox.subscribe(() => {});

globalThis.reader = {
  /** Writes a comment and presses send; resolves with where it is kept. */
  press: async (text) =>
    (await outbox.add(source, article, { text, name: 'ليلى', email: 'leila@mail.example', url: '' })).kept,
  /** What the reader sees waiting or refused below the article. */
  async waiting() {
    const entries = await outbox.entries(outbox.nameOf(source), article);
    return entries.map(({ key, draft, state, problem }) => ({ key, text: draft.text, state, code: problem?.code }));
  },
  retry: () => outbox.flush('all'),
};
