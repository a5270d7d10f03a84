/** WordPress 6.1 with Arabic and its themes, out of Debian's packages: fetched once, nothing of it installed. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const kept = fileURLToPath(new URL('../../../.data/wordpress-debian', import.meta.url));
const PACKAGES = [
  'wordpress',
  'wordpress-l10n',
  'wordpress-theme-twentytwentyone',
  'wordpress-theme-twentytwentytwo',
  'wordpress-theme-twentytwentythree',
  'libjs-underscore',
];

/** The folder with WordPress. WORDPRESS names another one, such as that of WordPress 6.5. */
export function wordpressFolder() {
  const { WORDPRESS } = process.env;
  if (WORDPRESS) return WORDPRESS;
  const wordpress = path.join(kept, 'usr/share/wordpress');
  if (existsSync(wordpress)) return wordpress;
  mkdirSync(path.dirname(kept), { recursive: true });
  const folder = mkdtempSync(`${kept}-`);
  try {
    execFileSync('apt-get', ['-qq', 'download', ...PACKAGES], { cwd: folder, stdio: ['ignore', 'inherit', 'pipe'] });
    const unpacked = path.join(folder, 'unpacked');
    for (const name of readdirSync(folder)) execFileSync('dpkg', ['-x', path.join(folder, name), unpacked]);
    renameSync(unpacked, kept);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return wordpress;
}
