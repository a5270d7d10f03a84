/**
 * Keeps what costs much to make, for so long and for so many keys: who asks meanwhile gets the same, also while it is being
 * made. A failure is kept for nobody.
 */
export function briefly<Result>(
  milliseconds: number,
  most: number,
): (key: string, make: () => Promise<Result>) => Promise<Result> {
  const kept = new Map<string, { readonly until: number; readonly result: Promise<Result> }>();
  return (key, make) => {
    const known = kept.get(key);
    if (known && known.until > Date.now()) return known.result;
    const result = make();
    // Anew, so that the first is always the oldest.
    kept.delete(key);
    kept.set(key, { until: Date.now() + milliseconds, result });
    result.catch(() => kept.delete(key));
    for (const oldest of kept.keys()) {
      if (kept.size <= most) break;
      kept.delete(oldest);
    }
    return result;
  };
}
