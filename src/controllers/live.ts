import type { ReactiveController, ReactiveElement } from 'lit';
import type { Comment } from '../model/comment.js';
import { followed } from '../sources/midad-follow.js';
import type { Conversation } from './conversation.js';
import type { Place } from './place.js';
import type { ThreadController } from './thread.js';

/** How long until a source is asked again that cannot tell by itself, in milliseconds. */
const POLL = 60_000;

/**
 * Hears of an article's comments as they are posted, changed and deleted, while its thread is in front of a reader. What
 * changed is shown at once, what is new waits until the reader asks for it.
 */
export class LiveController implements ReactiveController {
  readonly #host: ReactiveElement;
  readonly #place: () => Place;
  readonly #thread: ThreadController;
  readonly #conversation: Conversation;
  #fresh: readonly Comment[] = [];
  #key: string | undefined;
  #last: string | undefined;
  // Where the thread does not begin with the newest: what there was when it was first asked again, which is not shown and not new.
  #old: ReadonlySet<string> | undefined;
  // Since when it is listened, in milliseconds since 1970.
  #since = 0;
  #leave: (() => void) | undefined;

  constructor(host: ReactiveElement, place: () => Place, thread: ThreadController, conversation: Conversation) {
    this.#host = host;
    this.#place = place;
    this.#thread = thread;
    this.#conversation = conversation;
    host.addController(this);
  }

  /** What is new and not shown yet. */
  get fresh(): readonly Comment[] {
    if (this.#fresh.length === 0) return this.#fresh;
    const known = new Set(this.#thread.comments.map(({ id }) => id));
    return this.#fresh.filter(({ id }) => !known.has(id));
  }

  /** Shows what is new, and gives the newest. */
  open(): Comment | undefined {
    const { fresh } = this;
    this.#fresh = [];
    for (const comment of fresh) this.#conversation.show(comment);
    return fresh.at(-1);
  }

  hostConnected(): void {
    document.addEventListener('visibilitychange', this.#look);
  }

  hostDisconnected(): void {
    document.removeEventListener('visibilitychange', this.#look);
    this.#stop();
  }

  hostUpdated(): void {
    this.#look();
  }

  readonly #look = (): void => {
    const { source, article } = this.#place();
    const { status, page, sort, around } = this.#thread;
    const lastEventId = page?.lastEventId;
    const key = status === 'ready' && source && article ? `${article} ${lastEventId} ${sort} ${around}` : undefined;
    if (key !== this.#key) {
      this.#stop();
      this.#key = key;
      this.#fresh = [];
      this.#since = Date.now();
      this.#last = lastEventId;
      this.#old = sort === 'newest' && around === undefined ? new Set() : undefined;
    }
    if (key === undefined || document.visibilityState === 'hidden') this.#stop();
    else this.#leave ??= this.#listen(source!, article!);
  };

  #listen(source: NonNullable<Place['source']>, article: string): () => void {
    const abort = new AbortController();
    const poll = async (): Promise<void> => {
      const page = await source.comments!(article, { sort: 'newest' }, abort.signal).catch(() => undefined);
      if (page === undefined || abort.signal.aborted) return;
      const all = page.comments.flatMap((comment) => [...(comment.replies?.comments ?? []).toReversed(), comment]);
      const before = all.filter(({ dateCreated }) => Date.parse(dateCreated) < this.#since);
      this.#old ??= new Set(before.map(({ id }) => id));
      // Oldest first, as they would have been told.
      for (const comment of all.toReversed())
        if (this.#isShown(comment) || !this.#old.has(comment.id)) this.#hear(comment);
    };
    let timer: ReturnType<typeof setInterval> | undefined;
    const lost = () => {
      timer ??= setInterval(() => void poll(), POLL);
      if (this.#old === undefined) void poll();
    };
    const leave = followed(source).listen?.(article, this.#last, {
      heard: (comment, id) => {
        this.#last = id;
        this.#hear(comment);
      },
      missed: () => void poll(),
      lost,
    });
    if (leave === undefined) lost();
    return () => {
      abort.abort();
      clearInterval(timer);
      leave?.();
    };
  }

  #hear(comment: Comment): void {
    if (this.#isShown(comment)) this.#conversation.show(comment);
    else {
      const others = this.#fresh.filter(({ id }) => id !== comment.id);
      this.#fresh = comment.status === 'deleted' ? others : [...others, comment];
    }
    this.#host.requestUpdate();
  }

  #isShown({ id }: Comment): boolean {
    return this.#thread.comments.some((each) => each.id === id);
  }

  #stop(): void {
    this.#leave?.();
    this.#leave = undefined;
  }
}
