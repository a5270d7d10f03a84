import { readConfig } from './config.js';
import { makeAuthorKey } from './author-key.js';
import { importViews } from './import-views.js';
import { merge, unmerge } from './merge.js';
import { moderate } from './moderate.js';
import { readFeeds } from './read-feeds.js';
import { serve } from './serve.js';
import { StartError } from './start-error.js';

const HELP = `midad-server: counts, comments and lists of articles for Midad's web components.

  midad-server                          serve, until SIGTERM or SIGINT
  midad-server import-views FILE.json   take over another counter's views: [{"article": "…", "views": 1081}];
                                        each article gets the greater of both numbers
  midad-server merge FROM TO            an article has moved: its comments and views go to TO, and whatever is asked of
                                        FROM is asked of TO from then on; --dry-run only says what that would be.
                                        Without articles: who merged what
  midad-server unmerge FROM             the reverse: the threads and views that came from FROM go back
                                        both: --as NAME, who you are, for the record; default: your login name
  midad-server moderate …               decide about comments: midad-server moderate --help
  midad-server author-key NAME [ARTICLE…]
                                        print a key for an author, good for a year, on all articles or on these; sent
                                        with a comment it gives it the name, and the mark that an author wrote it
  midad-server read-feeds               read the feeds of MIDAD_FEEDS now, and say what was found
  midad-server --help                   print this

Environment:
  HOST             address to listen on; default 127.0.0.1
  PORT             port to listen on; default 8787, 0 for any
  MIDAD_DATA       folder of the embedded database and of email.key; default .data
  DATABASE_URL     postgres://… to use PostgreSQL instead of the embedded database
  MIDAD_ORIGINS    origins of the pages that may call, comma-separated; default none: only pages of this very host
  MIDAD_RESERVED_NAMES
                   names no reader may pass for, comma-separated: the authors', the site's; «الإدارة», "admin" and
                   their like are reserved already
  MIDAD_EDIT_MINUTES
                   how long readers may change or delete what they posted; default 15
  MIDAD_MODERATION how comments begin: post (seen at once), pre (after approval) or trusted (at once by people who
                   were approved before, by name and e-mail address); default post
  MIDAD_CLOSE_DAYS days after an article's first view or comment when its comments close; default 0, never
  MIDAD_RATE       comments and changes an address may send a minute, six times as many reactions, and as many previews;
                   default 10, 0 for no limit
  MIDAD_PROOF_OF_WORK
                   what posting costs a browser, in PBKDF2 iterations for each of 100 to 300 tries; default 1000, 0
                   for none
  MIDAD_TIME_TRAP  seconds from asking for a proof of work to posting with it, at the least; default 3
  MIDAD_MAX_LINKS  the most links in a comment; default 3
  MIDAD_BLOCKED_WORDS
                   words and phrases that are not published in any spelling, comma-separated; default none
  MIDAD_DUPLICATE_HOURS
                   how long the same is not said twice on an article; default 24, 0 lets it
  MIDAD_LIVE       how many readers may listen to live events at once, at most 20 of an address; default 1000
  MIDAD_REACTIONS  both (likes and dislikes), like or none; default both
  MIDAD_FEEDS      addresses of the site's feeds (RSS, Atom, JSON Feed) or sitemaps, comma-separated, to know its articles
                   by; only their hosts are asked, and only on the public internet; default none
  MIDAD_FEED_MINUTES
                   how often they are read; default 15
  MIDAD_FEEDS_PRIVATE
                   1 to read feeds of private networks and of this machine, for development; default 0
  MIDAD_VIEW_HOURS for how many hours, at most 24, a reader's views of an article are one; default 8, 0 counts each
  MIDAD_DO_NOT_TRACK
                   count or skip: views of readers whose browsers send Sec-GPC: 1 or DNT: 1; default count, without
                   keeping anything of them
  MIDAD_TRUST_PROXY
                   how many proxies before this server are trusted to name the reader's address; default 0
  MIDAD_SIGNING_KEY
                   32 bytes in base64, signs receipts and cursors; default: one that is kept in the database
  MIDAD_EMAIL_KEY  32 bytes in base64, encrypts readers' e-mail addresses; default: the embedded database makes
                   email.key in its folder, PostgreSQL stores no addresses
  LOG_LEVEL        trace, debug, info, warn, error, fatal or silent; default info
`;

/** Runs what the command line asks for. @throws {StartError} when it cannot be done */
export async function run(words: readonly string[]): Promise<void> {
  const [command, file, ...rest] = words;
  if (command === undefined) {
    await serve(readConfig(process.env));
  } else if (command === 'import-views' && file !== undefined && rest.length === 0) {
    console.log(await importViews(file, readConfig(process.env)));
  } else if (command === 'moderate') {
    console.log(await moderate(words.slice(1), readConfig(process.env)));
  } else if (command === 'merge') {
    console.log(await merge(words.slice(1), readConfig(process.env)));
  } else if (command === 'unmerge') {
    console.log(await unmerge(words.slice(1), readConfig(process.env)));
  } else if (command === 'author-key' && file !== undefined) {
    console.log(await makeAuthorKey(file, rest, readConfig(process.env)));
  } else if (command === 'read-feeds' && file === undefined) {
    console.log(await readFeeds(readConfig(process.env)));
  } else if (command === '--help' && file === undefined) {
    process.stdout.write(HELP);
  } else {
    throw new StartError('Unknown command: `midad-server --help` lists what there is.');
  }
}
