import { DescribeTableCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import {
  DescribeStreamCommand,
  type DynamoDBStreamsClient,
  GetRecordsCommand,
  GetShardIteratorCommand,
  type Shard,
  type _Record as StreamsRecord,
  TrimmedDataAccessException,
} from '@aws-sdk/client-dynamodb-streams';
import type { DynamoDBRecord } from 'aws-lambda';
import { awsError } from '../../../shared/aws/aws-error.ts';
import type { AttributeSource, ItemAttributes } from '../../../shared/aws/dynamodb-item.ts';
import { PerennialError } from '../../../shared/perennial-error.ts';
import type { ChangeFeed } from '../change-feed.ts';

/** DynamoDB Streams: records of one call. */
const MAX_RECORDS = 1_000;

/** Empty answers in a row before there is taken to be nothing: an open shard may answer empty before its end. */
const EMPTY_READS = 2;

/** Where a reader stands: after this record of this shard, or before its first. */
interface Position {
  readonly shard: string;
  readonly sequence?: string;
}

/** The cursor before the first shard, as long as the stream has none. */
const BEFORE_ALL = 'start';

const writePosition = ({ shard, sequence }: Position): string => (sequence ? `${shard}/${sequence}` : shard);

function readPosition(cursor: string): Position {
  const [shard = '', sequence] = cursor.split('/');
  if (!shard.startsWith('shardId-')) {
    throw new PerennialError('LOCAL.BAD_FEED_CURSOR', {
      message: `"${cursor}" is not a position in a DynamoDB stream. Was it made without --wire? Use another data folder for each.`,
    });
  }
  return { shard, ...(sequence && { sequence }) };
}

/** Texts and numbers of an image; this table has no others. */
function attributesOf(image: AttributeSource): ItemAttributes {
  return Object.fromEntries(
    Object.entries(image).flatMap(([name, { S, N }]): [string, ItemAttributes[string]][] => {
      if (S !== undefined) return [[name, { S }]];
      return N === undefined ? [] : [[name, { N }]];
    }),
  );
}

/** The record as Lambda hands it to a function. */
function lambdaRecord({ eventID, eventName, dynamodb, userIdentity }: StreamsRecord): DynamoDBRecord {
  const created = dynamodb?.ApproximateCreationDateTime;
  return {
    eventID,
    eventName,
    eventVersion: '1.1',
    eventSource: 'aws:dynamodb',
    awsRegion: 'local',
    dynamodb: {
      ...(created && { ApproximateCreationDateTime: created.getTime() / 1000 }),
      Keys: attributesOf(dynamodb?.Keys ?? {}),
      ...(dynamodb?.OldImage && { OldImage: attributesOf(dynamodb.OldImage) }),
      ...(dynamodb?.NewImage && { NewImage: attributesOf(dynamodb.NewImage) }),
      SequenceNumber: dynamodb?.SequenceNumber,
      StreamViewType: 'NEW_AND_OLD_IMAGES',
    },
    ...(userIdentity && {
      userIdentity: { type: userIdentity.Type, principalId: userIdentity.PrincipalId },
    }),
  };
}

/** Shards so that each stands behind its parent: their names grow with the time they were made. */
const inOrder = (shards: readonly Shard[]): string[] =>
  shards.flatMap(({ ShardId }) => (ShardId === undefined ? [] : [ShardId])).toSorted();

/**
 * The stream of a table in DynamoDB Local, for `--wire`: its shards, which follow one another there, read as one. Throws
 * `LOCAL.STREAM_FAILED` and `LOCAL.BAD_FEED_CURSOR`.
 */
export function createDynamoDbChangeFeed(
  client: DynamoDBClient,
  streams: DynamoDBStreamsClient,
  tableName: string,
): ChangeFeed {
  let stream: Promise<string> | undefined;
  /** Iterators by the position they continue from; asking for a new one at each read would double the calls. */
  const iterators = new Map<string, string>();

  const failed = (cause: unknown): never => {
    throw awsError('LOCAL.STREAM_FAILED', `read the stream of table ${tableName}`, cause);
  };

  async function findStream(): Promise<string> {
    const { Table } = await client.send(new DescribeTableCommand({ TableName: tableName })).catch(failed);
    if (Table?.LatestStreamArn !== undefined) return Table.LatestStreamArn;
    throw new PerennialError('LOCAL.STREAM_FAILED', {
      message: `Table ${tableName} has no stream. Make it with NEW_AND_OLD_IMAGES.`,
    });
  }

  async function shardIds(): Promise<string[]> {
    stream ??= findStream();
    const shards: Shard[] = [];
    let last: string | undefined;
    do {
      const command = new DescribeStreamCommand({
        StreamArn: await stream,
        ...(last !== undefined && { ExclusiveStartShardId: last }),
      });
      const { StreamDescription } = await streams.send(command).catch(failed);
      shards.push(...(StreamDescription?.Shards ?? []));
      last = StreamDescription?.LastEvaluatedShardId;
    } while (last !== undefined);
    return inOrder(shards);
  }

  async function shardAfter(previous: string): Promise<Position | undefined> {
    const shard = (await shardIds()).find((candidate) => candidate > previous);
    return shard === undefined ? undefined : { shard };
  }

  async function openIterator({ shard, sequence }: Position): Promise<string | undefined> {
    stream ??= findStream();
    const StreamArn = await stream;
    const oldest = { StreamArn, ShardId: shard, ShardIteratorType: 'TRIM_HORIZON' } as const;
    if (sequence === undefined) {
      return (await streams.send(new GetShardIteratorCommand(oldest)).catch(failed)).ShardIterator;
    }
    const after = {
      ...oldest,
      ShardIteratorType: 'AFTER_SEQUENCE_NUMBER',
      SequenceNumber: sequence,
    } as const;
    try {
      return (await streams.send(new GetShardIteratorCommand(after))).ShardIterator;
    } catch (cause) {
      if (!(cause instanceof TrimmedDataAccessException)) return failed(cause);
      return (await streams.send(new GetShardIteratorCommand(oldest)).catch(failed)).ShardIterator;
    }
  }

  /** Records after the position, and whether the shard is at its end for good. */
  async function readShard(position: Position, limit: number) {
    const key = writePosition(position);
    let iterator = iterators.get(key) ?? (await openIterator(position));
    iterators.delete(key);
    for (let empties = 0; iterator !== undefined && empties < EMPTY_READS; empties += 1) {
      const command = new GetRecordsCommand({ ShardIterator: iterator, Limit: limit });
      const { Records = [], NextShardIterator } = await streams.send(command).catch(failed);
      const sequence = Records.at(-1)?.dynamodb?.SequenceNumber ?? position.sequence;
      const next = { shard: position.shard, ...(sequence !== undefined && { sequence }) };
      iterator = NextShardIterator;
      if (Records.length > 0) {
        if (iterator !== undefined) iterators.set(writePosition(next), iterator);
        return { records: Records.map(lambdaRecord), position: next, isEnded: false };
      }
    }
    if (iterator !== undefined) iterators.set(key, iterator);
    return { records: [], position, isEnded: iterator === undefined };
  }

  return {
    shardId: 'shardId-00000000000000000000-00000000',
    async read(cursor, limit) {
      const isAtStart = cursor === undefined || cursor === BEFORE_ALL;
      let position: Position | undefined = isAtStart ? await shardAfter('') : readPosition(cursor);
      if (position === undefined) return { records: [], cursor: BEFORE_ALL };
      for (;;) {
        const result = await readShard(position, Math.min(limit, MAX_RECORDS));
        const next: Position | undefined = result.isEnded ? await shardAfter(position.shard) : undefined;
        if (next === undefined) return { records: result.records, cursor: writePosition(result.position) };
        position = next;
      }
    },
    /** DynamoDB trims its streams itself, after 24 hours. */
    trim: async () => undefined,
  };
}
