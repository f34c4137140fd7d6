import { spawnSync } from 'node:child_process';
import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { emulatorConnection } from '../../infra/local/wire/emulator-connection.ts';
import { startDynamoDbLocal as startEmulator } from '../../infra/local/wire/start-dynamodb-local.ts';
import { tableDefinition } from '../../shared/aws/table-definition.ts';

let isJavaThere: boolean | undefined;

/** Whether DynamoDB Local can run; says so once where it cannot. */
export function hasJava(): boolean {
  if (isJavaThere === undefined) {
    isJavaThere = spawnSync('java', ['-version'], { stdio: 'ignore' }).status === 0;
    if (!isJavaThere) console.warn('Skipped: DynamoDB Local needs Java 17 or newer on the PATH.');
  }
  return isJavaThere;
}

export interface DynamoDbLocal {
  readonly endpoint: string;
  /** What a client needs to reach it. */
  readonly connection: ReturnType<typeof emulatorConnection>;
  readonly client: DynamoDBClient;
  /** Makes a table by Perennial's definition, with its stream. */
  createTable(tableName: string): Promise<void>;
  stop(): Promise<void>;
}

const { partitionKey, sortKey, streamView, indexes } = tableDefinition;
const indexList = Object.values(indexes);

function createTableCommand(tableName: string): CreateTableCommand {
  return new CreateTableCommand({
    TableName: tableName,
    BillingMode: 'PAY_PER_REQUEST',
    KeySchema: [
      { AttributeName: partitionKey, KeyType: 'HASH' },
      { AttributeName: sortKey, KeyType: 'RANGE' },
    ],
    AttributeDefinitions: [
      { AttributeName: partitionKey, AttributeType: 'S' },
      { AttributeName: sortKey, AttributeType: 'S' },
      ...indexList.flatMap((index) => [
        { AttributeName: index.partitionKey, AttributeType: 'S' as const },
        { AttributeName: index.sortKey, AttributeType: index.sortType },
      ]),
    ],
    GlobalSecondaryIndexes: indexList.map((index) => ({
      IndexName: index.name,
      KeySchema: [
        { AttributeName: index.partitionKey, KeyType: 'HASH' },
        { AttributeName: index.sortKey, KeyType: 'RANGE' },
      ],
      Projection: { ProjectionType: 'KEYS_ONLY' },
    })),
    StreamSpecification: { StreamEnabled: true, StreamViewType: streamView },
  });
}

/** Starts DynamoDB Local in memory on a free port (some 3 s). Stop it in `afterAll`. */
export async function startDynamoDbLocal(): Promise<DynamoDbLocal> {
  const emulator = await startEmulator();
  const connection = emulatorConnection(emulator.endpoint);
  const client = new DynamoDBClient(connection);
  return {
    endpoint: emulator.endpoint,
    connection,
    client,
    async createTable(tableName) {
      await client.send(createTableCommand(tableName));
    },
    async stop() {
      client.destroy();
      await emulator.stop();
    },
  };
}
