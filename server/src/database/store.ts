import { sql, type Kysely } from 'kysely';
import type { Signer } from '../signing.js';
import { Aliases } from './aliases.js';
import { Articles } from './articles.js';
import { Comments } from './comments.js';
import { forgetSpent } from './bookkeeping.js';
import type { Feed } from './feed.js';
import { Moves } from './moves.js';
import { FeedStates } from './feed-states.js';
import { Pages } from './pages.js';
import { Posts } from './posts.js';
import { forgetReactors, Reactions } from './reactions.js';
import { DailySecret } from './secrets.js';
import type { Tables } from './tables.js';
import { Threads } from './threads.js';
import { Views } from './views.js';
import type { Write } from './writer.js';

export interface Keys {
  readonly signer: Signer;
  /** Without it e-mail addresses are not stored at all. */
  readonly email?: Buffer | undefined;
}

/** A database that is open and in this version's form. */
export interface Opened {
  readonly db: Kysely<Tables>;
  readonly write: Write;
  readonly feed: Feed;
  /** Empties the log beside the embedded database, which still has what was deleted. */
  readonly emptyLog?: () => Promise<void>;
}

/** What the server remembers, in its parts. */
export class Store {
  readonly aliases: Aliases;
  readonly articles: Articles;
  readonly comments: Comments;
  readonly feed: Feed;
  readonly moves: Moves;
  readonly feedStates: FeedStates;
  readonly pages: Pages;
  readonly posts: Posts;
  readonly reactions: Reactions;
  readonly threads: Threads;
  readonly views: Views;
  readonly signer: Signer;
  readonly #db: Kysely<Tables>;
  readonly #write: Write;
  readonly #emptyLog: Opened['emptyLog'];
  readonly #secret: DailySecret;

  constructor(database: Opened, keys: Keys) {
    this.#db = database.db;
    this.#write = database.write;
    this.#emptyLog = database.emptyLog;
    this.#secret = new DailySecret(database, forgetReactors);
    this.feed = database.feed;
    this.signer = keys.signer;
    this.aliases = new Aliases(database);
    this.articles = new Articles(database, this.aliases);
    this.comments = new Comments(database, this.aliases);
    this.feedStates = new FeedStates(database);
    this.pages = new Pages(database);
    this.moves = new Moves(database);
    this.posts = new Posts(database, this.aliases, keys.email);
    this.reactions = new Reactions(database, this.#secret);
    this.threads = new Threads(database.db, this.aliases);
    this.views = new Views(database, this.aliases, this.#secret);
  }

  /** Destroys what is kept for a while only, and whose while is over. */
  async forget(): Promise<void> {
    await this.#secret.renew();
    await this.views.forget();
    await this.#write(forgetSpent);
    await this.#emptyLog?.();
  }

  /** Asks the database for a sign of life. */
  async ping(): Promise<void> {
    await sql`select 1`.execute(this.#db);
  }

  async close(): Promise<void> {
    await this.feed.close();
    await this.#db.destroy();
  }
}
