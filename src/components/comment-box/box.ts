import type { Place } from '../../controllers/place.js';
import type { ThreadController } from '../../controllers/thread.js';
import type { Messages, Words } from '../../locales/catalogue.js';
import type { Locale } from '../../locales/locale.js';
import type { countComments } from '../../sources/counts.js';
import type { Templates } from '../../views/templates.js';
import type { warn } from '../../warnings.js';
import type { Acting } from './acting.js';

/** What the parts of the box that load later need of it: they share no code with it that keeps anything. */
export interface Box extends Templates {
  readonly place: () => Place;
  readonly thread: ThreadController;
  /** Around the form: a node of its own, so that it can move below a comment and back with all that is in it. */
  readonly form: HTMLElement;
  /** The comments whose folded replies the reader has opened. */
  readonly open: Set<string>;
  /** Whether the article takes no more comments, as it was rendered last. */
  closed?: boolean;
  readonly locale: <Part extends Partial<Messages>>(words: Part) => Locale<Words<Part>>;
  readonly warn: typeof warn;
  readonly countComments: typeof countComments;
  /** Takes the reader to a comment, once it is rendered. */
  readonly show: (id: string) => Promise<void>;
  /** What can be done with a thread: it may not be there to be had. */
  readonly acting: () => Promise<Acting>;
}
