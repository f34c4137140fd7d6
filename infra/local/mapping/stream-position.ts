import * as z from 'zod';
import type { FeedPositions } from '../change-feed.ts';

const windowSchema = z.object({ start: z.number(), end: z.number(), state: z.unknown() });

/** A tumbling window that is open, with the state that the function returned last. Milliseconds. */
export type OpenWindow = z.infer<typeof windowSchema>;

const storedSchema = z.object({ cursor: z.string().optional(), window: windowSchema.optional() });

export interface StreamPosition {
  readonly cursor?: string | undefined;
  readonly window?: OpenWindow | undefined;
}

/** Where one consumer stands in its feed. Cursor and window are stored as one, so that a kill cannot part them. */
export interface StreamPositionStore {
  load(): Promise<StreamPosition>;
  save(position: StreamPosition): Promise<void>;
}

export function createStreamPositionStore(positions: FeedPositions, consumer: string): StreamPositionStore {
  return {
    load: async () => {
      const stored = await positions.get(consumer);
      return stored === undefined ? {} : storedSchema.parse(JSON.parse(stored));
    },
    save: async (position) => await positions.set(consumer, JSON.stringify(position)),
  };
}
