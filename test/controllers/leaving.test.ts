/** What controllers leave behind when their element leaves the page: nothing. */
import { expect, waitUntil } from '@open-wc/testing';
import { LitElement, type ReactiveController, type ReactiveElement } from 'lit';
import { ClockController } from '../../src/controllers/clock.js';
import { CountsController } from '../../src/controllers/counts.js';
import { LoadController } from '../../src/controllers/load.js';
import { SeenController } from '../../src/controllers/seen.js';
import { countView } from '../../src/sources/counts.js';
import { fakeTime } from '../support/fake-time.js';
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

  it('stops the page’s one clock with the last of them', async () => {
    const time = fakeTime();
    try {
      const [first, second] = [75_000, 10_000].map((age) => {
        const posted = new Date(time.now - age).toISOString();
        return put((element) => new ClockController(element, () => [posted])).host;
      }) as [Host, Host];
      const renders = [await quiet(first), await quiet(second)];
      // One timer, to the first moment at which a time reads differently.
      expect(time.waits()).to.deep.equal([45_000]);
      time.pass(45_000);
      expect([await quiet(first), await quiet(second)]).to.deep.equal([renders[0]! + 1, renders[1]]);
      expect(time.waits()).to.deep.equal([5_000]);
      second.remove();
      first.remove();
      expect(time.waits()).to.deep.equal([]);
    } finally {
      time.restore();
    }
  });

  it('tells the time again soon after the computer has slept', async () => {
    const time = fakeTime();
    try {
      const posted = new Date(time.now - 3 * 3_600_000).toISOString();
      const { host } = put((element) => new ClockController(element, () => [posted]));
      const renders = await quiet(host);
      time.sleep(8 * 3_600_000);
      time.pass(60_000);
      expect(await quiet(host)).to.equal(renders + 1);
      host.remove();
    } finally {
      time.restore();
    }
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
