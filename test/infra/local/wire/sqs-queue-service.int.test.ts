import { afterAll, beforeAll, describe } from 'vitest';
import { createSqsQueueService } from '../../../../infra/local/wire/sqs-queue-service.ts';
import { describeQueueService } from '../../../contracts/queue-contract.ts';
import { type SqsEmulator, startSqsEmulator } from '../../../support/sqs-emulator.ts';

describe('the SQS adapter on an SQS endpoint', () => {
  let emulator: SqsEmulator;

  beforeAll(async () => {
    emulator = await startSqsEmulator();
  });

  afterAll(async () => {
    await emulator.stop();
  });

  describeQueueService('SQS', async () => createSqsQueueService(emulator.client), {
    basicPlaneOnly: true,
    withoutGroups: true,
  });
});
