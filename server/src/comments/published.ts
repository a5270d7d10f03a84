import { renderMarkdown } from './markdown.js';
import type { CommentRow } from '../database/tables.js';
import type { ShownRow } from '../database/threads.js';

/** A comment as everybody may read it, in schema.org's terms. */
export interface PublishedComment {
  readonly id: string;
  readonly parent?: string;
  readonly status: 'approved';
  readonly author: { readonly name: string; readonly url?: string };
  /** Present when an author of the site has written it. */
  readonly byAuthor?: true;
  /** As it was written, in Markdown. */
  readonly text: string;
  readonly html: string;
  readonly dateCreated: string;
  readonly dateModified?: string;
  readonly upvoteCount: number;
  readonly downvoteCount: number;
}

/** What is left of a comment that was taken away while others had answered it. */
export interface RemovedComment {
  readonly id: string;
  readonly parent?: string;
  readonly status: 'deleted';
  readonly dateCreated: string;
}

/** What readers are given of a row, be it approved or not. */
export function published(row: ShownRow): PublishedComment | RemovedComment {
  const place = { id: row.id, ...(row.parent !== null && { parent: row.parent }) };
  const dateCreated = iso(row.created_at);
  if (row.status !== 'approved') return { ...place, status: 'deleted', dateCreated };
  return { ...place, status: 'approved', ...content(row) };
}

/** All of a row that its author and its readers see alike. */
export function content(row: ShownRow) {
  return {
    author: row.url === null ? { name: row.name } : { name: row.name, url: row.url },
    ...(row.by_author === 1 && { byAuthor: true as const }),
    text: row.text,
    html: row.html ?? renderMarkdown(row.text),
    dateCreated: iso(row.created_at),
    ...(row.edited_at !== null && { dateModified: iso(row.edited_at) }),
    upvoteCount: row.likes,
    downvoteCount: row.dislikes,
  };
}

/** What its author is told of a comment. Whether it was taken for spam is the moderators' to know. */
export function own(row: CommentRow, editMilliseconds: number) {
  if (row.status === 'deleted') return published(row);
  const status = row.status === 'spam' ? 'rejected' : row.status;
  const place = { id: row.id, ...(row.parent !== null && { parent: row.parent }) };
  return { ...place, status, ...content(row), editableSeconds: Math.ceil(editableFor(row, editMilliseconds) / 1000) };
}

/** For how many milliseconds its author may still change a comment. */
export function editableFor(row: CommentRow, editMilliseconds: number): number {
  const editable = row.status === 'pending' || row.status === 'approved';
  return editable ? Math.max(0, row.created_at + editMilliseconds - Date.now()) : 0;
}

function iso(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}
