/** Splits entries, in order, into batches of at most so many entries and bytes. A larger entry stands alone. */
export function packBatches<T>(
  entries: readonly T[],
  bytesOf: (entry: T) => number,
  limit: { readonly entries: number; readonly bytes: number },
): T[][] {
  const batches: T[][] = [];
  let batch: T[] = [];
  let batchBytes = 0;
  for (const entry of entries) {
    const bytes = bytesOf(entry);
    if (batch.length > 0 && (batch.length === limit.entries || batchBytes + bytes > limit.bytes)) {
      batches.push(batch);
      batch = [];
      batchBytes = 0;
    }
    batch.push(entry);
    batchBytes += bytes;
  }
  if (batch.length > 0) batches.push(batch);
  return batches;
}
