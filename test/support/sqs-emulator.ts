import { SQSClient } from '@aws-sdk/client-sqs';
import { emulatorConnection } from '../../infra/local/wire/emulator-connection.ts';
import { startSqsEmulator as startEmulator } from '../../infra/local/wire/start-sqs-emulator.ts';

export interface SqsEmulator {
  readonly endpoint: string;
  readonly client: SQSClient;
  stop(): Promise<void>;
}

/** Starts an SQS endpoint in this process, in memory, on a free port. Stop it in `afterAll`. */
export async function startSqsEmulator(): Promise<SqsEmulator> {
  const emulator = await startEmulator();
  const client = new SQSClient(emulatorConnection(emulator.endpoint));
  return {
    endpoint: emulator.endpoint,
    client,
    async stop() {
      client.destroy();
      await emulator.stop();
    },
  };
}
