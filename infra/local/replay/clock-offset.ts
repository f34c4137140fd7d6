import type { FeedPositions } from '../change-feed.ts';
import { createReplayProgress } from './replay-progress.ts';

/**
 * How far the clock of a data folder's shop is from the wall clock, in milliseconds, were it started now: as at the end of its history,
 * or, where that is not through, as it stands there. 0 for a shop that has not begun.
 */
export async function clockOffset(positions: FeedPositions): Promise<number> {
  const progress = await createReplayProgress(positions).load();
  switch (progress?.phase) {
    case 'replaying':
      return progress.clockAt - Date.now();
    case 'live':
      return progress.clockOffsetMs;
    case undefined:
      return 0;
  }
}
