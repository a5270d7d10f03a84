/** What controllers leave behind when their element leaves the page: nothing. */
import { expect, waitUntil } from '@open-wc/testing';
import { LitElement, type ReactiveController, type ReactiveElement } from 'lit';
import { ClockController } from '../../src/controllers/clock.js';
import { CountsController } from '../../src/controllers/counts.js';
import { LoadController } from '../../src/controllers/load.js';
import { SeenController } from '../../src/controllers/seen.js';
import { countsOf } from '../../src/sources/counts.js';
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
    await countsOf(source).view('a');
    expect(await quiet(host)).to.equal(renders);
    document.body.append(host);
    await waitUntil(() => controller.counts?.views === 1082);
    host.remove();
  });

  it('stops the page’s one clock with the last of them', async () => {
    const { setInterval: set, clearInterval: clear } = window;
    const running = new Map<number, () => void>();
    Object.assign(window, {
      setInterval: (tick: () => void) => (running.set(running.size + 1, tick), running.size),
      clearInterval: (id: number) => running.delete(id),
    });
    try {
      const hosts = [1, 2].map(() => put((element) => new ClockController(element)).host);
      expect(running.size).to.equal(1);
      const [first, second] = hosts as [Host, Host];
      const renders = await quiet(first);
      running.get(1)!();
      expect(await quiet(first)).to.equal(renders + 1);
      first.remove();
      const left = await quiet(first);
      running.get(1)!();
      expect(await quiet(first)).to.equal(left);
      second.remove();
      expect(running.size).to.equal(0);
    } finally {
      Object.assign(window, { setInterval: set, clearInterval: clear });
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
