import type { MappingResource } from '../template/local-topology.ts';
import type { Pace } from './pace.ts';

/** On one machine a small batch costs nothing, and somebody may be watching the page. */
const LONGEST_WINDOW_SECONDS = 5;
/** How long a batch that is not full waits between two looks for more. */
const FILL_INTERVAL_MS = 50;

/** How long a batch that is not full waits for more: the mapping's own window, where that is not longer than it is good for here. */
export const batchingWindowMs = ({ batchingWindowSeconds }: MappingResource): number =>
  Math.min(batchingWindowSeconds, LONGEST_WINDOW_SECONDS) * 1000;

/** Looks for more, where a batch is begun and not full, until it is or the mapping's batching window is over. */
export async function fillBatch<Batch>(
  mapping: MappingResource,
  pace: Pace,
  begun: Batch,
  steps: { readonly count: (batch: Batch) => number; readonly more: (batch: Batch) => Promise<Batch> },
): Promise<Batch> {
  const until = performance.now() + batchingWindowMs(mapping);
  let batch = begun;
  while (pace.waits && steps.count(batch) > 0 && steps.count(batch) < mapping.batchSize) {
    const left = until - performance.now();
    if (left <= 0) break;
    await pace.pause(Math.min(FILL_INTERVAL_MS, left));
    batch = await steps.more(batch);
  }
  return batch;
}
