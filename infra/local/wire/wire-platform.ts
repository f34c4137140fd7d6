import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBStreamsClient } from '@aws-sdk/client-dynamodb-streams';
import { SQSClient } from '@aws-sdk/client-sqs';
import { createDynamoDbTable } from '../../../shared/aws/dynamodb-table.ts';
import type { ShopBundle } from '../../../shared/config/shop-bundle.ts';
import type { EmbeddedParts } from '../embedded-platform.ts';
import type { LocalClock } from '../local-clock.ts';
import { createLocalSecrets } from '../local-secrets.ts';
import { byTableName, onlyTable } from '../only-table.ts';
import { openLocalDatabase } from '../sqlite/local-database.ts';
import { createSqliteFeedPositions } from '../sqlite/sqlite-change-feed.ts';
import { createSqliteMailbox } from '../sqlite/sqlite-mailbox.ts';
import type { LocalTopology } from '../template/local-topology.ts';
import { createLocalTable } from './create-local-table.ts';
import { createDynamoDbChangeFeed } from './dynamodb-change-feed.ts';
import { emulatorConnection } from './emulator-connection.ts';
import { createSqsQueueService } from './sqs-queue-service.ts';
import { type Emulator, startDynamoDbLocal } from './start-dynamodb-local.ts';
import { startSqsEmulator } from './start-sqs-emulator.ts';

interface WireOptions {
  readonly topology: LocalTopology;
  readonly clock: LocalClock;
  readonly shop: () => Promise<ShopBundle>;
  /** Holds the secrets and, where both emulators are somebody else's and so outlive this, mailbox and stream positions. */
  readonly directory?: string;
  /**
   * `AWS_ENDPOINT_URL_DYNAMODB` and `AWS_ENDPOINT_URL_SQS` name emulators that run already; what they do not name is
   * started, and holds everything in memory.
   */
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** An emulator that somebody else runs stays up when this ends. */
const useOrStart = async (endpoint: string | undefined, start: () => Promise<Emulator>): Promise<Emulator> =>
  endpoint === undefined ? await start() : { endpoint, stop: async () => undefined };

/**
 * The parts over real wire protocols: the AWS adapters on DynamoDB Local and an SQS emulator. Bus, mailbox, secrets and
 * stream positions are those of the embedded default. Throws `LOCAL.NO_JAVA` or `LOCAL.DYNAMODB_LOCAL`.
 */
export async function openWireParts(options: WireOptions): Promise<EmbeddedParts> {
  const { topology, clock, directory, environment } = options;
  const resource = onlyTable(topology);
  const dynamoDbUrl = environment.AWS_ENDPOINT_URL_DYNAMODB;
  const sqsUrl = environment.AWS_ENDPOINT_URL_SQS;
  const dynamoDb = await useOrStart(dynamoDbUrl, startDynamoDbLocal);
  const sqs = await useOrStart(sqsUrl, startSqsEmulator);
  const client = new DynamoDBClient(emulatorConnection(dynamoDb.endpoint));
  const streams = new DynamoDBStreamsClient(emulatorConnection(dynamoDb.endpoint));
  const queues = new SQSClient(emulatorConnection(sqs.endpoint));
  await createLocalTable(client, resource);
  if (directory !== undefined) mkdirSync(directory, { recursive: true });
  // Positions in a stream must not outlive the stream.
  const isLasting = directory !== undefined && dynamoDbUrl !== undefined && sqsUrl !== undefined;
  const database = openLocalDatabase(isLasting ? join(directory, 'wire.db') : ':memory:');
  const mailbox = createSqliteMailbox(database, clock);
  return {
    clock,
    isLasting,
    mailbox,
    secrets: createLocalSecrets({
      resources: topology.secrets,
      environment,
      ...(directory !== undefined && { directory }),
    }),
    queues: createSqsQueueService(queues),
    positions: createSqliteFeedPositions(database),
    table: byTableName(resource, createDynamoDbTable(client, resource.name)),
    changeFeed: byTableName(resource, createDynamoDbChangeFeed(client, streams, resource.name)),
    mailer: () => mailbox.mailer,
    texter: () => mailbox.texter,
    shop: options.shop,
    // What DynamoDB has survives this process, so what belongs to it must too.
    flush: (when) => database.setDurability(when === 'every-commit' ? 'power-loss' : 'process-death'),
    commit: () => database.commit(),
    removeExpired: async () => undefined,
    close: async () => {
      for (const each of [client, streams, queues]) each.destroy();
      await Promise.all([database.close(), dynamoDb.stop(), sqs.stop()]);
    },
  };
}
