import type { DynamoDBRecord } from 'aws-lambda';
import { type ItemAttributes, keyAttributes } from '../../../shared/aws/dynamodb-item.ts';
import { PerennialError } from '../../../shared/perennial-error.ts';
import type { ChangeFeed, FeedPositions } from '../change-feed.ts';
import type { LocalDatabase } from './local-database.ts';
import { numberColumn, type Row, textColumn } from './sqlite-row.ts';
import { attributesOfStored, storedItemOfRow } from './stored-item.ts';

const SELECT = 'SELECT * FROM changes WHERE sequence > ? ORDER BY sequence LIMIT ?';

/** Of the length that DynamoDB Streams gives its shards. */
export const SQLITE_SHARD_ID = 'shardId-00000000000000000000-00000000';

const eventNames = new Map<string, 'INSERT' | 'MODIFY' | 'REMOVE'>([
  ['insert', 'INSERT'],
  ['modify', 'MODIFY'],
  ['remove', 'REMOVE'],
]);

function image(row: Row, prefix: string): ItemAttributes | undefined {
  if (row[`${prefix}version`] === null) return undefined;
  const key = { pk: textColumn(row, 'pk'), sk: textColumn(row, 'sk') };
  return attributesOfStored(storedItemOfRow(row, key, prefix));
}

/** A row of `changes` as a Lambda function receives it. */
export function recordOfRow(row: Row): DynamoDBRecord {
  const sequence = String(numberColumn(row, 'sequence'));
  const before = image(row, 'old_');
  const after = image(row, 'new_');
  return {
    eventID: sequence,
    eventName: eventNames.get(textColumn(row, 'kind')),
    eventVersion: '1.1',
    eventSource: 'aws:dynamodb',
    awsRegion: 'local',
    dynamodb: {
      Keys: keyAttributes({ pk: textColumn(row, 'pk'), sk: textColumn(row, 'sk') }),
      ...(before && { OldImage: before }),
      ...(after && { NewImage: after }),
      SequenceNumber: sequence,
      StreamViewType: 'NEW_AND_OLD_IMAGES',
    },
    // As DynamoDB marks what its TTL removed.
    ...(numberColumn(row, 'expired') === 1 && {
      userIdentity: { type: 'Service', principalId: 'dynamodb.amazonaws.com' },
    }),
  };
}

function sequenceOf(cursor: string | undefined): number {
  const sequence = Number(cursor ?? 0);
  if (!Number.isSafeInteger(sequence)) {
    throw new PerennialError('LOCAL.BAD_FEED_CURSOR', {
      message: `"${cursor}" is not a position in the local change feed. Was it made with --wire? Use another data folder for each.`,
    });
  }
  return sequence;
}

/** Records kept after they were read: several consumers read the same ones, a little after one another. */
const RECORDS_KEPT = 4_000;

export interface SqliteChangeFeed extends ChangeFeed {
  /** Lets go of what it has read ahead: rows were removed. */
  reread(): void;
}

/** The stream of the SQLite table; a cursor is the sequence number of the last record read. */
export function createSqliteChangeFeed(database: LocalDatabase): SqliteChangeFeed {
  /** Consecutive records, oldest first: none is missing between two of them. */
  let kept: { readonly sequence: number; readonly record: DynamoDBRecord }[] = [];

  /** Whether what is kept and what follows it has all records after `from`. */
  const continues = (from: number) => {
    const [oldest, latest] = [kept[0], kept.at(-1)];
    return (
      oldest !== undefined && latest !== undefined && oldest.sequence <= from + 1 && from <= latest.sequence
    );
  };

  const keptAfter = (from: number) => {
    const start = kept.findIndex(({ sequence }) => sequence > from);
    return start < 0 ? [] : kept.slice(start);
  };

  function readOn(after: number, limit: number): void {
    for (const row of database.statement(SELECT).all(after, limit))
      kept.push({ sequence: numberColumn(row, 'sequence'), record: recordOfRow(row) });
    if (kept.length > RECORDS_KEPT) kept = kept.slice(-RECORDS_KEPT);
  }

  return {
    shardId: SQLITE_SHARD_ID,
    async read(cursor, limit) {
      const from = sequenceOf(cursor);
      if (!continues(from)) kept = [];
      const missing = limit - keptAfter(from).length;
      if (missing > 0) readOn(kept.at(-1)?.sequence ?? from, missing);
      const taken = keptAfter(from).slice(0, limit);
      return { records: taken.map(({ record }) => record), cursor: String(taken.at(-1)?.sequence ?? from) };
    },
    reread: () => {
      kept = [];
    },
    async trim(cursor) {
      const upTo = sequenceOf(cursor);
      kept = keptAfter(upTo);
      await database.write(() => {
        database.statement('DELETE FROM changes WHERE sequence <= ?').run(upTo);
      });
    },
  };
}

/** Positions of the consumers of a feed, in the same file. */
export function createSqliteFeedPositions(database: LocalDatabase): FeedPositions {
  return {
    async get(consumer) {
      const row = database.statement('SELECT cursor FROM positions WHERE consumer = ?').get(consumer);
      return row && textColumn(row, 'cursor');
    },
    set: (consumer, cursor) =>
      database.write(() => {
        database
          .statement('INSERT OR REPLACE INTO positions (consumer, cursor) VALUES (?, ?)')
          .run(consumer, cursor);
      }),
  };
}
