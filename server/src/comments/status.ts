/** Where a comment stands. Only `approved` ones are read by everybody. */
export const STATUSES = ['pending', 'approved', 'rejected', 'spam', 'deleted'] as const;

export type Status = (typeof STATUSES)[number];

/** What somebody does to a comment that has been posted. `restore` is `undelete`: it goes back to where it stood. */
export const ACTIONS = ['approve', 'reject', 'spam', 'delete', 'restore'] as const;

export type Action = (typeof ACTIONS)[number];

const TRANSITIONS: Readonly<Record<Exclude<Action, 'restore'>, { from: readonly Status[]; to: Status }>> = {
  approve: { from: ['pending', 'rejected', 'spam'], to: 'approved' },
  reject: { from: ['pending', 'approved', 'spam'], to: 'rejected' },
  spam: { from: ['pending', 'approved', 'rejected'], to: 'spam' },
  delete: { from: ['pending', 'approved', 'rejected', 'spam'], to: 'deleted' },
};

/**
 * Where an action leads, or undefined when a comment of that status does not take it. Every change of a status anywhere
 * comes through here.
 *
 * @param before What a deleted comment was before it was deleted.
 */
export function transition(action: Action, from: Status, before: Status): Status | undefined {
  if (action === 'restore') return from === 'deleted' && before !== 'deleted' ? before : undefined;
  const { from: allowed, to } = TRANSITIONS[action];
  return allowed.includes(from) ? to : undefined;
}

/** What an edit by its author makes of a comment: an approved one is looked at again where all are looked at first. */
export function edited(from: Status, reviewed: boolean): Status | undefined {
  if (from === 'approved') return reviewed ? 'pending' : 'approved';
  return from === 'pending' ? 'pending' : undefined;
}
