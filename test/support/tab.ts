import type { Outbox } from '../../src/sources/outbox.js';

/** Another tab of the same site, with modules and an outbox of its own. Without Web Locks, as on a page without https, if asked. */
export async function openTab({ locks = true } = {}): Promise<{ outbox: Outbox; close: () => void }> {
  const frame = document.createElement('iframe');
  const ready = new Promise<Outbox>((resolve) => Object.assign(window, { tabIsReady: resolve }));
  frame.srcdoc = `<!doctype html><script type="module">
    ${locks ? '' : "Object.defineProperty(navigator, 'locks', { value: undefined });"}
    import { Outbox } from '/src/sources/outbox.ts';
    parent.tabIsReady(new Outbox());
  </script>`;
  document.body.append(frame);
  return { outbox: await ready, close: () => frame.remove() };
}
