/** A display of our own: Xvfb with openbox, and a look at its pixels. */
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { start, stop } from './child.js';

/** What openbox and GTK read instead of this user's settings, so that a window shows its page and nothing else. */
const SETTINGS = {
  // Every window without a frame, in the corner: a page's pixels then begin at 0,0 of its window and of the screen.
  'openbox/rc.xml': `<openbox_config xmlns="http://openbox.org/3.4/rc">
    <theme><keepBorder>no</keepBorder></theme>
    <applications><application type="normal">
      <decor>no</decor><focus>yes</focus><position force="yes"><x>0</x><y>0</y></position>
    </application></applications>
  </openbox_config>`,
  // MiniBrowser's search bar takes part in the window's least width even while it is hidden: 334 px, we need 320.
  'gtk-3.0/gtk.css': 'searchbar, searchbar * { min-width: 0; padding: 0; margin: 0; border: 0; }',
};

/**
 * Opens a display of the given size. `env` is what a program needs to show itself there. openbox is not for looks:
 * without a window manager a window never gets the keyboard focus.
 */
export async function openDisplay({ width, height }) {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'midad-display-'));
  const tidy = () => rmSync(folder, { recursive: true, force: true });
  process.once('exit', tidy);
  for (const [name, text] of Object.entries(SETTINGS)) {
    mkdirSync(path.join(folder, path.dirname(name)), { recursive: true });
    writeFileSync(path.join(folder, name), text);
  }
  const args = ['-displayfd', '3', '-screen', '0', `${width}x${height}x24`, '-nolisten', 'tcp', '-fbdir', folder];
  const server = await start('Xvfb', args, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
  const [number] = await Promise.race([
    once(server.stdio[3], 'data'),
    once(server, 'exit').then(([code]) => {
      throw new Error(`Xvfb ended with code ${code} before it opened a display.`);
    }),
  ]);
  const display = `:${String(number).trim()}`;
  const env = { ...process.env, DISPLAY: display, GDK_BACKEND: 'x11', XDG_CONFIG_HOME: folder, LANG: 'en_US.UTF-8' };
  const windowManager = await start('openbox', [], { env });
  return {
    env,
    picture: (area) => cut(readFileSync(path.join(folder, 'Xvfb_screen0')), area),
    async close() {
      await stop(windowManager);
      await stop(server);
      process.off('exit', tidy);
      tidy();
    },
  };
}

/** An area of an XWD file (what Xvfb keeps its screen in): a header of big-endian words, a colour map, BGRX pixels. */
function cut(file, { x, y, width, height }) {
  const headerSize = file.readUInt32BE(0);
  const bytesPerLine = file.readUInt32BE(12 * 4);
  const colours = file.readUInt32BE(19 * 4);
  const pixels = file.subarray(headerSize + colours * 12);
  const rgb = Buffer.alloc(width * height * 3);
  for (let row = 0, to = 0; row < height; row++) {
    for (let from = (y + row) * bytesPerLine + x * 4, end = from + width * 4; from < end; from += 4) {
      rgb[to++] = pixels[from + 2];
      rgb[to++] = pixels[from + 1];
      rgb[to++] = pixels[from];
    }
  }
  return { width, height, rgb };
}
