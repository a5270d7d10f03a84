/**
 * Another tab of the same site: a frame, with modules of its own.
 *
 * @param path Of a module, such as `/src/sources/outbox.ts`. @param before A script that runs in the frame before anything of the module is used.
 */
export async function openTab<Module>(path: string, before = ''): Promise<{ module: Module; close: () => void }> {
  const frame = document.createElement('iframe');
  const ready = new Promise<Module>((resolve) => Object.assign(window, { tabIsReady: resolve }));
  frame.srcdoc = `<!doctype html><script type="module">
    import * as module from '${path}';
    ${before}
    parent.tabIsReady(module);
  </script>`;
  document.body.append(frame);
  return { module: await ready, close: () => frame.remove() };
}
