/** How often an article was viewed and commented on; undefined where nobody counts. */
export interface Counts {
  /** Whole number, 0 or more. */
  readonly views: number | undefined;
  /** Whole number, 0 or more: the comments a reader can see. */
  readonly comments: number | undefined;
}

/** A count out of untrusted data: a whole number, 0 or more, or undefined. */
export function parseCount(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : undefined;
}

/** Counts out of untrusted JSON, or undefined when either number is missing or wrong. */
export function parseCounts(json: unknown): Counts | undefined {
  const counts = Object(json) as Record<string, unknown>;
  const [views, comments] = [parseCount(counts['views']), parseCount(counts['comments'])];
  return views === undefined || comments === undefined ? undefined : { views, comments };
}
