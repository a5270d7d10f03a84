/** What controllers leave behind when their element leaves the page: nothing. */
import { expect, waitUntil } from '@open-wc/testing';
import { LitElement, type ReactiveController, type ReactiveElement } from 'lit';
import { CountsController } from '../../src/controllers/counts.js';
import { LoadController } from '../../src/controllers/load.js';
import { SeenController } from '../../src/controllers/seen.js';
import { countView } from '../../src/sources/counts.js';
import { MemorySource } from '../support/memory-source.js';

class Host extends LitElement {
  renders = 0;
  protected override render() {
    this.renders++;
  }
}
customElements.define('test-host', Host);

/** An element with one controller, in the page. */
function put<Controller extends ReactiveController>(hire: (host: ReactiveElement) => Controller) {
  const host = new Host();
  const controller = hire(host);
  document.body.append(host);
  return { host, controller };
}

async function quiet(host: Host): Promise<number> {
  await host.updateComplete;
  await new Promise((resolve) => setTimeout(resolve, 20));
  return host.renders;
}

describe('a controller whose element has left', () => {
  it('hears of no more counts', async () => {
    const source = new MemorySource();
    const { host, controller } = put((element) => new CountsController(element, () => ({ source, article: 'a' })));
    await waitUntil(() => controller.counts !== undefined);
    host.remove();
    const renders = await quiet(host);
    await countView(source, 'a');
    expect(await quiet(host)).to.equal(renders);
    document.body.append(host);
    await waitUntil(() => controller.counts?.views === 1082);
    host.remove();
  });

  it('no longer waits to be seen', async () => {
    Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => 'hidden' });
    const { host, controller } = put((element) => new SeenController(element));
    host.remove();
    delete (document as { visibilityState?: unknown }).visibilityState;
    document.dispatchEvent(new Event('visibilitychange'));
    expect(controller.seen).to.equal(false);
  });

  it('aborts what it was loading, and loads it again when it is back', async () => {
    const signals: AbortSignal[] = [];
    const { host, controller } = put(
      (element) =>
        new LoadController<string>(
          element,
          () => 'key',
          (_key, signal) => {
            signals.push(signal);
            return signals.length === 1 ? new Promise(() => {}) : Promise.resolve('value');
          },
          'src',
        ),
    );
    await quiet(host);
    expect(controller.status).to.equal('loading');
    host.remove();
    expect(signals[0]!.aborted).to.equal(true);
    expect(controller.status).to.equal('idle');
    document.body.append(host);
    await waitUntil(() => controller.status === 'ready');
    expect([signals.length, controller.value]).to.deep.equal([2, 'value']);
    host.remove();
  });
});
