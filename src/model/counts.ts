/** How often an article was viewed and commented on. */
export interface Counts {
  /** Whole number, 0 or more. */
  readonly views: number;
  /** Whole number, 0 or more: the comments a reader can see. */
  readonly comments: number;
}

/** A count out of untrusted data: a whole number, 0 or more, or undefined. */
export function parseCount(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : undefined;
}

/** Counts out of untrusted JSON, or undefined when either number is missing or wrong. */
export function parseCounts(json: unknown): Counts | undefined {
  if (typeof json !== 'object' || json === null) return undefined;
  const { views, comments } = json as Record<string, unknown>;
  const parsed = { views: parseCount(views), comments: parseCount(comments) };
  return parsed.views === undefined || parsed.comments === undefined
    ? undefined
    : { views: parsed.views, comments: parsed.comments };
}
