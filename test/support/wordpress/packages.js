/** WordPress 6.1 with Arabic and its themes, out of Debian's packages, and 6.5 out of npm's: fetched once, nothing of them installed. */
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const data = fileURLToPath(new URL('../../../.data/', import.meta.url));
const PACKAGES = [
  'wordpress',
  'wordpress-l10n',
  'wordpress-theme-twentytwentyone',
  'wordpress-theme-twentytwentytwo',
  'wordpress-theme-twentytwentythree',
  'libjs-underscore',
];

/** Of the builds that WordPress Playground is made of, the newest that is on npm. */
const BUILDS = '@wp-playground/wordpress-builds@0.9.19';

/** The folder with WordPress 6.1. WORDPRESS names another one. */
export function wordpressFolder() {
  const debian = () => path.join(fetched('wordpress-debian', unpackDebian), 'usr/share/wordpress');
  return process.env.WORDPRESS ?? debian();
}

/** The folder with WordPress 6.5, the theme of 2024, and what Debian has of its Arabic. */
export function newerWordPressFolder() {
  return fetched('wordpress-npm', (folder, unpacked) => {
    execFileSync('npm', ['pack', '--silent', BUILDS], { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] });
    const [archive] = readdirSync(folder);
    const parts = ['package/src/wordpress/wp-6.5.zip', 'package/public/wp-6.5'];
    execFileSync('tar', ['-xzf', archive, ...parts], { cwd: folder });
    // The archive has the PHP, but none of older themes, and what browsers load lies beside it.
    renameSync(path.join(folder, parts[1]), unpacked);
    for (const older of ['twentytwentytwo', 'twentytwentythree'])
      rmSync(path.join(unpacked, 'wp-content/themes', older), { recursive: true });
    execFileSync('php', ['-r', UNZIP, path.join(folder, parts[0]), unpacked]);
    cpSync(path.join(wordpressFolder(), 'wp-content/languages'), path.join(unpacked, 'wp-content/languages'), {
      recursive: true,
      dereference: true,
    });
  });
}

const UNZIP = '$zip = new ZipArchive(); $zip->open($argv[1]); exit($zip->extractTo($argv[2]) ? 0 : 1);';

/** @param unpack Puts what is wanted into the second folder; the first is for what it needs on the way. */
function fetched(name, unpack) {
  const kept = path.join(data, name);
  if (existsSync(kept)) return kept;
  mkdirSync(data, { recursive: true });
  const folder = mkdtempSync(`${kept}-`);
  try {
    const unpacked = path.join(folder, 'unpacked');
    unpack(folder, unpacked);
    renameSync(unpacked, kept);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return kept;
}

function unpackDebian(folder, unpacked) {
  execFileSync('apt-get', ['-qq', 'download', ...PACKAGES], { cwd: folder, stdio: ['ignore', 'inherit', 'pipe'] });
  for (const name of readdirSync(folder)) execFileSync('dpkg', ['-x', path.join(folder, name), unpacked]);
}
