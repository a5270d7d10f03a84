import type { CommentDraft } from '../model/comment.js';
import { storage } from '../sources/storage.js';

/** Who a reader says they are; every field may be ''. */
export type Reader = Pick<CommentDraft, 'name' | 'email' | 'url'>;

/** Remembers the reader's name, address and site in this browser, when they ask for it. */
export class ReaderController {
  /** As remembered, or undefined when they never asked. */
  readonly reader: Reader | undefined = read();

  /** Remembers who sent the form when its box is ticked, and forgets them when it is not. */
  keep(form: HTMLFormElement, { name, email, url }: CommentDraft): void {
    const asked = new FormData(form).has('remember');
    storage.write('reader', asked ? JSON.stringify({ name, email, url }) : undefined);
  }
}

function read(): Reader | undefined {
  try {
    const { name, email, url } = JSON.parse(storage.read('reader') ?? '') as Record<string, unknown>;
    return { name: String(name ?? ''), email: String(email ?? ''), url: String(url ?? '') };
  } catch {
    return undefined;
  }
}
