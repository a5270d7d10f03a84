const ISO = /^(\d{4}-\d\d-\d\d)(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)?)?$/;

/**
 * The date as given, when it is ISO 8601 and exists; undefined otherwise, so that no reader sees «Invalid Date».
 * Engines differ about 30 February: two of three take it as 1 March.
 */
export function parseIsoDate(value: unknown): string | undefined {
  const day = typeof value === 'string' ? ISO.exec(value)?.[1] : undefined;
  if (day === undefined || Number.isNaN(Date.parse(value as string))) return undefined;
  return new Date(day).toJSON()?.startsWith(day) ? (value as string) : undefined;
}
