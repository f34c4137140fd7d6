import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { openLocalDatabase } from '../../../../infra/local/sqlite/local-database.ts';
import { createSqliteQueueService } from '../../../../infra/local/sqlite/sqlite-queue-service.ts';

const writer = fileURLToPath(new URL('../../../support/queue-writer-process.ts', import.meta.url));

/** Runs the writer on the file, kills it after so many promised messages, and returns the last one promised. */
async function killAfter(file: string, messages: number): Promise<number> {
  const child = spawn(process.execPath, [writer, file], { stdio: ['ignore', 'pipe', 'inherit'] });
  const exited = once(child, 'exit');
  let last = -1;
  for await (const line of createInterface({ input: child.stdout })) {
    last = Number(line);
    if (last >= messages) child.kill('SIGKILL');
  }
  expect(await exited).toEqual([null, 'SIGKILL']);
  return last;
}

it('loses no message of a process that was killed, and gives those in flight again', {
  timeout: 300_000,
}, async () => {
  const directory = mkdtempSync(join(tmpdir(), 'perennial-killed-'));
  try {
    const file = join(directory, 'perennial.db');
    const promised = await killAfter(file, 300);
    const database = openLocalDatabase(file);
    const service = createSqliteQueueService(database);
    const { url } = await service.create({
      name: 'inputs',
      visibilityTimeoutSeconds: 30,
      retentionSeconds: 86_400,
    });
    const { inFlight } = await service.counts(url);
    expect(inFlight).toBeGreaterThanOrEqual(100);
    await service.recover();
    const received = await service.receive(url, promised + 10);
    const numbers = received.map(({ body }) => Number(body)).toSorted((one, other) => one - other);
    // The last message may be stored though the process died before it could say so.
    expect(numbers.slice(0, promised + 1)).toEqual(
      Array.from({ length: promised + 1 }, (_, number) => number),
    );
    expect(numbers.length - promised).toBeLessThanOrEqual(2);
    expect(received.filter(({ receiveCount }) => receiveCount === 2)).toHaveLength(inFlight);
    await database.close();
  } finally {
    rmSync(directory, { recursive: true });
  }
});
