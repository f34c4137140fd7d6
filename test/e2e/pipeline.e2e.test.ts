import { expect, it } from 'vitest';
import { readLeftBehind, temporaryFolder } from '../support/data-folder.ts';
import { cameTo, replayOrders, simulateOrders, sumOf } from '../support/history-result.ts';
import { oneCampaignShop } from '../support/one-campaign-shop.ts';
import { describeWithData } from '../support/real-data.ts';

const TEST_TIMEOUT_MS = 300_000;
/** After the last order and what chaos holds back, so that both runs end at one instant. */
const END = ['--until', '1998-07-31'];
const CHAOS = ['--chaos', 'duplicate=3,shuffle=7d'];

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

  it(
    'keeps every total and class when events come three times, up to a week late; no mail goes twice',
    async () => {
      using data = temporaryFolder();
      await using shop = await oneCampaignShop();
      const args = [file, ...END, '--shop', shop.directory];
      const [calm, simulated] = await Promise.all([
        simulateOrders(...args),
        simulateOrders(...args, ...CHAOS),
      ]);
      const result = await replayOrders(data.path, ...args, ...CHAOS);
      expect(cameTo(result)).toEqual(cameTo(simulated));
      const { aggregateDigest, orders, customers, revenueMinor, stages, tiers, frequencies, rfm } = calm;
      expect(result).toMatchObject({
        ...{ aggregateDigest, orders, customers, revenueMinor },
        ...{ stages, tiers, frequencies, rfm },
      });

      const left = readLeftBehind(data.path);
      expect(result.outcomes.sent).toEqual(result.messages);
      expect(left.mails).toBe(sumOf(result.messages));
      expect(left.mailsTwice).toEqual([]);
      expect(sumOf(left.queues)).toBe(0);
    },
    TEST_TIMEOUT_MS,
  );
});
