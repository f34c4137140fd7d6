import * as z from 'zod';
import { PerennialError } from '../../../shared/perennial-error.ts';
import type { FeedPositions } from '../change-feed.ts';

const progressSchema = z.union([
  /** So many events of the source have been taken through, up to this virtual instant. */
  z.object({
    phase: z.literal('replaying'),
    source: z.string(),
    published: z.int().min(0),
    clockAt: z.number(),
  }),
  /** History is done; the clock runs, this far from the wall clock. */
  z.object({
    phase: z.literal('live'),
    source: z.string(),
    published: z.int().min(0),
    clockOffsetMs: z.number(),
  }),
]);

export type ReplayProgress = z.infer<typeof progressSchema>;

/** Where a replay stands; survives a kill. */
export interface ReplayProgressStore {
  load(): Promise<ReplayProgress | undefined>;
  save(progress: ReplayProgress): Promise<void>;
}

/** The name under which it stands among the positions: a replay is one more reader of something. */
const CONSUMER = 'replay';

/** Keeps it with the positions of the feeds, so that it is never ahead of what it speaks of. Throws `LOCAL.REPLAY`. */
export function createReplayProgress(positions: FeedPositions): ReplayProgressStore {
  return {
    load: async () => {
      const stored = await positions.get(CONSUMER);
      if (stored === undefined) return undefined;
      try {
        return progressSchema.parse(JSON.parse(stored));
      } catch (cause) {
        throw new PerennialError('LOCAL.REPLAY', {
          message:
            'The data directory notes a replay in a way that this release does not know. Use another one.',
          cause,
        });
      }
    },
    save: (progress) => positions.set(CONSUMER, JSON.stringify(progress)),
  };
}
