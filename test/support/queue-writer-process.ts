/**
 * A process for tests to kill: `queue-writer-process.ts FILE`. It sends to a queue, receives from it and writes a line
 * for each message whose sending was promised, until it is killed.
 */
import { writeSync } from 'node:fs';
import { openLocalDatabase } from '../../infra/local/sqlite/local-database.ts';
import { createSqliteQueueService } from '../../infra/local/sqlite/sqlite-queue-service.ts';

const [, , file = ''] = process.argv;
const service = createSqliteQueueService(openLocalDatabase(file));
const { url } = await service.create({
  name: 'inputs',
  visibilityTimeoutSeconds: 3_600,
  retentionSeconds: 86_400,
});
const queue = service.queue(url);
for (let number = 0; ; number += 1) {
  await queue.send([{ body: String(number) }]);
  if (number % 3 === 0) await service.receive(url, 1);
  writeSync(1, `${number}\n`);
}
