import { expect, it } from 'vitest';
import { readLeftBehind, temporaryFolder } from '../support/data-folder.ts';
import { cameTo, replayOrders, simulateOrders, sumOf } from '../support/history-result.ts';
import { oneCampaignShop } from '../support/one-campaign-shop.ts';
import { describeWithData } from '../support/real-data.ts';

const TEST_TIMEOUT_MS = 300_000;

describeWithData('the pipeline on the tenth of CDNOW', ['cdnow/CDNOW_sample.txt'], (file) => {
  it(
    'ends where simulate ends, with each message sent and no message left over',
    async () => {
      using data = temporaryFolder();
      // Two calibrations, and every campaign of the example shop that orders and time alone set off in half a year.
      const args = [file, '--until', '1997-07-15'];
      const result = await replayOrders(data.path, ...args);
      expect(result).toMatchObject({ customers: 2_357, rejected: 0 });
      expect(cameTo(result)).toEqual(cameTo(await simulateOrders(...args)));
      expect(result.outcomes).toEqual({
        sent: result.messages,
        deferred: {},
        rejected: {},
        uncertain: {},
        expired: {},
        withdrawn: {},
        unrenderable: {},
        suppressed: {},
      });
      expect(sumOf(result.messages)).toBeGreaterThan(5_000);

      const left = readLeftBehind(data.path);
      expect(left.mails).toBe(sumOf(result.messages));
      expect(left.mailsTwice).toEqual([]);
      expect(sumOf(left.queues)).toBe(0);
      expect(Object.keys(left.queues).filter((name) => name.endsWith('-dlq'))).not.toEqual([]);
    },
    TEST_TIMEOUT_MS,
  );

  it(
    'says the same again when it is started again at the end of its history',
    async () => {
      using data = temporaryFolder();
      await using shop = await oneCampaignShop();
      const args = [file, '--until', '1997-01-20', '--shop', shop.directory];
      const first = await replayOrders(data.path, ...args);
      const { endsAt, ...again } = await replayOrders(data.path, ...args);
      expect({ ...again, endsAt: first.endsAt }).toEqual(first);
      // The clock has gone on meanwhile.
      expect(endsAt > first.endsAt).toBe(true);
    },
    TEST_TIMEOUT_MS,
  );
});
