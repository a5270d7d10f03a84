import * as storage from './storage.js';

/** What this reader said of a comment, as this browser keeps it: the reaction and the receipt that changes it or takes it back. */
export function keptReaction(id: string): string[] {
  return storage.read(`reaction:${id}`)?.split(' ') ?? [];
}

/** Keeps a reaction and its receipt, or forgets them when undefined. */
export function keepReaction(id: string, kept: readonly [reaction: string, receipt: string] | undefined): void {
  storage.write(`reaction:${id}`, kept?.join(' '));
}
