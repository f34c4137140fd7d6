import { setTimeout as wait } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { seededRandom } from '../../cli/demo-shop/seeded-random.ts';
import { readLeftBehind, temporaryFolder } from '../support/data-folder.ts';
import { cameTo, replayOrders, simulateOrders, sumOf } from '../support/history-result.ts';
import { oneCampaignShop } from '../support/one-campaign-shop.ts';
import { describeWithData } from '../support/real-data.ts';
import { eventsDone, poll, startShop } from '../support/running-shop.ts';

const KILLS = 10;
/** Consents and orders of the sample, each delivered three times. */
const DELIVERIES = 3 * (6_919 + 2_357);
const TEST_TIMEOUT_MS = 600_000;
/** After the last order and what chaos holds back, so that all runs end at one instant. */
const END = ['--until', '1998-07-31'];
const CHAOS = ['--chaos', 'duplicate=3,shuffle=7d'];

describeWithData('a replay that is killed ten times', ['cdnow/CDNOW_sample.txt'], (file) => {
  it(
    'keeps every total and class though events come three times, up to a week late; no mail goes twice',
    async () => {
      using data = temporaryFolder();
      await using fewer = await oneCampaignShop();
      const calm = ['--shop', fewer.directory, ...END];
      const args = [...calm, ...CHAOS];
      const random = seededRandom(20_261_121);
      const marks = Array.from({ length: KILLS }, () => random.integer(1, DELIVERIES * 0.9));
      let hits = 0;
      for (const mark of marks.toSorted((one, other) => one - other)) {
        const shop = await startShop('--data', data.path, '--port', '0', '--orders', file, ...args);
        const done = await poll(
          () => eventsDone(shop),
          (events) => events >= mark,
        );
        // Somewhere within a step, not always at its beginning.
        await wait(random.integer(0, 40));
        expect(await shop.end('SIGKILL')).toMatchObject({ signal: 'SIGKILL', stderr: '' });
        if (done < DELIVERIES) hits += 1;
      }
      // On a fast machine the last ones may find the replay over.
      expect(hits).toBeGreaterThanOrEqual(KILLS - 2);

      const result = await replayOrders(data.path, file, ...args);
      expect(cameTo(result)).toEqual(cameTo(await simulateOrders(file, ...args)));
      const { aggregateDigest, orders, customers, revenueMinor, stages, tiers, frequencies, rfm } =
        await simulateOrders(file, ...calm);
      expect(result).toMatchObject({
        ...{ aggregateDigest, orders, customers, revenueMinor },
        ...{ stages, tiers, frequencies, rfm },
      });

      const { sent, uncertain, ...others } = result.outcomes;
      expect(sumOf(sent) + sumOf(uncertain)).toBe(sumOf(result.messages));
      expect(Object.values(others).every((each) => sumOf(each) === 0)).toBe(true);

      const left = readLeftBehind(data.path);
      expect(left.mailsTwice).toEqual([]);
      expect(left.sentWithoutMail).toEqual([]);
      expect(left.claims).toHaveLength(sumOf(result.messages));
      expect(left.claims.filter(({ status }) => status === 'sent')).toHaveLength(sumOf(sent));
      expect(sumOf(left.queues)).toBe(0);
    },
    TEST_TIMEOUT_MS,
  );
});
