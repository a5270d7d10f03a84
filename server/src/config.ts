import { MODERATION, type Moderation } from './comments/rules.js';
import { parseKey } from './email.js';
import { StartError } from './start-error.js';

/** What the environment asks for, checked. */
export interface Config {
  readonly host: string;
  readonly port: number;
  /** The folder of the embedded database and of the key for e-mail addresses. */
  readonly dataDir: string;
  /** Set: PostgreSQL instead of the embedded database. */
  readonly databaseUrl?: string;
  /** Origins of pages that may call this server, as browsers write them. */
  readonly origins: readonly string[];
  /** Names that no reader may pass for, beside those that are reserved everywhere. */
  readonly reservedNames: readonly string[];
  /** 32 bytes. */
  readonly emailKey?: Buffer;
  /** 32 bytes; without it the servers of one database share a key that is kept there. */
  readonly signingKey?: Buffer;
  readonly logLevel: string;
  /** How many proxies before this server are trusted to say whom they were called by. */
  readonly trustProxy: number;
  /** How long readers may change or delete what they have posted. */
  readonly editMinutes: number;
  /** How comments begin where an article does not say otherwise. */
  readonly moderation: Moderation;
  /** How many days after its first view or comment an article takes no more comments; 0: it always does. */
  readonly closeDays: number;
  /** How many comments an address may send a minute; 0 for no limit. */
  readonly rate: number;
  /** The cost of a proof of work, in PBKDF2 iterations a try; 0: none is asked for. */
  readonly proofOfWork: number;
  /** How many seconds a proof of work must have been out. */
  readonly timeTrap: number;
  /** The most links a comment may have. */
  readonly maxLinks: number;
  /** Words and phrases that are not published. */
  readonly blockedWords: readonly string[];
  /** For how many hours the same may not be said twice; 0: it may. */
  readonly duplicateHours: number;
  /** How many readers may listen to live events at once. */
  readonly live: number;
  /** Which reactions readers may have. */
  readonly reactions: (typeof REACTIONS)[number];
  /** Addresses of the site's feeds or sitemaps, http(s). */
  readonly feeds: readonly string[];
  /** How often they are read. */
  readonly feedMinutes: number;
  /** Whether their hosts may be in private networks. */
  readonly feedsPrivate: boolean;
  /** For how many hours a reader's views of an article are one; 0: each counts, and nothing is kept of who views. */
  readonly viewHours: number;
  /** Whether views of readers count who ask not to be tracked. */
  readonly doNotTrack: (typeof DO_NOT_TRACK)[number];
}

// About a second's work of a phone, done while its reader writes.
const DEFAULT_PROOF_OF_WORK = '1000';

export const REACTIONS = ['both', 'like', 'none'] as const;

const DO_NOT_TRACK = ['count', 'skip'] as const;

const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;

/**
 * Reads the configuration. A variable that is empty counts as not set.
 *
 * @throws {StartError} when a value is wrong; the sentence names the variable, and never a secret.
 */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  const databaseUrl = readDatabaseUrl(env['DATABASE_URL']);
  const emailKey = readKey('MIDAD_EMAIL_KEY', env['MIDAD_EMAIL_KEY']);
  const signingKey = readKey('MIDAD_SIGNING_KEY', env['MIDAD_SIGNING_KEY']);
  return {
    host: env['HOST'] || '127.0.0.1',
    port: readNumber('PORT', env['PORT'] || '8787', 65_535),
    dataDir: env['MIDAD_DATA'] || '.data',
    ...(databaseUrl && { databaseUrl }),
    origins: readList(env['MIDAD_ORIGINS']).map(readOrigin),
    reservedNames: readList(env['MIDAD_RESERVED_NAMES']),
    ...(emailKey && { emailKey }),
    ...(signingKey && { signingKey }),
    logLevel: readWord('LOG_LEVEL', env['LOG_LEVEL'] || 'info', LOG_LEVELS),
    trustProxy: readNumber('MIDAD_TRUST_PROXY', env['MIDAD_TRUST_PROXY'] || '0', 10),
    editMinutes: readNumber('MIDAD_EDIT_MINUTES', env['MIDAD_EDIT_MINUTES'] || '15', 60 * 24),
    moderation: readWord('MIDAD_MODERATION', env['MIDAD_MODERATION'] || 'post', MODERATION),
    closeDays: readNumber('MIDAD_CLOSE_DAYS', env['MIDAD_CLOSE_DAYS'] || '0', 36_500),
    rate: readNumber('MIDAD_RATE', env['MIDAD_RATE'] || '10', 100_000),
    proofOfWork: readNumber('MIDAD_PROOF_OF_WORK', env['MIDAD_PROOF_OF_WORK'] || DEFAULT_PROOF_OF_WORK, 1_000_000),
    timeTrap: readNumber('MIDAD_TIME_TRAP', env['MIDAD_TIME_TRAP'] || '3', 60),
    maxLinks: readNumber('MIDAD_MAX_LINKS', env['MIDAD_MAX_LINKS'] || '3', 1000),
    blockedWords: readList(env['MIDAD_BLOCKED_WORDS']),
    duplicateHours: readNumber('MIDAD_DUPLICATE_HOURS', env['MIDAD_DUPLICATE_HOURS'] || '24', 24 * 365),
    live: readNumber('MIDAD_LIVE', env['MIDAD_LIVE'] || '1000', 1_000_000),
    reactions: readWord('MIDAD_REACTIONS', env['MIDAD_REACTIONS'] || 'both', REACTIONS),
    feeds: readList(env['MIDAD_FEEDS']).map(readFeedUrl),
    feedMinutes: readNumber('MIDAD_FEED_MINUTES', env['MIDAD_FEED_MINUTES'] || '15', 60 * 24, 1),
    feedsPrivate: readNumber('MIDAD_FEEDS_PRIVATE', env['MIDAD_FEEDS_PRIVATE'] || '0', 1) === 1,
    viewHours: readNumber('MIDAD_VIEW_HOURS', env['MIDAD_VIEW_HOURS'] || '8', 24),
    doNotTrack: readWord('MIDAD_DO_NOT_TRACK', env['MIDAD_DO_NOT_TRACK'] || 'count', DO_NOT_TRACK),
  };
}

// Arabic writes its lists with a comma of its own.
function readList(value = ''): string[] {
  return value
    .split(/[,،]/)
    .map((item) => item.trim())
    .filter((item) => item !== '');
}

function readNumber(name: string, value: string, greatest: number, least = 0): number {
  const number = /^\d{1,9}$/.test(value) ? Number(value) : Infinity;
  if (number < least || number > greatest)
    throw new StartError(`${name} must be a whole number from ${least} to ${greatest}, not "${value}".`);
  return number;
}

function readWord<Word extends string>(name: string, value: string, words: readonly Word[]): Word {
  const word = words.find((one) => one === value);
  if (word === undefined) throw new StartError(`${name} must be one of ${words.join(', ')}, not "${value}".`);
  return word;
}

function readDatabaseUrl(value: string | undefined): string | undefined {
  if (!value) return undefined;
  if (!/^postgres(ql)?:\/\//.test(value)) {
    throw new StartError('DATABASE_URL must begin with postgres://; leave it unset to use the embedded database.');
  }
  return value;
}

function readOrigin(value: string): string {
  const url = URL.canParse(value) ? new URL(value) : undefined;
  if (!url || !/^https?:$/.test(url.protocol) || `${url.origin}/` !== url.href) {
    throw new StartError(
      `MIDAD_ORIGINS must list origins such as https://example.org, without a path, not "${value}".`,
    );
  }
  return url.origin;
}

function readFeedUrl(value: string): string {
  const url = URL.canParse(value) ? new URL(value) : undefined;
  if (!url || !/^https?:$/.test(url.protocol) || url.username !== '' || url.password !== '') {
    throw new StartError(
      'MIDAD_FEEDS must list http(s) addresses of feeds or sitemaps, without passwords, a comma in one written as %2C.',
    );
  }
  return url.href;
}

function readKey(name: string, value: string | undefined): Buffer | undefined {
  if (!value) return undefined;
  const key = parseKey(value);
  if (!key) throw new StartError(`${name} must be 32 bytes in base64; \`openssl rand -base64 32\` makes one.`);
  return key;
}
