import type { ChangeFeed } from '../change-feed.ts';

/** Lets go of the records of a feed that all its consumers have passed. */
export interface FeedTrimmer {
  /** This consumer is done with everything up to this sequence number, where its cursor stands. */
  passed(consumer: string, sequence: string, cursor: string): void;
  /** Trims, now and then. */
  trim(): Promise<void>;
}

const BATCHES_BETWEEN_TRIMS = 20;

interface Passed {
  readonly sequence: bigint;
  readonly cursor: string;
}

/**
 * Cursors are opaque, so the slowest consumer is found by sequence numbers; until each of them has passed a record in this
 * process, nothing is trimmed.
 */
export function createFeedTrimmer(feed: ChangeFeed, consumers: readonly string[]): FeedTrimmer {
  const latest = new Map<string, Passed>();
  let batches = 0;
  return {
    passed: (consumer, sequence, cursor) => {
      latest.set(consumer, { sequence: BigInt(sequence), cursor });
      batches += 1;
    },
    trim: async () => {
      if (latest.size < consumers.length || batches < BATCHES_BETWEEN_TRIMS) return;
      batches = 0;
      let slowest: Passed | undefined;
      for (const position of latest.values()) {
        if (slowest === undefined || position.sequence < slowest.sequence) slowest = position;
      }
      if (slowest !== undefined) await feed.trim(slowest.cursor);
    },
  };
}
