/** A display of our own: Xvfb with openbox, and a look at its pixels. */
import { once } from 'node:events';
import { closeSync, mkdirSync, mkdtempSync, openSync, readSync, rmSync, writeFileSync } from 'node:fs';
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
  const screen = openSync(path.join(folder, 'Xvfb_screen0'), 'r');
  return {
    env,
    /** The pixels of the screen's corner as they are now, which `toPicture` makes a picture of. */
    pixels: (size) => readPixels(screen, size),
    async close() {
      closeSync(screen);
      await stop(windowManager);
      await stop(server);
      process.off('exit', tidy);
      tidy();
    },
  };
}

/** The corner of an XWD file (what Xvfb keeps its screen in): a header of big-endian words, a colour map, BGRX pixels. */
function readPixels(file, { width, height }) {
  const header = Buffer.alloc(100);
  readSync(file, header, 0, header.length, 0);
  const [headerSize, bytesPerLine, colours] = [0, 12, 19].map((word) => header.readUInt32BE(word * 4));
  const pixels = Buffer.allocUnsafe(width * height * 4);
  for (let row = 0; row < height; row++) {
    readSync(file, pixels, row * width * 4, width * 4, headerSize + colours * 12 + row * bytesPerLine);
  }
  return pixels;
}

/** Such pixels as `{ width, height, rgb }`. */
export function toPicture(pixels, { width, height }) {
  const rgb = Buffer.allocUnsafe(width * height * 3);
  for (let from = 0, to = 0; from < pixels.length; from += 4) {
    rgb[to++] = pixels[from + 2];
    rgb[to++] = pixels[from + 1];
    rgb[to++] = pixels[from];
  }
  return { width, height, rgb };
}
