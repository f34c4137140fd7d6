/**
 * A process for tests to kill: `deliver-process.ts SETUP`. The real `deliver` over the real adapters of SES and DynamoDB, as one Lambda
 * environment has it: one batch at a time. Batches come, and what goes back to the queue leaves, over the channel to its parent.
 */
import { readFileSync } from 'node:fs';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { definition } from '../../../functions/deliver.ts';
import { emulatorConnection } from '../../../infra/local/wire/emulator-connection.ts';
import { createDynamoDbTable } from '../../../shared/aws/dynamodb-table.ts';
import { wireFunction } from '../../../shared/aws/lambda/define-function.ts';
import { createSesMailer } from '../../../shared/aws/ses-mailer.ts';
import type { Queue } from '../../../shared/ports.ts';
import { lambdaContext } from './lambda-context.ts';
import { type FromWorker, toWorkerSchema, workerSetupSchema } from './worker-messages.ts';

/** Shorter than in a function, so that silence is over soon. */
const SES_TIMEOUT_MS = 2_000;

const [, , setupText = ''] = process.argv;
const setup = workerSetupSchema.parse(JSON.parse(setupText));
process.env.POWERTOOLS_LOG_LEVEL = 'SILENT';

const tell = (message: FromWorker): void => void process.send?.(message);
const stored = new Map<number, () => void>();
const nobody = (): never => {
  throw new Error('deliver needs no such thing.');
};

const queue: Queue = {
  async send(messages) {
    const call = stored.size === 0 ? 1 : Math.max(...stored.keys()) + 1;
    await new Promise<void>((resolve) => {
      stored.set(call, resolve);
      tell({ kind: 'send', call, messages: [...messages] });
    });
  },
  depth: async () => 0,
};

const client = new DynamoDBClient(emulatorConnection(setup.dynamoDbEndpoint));
const handler = await wireFunction(
  definition,
  {
    TABLE_NAME: setup.tableName,
    SHOP_BUNDLE: setup.shopFile,
    SENDER: 'hello@shop.example',
    CONFIGURATION_SET: 'proof',
    LINK_SECRET: 'links',
    PUBLIC_URL: 'https://shop.example',
    OUTBOUND_QUEUE_URL: 'outbound',
    DEAD_LETTER_QUEUE_URL: 'outbound-dlq',
    SEND_RATE_SHARE: '0.8',
  },
  {
    clock: { now: () => Date.now() + setup.clockSkewMs },
    secrets: { get: async () => 'secret' },
    table: (name) => createDynamoDbTable(client, name),
    queue: () => queue,
    bus: nobody,
    mailer: (configurationSet) =>
      createSesMailer(configurationSet, {
        ...emulatorConnection(setup.sesEndpoint),
        requestHandler: { requestTimeout: SES_TIMEOUT_MS, throwOnRequestTimeout: true },
      }),
    texter: () => ({ send: nobody }),
    webhooks: nobody,
    shop: async (file) => JSON.parse(readFileSync(file, 'utf8')),
  },
);

process.on('message', async (received) => {
  const message = toWorkerSchema.parse(received);
  if (message.kind === 'stored') {
    stored.get(message.call)?.();
    stored.delete(message.call);
    return;
  }
  const answer = await handler({ Records: message.records }, lambdaContext);
  tell({ kind: 'done', failed: failedOf(answer) });
});

function failedOf(answer: unknown): string[] {
  const isAnswer = typeof answer === 'object' && answer !== null && 'batchItemFailures' in answer;
  if (!isAnswer || !Array.isArray(answer.batchItemFailures)) throw new Error('That is no answer to SQS.');
  return answer.batchItemFailures.map((failure) => String(failure.itemIdentifier));
}

process.on('disconnect', () => process.exit());
tell({ kind: 'ready' });
