import type { DynamoDBRecord } from 'aws-lambda';

export interface ChangeBatch {
  /** Records as a Lambda function receives them (`Keys`, `NewImage`, `OldImage`, `SequenceNumber`), in order. */
  readonly records: readonly DynamoDBRecord[];
  /** Pass it to the next read. Unchanged where there was nothing. */
  readonly cursor: string;
}

/** The stream of a table, read by the local runtime's event source mappings: one logical shard, in commit order. */
export interface ChangeFeed {
  /** Name of the shard, constant over restarts. */
  readonly shardId: string;
  /** Up to `limit` records after the cursor; `undefined` starts at the oldest record kept. Returns at once. */
  read(cursor: string | undefined, limit: number): Promise<ChangeBatch>;
  /** Records before this cursor have been read by every consumer and may go. */
  trim(cursor: string): Promise<void>;
}

/** Where each consumer of a feed stands; survives a kill. */
export interface FeedPositions {
  get(consumer: string): Promise<string | undefined>;
  set(consumer: string, cursor: string): Promise<void>;
}
