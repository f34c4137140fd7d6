import type { MappingResource } from '../template/local-topology.ts';

/** On one machine a small batch costs nothing, and somebody may be watching the page. */
const LONGEST_WINDOW_SECONDS = 5;

/** How long a batch that is not full waits for more: the mapping's own window, where that is not longer than it is good for here. */
export const batchingWindowMs = ({ batchingWindowSeconds }: MappingResource): number =>
  Math.min(batchingWindowSeconds, LONGEST_WINDOW_SECONDS) * 1000;
