import type { Emulator } from './start-dynamodb-local.ts';

/**
 * Starts an SQS endpoint in this process, in memory, on a free port. Not over a file: there fauxqs 2.4.1 loses a message
 * that is made visible again (it writes NULL into a column that takes none).
 */
export async function startSqsEmulator(): Promise<Emulator> {
  // Only --wire needs it, so that the embedded default runs without.
  const { startFauxqs } = await import('fauxqs');
  const server = await startFauxqs({ port: 0, host: '127.0.0.1', logger: false });
  return { endpoint: `http://127.0.0.1:${server.port}`, stop: () => server.stop() };
}
