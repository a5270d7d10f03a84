import { withTanwin, type Tanwin } from '../text/plural.js';

/** A catalogue of messages, or a part of one, with its fathatans where they are wanted: `none` as much of the press prints. */
export function messagesWithTanwin<T>(messages: T, tanwin: Tanwin): T {
  if (typeof messages === 'string') return withTanwin(messages, tanwin) as T;
  if (typeof messages !== 'object' || messages === null) return messages;
  return Object.fromEntries(
    Object.entries(messages).map(([key, value]) => [key, messagesWithTanwin<unknown>(value, tanwin)]),
  ) as T;
}
