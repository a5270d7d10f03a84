/** What an element knows of the comments that were sent from it. */
import { expect, waitUntil } from '@open-wc/testing';
import { deleteDB } from 'idb';
import { LitElement } from 'lit';
import { OutboxController, type Delivery } from '../../src/controllers/outbox.js';
import type { Place } from '../../src/controllers/place.js';
import type { CommentDraft } from '../../src/model/draft.js';
import { Outbox } from '../../src/sources/outbox.js';
import { Problem } from '../../src/sources/source.js';
import { MemorySource, offline } from '../support/memory-source.js';

class Host extends LitElement {
  renders = 0;
  protected override render() {
    this.renders++;
  }
}
customElements.define('outbox-host', Host);

const draft: CommentDraft = { text: 'شكرا', name: 'ليلى', email: 'leila@example.ma', url: '' };

describe('an element with an outbox', () => {
  let source: MemorySource;
  let place: Place;
  let host: Host;
  let outbox: OutboxController;
  let delivered: [text: string, parent: string | undefined][];
  const states = () => outbox.entries.map(({ article, state }) => `${article} ${state}`);

  function hire(): void {
    const here = ({ comment, parent }: Delivery) => void delivered.push([comment.text, parent]);
    outbox = new OutboxController(
      host,
      () => place,
      () => {},
      here,
      () => {},
      new Outbox(),
    );
  }

  beforeEach(async () => {
    localStorage.clear();
    await deleteDB('midad-outbox');
    delivered = [];
    source = Object.assign(new MemorySource(), { address: 'https://comments.example/' });
    place = { source, article: 'a' };
    host = new Host();
    document.body.append(host);
  });
  afterEach(() => host.remove());

  it('shows what waits in its place, and is told when it has arrived', async () => {
    // Loaded late, when the element is in the page already.
    await host.updateComplete;
    hire();
    source.problem = offline();
    expect((await outbox.send(draft, 'c1'))?.kept).to.equal('device');
    await waitUntil(() => outbox.entries[0]?.problem?.code === 'offline');
    place = { source, article: 'b' };
    host.requestUpdate();
    await waitUntil(() => outbox.entries.length === 0);
    place = { source, article: 'a' };
    host.requestUpdate();
    await waitUntil(() => outbox.entries.length === 1);
    source.problem = undefined;
    outbox.retry();
    await waitUntil(() => outbox.entries.length === 0);
    expect(delivered).to.deep.equal([['شكرا', 'c1']]);
  });

  it('gives refused words back, and what waits can be cancelled', async () => {
    hire();
    source.problem = new Problem('invalid_request', 'x', { name: 'reservedName' }, { status: 422 });
    await outbox.send(draft);
    await waitUntil(() => states().join() === 'a refused');
    let text = '';
    await outbox.takeBack(outbox.entries[0]!, (given) => (text = given.draft.text) !== undefined);
    expect(text).to.equal('شكرا');
    await waitUntil(() => outbox.entries.length === 0);
    source.problem = offline();
    await outbox.send(draft);
    await waitUntil(() => states().join() === 'a waiting');
    const cancelled = await outbox.cancel(outbox.entries[0]!);
    expect(cancelled!.draft).to.deep.equal(draft);
    await waitUntil(() => outbox.entries.length === 0);
  });

  it('hears nothing once it has left the page, and finds everything when it is back', async () => {
    hire();
    source.problem = offline();
    await outbox.send(draft);
    await waitUntil(() => outbox.entries[0]?.problem?.code === 'offline');
    host.remove();
    await host.updateComplete;
    const { renders } = host;
    source.problem = undefined;
    dispatchEvent(new Event('online'));
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect([host.renders, source.keys.length]).to.deep.equal([renders, 1]);
    document.body.append(host);
    await waitUntil(() => delivered.length === 1);
    await waitUntil(() => outbox.entries.length === 0);
  });
});
