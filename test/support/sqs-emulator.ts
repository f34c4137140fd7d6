import { SQSClient } from '@aws-sdk/client-sqs';
import { startFauxqs } from 'fauxqs';

export interface SqsEmulator {
  readonly endpoint: string;
  readonly client: SQSClient;
  stop(): Promise<void>;
}

/** Starts an SQS endpoint in this process, in memory, on a free port. Stop it in `afterAll`. */
export async function startSqsEmulator(): Promise<SqsEmulator> {
  const server = await startFauxqs({ port: 0, logger: false });
  const client = new SQSClient({
    endpoint: server.address,
    region: 'us-east-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
  return {
    endpoint: server.address,
    client,
    async stop() {
      client.destroy();
      await server.stop();
    },
  };
}
