import type { DynamoDBRecord } from 'aws-lambda';
import type { ChangeFeed, FeedPositions } from '../../../../infra/local/change-feed.ts';

export interface MemoryChangeFeed extends ChangeFeed {
  append(...records: DynamoDBRecord[]): void;
  readonly trimmedTo: readonly string[];
}

/** `SequenceNumber` r1, r2, ... as 1, 2, ...; a cursor is `c` and the number of records read. */
export function createMemoryChangeFeed(): MemoryChangeFeed {
  const records: DynamoDBRecord[] = [];
  const trimmedTo: string[] = [];
  return {
    shardId: 'shard-1',
    trimmedTo,
    append: (...more) => records.push(...more),
    read: async (cursor, limit) => {
      const from = Number((cursor ?? 'c0').slice(1));
      const read = records.slice(from, from + limit);
      return { records: read, cursor: `c${from + read.length}` };
    },
    trim: async (cursor) => {
      trimmedTo.push(cursor);
    },
  };
}

export function createMemoryPositions(): FeedPositions {
  const positions = new Map<string, string>();
  return {
    get: async (consumer) => positions.get(consumer),
    set: async (consumer, cursor) => {
      positions.set(consumer, cursor);
    },
  };
}

/** A change of the item with this sort key. */
export const makeRecord = (sequence: number, change: Partial<DynamoDBRecord> = {}): DynamoDBRecord => ({
  eventName: 'INSERT',
  eventSource: 'aws:dynamodb',
  dynamodb: {
    SequenceNumber: String(sequence),
    Keys: { pk: { S: 'customer#c1' }, sk: { S: `journal#${sequence}` } },
  },
  ...change,
});
