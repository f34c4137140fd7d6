import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../support/data-folder.ts';
import { hasJava } from '../support/dynamodb-local.ts';
import { cameTo, replayOrders, simulateOrders, sumOf } from '../support/history-result.ts';
import { oneCampaignShop } from '../support/one-campaign-shop.ts';
import { describeWithData } from '../support/real-data.ts';

const TEST_TIMEOUT_MS = 600_000;
/** The first customers for six weeks: each day of a replay asks the emulators some hundred times. */
const LINES = 400;
const END = ['--until', '1997-02-12'];

describe.skipIf(!hasJava())('over DynamoDB Local and an SQS emulator', () => {
  describeWithData('the pipeline on customers of CDNOW', ['cdnow/CDNOW_sample.txt'], (file) => {
    it(
      'ends where simulate ends',
      async () => {
        using data = temporaryFolder();
        await using shop = await oneCampaignShop();
        // Customers lapse, and are won back, within those weeks.
        await shop.edit('lifecycle.yaml', 'newDays: 30', 'newDays: 10');
        await shop.edit('lifecycle.yaml', 'atRiskDays: 90', 'atRiskDays: 15');
        await shop.edit('lifecycle.yaml', 'lapsedDays: 180', 'lapsedDays: 20');
        const some = join(data.path, 'orders.txt');
        writeFileSync(some, readFileSync(file, 'utf8').split('\n').slice(0, LINES).join('\n'));
        const args = [some, ...END, '--shop', shop.directory];

        const result = await replayOrders(join(data.path, 'wire'), ...args, '--wire');
        expect(cameTo(result)).toEqual(cameTo(await simulateOrders(...args)));
        expect(result.outcomes.sent).toEqual(result.messages);
        expect(sumOf(result.messages)).toBeGreaterThan(0);
        expect(result.stages['won-back']).toBeGreaterThan(0);
      },
      TEST_TIMEOUT_MS,
    );
  });
});
